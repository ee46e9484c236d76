import { Decimal, ONE, ZERO } from '../num/units.ts';
import { sizePremiumRatio } from './kernel/weightedHealth.ts';
import type { RuleInput } from './rowRule.ts';
import { capOf, type Rates, ratesOf, type Schedule, scheduleFrom } from './schedule.ts';

/** The rates of one row as tiers by its own notional in the settle currency; a null schedule is unknown, and `lacks` names what is missing. */
export type Rated = Readonly<{ schedule: Schedule | null; cap: Decimal | null; growth: Decimal | null; lacks: string | null }>;

/**
 * Every form of schedule as steps by notional. A size that the price does not change (contracts, coins of a linear
 * contract, quote of an inverse one) chooses its tier once and for all.
 *
 * @source docs/margin-models.md, "Tiered schedule", "Size-linear rates", "Hedge mode"
 */
export function effectiveRates(input: RuleInput): Rated {
  const { rules, hedged } = input;
  if (hedged && rules.hedgedLeg === 'feesOnly') return feesAlone(input);
  const { sizeLinear } = input.instrument;
  if (sizeLinear !== undefined) return growing(input, sizeLinear);
  const { instrument, tierRule } = input;
  if (instrument.tiers === undefined || instrument.tiers.length === 0) return { schedule: null, cap: null, growth: null, lacks: 'margin tiers' };
  const steps = ratesOf(instrument.tiers, tierRule).map((step) => premium(step, input));
  return isFixed(input) ? fixedRates(input, steps) : scaledRates(input, steps);
}

/** What the tiers of a row alone decide; null where its own size is in the rates. */
export function sharedKey(input: RuleInput): string | null {
  const { instrument: { tiers, notionalCap, sizeLinear, sizePremium, openInterest }, tierRule, tierFactor, hedged, rules } = input;
  const isOwn = tiers === undefined || sizeLinear !== undefined || sizePremium !== undefined || openInterest !== undefined || (hedged && rules.hedgedLeg === 'feesOnly') || isFixed(input);
  return isOwn ? null : `${tierRule ?? ''}|${notionalCap ?? ''}|${tierFactor.toFixed()}|${JSON.stringify(tiers)}`;
}

const known = (steps: readonly Rates[], growth: Decimal | null = null, cap: Decimal | null = null): Rated => ({ schedule: scheduleFrom(steps, cap), cap, growth, lacks: null });

/** A leg that the other covers: its tiers say the initial rate, and nothing of them is kept. */
function feesAlone({ instrument: { tiers = [] }, leverageRate, tierRule }: RuleInput): Rated {
  const steps = ratesOf(tiers, tierRule).map((step) => ({ ...step, maintenanceMarginRate: ZERO, maintenanceAmount: ZERO }));
  return known(steps.length === 0 ? [flatStep(ZERO, leverageRate)] : steps);
}

const flatStep = (rate: Decimal, initialMarginRate: Decimal | null): Rates => ({ floor: ZERO, maintenanceMarginRate: rate, maintenanceAmount: ZERO, initialMarginRate });

function growing({ leg }: RuleInput, rates: Readonly<{ initialBase: string; maintenanceBase: string; step: string }>): Rated {
  const [initial, maintenance, step] = [new Decimal(rates.initialBase), new Decimal(rates.maintenanceBase), new Decimal(rates.step)];
  if (leg.settlement === 'inverse') return known([flatStep(maintenance, initial)], step);
  const grown = leg.quantity.abs().times(step);
  return known([flatStep(maintenance.plus(grown), initial.plus(grown))]);
}

/** True when the size that the tiers count does not move with the price. */
function isFixed({ instrument: { tierUnit = 'quote' }, leg }: RuleInput): boolean {
  return tierUnit === 'contracts' || (tierUnit === 'coin') !== (leg.settlement === 'inverse');
}

/** One average rate for a size that stays: what its tier asks of the counted size, per counted unit. */
function fixedRates({ instrument, contracts, leg, tierFactor }: RuleInput, steps: readonly Rates[]): Rated {
  const counted = (instrument.tierUnit === 'contracts' ? contracts : leg.quantity.abs()).times(tierFactor);
  const cap = capOf(instrument);
  const step = cap !== null && counted.gt(cap) ? undefined : steps.findLast(({ floor }, at) => at === 0 || counted.gt(floor));
  if (step === undefined) return { schedule: null, cap: null, growth: null, lacks: 'a bracket: it is above the last tier' };
  const relief = counted.isZero() ? ZERO : step.maintenanceAmount.div(counted);
  return known([{ ...step, floor: ZERO, maintenanceMarginRate: step.maintenanceMarginRate.minus(relief), maintenanceAmount: ZERO }]);
}

/** Steps by the row's own notional where a multiple of it chooses the tier. */
function scaledRates({ instrument, tierFactor }: RuleInput, steps: readonly Rates[]): Rated {
  const cap = capOf(instrument);
  if (tierFactor.eq(ONE)) return known(steps, null, cap);
  if (tierFactor.isZero()) return known(steps.slice(0, 1));
  return known(steps.map((step) => ({ ...step, floor: step.floor.div(tierFactor), maintenanceAmount: step.maintenanceAmount.div(tierFactor) })), null, cap === null ? null : cap.div(tierFactor));
}

/** Rates that grow with the size of the position, or initial ones with the open interest of the market. */
function premium(step: Rates, { instrument: { openInterest, sizePremium }, leg }: RuleInput): Rates {
  const grown = (rate: Decimal): Decimal => (sizePremium === undefined ? rate : sizePremiumRatio(rate, leg.quantity, new Decimal(sizePremium)));
  const initial = step.initialMarginRate === null ? null : grown(step.initialMarginRate);
  return {
    ...step,
    maintenanceMarginRate: grown(step.maintenanceMarginRate),
    initialMarginRate: initial === null || openInterest === undefined ? initial : atOpenInterest(initial, new Decimal(openInterest.notional), new Decimal(openInterest.lower), new Decimal(openInterest.upper)),
  };
}

/** The base rate below the lower cap, 1 above the upper one, a straight line between. @source dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go */
export function atOpenInterest(base: Decimal, open: Decimal, lower: Decimal, upper: Decimal): Decimal {
  if (open.lte(lower)) return base;
  if (open.gte(upper)) return ONE;
  return base.plus(ONE.minus(base).times(open.minus(lower)).div(upper.minus(lower)));
}
