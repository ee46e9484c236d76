import { SUPPOSED } from '#shared/ipc/limits.ts';
import type { MarketSpec, SleepSpec } from '#shared/ipc/stressSpec.ts';
import { fieldNumber, type Read } from './fieldNumber.ts';

/** What is supposed of the market and the night, as it is typed: percent for sizes of jumps, "22:30" for the start. */
export type OddsForm = Readonly<{ sigma: string; jumps: boolean; perYear: string; mean: string; deviation: string; together: boolean; toOne: boolean; sleep: boolean; from: string; hours: string }>;

export const USUAL_ODDS: OddsForm = { sigma: '1', jumps: false, perYear: '6', mean: '-10', deviation: '5', together: true, toOne: false, sleep: false, from: '', hours: '8' };

export type OddsSupposed = Readonly<{ market: MarketSpec; sleep: SleepSpec | null }>;

/** What is asked, or the first fault: one sentence that names the field and what is expected there. Fields that are off are not read. */
export function readOdds(form: OddsForm): Read<OddsSupposed> {
  const sigmaTimes = fieldNumber('σ ×', form.sigma, SUPPOSED.sigmaTimes, 1);
  if (!sigmaTimes.ok) return sigmaTimes;
  const jumps = form.jumps ? readJumps(form) : ({ ok: true, value: null } as const);
  if (!jumps.ok) return jumps;
  const sleep = form.sleep ? readSleep(form) : ({ ok: true, value: null } as const);
  if (!sleep.ok) return sleep;
  return { ok: true, value: { market: { sigmaTimes: sigmaTimes.value, jumps: jumps.value, correlation: form.toOne ? 'one' : 'usual' }, sleep: sleep.value } };
}

function readJumps({ perYear, mean, deviation, together }: OddsForm): Read<NonNullable<MarketSpec['jumps']>> {
  const count = fieldNumber('Jumps a year', perYear, SUPPOSED.jumpsPerYear, 1);
  if (!count.ok) return count;
  const size = fieldNumber('Mean jump', mean, SUPPOSED.jumpMean, 100);
  if (!size.ok) return size;
  const spread = fieldNumber('Deviation of a jump', deviation, SUPPOSED.jumpDeviation, 100);
  return spread.ok ? { ok: true, value: { perYear: count.value, mean: size.value, deviation: spread.value, together } } : spread;
}

function readSleep({ from, hours }: OddsForm): Read<SleepSpec> {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(from.trim());
  if (from.trim() !== '' && match === null) return { ok: false, fault: 'Asleep from: expected a time in UTC such as 22:30, or nothing for now.' };
  const length = fieldNumber('Hours asleep', hours, SUPPOSED.sleepHours, 1);
  return length.ok ? { ok: true, value: { fromMinute: match === null ? null : Number(match[1]) * 60 + Number(match[2]), hours: length.value } } : length;
}
