import type { Instrument, TierRule } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';
import { bankruptcyShare } from './kernel/closingFee.ts';
import type { Leg } from './kernel/contractTerms.ts';
import type { Requirement } from './kernel/requirement.ts';
import { effectiveRates, type Rated, sharedKey } from './rowRates.ts';
import { type Schedule, scheduleFrom, tierOf } from './schedule.ts';

/** What one row must keep, made once from its instrument and the venue's rules. Everything is per its notional in the settle currency. */
export type RowRule = Readonly<{
  /** Tiers by notional, closing fee inside the rates; null when there are none. */
  schedule: Schedule | null;
  /** What the rates gain per coin of notional: an inverse contract whose rate grows with size. */
  growth: Decimal | null;
  maintenanceBasis: MarginRules['maintenanceBasis'];
  initialBasis: MarginRules['initialBasis'];
  /** Closing fee inside the initial requirement, per notional; null when it is inside and nobody says how much. */
  initialFee: Decimal | null;
  /** 1 / leverage where the row names one: then initial margin is notional times this. */
  leverageRate: Decimal | null;
  /** What the maintenance requirement cannot be known without. */
  lacks: string | null;
  /** The same as a curve of the price, for rows that do not move in straight lines with tiers by notional. */
  curve: Requirement | null;
}>;

/** What a rule is made for. `tierFactor` is the size that chooses the tier over the row's own. */
export type RuleInput = Readonly<{
  instrument: Instrument;
  rules: MarginRules;
  leg: Leg;
  contracts: Decimal;
  leverageRate: Decimal | null;
  tierRule: TierRule | undefined;
  tierFactor: Decimal;
  /** The other leg of the hedge is at least as large. */
  hedged: boolean;
  /** Schedules made already: most symbols of a venue share theirs. */
  known: Map<string, Rated>;
}>;

export function createRowRule(input: RuleInput): RowRule {
  const { rules, leg, leverageRate } = input;
  const rated = sharedRates(input);
  const fees = feesOf(input, rated);
  const { maintenanceBasis, initialBasis } = rules;
  const unknown = rated.lacks ?? (fees === null ? 'taker fee rate' : null);
  const schedule = withFee(rated, fees?.maintenance ?? ZERO);
  const curved = leg.settlement === 'inverse' || maintenanceBasis !== 'mark';
  return {
    schedule, growth: rated.growth, maintenanceBasis, initialBasis, initialFee: fees !== null ? fees.initial : rules.closingFeeInInitial ? null : ZERO, leverageRate, lacks: unknown,
    curve: curved && schedule !== null && unknown === null ? curveOf(schedule, rated.growth, maintenanceBasis) : null,
  };
}

function sharedRates(input: RuleInput): Rated {
  const key = sharedKey(input);
  if (key === null) return effectiveRates(input);
  const rated = input.known.get(key) ?? effectiveRates(input);
  input.known.set(key, rated);
  return rated;
}

const withFee = ({ schedule, cap }: Rated, fee: Decimal): Schedule | null => (
  schedule === null || fee.isZero() ? schedule : scheduleFrom(schedule.tiers.map((step) => ({ ...step, maintenanceMarginRate: step.maintenanceMarginRate.plus(fee) })), cap)
);

/** Fee per notional inside both requirements; null when a fee is inside and nobody says how much. */
function feesOf({ rules, instrument, leg, leverageRate, hedged }: RuleInput, { schedule }: Rated): Readonly<{ maintenance: Decimal; initial: Decimal }> | null {
  if (rules.closingFee === 'outside') return { maintenance: ZERO, initial: ZERO };
  const rate = instrument.takerFeeRate ?? rules.takerFeeRate;
  if (rate === undefined) return null;
  const margin = leverageRate ?? schedule?.tiers[0]?.initialMarginRate ?? ZERO;
  const fee = (rules.closingFee === 'notional' ? ONE : bankruptcyShare(leg, margin)).times(rate).times(hedged && rules.hedgedLeg === 'feesOnly' ? 2 : 1);
  return { maintenance: fee, initial: rules.closingFeeInInitial ? fee : ZERO };
}

function curveOf({ tiers }: Schedule, growth: Decimal | null, basis: MarginRules['maintenanceBasis']): Requirement {
  const [first] = tiers;
  const schedule: Requirement['schedule'] = growth !== null && first !== undefined
    ? { kind: 'sizeLinear', base: first.maintenanceMarginRate, step: growth }
    : { kind: 'tiered', unit: 'notional', steps: tiers.map(({ floor, maintenanceMarginRate, maintenanceAmount }) => ({ floor, rate: maintenanceMarginRate, amount: maintenanceAmount })) };
  return { schedule, basis, closingFee: ZERO };
}

/**
 * Maintenance margin of a leg at a mark, in the settle currency, ≥ 0 and unrounded.
 *
 * @returns null when the schedule is unknown, or has no bracket for the notional
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function maintenanceRequired(rule: RowRule, notional: Decimal, entryNotional: () => Decimal): Decimal | null {
  if (rule.lacks !== null) return null;
  if (rule.maintenanceBasis === 'mark') return requiredOf(rule, notional);
  const atEntry = requiredOf(rule, entryNotional());
  if (rule.maintenanceBasis === 'entry' || atEntry === null) return atEntry;
  const atMark = requiredOf(rule, notional);
  return atMark === null ? null : Decimal.max(atMark, atEntry);
}

/** What the last tier asks at its cap; null where nothing is known of it. A larger notional is asked for no less. */
export const requiredAtCap = (rule: RowRule): Decimal | null => (rule.lacks !== null || rule.schedule?.cap == null ? null : requiredOf(rule, rule.schedule.cap));

function requiredOf({ schedule, growth }: RowRule, notional: Decimal): Decimal | null {
  const tier = schedule === null ? null : tierOf(schedule, notional);
  if (tier === null) return null;
  const required = notional.times(tier.maintenanceMarginRate).minus(tier.maintenanceAmount);
  return growth === null ? required : required.plus(notional.times(notional).times(growth));
}

/**
 * Initial margin of a leg at a mark, in the settle currency: notional / leverage where the row names a leverage, else
 * notional · the tier's rate; with the closing fee where it is inside.
 *
 * @returns null when neither the row nor the tier says a rate
 */
export function initialRequired(rule: RowRule, notional: Decimal, entryNotional: () => Decimal): Decimal | null {
  const basis = rule.initialBasis === 'mark' ? notional : rule.initialBasis === 'entry' ? entryNotional() : Decimal.max(notional, entryNotional());
  const tier = rule.schedule === null || rule.leverageRate !== null ? null : tierOf(rule.schedule, basis);
  const own = tier?.initialMarginRate ?? null;
  const rate = rule.leverageRate ?? (own === null || rule.growth === null ? own : own.plus(basis.times(rule.growth)));
  if (rate === null || rule.initialFee === null) return null;
  return basis.times(rule.initialFee.isZero() ? rate : rate.plus(rule.initialFee));
}
