import { type EpochMs, epochMs } from '#shared/num/units.ts';

const DAY_MS = 86_400_000;
const FRIDAY = 5;

/** A quarter's contract ends at 08:00 UTC on the last Friday of March, June, September or December. */
function quarterEnd(year: number, quarter: number): EpochMs {
  const lastDay = Date.UTC(year, quarter * 3 + 3, 0, 8);
  return epochMs(lastDay - ((new Date(lastDay).getUTCDay() - FRIDAY + 7) % 7) * DAY_MS);
}

/** The expiries of the two quarterly contracts that the venue lists at `now`: the current quarter's and the next one's. */
export function listedQuarters(now: EpochMs): readonly [EpochMs, EpochMs] {
  const start = new Date(now);
  const first = start.getUTCFullYear() * 4 + Math.floor(start.getUTCMonth() / 3);
  const at = (count: number): EpochMs => quarterEnd(Math.floor(count / 4), count % 4);
  const current = at(first) > now ? first : first + 1;
  return [at(current), at(current + 1)];
}

/** `BTCUSDT_270326`: pair and day of expiry, as the venue writes it. */
export function quarterlySymbol(pair: string, expiry: EpochMs): string {
  return `${pair}_${new Date(expiry).toISOString().slice(2, 10).replaceAll('-', '')}`;
}
