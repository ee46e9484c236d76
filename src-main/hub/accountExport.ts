import { type ComputedSnapshot, computeSnapshot } from '#shared/document/computeSnapshot.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import { sha256 } from '../util/sha256.ts';
import { VERSION } from '../util/version.ts';
import type { PricesInUse } from './accountHost.ts';

type Options = Readonly<{ now: EpochMs; redact: boolean; /** Venues that the user described. */ profiles?: readonly VenueRules[]; /** The stage that is shown; absent: the one that the figures ask for. */ stage?: Stage }>;

/** The snapshot of an account under the rules and at the prices that it uses now. The time of the document that was imported once says nothing about it. */
export function exportAccount(imported: Portfolio, demo: boolean, { prices, stateOf }: PricesInUse, { now, redact, stage, profiles = [] }: Options): ComputedSnapshot {
  const { asOf: _imported, ...portfolio } = imported;
  return computeSnapshot({ portfolio, prices }, { now, version: VERSION, demo, redact, sha256, stateOf, profiles, ...(stage === undefined ? {} : { stage }) });
}

/** A file name that every system takes, and that says so when the figures are the demo's. */
export function exportFileName(accountName: string, demo: boolean, now: EpochMs, redacted: boolean, extension: string): string {
  const slug = accountName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40);
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  return [...(demo ? ['DEMO'] : []), 'plimsoll', redacted || slug === '' ? 'account' : slug, time].join('-').concat(redacted ? '-redacted' : '', '.', extension);
}
