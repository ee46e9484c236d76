import { priceSourcesOf } from '#shared/venues/priceSources.ts';
import type { ListSource } from './source.ts';
import { BINANCE } from './venues/binance.ts';
import { BITMEX } from './venues/bitmex.ts';
import { BYBIT } from './venues/bybit.ts';
import { COINBASE } from './venues/coinbase.ts';
import { DERIBIT } from './venues/deribit.ts';
import { DYDX } from './venues/dydx.ts';
import { GATE } from './venues/gate.ts';
import { HYPERLIQUID } from './venues/hyperliquid.ts';
import { KRAKEN } from './venues/kraken.ts';
import { KUCOIN } from './venues/kucoin.ts';
import { OKX } from './venues/okx.ts';

/** Every list of instruments that can be read. */
export const SOURCES: readonly ListSource[] = [...BINANCE, ...BYBIT, ...OKX, ...DERIBIT, ...HYPERLIQUID, ...KRAKEN, ...BITMEX, ...GATE, ...KUCOIN, ...DYDX, ...COINBASE];

/** The lists that hold what an account of this venue trades; none for a venue that publishes none we read. */
export function sourcesFor(venue: string, sources: readonly ListSource[] = SOURCES): readonly ListSource[] {
  const venues = priceSourcesOf(venue);
  return sources.filter((source) => venues.includes(source.venue));
}
