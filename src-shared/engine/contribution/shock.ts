import { asPrice, Decimal, ONE, type Price, ZERO } from '../../num/units.ts';
import type { Book } from '../book.ts';
import { createLedger, type Ledger } from '../ledger.ts';
import { NO_PATHS, type OptionPath, type OptionPaths } from '../optionPath.ts';
import type { Prices } from '../prices.ts';
import { type Known, unknown } from './known.ts';

/**
 * Relative moves of prices by asset: −0.2 is a fall of 20 %. An asset that is not named stays. An index moves with its
 * asset, a mark with the base of its contract; a price stops at 0.
 */
export type Shock = ReadonlyMap<string, Decimal>;

const LOWEST = new Decimal(-1);
/** A price is above 0. */
const LEAST = new Decimal('1e-18');

/**
 * The joint move of a book as a shock: every asset by beta · move.
 *
 * @param move a fraction, signed
 * @source docs/margin-models.md, "Joint move"
 */
export function jointShock(book: Book, move: Decimal): Shock {
  const assets = new Set([book.valuationCurrency, ...book.assets, ...book.rowsByBase.keys(), ...book.rowsBySettle.keys(), ...book.collateralByAsset.keys()]);
  return new Map([...assets].map((asset) => [asset, book.beta(asset).times(move)]));
}

/**
 * Prices of a book under a shock. When the valuation currency itself moves, everything else is worth that much less in it.
 *
 * @returns unknown when a contract that divides by its price, or the valuation currency, would be at a price of 0; and when the underlying
 *   of an option moves that has no path
 */
export function shockedPrices(book: Book, { mark, index }: Prices, shock: Shock, paths: OptionPaths = NO_PATHS): Known<Readonly<{ prices: Prices }>> {
  const factorOf = (asset: string): Decimal => ONE.plus(Decimal.max(LOWEST, shock.get(asset) ?? ZERO));
  const own = factorOf(book.valuationCurrency);
  if (own.isZero()) return unknown(`worth of anything in ${book.valuationCurrency} at a price of 0`);
  const gone = book.rows.find(({ instrument, leg }) => leg.settlement === 'inverse' && factorOf(instrument.base).isZero());
  if (gone !== undefined) return unknown(`value of the inverse contract ${gone.instrument.symbol} at a price of 0`);
  const bent = book.rows.find(({ option, instrument }) => option !== null && mark.has(instrument.symbol) && !factorOf(instrument.base).eq(ONE) && paths(instrument) === null);
  if (bent !== undefined) return unknown(`worth of ${bent.instrument.symbol} after a move`);
  const priced = (price: Price, factor: Decimal): Price => (factor.eq(ONE) ? price : asPrice(price.times(factor)));
  const markAfter = (symbol: string, price: Price): Price => {
    const instrument = book.holdings.get(symbol)?.instrument;
    const factor = factorOf(instrument?.base ?? '');
    return instrument?.kind !== 'option' || factor.eq(ONE) ? priced(price, factor) : optionAfter(paths(instrument), factor) ?? price;
  };
  return {
    status: 'known',
    prices: {
      mark: new Map([...mark].map(([symbol, price]) => [symbol, markAfter(symbol, price)])),
      index: new Map([...index].map(([asset, price]) => [asset, own.eq(ONE) ? priced(price, factorOf(asset)) : asPrice(price.times(factorOf(asset)).div(own))])),
    },
  };
}

/** A mark in float64 as a price: what is worth nothing keeps the least one that counts. */
function optionAfter(path: OptionPath | null, factor: Decimal): Price | null {
  const worth = path?.(factor.minus(ONE).toNumber()) ?? Number.NaN;
  return Number.isFinite(worth) ? asPrice(Decimal.max(LEAST, new Decimal(worth).toSignificantDigits(15))) : null;
}

/** A book re-priced from nothing under a shock, as `shockedPrices` moves its prices. */
export function shockedLedger(book: Book, ledger: Ledger, shock: Shock, paths: OptionPaths = NO_PATHS): Known<Readonly<{ ledger: Ledger }>> {
  const shocked = shockedPrices(book, ledger.prices(), shock, paths);
  if (shocked.status === 'unknown') return shocked;
  const moved = createLedger(book);
  for (const [symbol, price] of shocked.prices.mark) moved.setMark(symbol, price);
  for (const [asset, price] of shocked.prices.index) moved.setIndex(asset, price);
  return { status: 'known', ledger: moved };
}
