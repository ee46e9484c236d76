import type { ComputedSnapshot } from '#shared/document/computeSnapshot.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { openDatabase } from '../db/open.ts';
import { exportAccount } from '../hub/accountExport.ts';
import { createAccountHost } from '../hub/accountHost.ts';

/** The snapshot of the account of that name, or the names that are stored when there is none. */
export type Exported = Readonly<{ found: ComputedSnapshot }> | Readonly<{ found: null; stored: readonly string[] }>;

export type ExportOptions = Readonly<{ name: string; databasePath: string; redact: boolean; now: EpochMs }>;

/** Nothing that is only stored is fresh. */
const LAST_KNOWN = { now: 0, staleMs: 0, connected: false } as const;

/** The stage that the terminal takes up again: the one of the worst alert that has not cleared. */
const highest = (open: readonly Readonly<{ stage: Stage }>[]): Stage | null =>
  open.map(({ stage }) => stage).toSorted((a, b) => stageRank(b) - stageRank(a))[0] ?? null;

/** A stored account at its last known prices. An account of the user's own comes before the demo's of the same name. */
export function exportStored({ name, databasePath, redact, now }: ExportOptions): Result<Exported, Failure> {
  const opened = openDatabase({ path: databasePath, now, readOnly: true });
  if (!opened.ok) return opened;
  const { accounts, alerts, close } = opened.value;
  try {
    const records = accounts.list();
    const [record] = records.filter((candidate) => candidate.name === name).toSorted((a, b) => Number(a.demo) - Number(b.demo));
    const stored = record === undefined ? null : accounts.load(record.accountId);
    if (stored === null) return ok({ found: null, stored: records.map((candidate) => candidate.name) });
    const host = createAccountHost(stored, highest(alerts.openFor(stored.accountId, 'stage')));
    host.tellTime(now);
    const { after: stage } = host.advance(host.evaluate(), 0, true);
    return ok({ found: exportAccount(host.engine().portfolio, stored.demo, host.pricesInUse(LAST_KNOWN), { now, redact, stage }) });
  } finally {
    close();
  }
}
