import type { Failure, Fault } from '#shared/domain/failure.ts';
import { NOTHING_CHANGED, WHAT_IF_PREFIX, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { WhatIfView } from '#shared/ipc/whatIfView.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import type { AccountFacts } from '../accountHost.ts';
import type { ForkBase } from './base.ts';
import { type Fork, forkOf, untouched } from './fork.ts';
import { forkView } from './forkView.ts';

/** Forks that are open at once, of all windows; the oldest makes room. */
const OPEN_LIMIT = 16;

type Made = Readonly<{ fork: Fork; applied: WhatIfSpec; skipped: WhatIfView['skipped'] }>;

/** Hypothetical accounts beside the live ones: held in memory alone, fed by nobody, watched by no alert. */
export type Forks = Readonly<{
  /** Forks an account as it stands now. */
  open: (accountId: string) => Result<WhatIfView, Failure>;
  /** @param fitting leaves out changes that do not fit the book, and says which; else the first of them refuses all */
  change: (forkId: string, spec: WhatIfSpec, fitting: boolean) => Result<WhatIfView, Failure>;
  /** Takes book and prices anew from the live account, and makes the same changes. */
  refresh: (forkId: string, spec: WhatIfSpec) => Result<WhatIfView, Failure>;
  close: (forkId: string) => void;
  /** The fork with its changes, for questions about it; null when there is none of this id. */
  find: (forkId: string) => AccountFacts | null;
}>;

type Open = Readonly<{ base: ForkBase; before: Fork; after: Fork }>;
type Options = Readonly<{ baseOf: (accountId: string) => ForkBase | null; profiles: () => readonly VenueRules[]; unique: () => string }>;

export function createForks({ baseOf, profiles, unique }: Options): Forks {
  const forks = new Map<string, Open>();
  const unknown = (accountId: string): Result<never, Failure> => err({ code: 'account/unknown', accountId, retryable: false });

  function put(forkId: string, base: ForkBase, spec: WhatIfSpec, fitting: boolean): Result<WhatIfView, Failure> {
    const before = untouched(base, forkId, profiles());
    const made = fitting ? fittingFork(base, forkId, spec, profiles()) : strictFork(base, forkId, spec, profiles());
    if (!made.ok) return err({ code: 'whatIf/refused', faults: made.error, retryable: false });
    const { fork, applied, skipped } = made.value;
    forks.delete(forkId);
    forks.set(forkId, { base, before, after: fork });
    for (const oldest of [...forks.keys()].slice(0, Math.max(0, forks.size - OPEN_LIMIT))) forks.delete(oldest);
    return ok(forkView(base, applied, before, fork, skipped));
  }

  return {
    open: (accountId) => {
      const base = baseOf(accountId);
      return base === null ? unknown(accountId) : put(`${WHAT_IF_PREFIX}${unique()}`, base, NOTHING_CHANGED, false);
    },
    change: (forkId, spec, fitting) => {
      const fork = forks.get(forkId);
      return fork === undefined ? unknown(forkId) : put(forkId, fork.base, spec, fitting);
    },
    refresh: (forkId, spec) => {
      const fork = forks.get(forkId);
      const base = fork === undefined ? null : baseOf(fork.base.accountId);
      return base === null ? unknown(fork?.base.accountId ?? forkId) : put(forkId, base, spec, true);
    },
    close: (forkId) => void forks.delete(forkId),
    find: (forkId) => forks.get(forkId)?.after.facts ?? null,
  };
}

/** An account as it was forked with changes made to it, of which those that do not fit are left out; nothing of it is kept. */
export function supposed(base: ForkBase, spec: WhatIfSpec, profiles: readonly VenueRules[]): Result<Pick<Made, 'skipped'> & Pick<Fork, 'evaluation'>, readonly Fault[]> {
  const made = fittingFork(base, `${WHAT_IF_PREFIX}supposed`, spec, profiles);
  return made.ok ? ok({ skipped: made.value.skipped, evaluation: made.value.fork.evaluation }) : made;
}

function strictFork(base: ForkBase, forkId: string, spec: WhatIfSpec, profiles: readonly VenueRules[]): Result<Made, readonly Fault[]> {
  const fork = forkOf(base, forkId, spec, profiles);
  return fork.ok ? ok({ fork: fork.value, applied: spec, skipped: [] }) : fork;
}

/** Leaves out the change that a fault is in, one by one, until the rest can be made. */
function fittingFork(base: ForkBase, forkId: string, spec: WhatIfSpec, profiles: readonly VenueRules[]): Result<Made, readonly Fault[]> {
  let applied = spec;
  const skipped: WhatIfView['skipped'][number][] = [];
  for (;;) {
    const fork = forkOf(base, forkId, applied, profiles);
    if (fork.ok) return ok({ fork: fork.value, applied, skipped });
    const [fault] = fork.error;
    const at = Number(/^changes\.(\d+)\./.exec(fault?.path ?? '')?.[1] ?? NaN);
    const change = applied.changes[at];
    if (fault === undefined || change === undefined) return fork;
    skipped.push({ change, reason: fault.message });
    applied = { ...applied, changes: applied.changes.filter((_, place) => place !== at) };
  }
}
