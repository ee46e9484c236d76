import type { UnitHedgeView } from '#shared/ipc/scenarioMarginView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { exactText, ratioText, signOf, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { GreekCells } from './GreekCells.tsx';
import { stretches } from './stretches.ts';

const KINDS: Readonly<Record<UnitHedgeView['kind'], readonly [string, string]>> = {
  delta: ['No delta', 'The perpetual that leaves no delta but for what is less than half a lot'],
  gamma: ['No gamma', 'The option that leaves no gamma and the lowest margin, and the perpetual that takes its delta off'],
  vega: ['No vega', 'The option that leaves no vega and the lowest margin, and the perpetual that takes its delta off'],
  leastMargin: ['Least margin', 'The size of the perpetual at which the maintenance margin of this model is lowest'],
};

/** Trades at the mark that take risk off, each with the account after it. Nothing is traded from here. */
export function UnitHedges({ hedges, asset, currency }: Readonly<{ hedges: readonly UnitHedgeView[]; asset: string; currency: string }>) {
  if (hedges.length === 0) return null;
  const amount = { decimals: moneyDecimals(currency), unit: currency };
  return (
    <table className="pm-lines pm-hedges" data-testid="unit-hedges">
      <caption>Hedges of {displayText(asset, 20)}, and the account after each</caption>
      <thead>
        <tr>
          <th scope="col">Hedge</th><th scope="col" className="pm-trades">Trades</th><th scope="col" title="At the taker fee, taken off equity">Cost</th><th scope="col">Delta</th><th scope="col">Gamma</th><th scope="col">Vega</th><th scope="col">Theta</th>
          <th scope="col">Maintenance</th><th scope="col">Change</th><th scope="col">Ratio</th><th scope="col">Liquidated</th>
        </tr>
      </thead>
      <tbody>{hedges.map((hedge) => <Hedge key={hedge.kind} hedge={hedge} amount={amount} />)}</tbody>
    </table>
  );
}

function Hedge({ hedge: { kind, trades, cost, greeks, maintenance, change, ratio, liquidation }, amount }: Readonly<{ hedge: UnitHedgeView; amount: Readonly<{ decimals: number; unit: string }> }>) {
  const [title, words] = KINDS[kind];
  return (
    <tr data-kind={kind}>
      <th scope="row" title={words}>{title}</th>
      <td className="pm-trades">{trades.map(({ name, quantity }) => <span key={name}><b title={exactText(quantity)}>{signOf(quantity) > 0 ? 'Buy' : 'Sell'} {significantText(quantity.replace('-', ''), 5, 'halfEven')}</b> {displayText(name, 40)}</span>)}</td>
      <td>{cost === null ? <Unknown reason="no taker fee is known" /> : <Amount value={cost} {...amount} mode="ceil" />}</td>
      <GreekCells of={greeks} />
      <td><Amount value={maintenance} {...amount} mode="ceil" /></td>
      <td>{signOf(change) > 0 && <span className="hedge-warning" title="The margin rises: neutral in a Greek is not neutral in margin"><Icon name="triangle" size={10} /></span>} <Amount value={change} {...amount} signed mode="ceil" /></td>
      <td>{ratio === null ? 'no equity' : ratioText(ratio)}</td>
      <td>{stretches(liquidation)}</td>
    </tr>
  );
}
