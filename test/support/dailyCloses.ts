import type { DailyClose, MarketMethod } from '#shared/domain/dailyClose.ts';
import { isPriceText } from '#shared/num/units.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import { createRiskHistory, type RiskHistory } from '../../src-main/hub/risk/history.ts';

/** A history of these closes alone. */
export function historyOf(closes: readonly DailyClose[], method: MarketMethod = 'default'): RiskHistory {
  return createRiskHistory({ store: { revision: () => 0, closes: (assets, first, last) => closes.filter(({ asset, day }) => assets.includes(asset) && day >= first && day <= last) }, method: () => method });
}

/** Closes of an asset from simple moves, the last of them on the day before `at`. @param moves −0.1 is a day that fell by 10 % */
export function closesFrom(asset: string, currency: string, moves: readonly number[], at: number): readonly DailyClose[] {
  const prices = moves.reduce<readonly number[]>((before, move) => [...before, (before.at(-1) ?? Number.NaN) * (1 + move)], [1000]);
  return prices.map((own, place) => {
    const price = own.toFixed(12);
    if (!isPriceText(price)) throw new Error(`${price} is no price`);
    return { asset, currency, day: utcDay(at) - prices.length + place, price };
  });
}

/** Moves without a pattern, the same each time, with a deviation of about `sigma`. */
export const waves = (sigma: number, days: number, pace: number): readonly number[] => Array.from({ length: days }, (_, day) => sigma * (Math.sin(day * pace) + Math.sin(day * day * 0.37 * pace)));
