import type { EpochMs } from '#shared/num/units.ts';
import type { EngineHost } from '../engineHost.ts';
import { bookStateOf, type NamedState } from './bookState.ts';

/** What each account was when its profit began to be explained. Kept in memory: with the program it begins anew. */
export type Baselines = Readonly<{
  /** Takes one of every account that is open and has none, and forgets those of accounts that are gone. After an account is opened, and each second. */
  keep: () => void;
  find: (accountId: string) => NamedState | null;
  /** The account as it is now, from now on. @returns false when it is not open, or a drill has moved its prices */
  takeAnew: (accountId: string) => boolean;
}>;

/** So long the first prices of a feed may take: a baseline that lacks some is taken anew while it lacks fewer. */
const COMPLETE_MS = 60_000;

export function createBaselines(engine: Pick<EngineHost, 'ids' | 'find'>, now: () => EpochMs): Baselines {
  const kept = new Map<string, NamedState>();

  /** Prices of a drill are nobody's baseline; in another currency nothing can be compared. */
  function keepOf(accountId: string): void {
    const host = engine.find(accountId);
    const own = kept.get(accountId);
    const isOther = own?.valuationCurrency !== host?.engine().book.valuationCurrency;
    const isYoung = own !== undefined && own.lacking.size > 0 && now() - own.at < COMPLETE_MS;
    if (host === null || host.drill() !== null || !(isOther || isYoung)) return;
    const state = bookStateOf(host, now());
    if (own === undefined || isOther || state.lacking.size < own.lacking.size) kept.set(accountId, state);
  }

  return {
    keep: () => {
      const open = new Set(engine.ids());
      for (const accountId of kept.keys()) if (!open.has(accountId)) kept.delete(accountId);
      for (const accountId of open) keepOf(accountId);
    },
    find: (accountId) => kept.get(accountId) ?? null,
    takeAnew: (accountId) => {
      const host = engine.find(accountId);
      if (host === null || host.drill() !== null) return false;
      kept.set(accountId, bookStateOf(host, now()));
      return true;
    },
  };
}
