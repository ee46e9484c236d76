import { amountLeaf, balanceOf, owedOn } from './balanceTrees.ts';
import { chargeChange } from './chargeTrees.ts';
import { constant, difference, floorAtZero, given, product, quotient, round18, round24, scaled, sum, unknown, valueOf } from './build.ts';
import { indexLeaf, ONE_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import { type PoolParts, rowMaintenance, type RowParts, rowProfit, standingAlone } from './rowTrees.ts';
import { countedMaintenance, poolTotal, replacedMargin, shareTree } from './totalTrees.ts';
import { weighedAmount } from './weighedTrees.ts';
import { countedTree } from './weightTree.ts';

/** Fraction of the pool's maintenance margin that is the row's: one division serves all rows. */
export function shareOfMargin(parts: PoolParts, row: RowParts): DerivationNode {
  const total = poolTotal(parts, 'maintenanceMargin', sum);
  return round24(`share of ${row.leg.name} in the maintenance margin`, product('its part of one unit', [countedMaintenance(parts, row), quotient('one over the maintenance margin', ONE_LEAF, total)]));
}

/** Maintenance margin with the row closed: a debt may grow by its loss, and the other leg of a hedge stands alone. */
function maintenanceWithout(parts: PoolParts, row: RowParts): DerivationNode {
  const unit = parts.engine.book.valuationCurrency;
  const name = `maintenance margin without ${row.leg.name}`;
  const { before, after } = replacedMargin(parts, row.row.instrument.base, new Map([[row, null], ...partnerAlone(parts, row)]));
  const rest = difference('maintenance margin of all that stays as it is', poolTotal(parts, 'maintenanceMargin', sum), before, unit);
  const added = [after, owedChange(parts, row), chargeChange(parts.engine, row.row.instrument.symbol, parts.rows.indexOf(row))].flatMap((node) => node ?? []);
  return added.length === 0 ? { ...rest, name } : sum(name, [rest, ...added], unit);
}

/** Adjusted equity with the row closed at its mark: its P&L is cash in the settle currency, which counts by its weight. */
function adjustedWithout(parts: PoolParts, row: RowParts): DerivationNode {
  const { engine } = parts;
  const { settle } = row.row.instrument;
  const [name, unit, adjusted] = [`adjusted equity without ${row.leg.name}`, engine.book.valuationCurrency, poolTotal(parts, 'adjustedEquity', sum)];
  // Weighed with the balance already, the P&L counts for as much when it is paid into it.
  if (engine.book.balance(settle).weighting.full || engine.book.weighings.has(settle)) return given(name, adjusted);
  const { amount, weighed, line } = balanceOf(engine, settle);
  const counted = (of: DerivationNode): DerivationNode => countedTree(engine, weighed, of, line);
  const left = difference('adjusted equity less the P&L of the row', adjusted, rowProfit(engine, row), unit);
  const gained = sum('with the cash that it becomes', [left, valued(row, `${settle} that counts with the row closed`, counted(closed(row, amount)), unit)], unit);
  return difference(name, gained, valued(row, `${settle} that counts before`, counted(amount), unit), unit);
}

/** The balance of the settle currency with the profit paid into it. */
const closed = ({ row: { instrument: { settle } }, profit }: RowParts, amount: DerivationNode): DerivationNode => sum(`${settle} with the row closed`, [amount, profit], settle);

/** An amount of the settle currency as a term in the valuation currency. */
const valued = ({ rate }: RowParts, name: string, amount: DerivationNode, unit: string): DerivationNode =>
  (valueOf(amount) === null ? amount : round18(name, scaled(`${name}, before rounding`, amount, [rate], unit), unit));

/** What the margin on a debt gains by the P&L that is paid into it; null when it is not changed. */
function owedChange({ engine }: PoolParts, row: RowParts): DerivationNode | null {
  const { settle } = row.row.instrument;
  if (engine.book.weighings.has(settle)) return null;
  const unit = engine.book.valuationCurrency;
  const { amount } = balanceOf(engine, settle);
  const [then, now] = [owedOn(engine, settle, closed(row, amount)), owedOn(engine, settle, amount)];
  return then.value === now.value ? null : difference('change of the margin on the debt', valued(row, `${then.name}, then`, then, unit), valued(row, now.name, now, unit), unit);
}

/** The other leg of a hedge as one that stands alone, where that is asked for something else. */
function partnerAlone({ engine, rows }: PoolParts, { row: { position: { positionSide, symbol } } }: RowParts): readonly (readonly [RowParts, DerivationNode])[] {
  const { rules } = engine.book;
  if (positionSide === 'both' || (rules.tierSize === 'leg' && rules.hedgedLeg === 'full')) return [];
  const partner = rows.find(({ row: { position } }) => position.symbol === symbol && position.positionSide !== 'both' && position.positionSide !== positionSide);
  if (partner === undefined) return [];
  const alone = rowMaintenance(engine, standingAlone(engine, partner));
  return [[partner, { ...alone, name: `${alone.name}, standing alone` }]];
}

/** The account without a row, as trees. */
export type WithoutTrees = Readonly<{ adjustedEquity: DerivationNode; maintenanceMargin: DerivationNode }>;

export const withoutRow = (parts: PoolParts, row: RowParts): WithoutTrees => (row.option === null ? { adjustedEquity: adjustedWithout(parts, row), maintenanceMargin: maintenanceWithout(parts, row) } : withoutOption(row));

/** What an option would be closed at is no margin of its row: the account without it is not told. */
function withoutOption({ leg: { name } }: RowParts): WithoutTrees {
  const none = unknown(`account without the option ${name}`);
  return { adjustedEquity: none, maintenanceMargin: none };
}

/** What an isolated row leaves when it is closed is paid into the cross pool of its currency: its margin and profit, never less than nothing. */
export function withoutIsolated(own: PoolParts, row: RowParts, binding: PoolParts): WithoutTrees {
  if (row.option !== null) return withoutOption(row);
  const { engine } = binding;
  const { book: { valuationCurrency: unit }, pool } = engine;
  const asset = own.engine.pool.currency ?? unit;
  const takes = pool.currency === null || pool.currency === asset;
  const margins = own.engine.book.collateral.map((line, at) => amountLeaf(own.engine, at, line));
  const payment = takes ? floorAtZero(`what is left of ${row.leg.name}`, sum('margin and profit', [...margins, row.profit], asset)) : constant(0, `0: ${pool.id} does not take ${asset}`);
  const { weighed, line } = balanceOf(engine, asset);
  const amount = weighedAmount(binding, asset);
  const after = sum(`${asset} with what is left`, [amount, payment], asset);
  const index = indexLeaf(engine, asset);
  const term = (name: string, of: DerivationNode): DerivationNode => (valueOf(of) === null ? of : round18(name, scaled(`${name}, before rounding`, of, [index], unit), unit));
  const paid = (name: string, total: DerivationNode, made: (of: DerivationNode) => DerivationNode): DerivationNode =>
    difference(name, sum(`${total.name} with the balance after`, [total, term(`${asset} after`, made(after))], unit), term(`${asset} before`, made(amount)), unit);
  return {
    adjustedEquity: paid(`adjusted equity without ${row.leg.name}`, poolTotal(binding, 'adjustedEquity', sum), (of) => countedTree(engine, weighed, of, line)),
    maintenanceMargin: paid(`maintenance margin without ${row.leg.name}`, poolTotal(binding, 'maintenanceMargin', sum), (of) => owedOn(engine, asset, of)),
  };
}

export const ratioWithout = ({ adjustedEquity, maintenanceMargin }: WithoutTrees): DerivationNode => shareTree('margin ratio without the row', maintenanceMargin, adjustedEquity);
