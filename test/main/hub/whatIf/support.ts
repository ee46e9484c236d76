import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_CHANGED, type WhatIfChange, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { WhatIfView } from '#shared/ipc/whatIfView.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { Result } from '#shared/util/result.ts';
import type { EngineHost } from '../../../../src-main/hub/engineHost.ts';
import { createForks, type Forks } from '../../../../src-main/hub/whatIf/forks.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';

export const START = Date.UTC(2026, 10, 24, 14);
export const GOLDEN = readFileSync(join(import.meta.dirname, '../../../golden/account-1/portfolio.json'), 'utf8');

export type Forked = Readonly<{ engine: EngineHost; forks: Forks; view: WhatIfView; change: (spec: Partial<WhatIfSpec>, fitting?: boolean) => Result<WhatIfView, Failure> }>;

/** An account of a document, forked once. @throws when it cannot be */
export function forked(document: string): Forked {
  const hosted = hostAccount(document, 'demo', START);
  hosted.pass(1000);
  let made = 0;
  const forks = createForks({ baseOf: hosted.host.fork, profiles: () => [], unique: () => String((made += 1)) });
  const opened = forks.open(ACCOUNT_ID);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { forkId } = opened.value;
  return { engine: hosted.host, forks, view: opened.value, change: (spec, fitting = false) => forks.change(forkId, { ...NOTHING_CHANGED, ...spec }, fitting) };
}

/** The view after changes. @throws with the faults when they are refused */
export function after(fork: Forked, changes: readonly WhatIfChange[], shock: Partial<WhatIfSpec['shock']> = {}): WhatIfView {
  const reply = fork.change({ changes, shock: { all: '', assets: {}, ...shock } });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

/** Paths and sentences of a refusal; empty when it was none. */
export const refusal = (reply: Result<WhatIfView, Failure>): readonly (readonly [path: string, message: string])[] =>
  (!reply.ok && 'faults' in reply.error ? reply.error.faults.map(({ path, message }) => [path, message] as const) : []);

export const figure = (view: WhatIfView, name: WhatIfView['figures'][number]['name']) => view.figures.find((own) => own.name === name);
