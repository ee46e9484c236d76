import type { Tick } from '#shared/domain/tick.ts';
import type { Book } from '#shared/engine/book.ts';
import type { QuoteView } from '#shared/ipc/quoteView.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import { priceSourcesOf } from '#shared/venues/priceSources.ts';
import type { Held } from './plausibility.ts';
import type { PriceBoard, PriceKey } from './priceBoard.ts';
import { isPriceKey } from './priceKeys.ts';
import { createQuoteBoard } from './quoteBoard.ts';
import { pricesIn } from './tickPrices.ts';

/** A price as it is stored: what the terminal writes once a second. */
export type PricePut = Readonly<{ key: PriceKey; value: DecimalText; at: EpochMs; source: 'feed' | 'replay' }>;

/** Prices that came in together, as far as an account must know. `staleMs`: when each is stale; none: as the venue's prices are. */
export type TicksEvent = Readonly<{ ticks: readonly Tick[]; staleMs: readonly number[]; receivedAt: EpochMs; replay: boolean }>;

/** A price is suspect no longer when none was held back for so long: what flickers is told of once. */
const QUIET_MS = 10_000;

/** What feeds say, as it concerns one account. */
export type AccountStream = Readonly<{
  /** Applies the prices that concern this account. @returns what changed, to be stored; empty when nothing did */
  applyTicks: (event: TicksEvent, seenAt: number) => readonly PricePut[];
  /** Prices that came in and are not used: those that concern this account make what they would replace suspect. @returns the keys that became so */
  hold: (held: readonly Held[], seenAt: number) => readonly PriceKey[];
  /** What is held back at this moment, by key. */
  suspects: () => ReadonlyMap<PriceKey, Held>;
  /** Nothing received so far counts as fresh any more, and nothing is held back against it: the machine slept, or another source speaks. */
  distrust: () => void;
  /** All that the feeds said last of an instrument. */
  quote: (symbol: string) => QuoteView;
}>;

type Place = Readonly<{
  book: Book;
  board: PriceBoard;
  /** Keys that change a figure. */
  held: ReadonlySet<PriceKey>;
  /** Puts the price in use into the ledger. */
  settle: (key: PriceKey) => void;
}>;

export function createAccountStream({ book, board, held, settle }: Place): AccountStream {
  const sources = priceSourcesOf(book.portfolio.venue);
  const suspects = new Map<PriceKey, Readonly<{ held: Held; at: number }>>();
  /** When the index of an asset was last told in the valuation currency itself: another one's is not mixed into it. */
  const direct = new Map<PriceKey, number>();
  const quotes = createQuoteBoard();
  const rates = { book, rateOf: (quote: string) => board.real(`index:${quote}`) };
  /** A price that is converted is no younger than the rate that it is converted at. */
  function ageOfPair(key: PriceKey, tick: Tick, seenAt: number): number | null {
    const quote = tick.kind === 'quote' ? tick.indexQuote : tick.quote;
    if (!key.startsWith('index:') || quote === undefined || quote === book.valuationCurrency) return seenAt;
    const rateAt = board.receivedAt(`index:${quote}`);
    return rateAt === null ? null : Math.min(seenAt, rateAt);
  }

  /** An index in the valuation currency itself is better than one that must be converted, for as long as it is fresh. */
  function isBest(key: PriceKey, tick: Tick, seenAt: number, limit = QUIET_MS): boolean {
    if (!key.startsWith('index:')) return true;
    if ((tick.kind === 'quote' ? tick.indexQuote : tick.quote) === book.valuationCurrency) {
      direct.set(key, seenAt);
      return true;
    }
    return seenAt - (direct.get(key) ?? -Infinity) > limit;
  }

  /** The keys that a held price would have been put under. */
  function keysOf({ name, symbol }: Held): readonly PriceKey[] {
    if (!name.startsWith('index:')) return isPriceKey(name) ? [name] : [];
    const [asset = '', quote = ''] = name.slice('index:'.length).split('/');
    if (quote !== book.valuationCurrency && rates.rateOf(quote) === null) return [];
    const named = symbol === null ? undefined : book.holdings.get(symbol)?.instrument.base;
    return [...new Set([asset, ...(named === undefined ? [] : [named])])].map((base): PriceKey => `index:${base}`);
  }

  return {
    applyTicks: ({ ticks, staleMs, receivedAt, replay }, seenAt) => {
      const source = replay ? 'replay' : 'feed';
      const puts: PricePut[] = [];
      const put = (key: PriceKey, value: DecimalText, heardAt: number | null, limit: number | undefined): void => {
        if (!held.has(key)) return;
        board.put(key, { value, at: receivedAt, source, seenAt: heardAt, ...(limit === undefined ? {} : { staleMs: limit }) });
        if (seenAt - (suspects.get(key)?.at ?? -Infinity) >= QUIET_MS) suspects.delete(key);
        puts.push({ key, value, at: receivedAt, source });
        if (!board.isManual(key)) settle(key);
      };
      for (const [at, tick] of ticks.entries()) {
        if (!sources.includes(tick.venue)) continue;
        for (const [key, value] of pricesIn(tick, rates)) if (isBest(key, tick, seenAt, staleMs[at])) put(key, value, ageOfPair(key, tick, seenAt), staleMs[at]);
        if (tick.kind === 'quote' && book.holdings.has(tick.symbol)) quotes.put(tick, receivedAt);
      }
      return puts;
    },
    hold: (prices, seenAt) => prices.flatMap((one) => (sources.includes(one.venue) ? keysOf(one) : []).flatMap((key) => {
      if (!held.has(key)) return [];
      board.doubt(key);
      const isNew = !suspects.has(key);
      suspects.set(key, { held: one, at: seenAt });
      return isNew ? [key] : [];
    })),
    suspects: () => new Map([...suspects].flatMap(([key, { held: one }]) => (board.isManual(key) ? [] : [[key, one] as const]))),
    distrust: () => {
      board.distrust();
      suspects.clear();
    },
    quote: quotes.view,
  };
}
