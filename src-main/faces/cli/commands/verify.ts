import { existsSync } from 'node:fs';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { Decimal, type EpochMs } from '#shared/num/units.ts';
import { verifyStore } from '../../../jobs/verifyStore.ts';
import { sha256 } from '../../../util/sha256.ts';
import { VERSION } from '../../../util/version.ts';
import { readArguments } from '../arguments.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { SELF_TEST } from '../selfTest.ts';
import { databasePathFrom } from '../storePath.ts';

export const VERIFY_USAGE = 'verify [--db PATH]';

/** Self-test of the engine, then the integrity of the database and of every stored account. */
export function verifyCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { db: { type: 'string' } }, VERIFY_USAGE, [0, 0]);
  if (!parsed.ok) return badInput(parsed.error);
  const failures = selfTest(now);
  print(failures.length === 0 ? `engine: ${Object.keys(SELF_TEST.expected).length} figures of golden account 1 reproduced` : `engine: ${failures.join('; ')}`);
  const path = databasePathFrom(parsed.value);
  if (!existsSync(path)) {
    print(`database: none at ${path}`);
    return failures.length === 0 ? 0 : 1;
  }
  const verified = verifyStore(path, now);
  if (!verified.ok) return refuse(verified.error);
  const { integrity, accounts } = verified.value;
  print(`database: ${path}: ${integrity}`);
  for (const { name, agrees } of accounts) print(`account ${name}: incremental and full recompute ${agrees ? 'agree' : 'DIFFER'}`);
  return failures.length === 0 && integrity === 'ok' && accounts.every(({ agrees }) => agrees) ? 0 : 1;
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
