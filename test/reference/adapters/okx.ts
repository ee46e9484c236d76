import type { Leg } from '#shared/engine/kernel/contractTerms.ts';
import { requirementAt, type Step, stepOf } from '#shared/engine/kernel/requirement.ts';
import { Decimal, ZERO } from '#shared/num/units.ts';
import published from '#shared/venues/okx/tiers-2025-07-23.json' with { type: 'json' };
import type { Adapter, Inputs } from '../adapter.ts';
import { number, text } from '../inputs.ts';

const TABLES: Readonly<Record<string, readonly (readonly string[])[]>> = published.symbols;

/** Tiers count whole contracts: a tier begins above the last contract of the one below. */
function ladderOf(symbol: string): Readonly<{ steps: readonly Step[]; cap: Decimal }> {
  const rows = (TABLES[symbol] ?? []).map(([, last, rate]) => ({ last: new Decimal(last ?? NaN), rate: new Decimal(rate ?? NaN) }));
  const top = rows.at(-1);
  if (top === undefined) throw new TypeError(`no tier table of ${symbol}`);
  return { steps: rows.map(({ rate }, at) => ({ floor: rows[at - 1]?.last ?? ZERO, rate, amount: ZERO })), cap: top.last };
}

function flatByContracts(inputs: Inputs) {
  const { steps, cap } = ladderOf(text(inputs, 'symbol'));
  const contracts = number(inputs, 'contracts');
  const step = stepOf(steps, contracts, cap);
  if (step === null) return { mmr: null, maintenanceMargin: null };
  const mark = number(inputs, 'mark');
  const leg: Leg = { settlement: 'linear', quantity: contracts.times(number(inputs, 'ctVal')), entryPrice: mark };
  return { mmr: step.rate, maintenanceMargin: requirementAt(leg, { schedule: { kind: 'tiered', steps, unit: 'contracts', contracts, cap }, basis: 'mark', closingFee: ZERO }, mark) };
}

/** Schedules that count contracts, by the published table. */
export const okxAdapters: readonly Adapter[] = [{ exchange: 'okx', model: 'tier-mm-flat', run: flatByContracts }];
