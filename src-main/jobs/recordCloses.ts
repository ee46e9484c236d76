import type { EpochMs } from '#shared/num/units.ts';
import { leftOfDay, utcDay } from '#shared/util/utcDay.ts';
import type { Store } from '../db/store.ts';
import type { FreshPrice } from '../hub/freshPrices.ts';

/** A price of the last minutes of a UTC day stands for its close; one of any other time does not. */
const CLOSING_MS = 10 * 60_000;

/**
 * Keeps the fresh prices of live accounts as closes of the day that ends: called once a minute, it writes in the last ten of a day
 * alone, each time over what it wrote before. Of several accounts that have an asset in a currency, the first counts.
 *
 * @throws when the database cannot be written
 */
export function recordCloses(prices: () => readonly FreshPrice[], store: Pick<Store['dailyPrices'], 'saveSeen'>, now: EpochMs): void {
  if (leftOfDay(now) > CLOSING_MS) return;
  const day = utcDay(now);
  const closes = new Map(prices().toReversed().map((own) => [`${own.asset}/${own.currency}`, { ...own, day }]));
  if (closes.size > 0) store.saveSeen([...closes.values()], now);
}
