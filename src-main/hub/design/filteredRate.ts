import type { DesignRowView } from '#shared/ipc/designView.ts';
import type { Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { FILTER_START, filteredMoves, LEAST_DAYS } from '#shared/scenario/risk/historicalMoves.ts';
import { DAILY_LAMBDA } from '#shared/scenario/risk/measuredMarket.ts';
import { tailOf } from '#shared/scenario/risk/valueAtRisk.ts';

/** One day in a hundred moves further. */
const TAIL = 0.01;

/**
 * The rate that filtered historical simulation would ask: the move of a day against the position that 99 % of the days of the past, restated at the
 * volatility of now, do not exceed, as a fraction of the price; never below 0.
 *
 * @param sign of the position: 1 long, −1 short
 */
export function filteredRate(asset: string, returns: Returns | undefined, sign: number): DesignRowView['history'] {
  const own = [...(returns?.values() ?? [])];
  const days = own.length - FILTER_START;
  if (days < LEAST_DAYS) return { status: 'unknown', missing: `${LEAST_DAYS + FILTER_START} daily returns of ${asset}; there are ${own.length}` };
  const profits = filteredMoves(own.map((value) => [value]), DAILY_LAMBDA).map(([move]) => sign * (move ?? Number.NaN));
  return { status: 'known', days, rate: Math.max(0, tailOf(profits, TAIL).valueAtRisk) };
}
