import type { MarginRules } from '../../domain/marginRules.ts';
import { ZERO } from '../../num/units.ts';
import type { CollateralLine } from '../collateralLines.ts';
import type { Totals } from '../figures.ts';
import { isShort } from '../sides.ts';
import { openingFees, orderMaintenance } from './chargeTrees.ts';
import { constant, difference, given, max, none, quotient, round24, sum, sumOfKnown, valueOf } from './build.ts';
import { adjustedValue, collateralValue, owedTree } from './collateralTrees.ts';
import type { DerivationNode } from './node.ts';
import { reserveTree } from './reserveTree.ts';
import { adjustments, owedByProfits } from './weighedTrees.ts';
import { certainMaintenance, type PoolParts, rowInitial, rowMaintenance, rowNotional, type RowParts, rowProfit } from './rowTrees.ts';

/** How unknown parts of a sum count: left out where the figure is a bound, or making it unknown. */
export type Adding = typeof sum;
export const addingFor = (isKnown: boolean): Adding => (isKnown ? sumOfKnown : sum);

export type PoolFigure = keyof Totals;

/** One headline of one pool. @param add {@link sumOfKnown} for a figure that has a value, if only as a bound */
export function poolTotal(parts: PoolParts, figure: PoolFigure, add: Adding): DerivationNode {
  const unit = parts.engine.book.valuationCurrency;
  const of = (other: PoolFigure): DerivationNode => poolTotal(parts, other, add);
  switch (figure) {
    case 'equity': return sum('equity', [collateralSum(parts, add), of('unrealizedPnl'), ...(optionsIn(parts).length === 0 ? [] : [of('optionValue')])], unit);
    case 'adjustedEquity': return adjustedEquity(parts, add);
    case 'unrealizedPnl': return add('unrealized P&L', linearIn(parts).map((row) => rowProfit(parts.engine, row)), unit);
    case 'optionValue': return add('worth of options', optionsIn(parts).flatMap(({ option }) => option?.worth ?? []), unit);
    case 'notional': return add('notional', parts.rows.map((row) => rowNotional(parts.engine, row)), unit);
    case 'maintenanceMargin': return maintenanceSum(parts, add);
    case 'orderMargin': return add('order margin', [...parts.engine.book.holdings.values()].flatMap((holding) => reserveTree(parts.engine, holding) ?? []), unit);
    case 'initialMargin': return initialSum(parts, of('orderMargin'), add);
    case 'freeMargin': return difference('free margin', of('adjustedEquity'), of('initialMargin'), unit);
    case 'buffer': return difference('buffer', of('adjustedEquity'), of('maintenanceMargin'), unit);
    case 'marginRatio': return shareTree('margin ratio', of('maintenanceMargin'), of('adjustedEquity'));
    case 'initialMarginRatio': return shareTree('initial margin ratio', of('initialMargin'), of('adjustedEquity'));
    case 'leverage': return shareTree('leverage', of('notional'), of('equity'));
  }
}

const optionsIn = ({ rows }: PoolParts): readonly RowParts[] => rows.filter(({ option }) => option !== null);
const linearIn = ({ rows }: PoolParts): readonly RowParts[] => rows.filter(({ option }) => option === null);

/** Nothing of an asset needs no price. */
const heldLines = ({ engine: { book, ledger } }: PoolParts): readonly (readonly [number, CollateralLine])[] =>
  book.collateral.flatMap((line, at) => (line.amount.isZero() && ledger.collateralTerms(at) === null ? [] : [[at, line] as const]));

export const collateralSum = (parts: PoolParts, add: Adding): DerivationNode =>
  add('collateral', heldLines(parts).map(([at, line]) => collateralValue(parts.engine, at, line)), parts.engine.book.valuationCurrency);

const adjustedSum = (parts: PoolParts, add: Adding): DerivationNode =>
  add('adjusted collateral', heldLines(parts).map(([at, line]) => adjustedValue(parts.engine, at, line)), parts.engine.book.valuationCurrency);

/** Adjusted collateral and P&L, weighed where the rules weigh it, with nothing taken for open orders. */
export const marginBalance = (parts: PoolParts, add: Adding, name = 'margin balance'): DerivationNode =>
  sum(name, [adjustedSum(parts, add), poolTotal(parts, 'unrealizedPnl', add), ...adjustments(parts)], parts.engine.book.valuationCurrency);

function adjustedEquity(parts: PoolParts, add: Adding): DerivationNode {
  const [fees, unit] = [openingFees(parts.engine), parts.engine.book.valuationCurrency];
  return fees.length === 0 ? marginBalance(parts, add, 'adjusted equity') : difference('adjusted equity', marginBalance(parts, add), add('opening fees of open orders', fees, unit), unit);
}

/** a / b at 24 decimals: 0 when a is 0, and none when b is not above 0. */
export function shareTree(name: string, a: DerivationNode, b: DerivationNode): DerivationNode {
  const [numerator, denominator] = [valueOf(a), valueOf(b)];
  if (numerator !== null && numerator.isZero()) return given(name, constant(0, a.parts.some((part) => valueOf(part) === null) ? `at least 0: what is known of ${a.name} is nothing` : `0: there is no ${a.name}`), [a]);
  if (numerator !== null && denominator !== null && denominator.lte(0)) return none(`no ${name}: ${b.name} is not above 0`, [a, b]);
  return round24(name, quotient(`${a.name} over ${b.name}`, a, b));
}

