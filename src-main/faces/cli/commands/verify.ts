import { existsSync } from 'node:fs';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { Decimal, type EpochMs } from '#shared/num/units.ts';
import { openDatabase } from '../../../db/open.ts';
import { createAccountHost } from '../../../hub/accountHost.ts';
import { sha256 } from '../../../util/sha256.ts';
import { VERSION } from '../../../util/version.ts';
import { readArguments } from '../arguments.ts';
import { complain, type ExitCode, print, refuse } from '../output.ts';
import { databasePathFrom } from '../storePath.ts';
import { SELF_TEST } from '../selfTest.ts';

export const VERIFY_USAGE = 'verify [--db PATH]';

/** Self-test of the engine, then the integrity of the database and of every stored account. */
export function verifyCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { db: { type: 'string' } }, VERIFY_USAGE, [0, 0]);
  if (!parsed.ok) {
    complain(parsed.error);
    return 2;
  }
  const failures = selfTest(now);
  print(failures.length === 0 ? `engine: ${Object.keys(SELF_TEST.expected).length} figures of golden account 1 reproduced` : `engine: ${failures.join('; ')}`);
  const path = databasePathFrom(parsed.value);
  if (!existsSync(path)) {
    print(`database: none at ${path}`);
    return failures.length === 0 ? 0 : 1;
  }
  const opened = openDatabase({ path, now, readOnly: true });
  if (!opened.ok) return refuse(opened.error);
  const store = opened.value;
  const integrity = store.integrity();
  print(`database: ${path}: ${integrity}`);
  let disagreements = 0;
  for (const record of store.accounts.list()) {
    const stored = store.accounts.load(record.accountId);
    const agrees = stored !== null && createAccountHost(stored, null).agrees();
    if (!agrees) disagreements += 1;
    print(`account ${record.name}: ${agrees ? 'incremental and full recompute agree' : 'incremental and full recompute DIFFER'}`);
  }
  store.close();
  return failures.length === 0 && integrity === 'ok' && disagreements === 0 ? 0 : 1;
}

function selfTest(now: EpochMs): readonly string[] {
  const parsed = parsePortfolio(JSON.stringify(SELF_TEST.portfolio), now);
  if (!parsed.ok) return ['golden account 1 does not parse'];
  const { snapshot } = computeSnapshot(parsed.value, { now, version: VERSION, demo: false, redact: false, sha256, stateOf: () => 'manual' });
  const totals = snapshot['totals'];
  return Object.entries(SELF_TEST.expected).flatMap(([name, want]) => {
    const got = typeof totals === 'object' && totals !== null && !Array.isArray(totals) ? Object.entries(totals).find(([key]) => key === name)?.[1] : undefined;
    const near = typeof got === 'string' && new Decimal(got).minus(want).abs().lte(new Decimal(want).abs().times('1e-12'));
    return near ? [] : [`${name} is ${JSON.stringify(got)}, expected ${want}`];
  });
}
