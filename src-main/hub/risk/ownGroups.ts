import { OWN_GROUPS } from '#shared/ipc/limits.ts';
import { ownGroups } from '#shared/ipc/strategyGroups.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import type { SettingStore } from '../desk.ts';

/** Strategies that the user put together by hand, by account and underlying, kept from one start to the next. */
export type OwnGroups = Readonly<{
  find: (accountId: string, asset: string) => readonly OwnGroup[];
  /** None: the underlying is grouped automatically again. @returns false when too many underlyings have groups */
  put: (accountId: string, asset: string, groups: readonly OwnGroup[]) => boolean;
  /** With the account. */
  forget: (accountId: string) => void;
}>;

const keyOf = (accountId: string): string => `strategies.${accountId}`;

export function createOwnGroups(store: SettingStore): OwnGroups {
  /** What cannot be read is as good as none: it is written over with the next change. */
  const read = (accountId: string): ReadonlyMap<string, readonly OwnGroup[]> => {
    const json = store.get(keyOf(accountId));
    const value: unknown = json === null ? {} : JSON.parse(json);
    if (typeof value !== 'object' || value === null) return new Map();
    return new Map(Object.entries(value).flatMap(([asset, groups]): [string, readonly OwnGroup[]][] => { const found = ownGroups.safeParse(groups); return found.success ? [[asset, found.data]] : []; }));
  };
  const write = (accountId: string, all: ReadonlyMap<string, readonly OwnGroup[]>): void => store.set(keyOf(accountId), JSON.stringify(Object.fromEntries(all)));
  return {
    find: (accountId, asset) => read(accountId).get(asset) ?? [],
    put: (accountId, asset, groups) => {
      const others = new Map([...read(accountId)].filter(([own]) => own !== asset));
      if (groups.length > 0 && others.size >= OWN_GROUPS.assets) return false;
      write(accountId, groups.length === 0 ? others : new Map([...others, [asset, groups]]));
      return true;
    },
    forget: (accountId) => {
      if (store.get(keyOf(accountId)) !== null) write(accountId, new Map());
    },
  };
}
