import type { QuoteTick } from '#shared/domain/tick.ts';
import type { QuoteItem, QuoteName, QuoteView } from '#shared/ipc/quoteView.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** What the venue said last of each instrument, figure by figure, as it said it. */
export type QuoteBoard = Readonly<{ put: (tick: QuoteTick, receivedAt: EpochMs) => void; view: (symbol: string) => QuoteView }>;

const COIN: Readonly<Record<string, QuoteName>> = { delta: 'coinDelta', gamma: 'coinGamma', vega: 'coinVega', theta: 'coinTheta' };

export function createQuoteBoard(): QuoteBoard {
  const quotes = new Map<string, { venue: string; items: Map<QuoteName, QuoteItem> }>();
  return {
    put: (tick, receivedAt) => {
      const quote = quotes.get(tick.symbol) ?? { venue: tick.venue, items: new Map<QuoteName, QuoteItem>() };
      quotes.set(tick.symbol, quote);
      for (const [name, value] of saidIn(tick)) quote.items.set(name, { name, value, venueAt: tick.eventAt, receivedAt });
    },
    view: (symbol) => {
      const quote = quotes.get(symbol);
      return quote === undefined ? { symbol, venue: null, items: [] } : { symbol, venue: quote.venue, items: [...quote.items.values()] };
    },
  };
}

/** The figures of a tick by their names; what it leaves out keeps its last value. */
function saidIn({ markPrice, indexPrice, lastPrice, fundingRate, nextFundingAt, option }: QuoteTick): readonly (readonly [QuoteName, QuoteItem['value']])[] {
  const { markVolatility, bidVolatility, askVolatility, underlyingPrice, greeks = {}, coinGreeks = {} } = option ?? {};
  const coin = Object.fromEntries(Object.entries(coinGreeks).flatMap(([name, value]) => (COIN[name] === undefined ? [] : [[COIN[name], value]])));
  const all: Partial<Record<QuoteName, QuoteItem['value'] | undefined>> = {
    markPrice, indexPrice, lastPrice, fundingRate, nextFundingAt, underlyingPrice, markVolatility, bidVolatility, askVolatility, ...greeks, ...coin,
  };
  return NAMES.flatMap((name) => {
    const value = all[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** In the order in which they are shown. */
const NAMES: readonly QuoteName[] = [
  'markPrice', 'indexPrice', 'lastPrice', 'fundingRate', 'nextFundingAt', 'underlyingPrice', 'markVolatility', 'bidVolatility', 'askVolatility',
  'delta', 'gamma', 'vega', 'theta', 'rho', 'coinDelta', 'coinGamma', 'coinVega', 'coinTheta',
];
