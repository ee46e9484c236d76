import { SUPPOSED } from '#shared/ipc/limits.ts';
import type { Halted, SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { fieldNumber, type Read } from './fieldNumber.ts';

/** What is supposed of the account, as it is typed; `halted` null is what counts most. A rate of funding is in percent. */
export type SupposeForm = Readonly<{ sigma: string; fundingKind: 'times' | 'rate'; funding: string; days: string; halted: Halted | null; deleveraged: string }>;

export const USUAL_SUPPOSED: SupposeForm = { sigma: '2', fundingKind: 'times', funding: '3', days: '7', halted: null, deleveraged: '1' };

/** What is asked, or the first fault as a sentence. */
export function readSuppose({ sigma, fundingKind, funding, days, halted, deleveraged }: SupposeForm): Read<SupposeSpec> {
  const times = fieldNumber('σ ×', sigma, SUPPOSED.sigmaTimes, 1);
  if (!times.ok) return times;
  const paid = fundingKind === 'times' ? fieldNumber('Funding ×', funding, SUPPOSED.fundingTimes, 1) : fieldNumber('Funding rate', funding, SUPPOSED.fundingRate, 100);
  if (!paid.ok) return paid;
  const length = fieldNumber('Days', days, SUPPOSED.days, 1);
  if (!length.ok) return length;
  const rows = fieldNumber('Rows taken away', deleveraged, SUPPOSED.deleveraged, 1);
  if (!rows.ok) return rows;
  if (!Number.isInteger(rows.value)) return { ok: false, fault: `Rows taken away: expected a whole number from ${SUPPOSED.deleveraged.least} to ${SUPPOSED.deleveraged.most}.` };
  return { ok: true, value: { sigmaTimes: times.value, funding: fundingKind === 'times' ? { kind: 'times', times: paid.value } : { kind: 'rate', rate: paid.value }, days: length.value, halted, deleveraged: rows.value } };
}
