import { averageEntry } from '#shared/engine/kernel/contractTerms.ts';
import { deductionOf, deductions, stepOf, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import type { Adapter, Inputs } from '../adapter.ts';
import { number, records, table } from '../inputs.ts';
import { capOf, stepsOf } from '../positions.ts';

const tierMargin = (inputs: Inputs) => {
  const rows = table(inputs, 'tiers');
  return { maintenanceMargin: tieredRequirement(stepsOf(rows), number(inputs, 'notional'), capOf(rows)) };
};

const fills = (inputs: Inputs, quantity: string) => records(inputs, 'fills').map((fill) => ({ quantity: number(fill, quantity), price: number(fill, 'price') }));

/** Schedules on their own, and average entries. */
export const tierAdapters: readonly Adapter[] = [
  { exchange: 'binance', model: 'tier-mm', run: tierMargin },
  { exchange: 'bybit', model: 'tier-mm', run: tierMargin },
  { exchange: 'generic', model: 'tier-mm-flat', run: tierMargin },
  {
    exchange: 'binance', model: 'tier-deduction',
    run: (inputs) => ({ maintAmount: deductionOf(number(inputs, 'floor'), number(inputs, 'mmr'), { rate: number(inputs, 'mmrPrev'), amount: number(inputs, 'cumPrev') }) }),
  },
  {
    exchange: 'bitget', model: 'tier-mm-flat',
    run: (inputs) => {
      const notional = number(inputs, 'qty').times(number(inputs, 'mark'));
      const step = stepOf(stepsOf(table(inputs, 'tiers')), notional);
      return { maintenanceMargin: step === null ? null : notional.times(step.rate.plus(number(inputs, 'takerFeeRate'))) };
    },
  },
  {
    exchange: 'bitget', model: 'tier-mm',
    run: (inputs) => {
      const fee = number(inputs, 'takerFeeRate');
      const steps = deductions(stepsOf(table(inputs, 'tiers')).map(({ floor, rate }) => ({ floor, rate: rate.plus(fee) })));
      return { maintenanceMargin: tieredRequirement(steps, number(inputs, 'qty').times(number(inputs, 'mark'))) };
    },
  },
  { exchange: 'generic', model: 'inverse-average-entry', run: (inputs) => ({ averageEntry: averageEntry('inverse', fills(inputs, 'qtyUsd')) }) },
  { exchange: 'generic', model: 'linear-average-entry', run: (inputs) => ({ averageEntry: averageEntry('linear', fills(inputs, 'qty')) }) },
];
