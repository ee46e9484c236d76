import { averageEntry } from '#shared/engine/kernel/contractTerms.ts';
import { deductionOf, deductions, isAboveLastTier, requirementAt, type Step, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import type { Adapter, Inputs } from '../adapter.ts';
import { number, records, table } from '../inputs.ts';
import { capOf, legOf, stepsOf, tiered } from '../positions.ts';

const tierMargin = (inputs: Inputs) => {
  const rows = table(inputs, 'tiers');
  return { maintenanceMargin: tieredRequirement(stepsOf(rows), number(inputs, 'notional'), capOf(rows)) };
};

const fills = (inputs: Inputs, quantity: string) => records(inputs, 'fills').map((fill) => ({ quantity: number(fill, quantity), price: number(fill, 'price') }));

/** At the mark, with the closing fee inside. */
function withFee(inputs: Inputs, steps: readonly Step[]) {
  const leg = legOf({ side: 'long', ...inputs, entry: inputs['mark'] });
  const rule = tiered(steps, { closingFee: number(inputs, 'takerFeeRate'), cap: capOf(table(inputs, 'tiers')) });
  return { maintenanceMargin: isAboveLastTier(leg, rule, number(inputs, 'mark')) ? null : requirementAt(leg, rule, number(inputs, 'mark')) };
}

/** Schedules on their own, and average entries. */
export const tierAdapters: readonly Adapter[] = [
  { exchange: 'binance', model: 'tier-mm', run: tierMargin },
  { exchange: 'bybit', model: 'tier-mm', run: tierMargin },
  { exchange: 'generic', model: 'tier-mm-flat', run: tierMargin },
  {
    exchange: 'binance', model: 'tier-deduction',
    run: (inputs) => ({ maintAmount: deductionOf(number(inputs, 'floor'), number(inputs, 'mmr'), { rate: number(inputs, 'mmrPrev'), amount: number(inputs, 'cumPrev') }) }),
  },
  // One account may hold positions under both rules: flat when opened before 2025-11-10 08:00 UTC, progressive from then on.
  { exchange: 'bitget', model: 'tier-mm-flat', run: (inputs) => withFee(inputs, stepsOf(table(inputs, 'tiers'))) },
  { exchange: 'bitget', model: 'tier-mm', run: (inputs) => withFee(inputs, deductions(stepsOf(table(inputs, 'tiers')))) },
  { exchange: 'generic', model: 'inverse-average-entry', run: (inputs) => ({ averageEntry: averageEntry('inverse', fills(inputs, 'qtyUsd')) }) },
  { exchange: 'generic', model: 'linear-average-entry', run: (inputs) => ({ averageEntry: averageEntry('linear', fills(inputs, 'qty')) }) },
];
