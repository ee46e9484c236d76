import type { Percentiles } from '#shared/domain/duration.ts';
import { callLatencyMs, latencyStages, sigmaOver, smallPercentText } from '../../../state/select/callLatency.ts';
import { durationText } from '../../../state/select/feedWords.ts';
import { useAccount, useTerminal } from '../../../state/screen.ts';
import { useNow } from '../../../ui/clock.ts';
import { displayText, measureText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import '../insight.css';
import './feed.css';

/** How long a price takes from the venue to where somebody can act on it, measured here. */
export function Latency({ onClose }: Readonly<{ onClose: () => void }>) {
  const latency = useTerminal((terminal) => terminal.latency);
  if (latency === null) return null;
  const total = callLatencyMs(latency);
  return (
    <ClosingDialog testId="latency" title="Margin call latency" bodyClass="insight latency" onClose={onClose}>
      <p className="insight-lead">How long a price takes, stage by stage, over the last messages. The venue's own delay before it stamps a price is not in it; neither are you.</p>
      <div className="table-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">Stage</th>
              {(['p50', 'p95', 'p99'] as const).map((name) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
              <th scope="col" className="num">
                Samples
              </th>
            </tr>
          </thead>
          <tbody>
            {latencyStages(latency).map(({ name, title, samples }) => (
              <tr key={name} title={title} data-testid="latency-stage">
                <th scope="row">{name}</th>
                <Cells samples={samples} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total !== null && <Reach totalMs={total} />}
      <Stalls />
    </ClosingDialog>
  );
}

function Cells({ samples }: Readonly<{ samples: Percentiles | null }>) {
  if (samples === null) {
    return (
      <td className="num faint" colSpan={4}>
        not measured yet
      </td>
    );
  }
  return (
    <>
      {[samples.p50, samples.p95, samples.p99].map((ms, at) => (
        <td key={['p50', 'p95', 'p99'][at]} className="num">
          {measureText(durationText(ms))}
        </td>
      ))}
      <td className="num faint">{samples.count}</td>
    </>
  );
}

/** A program that stands still delays every stage at once. */
function Stalls() {
  const stalls = useTerminal((terminal) => terminal.engine.stalls);
  if (stalls === null || stalls.count === 0) return null;
  return <p className="faint">{`Plimsoll stood still ${stalls.count === 1 ? 'once' : `${stalls.count} times`} since it started, for ${measureText(durationText(stalls.longestMs))} at the longest.`}</p>;
}

/** What the market may do in that time, and in the time since its last price. */
function Reach({ totalMs }: Readonly<{ totalMs: number }>) {
  const now = useNow();
  const nearest = useAccount((account) => account.nearest);
  const underlyings = useAccount((account) => account.underlyings);
  const worst = useAccount((account) => account.worstInput);
  const sigma = underlyings?.find(({ asset }) => asset === nearest?.asset)?.dailySigma ?? null;
  const ageMs = worst?.at == null ? null : Math.max(0, now - worst.at);
  const asset = displayText(nearest?.asset ?? '', 24);
  return (
    <p data-testid="latency-total">
      From the venue's time to a durable alert: <b>{measureText(durationText(totalMs))}</b>, the sum of three p95.
      {sigma === null ? ' The nearest underlying has no volatility to set it against.' : measureText(` One σ of ${asset} over that is ${smallPercentText(sigmaOver(sigma, totalMs))}, at ${smallPercentText(sigma)} a day.`)}
      {sigma !== null && ageMs !== null && ageMs >= 1000 && measureText(` The oldest price in use is ${durationText(ageMs)} old: with that, ${smallPercentText(sigmaOver(sigma, ageMs + totalMs))}.`)}
    </p>
  );
}
