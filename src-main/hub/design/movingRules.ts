import type { Row } from '#shared/engine/row.ts';
import { sizeAt } from '#shared/engine/row.ts';
import { atOpenInterest } from '#shared/engine/rowRates.ts';
import { createSchedule, tierOf } from '#shared/engine/schedule.ts';
import type { DesignRowView, ScaledRateView } from '#shared/ipc/designView.ts';
import { Decimal } from '#shared/num/units.ts';
import { antiProcyclical, type LiquidityTerms, liquidityAddOn, volatilityScaled } from '#shared/scenario/dynamic/movingRates.ts';
import { EPISODES, episodeMove } from '#shared/scenario/stress/episodes.ts';
import { floatText } from '../risk/text.ts';

/** A rate follows volatility between half and four times itself: bounds of ours, as venues do not publish theirs. */
const MULTIPLIER = { floor: 0.5, cap: 4 };
/** A tenth of what is traded in a day can be closed in it; margin is for one day, and grows for thirty at most. */
const LIQUIDITY: Omit<LiquidityTerms, 'dailyVolume'> = { participation: 0.1, marginDays: 1, identifyDays: 0, capDays: 30 };

/** σ of a day as it is now, and where it is from. */
export type SigmaNow = Readonly<{ sigma: number; from: ScaledRateView['sigmaNowFrom'] }>;

/** What a rate would be if it followed volatility. @param reference σ that the rate was set at */
export function scaledRate(rate: number | null, asset: string, { now, reference, stressed }: Readonly<{ now: SigmaNow | null; reference: number | null; stressed: number | null }>): DesignRowView['volatility'] {
  if (rate === null) return { status: 'unknown', missing: 'a maintenance rate' };
  if (reference === null) return { status: 'unknown', missing: `σ of ${asset} in the parameter set, which the rate is measured by` };
  if (now === null) return { status: 'unknown', missing: `σ of ${asset} now: type it, hold an option on it, or import its daily closes` };
  const { multiplier, rate: none } = volatilityScaled(rate, now.sigma, reference, MULTIPLIER.floor, MULTIPLIER.cap);
  // The set's own rate stands for the long look-back.
  const { buffered, stressWeighted, floored } = antiProcyclical(none, stressed ?? 0, rate);
  return { status: 'known', multiplier, sigmaNow: now.sigma, sigmaNowFrom: now.from, none, buffered, stressWeighted: stressed === null ? null : stressWeighted, floored };
}

/** The largest fall of the past that a source tells of an asset, as a fraction above 0; null without one. */
export function stressedMove(asset: string, venue: string, isStable: boolean): number | null {
  const falls = EPISODES.map((episode) => episodeMove(episode, asset, venue, isStable)).filter(({ move, source }) => source !== null && move < 0).map(({ move }) => -move);
  return falls.length === 0 ? null : Math.max(...falls);
}

/** The initial rate of the step of a row, and what the open interest of its market makes of it. @param notional in the settle currency; null when it is not known */
export function openInterestRate({ instrument, position }: Row, notional: Decimal | null): DesignRowView['openInterest'] {
  const { openInterest, symbol } = instrument;
  if (openInterest === undefined) return { status: 'unknown', missing: `open interest of ${symbol} and its caps, which its contract does not say` };
  const schedule = createSchedule(instrument, position.tierRule ?? instrument.tierRule);
  const base = schedule === null || notional === null ? null : tierOf(schedule, notional)?.initialMarginRate ?? null;
  if (base === null) return { status: 'unknown', missing: `initial margin rate of ${symbol}` };
  return { status: 'known', base: base.toNumber(), rate: atOpenInterest(base, new Decimal(openInterest.notional), new Decimal(openInterest.lower), new Decimal(openInterest.upper)).toNumber() };
}

/** Days to close a row, and what its margin grows by for them. @param volume units of its asset a day; null when nobody says it */
export function liquidity(row: Row, mark: Decimal | null, margin: Decimal | null, volume: number | null): DesignRowView['liquidity'] {
  const { base, symbol } = row.instrument;
  if (volume === null) return { status: 'unknown', missing: `volume of ${base} a day: type it` };
  const size = sizeAt(row, mark);
  if (size === null || margin === null) return { status: 'unknown', missing: `margin of ${symbol}` };
  const { liquidationDays, addOn } = liquidityAddOn(size.toNumber(), margin.toNumber(), { ...LIQUIDITY, dailyVolume: volume });
  return { status: 'known', days: liquidationDays, addOn: floatText(addOn) };
}
