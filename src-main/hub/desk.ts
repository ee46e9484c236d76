import { MARKET_METHODS, type MarketMethod } from '#shared/domain/dailyClose.ts';
import { KEPT, PRICE_BAND } from '#shared/ipc/limits.ts';
import type { Settings } from '#shared/ipc/settings.ts';

/** The part of the settings store that is used here. */
export type SettingStore = Readonly<{ get: (key: string) => string | null; set: (key: string, json: string) => void }>;

/** What the user has chosen, kept from one start to the next. A choice holds at once; the call throws when it could not be written. */
export type Desk = Readonly<{
  selected: () => string | null;
  select: (accountId: string | null) => void;
  offline: () => boolean;
  setOffline: (offline: boolean) => void;
  /** Hosts that the user allows to be contacted, by name. */
  hosts: () => readonly string[];
  setHosts: (hosts: readonly string[]) => void;
  /** What windows arranged, by name. */
  kept: () => Readonly<Record<string, string>>;
  /** @param text null forgets it; a new name is left out once there are too many */
  keep: (name: string, text: string | null) => void;
  settings: () => Settings;
  /** Changes what is given. */
  setSettings: (settings: Readonly<{ [Name in keyof Settings]?: Settings[Name] | undefined }>) => Settings;
}>;

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

export function createDesk(store: SettingStore): Desk {
  // A setting that is not what it should be is as good as none: it is written anew with the next choice.
  const read = <T>(key: string, isValue: (value: unknown) => value is T, otherwise: T): T => {
    const text = store.get(key);
    const value: unknown = text === null ? null : JSON.parse(text);
    return isValue(value) ? value : otherwise;
  };
  const isText = (value: unknown): value is string | null => typeof value === 'string';
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
  const isTheme = (value: unknown): value is Settings['theme'] => THEMES.some((theme) => theme === value);
  let selected = read('account.selected', isText, null);
  let offline = read('terminal.offline', isFlag, false);
  const isHosts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
  const isBand = (value: unknown): value is number => typeof value === 'number' && value >= PRICE_BAND.least && value <= PRICE_BAND.most;
  const isMethod = (value: unknown): value is MarketMethod => MARKET_METHODS.some((method) => method === value);
  let hosts = read('net.hosts', isHosts, []);
  const isTexts = (value: unknown): value is Readonly<Record<string, string>> => typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
  const kept = new Map(Object.entries(read('screen.kept', isTexts, {})));
  let settings: Settings = { theme: read('theme', isTheme, 'system'), privacy: read('privacy', isFlag, false), priceBandPercent: read('price.band', isBand, PRICE_BAND.usual), marketMethod: read('risk.market', isMethod, 'default') };
  return {
    selected: () => selected,
    select: (accountId) => {
      selected = accountId;
      store.set('account.selected', JSON.stringify(accountId));
    },
    offline: () => offline,
    setOffline: (next) => {
      offline = next;
      store.set('terminal.offline', JSON.stringify(next));
    },
    hosts: () => hosts,
    setHosts: (next) => {
      hosts = [...new Set(next)].toSorted();
      store.set('net.hosts', JSON.stringify(hosts));
    },
    kept: () => Object.fromEntries(kept),
    keep: (name, text) => {
      if (text === null) kept.delete(name);
      else if (kept.has(name) || kept.size < KEPT.names) kept.set(name, text);
      store.set('screen.kept', JSON.stringify(Object.fromEntries(kept)));
    },
    settings: () => settings,
    setSettings: (next) => {
      settings = { theme: next.theme ?? settings.theme, privacy: next.privacy ?? settings.privacy, priceBandPercent: next.priceBandPercent ?? settings.priceBandPercent, marketMethod: next.marketMethod ?? settings.marketMethod };
      store.set('theme', JSON.stringify(settings.theme));
      store.set('privacy', JSON.stringify(settings.privacy));
      store.set('price.band', JSON.stringify(settings.priceBandPercent));
      store.set('risk.market', JSON.stringify(settings.marketMethod));
      return settings;
    },
  };
}
