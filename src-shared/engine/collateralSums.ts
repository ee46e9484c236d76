import { asMoney, type Decimal, type Money, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { type CollateralTerms, collateralTermsOf } from './collateralTerms.ts';
import { type MutableSums, replaced } from './sums.ts';

/** Collateral, kept line by line in the sums of an account. */
export type CollateralSums = Readonly<{
  /** A new index of a line's asset; null when it is not known. @param owes whether a debt asks for margin, as in `collateralTermsOf` */
  price: (at: number, rate: Decimal | null, owes: boolean) => void;
  termsOf: (at: number) => CollateralTerms | null;
  /** What debts ask for beyond themselves, in the valuation currency; added to the requirements by the caller. */
  owedMargin: () => Money;
}>;

/** Counts every line among the unpriced, until it is priced. */
export function createCollateralSums({ collateral }: Book, sums: MutableSums): CollateralSums {
  const terms: (CollateralTerms | null)[] = collateral.map(() => null);
  let owed = asMoney(ZERO);
  for (const { amount, owedMargin } of collateral) {
    if (amount.isNegative()) sums.unpricedDebts += 1;
    else if (!amount.isZero()) sums.unpricedCollateral += 1;
    if (!owedMargin.isZero()) sums.unpricedOwed += 1;
  }
  return {
    price: (at, rate, owes) => {
      const line = collateral[at];
      if (line === undefined) return;
      const last = terms[at] ?? null;
      const next = rate === null ? null : collateralTermsOf(line, rate, owes);
      terms[at] = next;
      sums.collateralValue = replaced(sums.collateralValue, last?.value, next?.value);
      sums.adjustedCollateral = replaced(sums.adjustedCollateral, last?.adjustedValue, next?.adjustedValue);
      sums.unweightedCollateral += Number(next?.adjustedValue === null) - Number(last?.adjustedValue === null);
      const change = Number(next === null) - Number(last === null);
      if (line.amount.isNegative()) sums.unpricedDebts += change;
      else if (!line.amount.isZero()) sums.unpricedCollateral += change;
      if (line.owedMargin.isZero()) return;
      owed = replaced(owed, last?.owedMargin, next?.owedMargin);
      sums.unpricedOwed += change;
    },
    termsOf: (at) => terms[at] ?? null,
    owedMargin: () => owed,
  };
}
