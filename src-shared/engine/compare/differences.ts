import { asMoney, type Decimal, type Money } from '../../num/units.ts';
import type { Figure } from '../figures.ts';
import type { AccountLines, OrderLine, RowLine, WeightLine } from './accountLines.ts';

/** The requirements and the weighted equity of all pools of an account, for adding up lines: no ratio is made of them. */
export type WholeAccount = Readonly<{ adjustedEquity: Figure; initialMargin: Figure; maintenanceMargin: Figure }>;

/** What a model asks or counts more (+) or less (−) than the first, in the valuation currency; null when one of the two is unknown. */
export type Differences = Readonly<{
  whole: Readonly<Record<keyof WholeAccount, Decimal | null>>;
  rows: readonly RowLine[];
  orders: readonly OrderLine[];
  collateral: readonly WeightLine[];
}>;

export type Compared = Readonly<{ whole: WholeAccount; lines: AccountLines }>;

/**
 * Another model less the first, line by line. When all is known the lines add up to the whole, to the last digit:
 *
 *   maintenanceMargin = Σ rows + Σ orders + Σ owedMargin
 *   initialMargin     = Σ rows + Σ orders + Σ owedMargin
 *   adjustedEquity    = Σ adjustedValue + Σ profitAdjustment − Σ openingFee (P&L is the same)
 *
 * @source docs/margin-models.md, "One book under every model"
 */
export function differencesOf(first: Compared, other: Compared): Differences {
  const figure = (of: (whole: WholeAccount) => Figure): Decimal | null => exactDifference(of(first.whole), of(other.whole));
  return {
    whole: { adjustedEquity: figure((whole) => whole.adjustedEquity), initialMargin: figure((whole) => whole.initialMargin), maintenanceMargin: figure((whole) => whole.maintenanceMargin) },
    rows: paired(first.lines.rows, other.lines.rows).map(([a, b]) => ({
      id: a.id, maintenanceMargin: difference(a.maintenanceMargin, b.maintenanceMargin), initialMargin: difference(a.initialMargin, b.initialMargin), profitAdjustment: difference(a.profitAdjustment, b.profitAdjustment),
    })),
    orders: paired(first.lines.orders, other.lines.orders).map(([a, b]) => ({
      symbol: a.symbol, orderMargin: difference(a.orderMargin, b.orderMargin), maintenanceMargin: difference(a.maintenanceMargin, b.maintenanceMargin), openingFee: difference(a.openingFee, b.openingFee),
    })),
    collateral: paired(first.lines.collateral, other.lines.collateral).map(([a, b]) => ({
      asset: a.asset, location: a.location, weight: a.weight === null || b.weight === null ? null : b.weight.minus(a.weight),
      adjustedValue: difference(a.adjustedValue, b.adjustedValue), owedMargin: difference(a.owedMargin, b.owedMargin),
    })),
  };
}

/** The same document: lines stand in the same places. */
const paired = <T>(first: readonly T[], other: readonly T[]): readonly (readonly [T, T])[] => first.flatMap((line, at) => {
  const match = other[at];
  return match === undefined ? [] : [[line, match] as const];
});

const difference = (first: Money | null, other: Money | null): Money | null => (first === null || other === null ? null : asMoney(other.minus(first)));

function exactDifference(first: Figure, other: Figure): Decimal | null {
  const exact = first.certainty === 'exact' && other.certainty === 'exact';
  return exact && first.value !== null && other.value !== null ? other.value.minus(first.value) : null;
}
