import { listedVolatility } from '../domain/account.ts';
import type { Stage } from '../domain/stage.ts';
import { Decimal, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { equityAfter, type FloatMoves } from './floatWeighed.ts';
import { clearingPriceOf } from './clearingPrice.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { cheapestReduction, type Reduction } from './reduction.ts';
import { clearingOf } from './stage.ts';
import { createStressModel, type Need, needsOf, type StressModel } from './stressModel.ts';

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
  /** Options are short: closing them, and prices of what they are on, may help and are not asked. */
  optionsApart: boolean;
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
    topUp: topUp(book, ledger, model, needs, book.valuationCurrency),
    topUpByAsset: [...book.collateralByAsset.keys()].map((asset) => ({ asset, amount: topUp(book, ledger, model, needs, asset) })),
    reduce: cheapestReduction(book, ledger, model, needs),
    clearingPrice: clearingPriceOf(book, ledger, model, needs),
    optionsApart: book.rows.some(({ option }) => option !== null && option.size.isNegative()),
  };
}

/** The least amount of an asset, put where the rest of it is, that passes every test; it moves with its own asset's tests. */
function topUp(book: Book, ledger: Ledger, { weighed }: StressModel, needs: readonly Need[], asset: string): Decimal | null {
  const { amount, weighting } = book.balance(asset);
  const price = rateOf(asset, book.valuationCurrency, ledger.prices().index);
  if (price === null) return null;
  const own = weighed.find((currency) => currency.asset === asset);
  const wantedFor = ({ asset: moved, move, missing }: Need): number => missing / (1 + (moved === asset ? move : 0));
  // Where open profit is weighed too, what is added lies on top of what a test leaves of both.
  const added = own === undefined
    ? weighting.addedFor(amount, new Decimal(needs.reduce((most, need) => Math.max(most, wantedFor(need)), 0)).div(price))
    : mostOf(needs.map((need) => weighting.addedFor(new Decimal(equityAfter(own, need.asset === null ? NO_MOVES : new Map([[need.asset, need.move]]))), new Decimal(wantedFor(need)).div(price))));
  return added === null ? null : added.toDecimalPlaces(decimalsOf(book, asset, price), Decimal.ROUND_UP);
}

const NO_MOVES: FloatMoves = new Map();

/** Null when one of them is not to be had. */
const mostOf = (amounts: readonly (Decimal | null)[]): Decimal | null =>
  amounts.reduce((most, amount) => (most === null || amount === null ? null : Decimal.max(most, amount)), ZERO);

/** Fine enough that rounding up costs little of what the amount is worth. */
function decimalsOf({ parameters, valuationCurrency }: Book, asset: string, price: Decimal): number {
  if (asset === valuationCurrency) return parameters.stablecoins.includes(asset) || listedVolatility(parameters, asset) === null ? 2 : 8;
  return price.lt(100) ? 2 : 6;
}
