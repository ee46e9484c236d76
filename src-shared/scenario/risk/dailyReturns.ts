import type { DailyClose } from '../../domain/dailyClose.ts';
import type { Matrix } from './matrix.ts';

/** Log returns by the UTC day that they end on, from the close of the day before. */
export type Returns = ReadonlyMap<number, number>;

/**
 * Daily returns of an asset in a currency. Where its closes are in another one, those of the currency itself in that other one convert
 * them, day by day; no return mixes two ways, and the direct one comes first. A day without a close the day before has no return.
 *
 * @param closes of the asset and of the currency, in any currency and order
 */
export function dailyReturns(closes: readonly DailyClose[], asset: string, currency: string): Returns {
  const byCurrency = pricesOf(closes, asset);
  const rates = pricesOf(closes, currency);
  const ways = [...byCurrency.keys()].toSorted((left, right) => Number(right === currency) - Number(left === currency) || (left < right ? -1 : 1));
  const found = new Map<number, number>();
  for (const way of ways) {
    const [prices, rate] = [byCurrency.get(way), rates.get(way)];
    const at = (day: number): number => (prices?.get(day) ?? Number.NaN) / (way === currency ? 1 : rate?.get(day) ?? Number.NaN);
    for (const day of prices?.keys() ?? []) {
      const own = Math.log(at(day) / at(day - 1));
      if (Number.isFinite(own) && !found.has(day)) found.set(day, own);
    }
  }
  return new Map([...found].toSorted(([left], [right]) => left - right));
}

function pricesOf(closes: readonly DailyClose[], asset: string): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const own = Map.groupBy(closes.filter((close) => close.asset === asset), ({ currency }) => currency);
  return new Map([...own].map(([currency, of]) => [currency, new Map(of.map(({ day, price }) => [day, Number(price)]))]));
}

/** Returns that end so many days ago at the latest tell of now. */
export const CURRENT_DAYS = 7;

/** The returns of an asset; none where the newest of them is too old to tell of now. */
export const currentReturns = (own: Returns, today: number): Returns => (([...own.keys()].at(-1) ?? -Infinity) >= today - CURRENT_DAYS ? own : new Map());

/** Days on which all of them have a return, in order, one row each; `partial` counts days on which some have one and others none. */
export type JointReturns = Readonly<{ days: readonly number[]; rows: Matrix; partial: number }>;

export function jointReturns(all: readonly Returns[]): JointReturns {
  const every = [...new Set(all.flatMap((own) => [...own.keys()]))].toSorted((left, right) => left - right);
  const days = every.filter((day) => all.every((own) => own.has(day)));
  return { days, rows: days.map((day) => all.map((own) => own.get(day) ?? Number.NaN)), partial: every.length - days.length };
}
