import type { Tick } from '#shared/domain/tick.ts';
import type { Book } from '#shared/engine/book.ts';
import { type DecimalText, isPriceText, price, quotient, toText } from '#shared/num/units.ts';
import type { PriceKey } from './priceBoard.ts';

/** A price of an account, by its key. An index is in the valuation currency, per one unit. */
export type KeyedPrice = readonly [key: PriceKey, value: DecimalText];

type Rates = Readonly<{
  book: Book;
  /** The index of a quote currency in the valuation currency, as it is in use; null when there is none. */
  rateOf: (quote: string) => DecimalText | null;
}>;

/** What a tick says of the prices that an account uses: the mark of a symbol, and the index of its base. */
export function pricesIn(tick: Tick, { book, rateOf }: Rates): readonly KeyedPrice[] {
  const marks: KeyedPrice[] = tick.kind === 'quote' && tick.markPrice !== undefined ? [[`mark:${tick.symbol}`, tick.markPrice]] : [];
  const [base, quote] = tick.kind === 'quote' ? [tick.indexBase, tick.indexQuote] : [tick.base, tick.quote];
  if (tick.indexPrice === undefined || base === undefined || quote === undefined) return marks;
  const rate = quote === book.valuationCurrency ? null : rateOf(quote);
  if (rate === null && quote !== book.valuationCurrency) return marks;
  const value = rate === null ? tick.indexPrice : times(tick.indexPrice, rate);
  if (value === null) return marks;
  const multiplier = tick.kind === 'quote' ? tick.indexMultiplier : undefined;
  if (multiplier === undefined || tick.kind !== 'quote') return [...marks, [`index:${base}`, value]];
  // A document may name the base as the venue prices it (1000SHIB), or by the coin itself.
  const named = book.holdings.get(tick.symbol)?.instrument.base ?? base;
  const single = usable(quotient(price(value).div(price(multiplier))));
  return [...marks, ...(single === null ? [] : [[`index:${base}`, single] as const]), ...(named === base ? [] : [[`index:${named}`, value] as const])];
}

const usable = (value: Parameters<typeof toText>[0]): DecimalText | null => {
  const text = toText(value);
  return isPriceText(text) ? text : null;
};

const times = (a: DecimalText, b: DecimalText): DecimalText | null => usable(quotient(price(a).times(price(b))));
