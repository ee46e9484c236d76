import type { BandView, RehedgeView } from '#shared/ipc/rehedgeView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { exactText, MINUS, percentText, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { durationText, plain } from './chance.ts';

/** When a delta hedge is due again, by how much risk is shunned; or why there is no band. Nothing is traded from here. */
export function NoTradeBand({ when, asset, currency }: Readonly<{ when: RehedgeView; asset: string; currency: string }>) {
  const name = displayText(asset, 120);
  if (when.status === 'none') return <p className="insight-hint faint" data-testid="no-band" data-asset={asset}>{name}: {when.why === 'linear' ? 'no options, no gamma. Its delta stays as the price moves, so a delta hedge has no band: it is due again only after a trade.' : 'its gamma cancels out. Its delta stays as the price moves, so a delta hedge has no band.'}</p>;
  if (when.status === 'unknown') return <p className="insight-hint unknown-words" data-testid="no-band" data-asset={asset}>No-trade band of {name} is not known: needs {displayText(when.missing, 300)}.</p>;
  const { delta, gamma, sigma, sigmaSource, symbol, feeRate, bands } = when;
  return (
    <table className="pm-lines pm-hedges" data-testid="no-trade-band" data-asset={asset}>
      <caption>
        No-trade band of {name}: delta is <span title={exactText(delta)}>{signed(delta)}</span>, gamma <span title={exactText(gamma)}>{signed(gamma)}</span>, σ {percentText(plain(sigma), 1, 'ceil')} a day ({displayText(sigmaSource, 60)}), hedged with {displayText(symbol, 40)} at a fee of {percentText(plain(feeRate), 3)}
      </caption>
      <thead>
        <tr>
          <th scope="col" title="Relative risk aversion over the equity of the account: a higher one pays more fees for less risk">Risk aversion</th>
          <th scope="col" className="pm-trades" title="Traded back to no delta each time it is left">Hedge when delta is outside</th><th scope="col">Now</th>
          <th scope="col" title="The move of the price that takes delta from none to the edge">After a move of</th><th scope="col" title="At this σ, in the mean, from no delta to the edge">About every</th>
          <th scope="col" title="The fee of one trade from the edge to no delta">One costs</th><th scope="col">A day costs</th>
          <th scope="col" title="Deviation of a day’s profit by the delta that is left open within the band">Risk left a day</th>
          <th scope="col" title="For who trades as little as will do, back to the edge (Whalley and Wilmott)">Only to the edge</th>
        </tr>
      </thead>
      <tbody>{bands.map((band) => <Band key={band.aversion} band={band} amount={{ decimals: moneyDecimals(currency), unit: currency }} />)}</tbody>
    </table>
  );
}

function Band({ band: { aversion, halfWidth, edgeWidth, outside, move, days, cost, costPerDay, deviation }, amount }: Readonly<{ band: BandView; amount: Readonly<{ decimals: number; unit: string }> }>) {
  return (
    <tr data-testid="band" data-aversion={aversion}>
      <th scope="row">{aversion}</th>
      <td className="pm-trades"><b title={exactText(halfWidth)}>{bandText(halfWidth)}</b></td>
      <td>{outside ? <span className="band-outside">outside</span> : 'inside'}</td>
      <td>{percentText(plain(move), 1, 'floor')}</td>
      <td>{durationText(days * 24)}</td>
      <td><Amount value={cost} {...amount} mode="ceil" /></td>
      <td><Amount value={costPerDay} {...amount} mode="ceil" /></td>
      <td><Amount value={deviation} {...amount} mode="ceil" /></td>
      <td title={exactText(edgeWidth)}>{bandText(edgeWidth)}</td>
    </tr>
  );
}

const signed = (value: string): string => `${value.startsWith('-') ? MINUS : ''}${significantText(value.replace('-', ''), 3, 'halfEven')}`;
const bandText = (width: string): string => { const shown = significantText(width, 3, 'floor'); return `${MINUS}${shown} … +${shown}`; };
