import { isStale } from '#shared/domain/priceState.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Freshness, PriceBoard, PriceKey } from './priceBoard.ts';

/** The price that has been silent for longest, and when it last spoke by our clock; null when nobody knows. */
export type Silence = Readonly<{ key: PriceKey; at: EpochMs | null }>;

/** What an account sees of the market. A price typed in by hand is not expected to stream. */
export type Sight = Readonly<{
  /** None of the prices is silent. */
  clear: boolean;
  /** One of them has been silent for the whole limit; null when none has. */
  silence: Silence | null;
}>;

/**
 * @param keys          the prices that should stream
 * @param expectedSince monotonic time from which on they should
 */
export function sightOf(keys: readonly PriceKey[], board: PriceBoard, freshness: Freshness, expectedSince: number): Sight {
  const silent = keys.filter((key) => isStale(board.view(key, freshness).state));
  // A price that spoke is silent only after the limit; one that never did is given the limit to start.
  const overdue = freshness.now - expectedSince >= freshness.staleMs ? silent : [];
  const oldest = overdue.map((key): Silence => ({ key, at: board.view(key, freshness).at })).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))[0];
  return { clear: silent.length === 0, silence: oldest ?? null };
}
