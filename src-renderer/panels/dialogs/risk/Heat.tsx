import type { UnitView } from '#shared/ipc/scenarioMarginView.ts';
import { sumDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { percentText, ratioText, signedPercentText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { Choice } from '../Choice.tsx';
import { plain } from './chance.ts';
import { stretches } from './stretches.ts';

/** What the cells tell; their colour is always that of the ratio. */
export type HeatFigure = 'ratio' | 'equity' | 'requirement';

const FIGURES: readonly Readonly<{ id: HeatFigure; label: string; words: string }>[] = [
  { id: 'ratio', label: 'Ratio', words: 'Margin ratio' }, { id: 'equity', label: 'Equity', words: 'Equity of the account' }, { id: 'requirement', label: 'Requirement', words: 'Maintenance margin of the account' },
];

type HeatProps = Readonly<{ unit: UnitView; currency: string; figure: HeatFigure; onFigure: (figure: HeatFigure) => void }>;

/** Ratio, equity or requirement of the account by price and volatility of one underlying, and the stretches in which it is liquidated. */
export function Heat({ unit: { asset, heat, liquidation }, currency, figure, onFigure }: HeatProps) {
  const { moves, volatilities } = heat;
  const told = FIGURES.find(({ id }) => id === figure);
  return (
    <div className="heat">
      <Choice label={`What the map of ${displayText(asset, 20)} tells`} options={FIGURES} chosen={figure} onChoose={onFigure} />
      <table data-testid="heat" data-figure={figure}>
        <caption>{told?.words} as {displayText(asset, 20)} moves{volatilities.length > 1 ? ', and its volatility' : ''}{figure === 'ratio' ? '' : <span className="faint"> · in {displayText(currency, 16)}, coloured by the ratio</span>}</caption>
        <thead><tr><th scope="col">Price</th>{volatilities.map((own) => <th key={own} scope="col">{own === 0 ? (volatilities.length === 1 ? told?.label : 'vol ±0') : `vol ${signedPercentText(plain(own), 0)}`}</th>)}</tr></thead>
        <tbody>
          {moves.map((move, row) => (
            <tr key={move}>
              <th scope="row">{move === 0 ? 'now' : signedPercentText(plain(move), 0)}</th>
              {volatilities.map((own, column) => <td key={own} className={`heat-${levelOf(heat.ratios[row]?.[column] ?? null)}`}><Cell heat={heat} row={row} column={column} figure={figure} currency={currency} /></td>)}
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

/** Colour by how much of equity is asked for: a step for each stage, and a word for what has no ratio. */
function levelOf(ratio: number | null): string {
  if (ratio === null || ratio >= 1) return 'liquidating';
  return ratio >= 0.95 ? 'critical' : ratio >= 5 / 6 ? 'danger' : ratio >= 2 / 3 ? 'warning' : ratio >= 0.5 ? 'watch' : 'calm';
}

type CellProps = Readonly<{ heat: UnitView['heat']; row: number; column: number; figure: HeatFigure; currency: string }>;

/** Money is rounded to the unsafe side nowhere: equity down, the requirement up. */
function Cell({ heat: { ratios, equities, requirements }, row, column, figure, currency }: CellProps) {
  if (figure === 'ratio') {
    const ratio = ratios[row]?.[column] ?? null;
    return ratio === null ? 'no equity' : ratio >= 10 ? percentText(plain(ratio), 0) : ratioText(plain(ratio));
  }
  const table = figure === 'equity' ? equities : requirements;
  const largest = table.flat().reduce((most, own) => Math.max(most, Math.abs(Number(own))), 0);
  return <Amount value={table[row]?.[column] ?? null} decimals={sumDecimals(String(largest), currency)} unit={currency} mode={figure === 'equity' ? 'floor' : 'ceil'} testId="heat-amount" />;
}
