import type { UnitView } from '#shared/ipc/scenarioMarginView.ts';
import { percentText, ratioText, signedPercentText } from '../../../ui/format.ts';
import { plain } from './chance.ts';
import { stretches } from './stretches.ts';

/** Colour by how much of equity is asked for: a step for each stage, and a word for what has no ratio. */
function levelOf(ratio: number | null): string {
  if (ratio === null || ratio >= 1) return 'liquidating';
  return ratio >= 0.95 ? 'critical' : ratio >= 5 / 6 ? 'danger' : ratio >= 2 / 3 ? 'warning' : ratio >= 0.5 ? 'watch' : 'calm';
}

/** The account's margin ratio by price and volatility of one underlying, and the stretches in which it is liquidated. */
export function Heat({ unit: { asset, heat: { moves, volatilities, ratios }, liquidation } }: Readonly<{ unit: UnitView }>) {
  return (
    <div className="heat">
      <table data-testid="heat">
        <caption>Margin ratio as {asset} moves{volatilities.length > 1 ? ', and its volatility' : ''}</caption>
        <thead><tr><th scope="col">Price</th>{volatilities.map((own) => <th key={own} scope="col">{own === 0 ? (volatilities.length === 1 ? 'Ratio' : 'vol ±0') : `vol ${signedPercentText(plain(own), 0)}`}</th>)}</tr></thead>
        <tbody>
          {moves.map((move, row) => (
            <tr key={move}>
              <th scope="row">{move === 0 ? 'now' : signedPercentText(plain(move), 0)}</th>
              {volatilities.map((own, column) => {
                const ratio = ratios[row]?.[column] ?? null;
                return <td key={own} className={`heat-${levelOf(ratio)}`}>{ratio === null ? 'no equity' : ratio >= 10 ? percentText(plain(ratio), 0) : ratioText(plain(ratio))}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="lines">
        <div><dt title="Moves of the price with volatility as it is">Liquidated</dt><dd data-testid="shortfalls">{stretches(liquidation.still)}</dd></div>
        {volatilities.length > 1 && <div><dt title="The worse of −30 % and +60 % of every volatility">at the worst volatility</dt><dd>{stretches(liquidation.worstVolatility)}</dd></div>}
      </dl>
    </div>
  );
}
