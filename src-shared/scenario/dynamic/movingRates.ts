import { normalCdf } from '../pricing/normal.ts';

/** base·clamp(volatility now / reference, floor, cap): a rate that moves with volatility. Multiplier and rate as shares of 1. */
export function volatilityScaled(base: number, volatility: number, reference: number, floor: number, cap: number): Readonly<{ multiplier: number; rate: number }> {
  const multiplier = Math.min(Math.max(volatility / reference, floor), cap);
  return { multiplier, rate: base * multiplier };
}

/** How long a position takes to close, and what margin grows by for it. */
export type LiquidityTerms = Readonly<{ dailyVolume: number; participation: number; marginDays: number; identifyDays: number; capDays: number }>;

/**
 * Days to close at a share of the daily volume and to notice that it must be; the add-on grows with the root of the days.
 *
 * @source shape of ECC's concentration margin; the root is a usual reading, not theirs
 */
export function liquidityAddOn(size: number, margin: number, terms: LiquidityTerms): Readonly<{ liquidationDays: number; effectiveDays: number; addOn: number }> {
  const liquidationDays = Math.abs(size) / (terms.dailyVolume * terms.participation) + terms.identifyDays;
  const effectiveDays = Math.min(Math.max(liquidationDays, terms.marginDays), terms.capDays);
  return { liquidationDays, effectiveDays, addOn: margin * (Math.sqrt(effectiveDays / terms.marginDays) - 1) };
}

const BUFFER = 0.25;
const STRESS_WEIGHT = 0.25;

/**
 * The three tools against margins that rise when markets fall: a buffer of 25 % that may be used up, 25 % of stressed observations, a floor of ten years.
 *
 * @source Commission Delegated Regulation (EU) 153/2013, article 28
 */
export const antiProcyclical = (margin: number, stressed: number, tenYearFloor: number): Readonly<{ buffered: number; stressWeighted: number; floored: number }> =>
  ({ buffered: margin * (1 + BUFFER), stressWeighted: (1 - STRESS_WEIGHT) * margin + STRESS_WEIGHT * stressed, floored: Math.max(margin, tenYearFloor) });

/** How many deviations a rate covers: rate over σ·√days. 0.5 % at 80 % a year is 0.12 of a day. Null without volatility. */
export const impliedCoverage = (rate: number, dailySigma: number, days = 1): number | null => (dailySigma > 0 && days > 0 ? rate / (dailySigma * Math.sqrt(days)) : null);

/** Chance of a day that moves further, in one direction, than a rate covers: of a normal distribution, whose tails are thinner than those of markets. 1/2 at a coverage of 0. */
export const largerDay = (coverage: number): number => normalCdf(-coverage);
