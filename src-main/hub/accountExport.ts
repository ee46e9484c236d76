import { type ComputedSnapshot, computeSnapshot } from '#shared/document/computeSnapshot.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { StoredAccount } from '../db/records.ts';
import { sha256 } from '../util/sha256.ts';
import { VERSION } from '../util/version.ts';
import type { PricesInUse } from './accountHost.ts';

type Options = Readonly<{ now: EpochMs; redact: boolean; /** The stage that is shown; absent: the one that the figures ask for. */ stage?: Stage }>;

/** The snapshot of an account at the prices it uses now. The time of the document that was imported once says nothing about it. */
export function exportAccount({ portfolio: imported, demo }: StoredAccount, { prices, stateOf }: PricesInUse, { now, redact, stage }: Options): ComputedSnapshot {
  const { asOf: _imported, ...portfolio } = imported;
  return computeSnapshot({ portfolio, prices }, { now, version: VERSION, demo, redact, sha256, stateOf, ...(stage === undefined ? {} : { stage }) });
}

/** A file name that every system takes, and that says so when the figures are the demo's. */
export function exportFileName(accountName: string, demo: boolean, now: EpochMs, redacted: boolean, extension: string): string {
  const slug = accountName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40);
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  return [...(demo ? ['DEMO'] : []), 'plimsoll', redacted || slug === '' ? 'account' : slug, time].join('-').concat(redacted ? '-redacted' : '', '.', extension);
}
