import type { EpochMs } from '#shared/num/units.ts';
import type { EngineHost } from '../engineHost.ts';
import { bookStateOf, type NamedState } from './bookState.ts';
import { createFundingWatch, type FundingWatch } from './fundingWatch.ts';

/** What an account was, and the funding that came due since; null when it is not known. */
export type Baseline = Readonly<{ state: NamedState; funding: number | null }>;

/** What each account was when its profit began to be explained. Kept in memory: with the program it begins anew. */
export type Baselines = Readonly<{
  /** Takes one of every account that is open and has none, and forgets those of accounts that are gone. After an account is opened, and each second. */
  keep: () => void;
  find: (accountId: string) => Baseline | null;
  /** The account as it is now, from now on. @returns false when it is not open, or a drill has moved its prices */
  takeAnew: (accountId: string) => boolean;
}>;

/** So long the first prices of a feed may take: a baseline that lacks some is taken anew while it lacks fewer. */
const COMPLETE_MS = 60_000;

export function createBaselines(engine: Pick<EngineHost, 'ids' | 'find'>, now: () => EpochMs): Baselines {
  const kept = new Map<string, Readonly<{ state: NamedState; watch: FundingWatch }>>();
  const begin = (accountId: string, state: NamedState): void => { kept.set(accountId, { state, watch: createFundingWatch() }); };

  /** Prices of a drill are nobody's baseline; in another currency nothing can be compared. */
  function keepOf(accountId: string): void {
    const host = engine.find(accountId);
    const own = kept.get(accountId)?.state;
    const isOther = own?.valuationCurrency !== host?.engine().book.valuationCurrency;
    const isYoung = own !== undefined && own.lacking.size > 0 && now() - own.at < COMPLETE_MS;
    if (host === null || host.drill() !== null || !(isOther || isYoung)) return;
    const state = bookStateOf(host, now());
    if (own === undefined || isOther || state.lacking.size < own.lacking.size) begin(accountId, state);
  }

  return {
    keep: () => {
      const open = new Set(engine.ids());
      for (const accountId of kept.keys()) if (!open.has(accountId)) kept.delete(accountId);
      for (const accountId of open) {
        keepOf(accountId);
        const host = engine.find(accountId);
        if (host !== null && host.drill() === null) kept.get(accountId)?.watch.see(host, now());
      }
    },
    find: (accountId) => { const own = kept.get(accountId); return own === undefined ? null : { state: own.state, funding: own.watch.total() }; },
    takeAnew: (accountId) => {
      const host = engine.find(accountId);
      if (host === null || host.drill() !== null) return false;
      begin(accountId, bookStateOf(host, now()));
      return true;
    },
  };
}
