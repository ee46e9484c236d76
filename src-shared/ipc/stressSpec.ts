import { z } from 'zod';
import { type Range, SUPPOSED } from './limits.ts';

const within = ({ least, most }: Range) => z.number().min(least).max(most);

/** A market for the simulation: σ × `sigmaTimes`; jumps by their move of the reference asset; correlations as they are, or at ± 1, whichever hurts. */
export const marketSpec = z.strictObject({
  sigmaTimes: within(SUPPOSED.sigmaTimes),
  jumps: z.strictObject({ perYear: within(SUPPOSED.jumpsPerYear), mean: within(SUPPOSED.jumpMean), deviation: within(SUPPOSED.jumpDeviation), together: z.boolean() }).nullable(),
  correlation: z.enum(['usual', 'one']),
});
export type MarketSpec = z.infer<typeof marketSpec>;

/** While nobody watches: from a minute of the day in UTC, null from now, so many hours. */
export const sleepSpec = z.strictObject({ fromMinute: z.number().int().min(0).max(1439).nullable(), hours: within(SUPPOSED.sleepHours) });
export type SleepSpec = z.infer<typeof sleepSpec>;

/** Collateral that nobody can move: all at one place, or all of one asset. */
const halted = z.strictObject({ kind: z.enum(['place', 'asset']), name: z.string().min(1).max(200) });
export type Halted = z.infer<typeof halted>;

/**
 * What is supposed of an account beside days of the past: funding at a multiple of the rates that the venue told last, or at one
 * rate for each of its intervals, for so many days; σ and implied volatilities × `sigmaTimes`; what is halted, null what counts
 * most; how many rows are deleveraged half-way through a day of the past.
 */
export const supposeSpec = z.strictObject({
  sigmaTimes: within(SUPPOSED.sigmaTimes),
  funding: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('times'), times: within(SUPPOSED.fundingTimes) }), z.strictObject({ kind: z.literal('rate'), rate: within(SUPPOSED.fundingRate) })]),
  days: within(SUPPOSED.days),
  halted: halted.nullable(),
  deleveraged: z.number().int().min(SUPPOSED.deleveraged.least).max(SUPPOSED.deleveraged.most),
});
export type SupposeSpec = z.infer<typeof supposeSpec>;

/** Who waits for a long computation: a newer question of the same name takes the place of the older. */
export const asker = z.string().min(1).max(100);
