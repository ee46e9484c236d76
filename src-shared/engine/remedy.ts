import { listedVolatility } from '../domain/account.ts';
import type { Stage } from '../domain/stage.ts';
import { Decimal } from '../num/units.ts';
import type { Book } from './book.ts';
import { clearingPriceOf } from './clearingPrice.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { cheapestReduction, type Reduction } from './reduction.ts';
import { clearingOf } from './stage.ts';
import { createStressModel, type Need, needsOf } from './stressModel.ts';

/** The three numbers that help, each alone enough to bring the account to the clearing level of its stage. */
export type Remedy = Readonly<{
  /** Cash in the valuation currency, rounded up to cents (a coin: to a hundred-millionth); null when its weight is 0. */
  topUp: Decimal | null;
  /** The same in each collateral asset by its weight, and with the asset's own risk counted; null where weight or price is unknown or too small. */
  topUpByAsset: readonly Readonly<{ asset: string; amount: Decimal | null }>[];
  /** The row of which the least notional must be closed; null when no single row is enough. */
  reduce: Reduction | null;
  /** The price of the nearest underlying that clears the stage when nothing else moves; null when none does. */
  clearingPrice: Readonly<{ asset: string; price: Decimal }> | null;
}>;

/**
 * What brings an account out of its stage. Found in float64 and rounded to the safe side.
 *
 * @returns null when the account is calm, or beyond the clearing level of its stage already
 * @source docs/margin-models.md, "What helps"
 */
export function remedyOf(book: Book, ledger: Ledger, stage: Stage): Remedy | null {
  const level = clearingOf(stage);
  if (level === null) return null;
  const model = createStressModel(book, ledger, level);
  const needs = needsOf(model);
  // The levels are cleared already: the stage is left once that has held.
  if (needs.every(({ missing }) => missing <= 0)) return null;
  return {
    topUp: topUp(book, ledger, needs, book.valuationCurrency),
    topUpByAsset: [...book.collateralByAsset.keys()].map((asset) => ({ asset, amount: topUp(book, ledger, needs, asset) })),
    reduce: cheapestReduction(book, ledger, model, needs),
    clearingPrice: clearingPriceOf(book, ledger, model, needs),
  };
}

/** The least amount of an asset, put where the rest of it is, that passes every test; it moves with its own asset's tests. */
function topUp(book: Book, ledger: Ledger, needs: readonly Need[], asset: string): Decimal | null {
  const { amount, weighting } = book.balance(asset);
  const price = rateOf(asset, book.valuationCurrency, ledger.prices().index);
  if (price === null) return null;
  const wanted = needs.reduce((most, need) => Math.max(most, need.missing / (1 + (need.asset === asset ? need.move : 0))), 0);
  const added = weighting.addedFor(amount, new Decimal(wanted).div(price));
  return added === null ? null : added.toDecimalPlaces(decimalsOf(book, asset, price), Decimal.ROUND_UP);
}

/** Fine enough that rounding up costs little of what the amount is worth. */
function decimalsOf({ parameters, valuationCurrency }: Book, asset: string, price: Decimal): number {
  if (asset === valuationCurrency) return parameters.stablecoins.includes(asset) || listedVolatility(parameters, asset) === null ? 2 : 8;
  return price.lt(100) ? 2 : 6;
}
