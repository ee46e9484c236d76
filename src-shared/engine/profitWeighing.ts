import { asMoney, type Decimal, type Money, ONE, quotient, term, ZERO } from '../num/units.ts';
import type { Balance } from './collateralLines.ts';
import type { Weighting } from './collateralWeight.ts';
import { profitAt } from './kernel/contractTerms.ts';
import type { Row } from './row.ts';

/**
 * One piece of what an equity of a currency counts for, less the margin on a debt: weight · equity + offset from `from` on,
 * null for the piece below 0.
 */
export type WeightPiece = Readonly<{ from: Decimal | null; weight: Decimal; offset: Decimal }>;

/** A settle currency that is weighed after its open profit. Amounts are in its own units. */
export type ProfitWeighing = Readonly<{
  asset: string;
  /** What is held of it where a payment would go, signed. */
  amount: Decimal;
  weighting: Weighting;
  /** What a debt asks for beyond itself, per unit, ≥ 0. */
  surplus: Decimal;
  /** Ascending and without a gap; null where the weight is not known above 0, or is no straight line. */
  pieces: readonly WeightPiece[] | null;
  /** The same as what the profit changes: less · profit + fixed; `less` is the weight less 1. A debt asks for margin beside it. */
  changes: readonly Change[] | null;
}>;

type Change = Readonly<{ from: Decimal | null; less: Decimal; fixed: Decimal }>;

/** What the open profit of one settle currency changes by being weighed with the balance, in the valuation currency. */
export type WeighedProfit = Readonly<{
  /** (counted(balance + profit) − counted(balance) − profit) · index, signed: what adjusted equity gains beside the profit in full. */
  adjustment: Money;
  /** What the margin on a debt gains: the debt is what is below 0 after the profit. Signed. */
  owedMargin: Money;
  /** False where the weight of a positive equity is not known; its worth is 0 then. */
  isKnown: boolean;
}>;

/** @returns null where weighing the profit changes nothing: everything counts in full, and a debt asks for nothing beyond itself */
export function profitWeighingOf(asset: string, { amount, weighting }: Balance, surplus: Decimal): ProfitWeighing | null {
  if (weighting.full && surplus.isZero()) return null;
  return { asset, amount, weighting, surplus, pieces: piecesOf(weighting, surplus), changes: changesOf(weighting, amount) };
}

/** The same where a debt asks for another margin. */
export const withSurplus = (weighing: ProfitWeighing, surplus: Decimal): ProfitWeighing => ({ ...weighing, surplus, pieces: piecesOf(weighing.weighting, surplus) });

function piecesOf({ steps }: Weighting, surplus: Decimal): readonly WeightPiece[] | null {
  if (steps === null) return null;
  const pieces: WeightPiece[] = [{ from: null, weight: ONE.plus(surplus), offset: ZERO }];
  for (const { from, weight } of steps) {
    const below = pieces.length === 1 ? ZERO : pieces.at(-1)?.weight ?? ZERO;
    pieces.push({ from, weight, offset: (pieces.at(-1)?.offset ?? ZERO).plus(below.minus(weight).times(from)) });
  }
  return pieces;
}

function changesOf(weighting: Weighting, amount: Decimal): readonly Change[] | null {
  const before = weighting.counted(amount);
  return before === null ? null : piecesOf(weighting, ZERO)?.map(({ from, weight, offset }) => ({ from, less: weight.minus(ONE), fixed: amount.times(weight).plus(offset).minus(before) })) ?? null;
}

/** Open profit of a row in its settle currency, signed, at 24 decimals: sums of it are exact. */
export function openProfitOf({ leg }: Row, mark: Decimal): Decimal {
  const profit = profitAt(leg, mark);
  return leg.settlement !== 'inverse' && profit.decimalPlaces() <= 24 ? profit : quotient(profit);
}

/** What an equity below 0 asks for beyond itself, ≥ 0. */
export const owedOf = ({ surplus }: Pick<ProfitWeighing, 'surplus'>, equity: Decimal): Decimal => (equity.isNegative() ? equity.abs().times(surplus) : ZERO);

/**
 * A currency weighed after its open profit: adjusted equity = Σ counted(balance + profit) · index.
 *
 * @param profit open profit of all rows that are settled in it, in its own units, signed
 * @param index  valuation currency per unit, > 0
 * @param owes   false where not all of the profit is known: the debt asks for at least nothing then, with the balance or without
 * @source docs/margin-models.md, "Collateral"; OKX: adjEq = Σ currency equity · discount rate; Bybit: marginBalance
 */
export function weighedProfitOf(weighing: ProfitWeighing, profit: Decimal, index: Decimal, owes = true): WeighedProfit {
  const { amount, surplus } = weighing;
  const equity = amount.plus(profit);
  const change = changeBy(weighing, profit, equity);
  return {
    adjustment: term(index === ONE ? change.by : change.by.times(index)),
    owedMargin: !owes || surplus.isZero() ? NOTHING : term(owedOf(weighing, equity).minus(owedOf(weighing, amount)).times(index)),
    isKnown: change.isKnown,
  };
}

/** counted(equity) − counted(balance) − profit, where what has no known weight counts for nothing. */
function changeBy({ amount, weighting, changes }: ProfitWeighing, profit: Decimal, equity: Decimal): Readonly<{ by: Decimal; isKnown: boolean }> {
  const change = changes?.findLast(({ from }) => from === null || equity.gt(from));
  if (change !== undefined) return { by: change.less.isZero() ? change.fixed : profit.times(change.less).plus(change.fixed), isKnown: true };
  const [before, after] = [weighting.counted(amount), weighting.counted(equity)];
  return { by: (after ?? ZERO).minus(before ?? ZERO).minus(profit), isKnown: after !== null };
}

const NOTHING = asMoney(ZERO);
