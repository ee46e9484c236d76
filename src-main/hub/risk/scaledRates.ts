import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';

/** An instrument with every maintenance rate of its schedule times a factor, and what its steps deduct with it; initial rates stay. */
export function scaledRates({ tiers, sizeLinear, ...own }: Instrument, factor: Decimal): Instrument {
  const scaled = (value: DecimalText): DecimalText => toText(new Decimal(value).times(factor));
  const tier = (step: MarginTier): MarginTier => ({ ...step, maintenanceMarginRate: scaled(step.maintenanceMarginRate), maintenanceAmount: scaled(step.maintenanceAmount) });
  return {
    ...own, ...(tiers === undefined ? {} : { tiers: tiers.map(tier) }), ...(sizeLinear === undefined ? {} : { sizeLinear: { ...sizeLinear, maintenanceBase: scaled(sizeLinear.maintenanceBase), step: scaled(sizeLinear.step) } }),
  };
}

/** Rules with the maintenance rate of every short option times a factor; its mark is asked for once, as before. */
export function scaledOptionRates({ optionMargin, ...own }: Partial<MarginRules>, factor: Decimal): Partial<MarginRules> {
  if (optionMargin === undefined) return own;
  return { ...own, optionMargin: Object.fromEntries(Object.entries(optionMargin).map(([base, rates]) => [base, { ...rates, maintenance: toText(new Decimal(rates.maintenance).times(factor)) }])) };
}
