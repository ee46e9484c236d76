import type { Instrument, MarginTier } from '../domain/instrument.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';

/** A tier in float64, for searches that an exact step confirms. */
export type FloatTier = Readonly<{ floor: number; rate: number; amount: number }>;

/** A margin step with its decimals made once. */
export type Tier = Readonly<{
  floor: Decimal;
  maintenanceMarginRate: Decimal;
  maintenanceAmount: Decimal;
  initialMarginRate: Decimal | null;
  /** What rate and amount gain over the tier below; the first tier gains nothing. */
  gain: Readonly<{ rate: Decimal; amount: Decimal; near: Readonly<{ rate: number; amount: number }> }>;
  near: FloatTier;
}>;

/** A margin schedule; `tiers` ascend from floor 0. */
export type Schedule = Readonly<{ tiers: readonly Tier[]; cap: Decimal | null }>;

/** The schedule of an instrument; null when it has no tiers. Under the flat rule nothing is deducted. */
export function createSchedule(instrument: Instrument): Schedule | null {
  if (instrument.tiers === undefined || instrument.tiers.length === 0) return null;
  const flat = instrument.tierRule === 'flat';
  return {
    tiers: instrument.tiers.map((tier, at, all) => createTier(tier, all[at - 1] ?? tier, flat)),
    cap: instrument.notionalCap === undefined ? null : new Decimal(instrument.notionalCap),
  };
}

function createTier(tier: MarginTier, below: MarginTier, flat: boolean): Tier {
  const floor = new Decimal(tier.notionalFloor);
  const maintenanceMarginRate = new Decimal(tier.maintenanceMarginRate);
  const maintenanceAmount = flat ? ZERO : new Decimal(tier.maintenanceAmount);
  const rise = { rate: maintenanceMarginRate.minus(below.maintenanceMarginRate), amount: flat ? ZERO : maintenanceAmount.minus(below.maintenanceAmount) };
  return {
    floor,
    maintenanceMarginRate,
    maintenanceAmount,
    initialMarginRate: initialMarginRate(tier),
    gain: { ...rise, near: { rate: rise.rate.toNumber(), amount: rise.amount.toNumber() } },
    near: { floor: floor.toNumber(), rate: maintenanceMarginRate.toNumber(), amount: maintenanceAmount.toNumber() },
  };
}

function initialMarginRate(tier: MarginTier): Decimal | null {
  if (tier.initialMarginRate !== undefined) return new Decimal(tier.initialMarginRate);
  return tier.maxLeverage === undefined ? null : ONE.div(tier.maxLeverage);
}
