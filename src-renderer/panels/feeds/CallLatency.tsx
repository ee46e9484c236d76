import { callLatencyMs, sigmaOver, smallPercentText } from '../../state/select/callLatency.ts';
import { durationText } from '../../state/select/feedWords.ts';
import { useAccount, useDialogs, useTerminal } from '../../state/screen.ts';
import { displayText, measureText } from '../../ui/text.ts';

/** How long a margin call takes here, and how far the market goes in that time. */
export function CallLatency() {
  const latency = useTerminal((terminal) => terminal.latency);
  const dialogs = useDialogs();
  const asset = useAccount((account) => account.nearest?.asset ?? null);
  const sigma = useAccount((account) => account.underlyings.find((underlying) => underlying.asset === account.nearest?.asset)?.dailySigma ?? null);
  if (latency === null) return null;
  const total = callLatencyMs(latency);
  return (
    <button type="button" className="call-latency" title="Margin call latency: from the venue's time to a durable alert, 95 of 100; press for every stage" onClick={() => dialogs.show({ kind: 'latency' })} data-testid="call-latency">
      <span>Call latency</span>
      <span className="figure">
        {total === null ? <span className="faint">not measured yet</span> : measureText(durationText(total))}
        {total !== null && sigma !== null && asset !== null && <span className="faint"> · {displayText(asset, 12)} σ {measureText(smallPercentText(sigmaOver(sigma, total)))}</span>}
      </span>
    </button>
  );
}
