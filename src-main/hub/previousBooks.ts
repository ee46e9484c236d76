import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { SettingStore } from './desk.ts';

/** What an account was before its last change: its document as JSON text, and when the change was made. */
export type PreviousBook = Readonly<{ text: string; at: EpochMs }>;

/** One step back for each account, kept from one start to the next. */
export type PreviousBooks = Readonly<{
  /** Null when there is none. */
  find: (accountId: string) => PreviousBook | null;
  /** @param book null forgets it */
  put: (accountId: string, book: PreviousBook | null) => void;
}>;

const keyOf = (accountId: string): string => `portfolio.previous.${accountId}`;

export function createPreviousBooks(store: SettingStore): PreviousBooks {
  return {
    find: (accountId) => {
      const json = store.get(keyOf(accountId));
      const value: unknown = json === null ? null : JSON.parse(json);
      if (typeof value !== 'object' || value === null || !('text' in value) || !('at' in value)) return null;
      return typeof value.text === 'string' && typeof value.at === 'number' ? { text: value.text, at: epochMs(value.at) } : null;
    },
    put: (accountId, book) => {
      if (book !== null || store.get(keyOf(accountId)) !== null) store.set(keyOf(accountId), JSON.stringify(book));
    },
  };
}