/** The venue's own ratio, whichever way up it stands. */
export function venueRatioTree(parts: PoolParts, { ratioLabel, ratioForm }: Pick<MarginRules, 'ratioLabel' | 'ratioForm'>, add: Adding): DerivationNode {
  if (ratioForm === 'requirementOverEquity') return { ...poolTotal(parts, 'marginRatio', add), name: ratioLabel };
  return round24(ratioLabel, quotient('adjusted equity over maintenance margin', poolTotal(parts, 'adjustedEquity', add), poolTotal(parts, 'maintenanceMargin', add)));
}

type Requirement = (engine: PoolParts['engine'], row: RowParts) => DerivationNode;

const owedBy = (parts: PoolParts): readonly DerivationNode[] => [...parts.engine.book.collateral.flatMap((line, at) => owedTree(parts.engine, at, line) ?? []), ...owedByProfits(parts)];

function maintenanceSum(parts: PoolParts, add: Adding): DerivationNode {
  return add('maintenance margin', [...requirements(parts, certainMaintenance, 'maintenance margin', add), ...owedBy(parts), ...orderMaintenance(parts.engine)], parts.engine.book.valuationCurrency);
}

function initialSum(parts: PoolParts, orders: DerivationNode, add: Adding): DerivationNode {
  const own = add('initial margin of positions', [...requirements(parts, rowInitial, 'initial margin', add), ...owedBy(parts)], parts.engine.book.valuationCurrency);
  return sum('initial margin', [own, ...(orders.parts.length === 0 ? [] : [orders])], parts.engine.book.valuationCurrency);
}

/** Row by row, or the larger side of each underlying; options by themselves. */
function requirements(parts: PoolParts, of: Requirement, what: string, add: Adding): readonly DerivationNode[] {
  const { engine, rows } = parts;
  if (engine.book.rules.sides === 'sum') return rows.map((row) => of(engine, row));
  const sided = [...engine.book.rowsByBase.keys()].map((base) => largerSide(parts, base, of, what, add));
  return [...sided, ...optionsIn(parts).map((row) => of(engine, row))];
}

/** Rows as they would be: with another requirement, or with none when they are gone. */
export type Instead = ReadonlyMap<RowParts, DerivationNode | null>;

/** Requirement of an underlying where only the larger side is asked for. */
function largerSide(parts: PoolParts, base: string, of: Requirement, what: string, add: Adding, instead: Instead = new Map()): DerivationNode {
  const unit = parts.engine.book.valuationCurrency;
  const sides = [false, true].flatMap((short) => {
    const rows = linearIn(parts).filter((row) => row.row.instrument.base === base && isShort(row.row) === short && instead.get(row) !== null);
    return rows.length === 0 ? [] : [add(`${what} of ${short ? 'shorts' : 'longs'} on ${base}`, rows.map((row) => instead.get(row) ?? of(parts.engine, row)), unit)];
  });
  const name = `${what} on ${base}, of the larger side`;
  return sides.length === 1 && sides[0] !== undefined ? given(name, sides[0]) : sides.length === 0 ? constant(0, name) : max(name, sides, unit);
}

/** Maintenance margin on one side of an underlying. */
export function sideTree(parts: PoolParts, base: string, short: boolean): DerivationNode {
  const { engine } = parts;
  const own = linearIn(parts).filter(({ row }) => row.instrument.base === base && isShort(row) === short);
  return sum(`maintenance margin of ${short ? 'shorts' : 'longs'} on ${base}`, own.map((row) => rowMaintenance(engine, row)), engine.book.valuationCurrency);
}

/** Maintenance margin of some rows of one underlying as it is, and as it would be; the latter null when nothing of it is left. */
export function replacedMargin(parts: PoolParts, base: string, instead: Instead): Readonly<{ before: DerivationNode; after: DerivationNode | null }> {
  const unit = parts.engine.book.valuationCurrency;
  if (parts.engine.book.rules.sides === 'larger') {
    const after = largerSide(parts, base, rowMaintenance, 'maintenance margin', sum, instead);
    return { before: largerSide(parts, base, rowMaintenance, 'maintenance margin', sum), after: { ...after, name: `${after.name}, then` } };
  }
  const [before, after] = [[...instead.keys()].map((row) => rowMaintenance(parts.engine, row)), [...instead.values()].flatMap((own) => own ?? [])];
  const of = (nodes: readonly DerivationNode[]): DerivationNode | null => (nodes.length > 1 ? sum('maintenance margin of both legs', nodes, unit) : nodes[0] ?? null);
  return { before: of(before) ?? constant(0, 'nothing'), after: of(after) };
}

/** What a row adds to the maintenance margin: its own, or 0 on the smaller side where only the larger is asked for. */
export function countedMaintenance(parts: PoolParts, row: RowParts): DerivationNode {
  const own = rowMaintenance(parts.engine, row);
  const at = parts.rows.indexOf(row);
  const isAsked = own.value === null || (valueOf(own) ?? ZERO).isZero() || !parts.engine.ledger.requiredOf(at).isZero();
  return isAsked ? own : given(`maintenance margin of ${row.leg.name} that is asked for`, constant(0, `0: the other side of ${row.row.instrument.base} asks for more`), [own]);
}
