import type { Instrument, MarginTier, TierRule } from '../domain/instrument.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';

/** A tier in float64, for searches that an exact step confirms. */
export type FloatTier = Readonly<{ floor: number; rate: number; amount: number }>;

/** One step of a schedule in decimals; `floor` and `amount` are in the unit of the schedule. */
export type Rates = Readonly<{ floor: Decimal; maintenanceMarginRate: Decimal; maintenanceAmount: Decimal; initialMarginRate: Decimal | null }>;

/** A margin step with what it gains over the one below. */
export type Tier = Rates & Readonly<{
  /** What rate and amount gain over the tier below; the first tier gains nothing. */
  gain: Readonly<{ rate: Decimal; amount: Decimal; near: Readonly<{ rate: number; amount: number }> }>;
  near: FloatTier;
}>;

/** A margin schedule; `tiers` ascend from floor 0. */
export type Schedule = Readonly<{ tiers: readonly Tier[]; cap: Decimal | null }>;

/** The steps of an instrument's schedule in its own unit. Under the flat rule nothing is deducted. */
export const ratesOf = (tiers: readonly MarginTier[], rule: TierRule | undefined): readonly Rates[] => tiers.map((tier) => ({
  floor: new Decimal(tier.notionalFloor),
  maintenanceMarginRate: new Decimal(tier.maintenanceMarginRate),
  maintenanceAmount: rule === 'flat' ? ZERO : new Decimal(tier.maintenanceAmount),
  initialMarginRate: initialMarginRate(tier),
}));

export function scheduleFrom(steps: readonly Rates[], cap: Decimal | null): Schedule {
  return { tiers: steps.map((step, at) => createTier(step, steps[at - 1] ?? step)), cap };
}

export const capOf = ({ notionalCap }: Instrument): Decimal | null => (notionalCap === undefined ? null : new Decimal(notionalCap));

function createTier(step: Rates, below: Rates): Tier {
  const rise = { rate: step.maintenanceMarginRate.minus(below.maintenanceMarginRate), amount: step.maintenanceAmount.minus(below.maintenanceAmount) };
  return {
    ...step,
    gain: { ...rise, near: { rate: rise.rate.toNumber(), amount: rise.amount.toNumber() } },
    near: { floor: step.floor.toNumber(), rate: step.maintenanceMarginRate.toNumber(), amount: step.maintenanceAmount.toNumber() },
  };
}

function initialMarginRate(tier: MarginTier): Decimal | null {
  if (tier.initialMarginRate !== undefined) return new Decimal(tier.initialMarginRate);
  return tier.maxLeverage === undefined ? null : ONE.div(tier.maxLeverage);
}

/** The schedule of an instrument in its own unit; null when it has no tiers. */
export function createSchedule(instrument: Instrument, rule: TierRule | undefined = instrument.tierRule): Schedule | null {
  const { tiers } = instrument;
  return tiers === undefined || tiers.length === 0 ? null : scheduleFrom(ratesOf(tiers, rule), capOf(instrument));
}

/**
 * The step that a notional falls into: `floor < notional`, and the first step from 0 on.
 *
 * @returns null above the schedule's cap: the venue has no bracket there, so the requirement is unknown
 * @throws InvariantError when the schedule is empty
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function tierOf(schedule: Schedule, notional: Decimal): Tier | null {
  if (schedule.cap !== null && notional.gt(schedule.cap)) return null;
  const { tiers } = schedule;
  let at = tiers.length - 1;
  while (at > 0 && !notional.gt(tiers[at]?.floor ?? ZERO)) at -= 1;
  const tier = tiers[at];
  invariant(tier !== undefined, 'a tier schedule starts at notional 0');
  return tier;
}
