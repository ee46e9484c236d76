import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { AlertKind } from '#shared/ipc/view.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';

/** What the store gives and takes; types only, so that other layers may name them. */

/** `demo`: made by the demo, apart from the user's own. `live`: the user turned a live feed on. */
export type AccountRecord = Readonly<{ accountId: string; name: string; demo: boolean; live: boolean }>;

export type ManualPrice = Readonly<{ value: DecimalText; at: EpochMs }>;

export type PriceKind = 'mark' | 'index';

/** `mark:SYMBOL` or `index:ASSET`. */
export type PriceKey = `${PriceKind}:${string}`;

export type StoredAccount = AccountRecord & Readonly<{
  portfolio: Portfolio;
  prices: PriceSet;
  /** `kind:key` → where the last price came from; kinds beside mark and index are always `document`. */
  sources: ReadonlyMap<string, PriceSource>;
  /** `mark:SYMBOL` or `index:ASSET` → a price typed in by hand. */
  manual: ReadonlyMap<string, ManualPrice>;
}>;

/** The newest price of one key. `at` is null when nobody said when it was true. */
export type LastPrice = Readonly<{
  accountId: string;
  kind: PriceKind;
  key: string;
  value: DecimalText;
  at: EpochMs | null;
  source: PriceSource;
}>;

export type NewAlert = Readonly<{
  accountId: string;
  /** As it is now: the row outlives the account. */
  accountName: string;
  kind: AlertKind;
  /** What the alert is about beside its kind: a symbol; empty or absent for the whole account. */
  subject?: string;
  stage: Stage;
  title: string;
  action: string;
  at: EpochMs;
  onStaleData: boolean;
  /** Tick received → row durable, in milliseconds. */
  latencyMs: number | null;
  /** JSON text with the figures behind the alert; `{}` when absent. */
  body?: string;
}>;

export type AlertRecord = Readonly<Omit<Required<NewAlert>, 'at'> & {
  id: number;
  raisedAt: EpochMs;
  acknowledgedAt: EpochMs | null;
  clearedAt: EpochMs | null;
  /** What was said when it cleared; null while it is open. */
  clearNote: string | null;
}>;

/** `alertId` null: every alert of the account up to `stage`. `until` not after `at` ends a snooze. */
export type SnoozeRecord = Readonly<{ alertId: number | null; accountId: string; stage: Stage; at: EpochMs; until: EpochMs }>;

export type NewSnooze = SnoozeRecord & Readonly<{ accountName: string; /** From the raise to this act, in milliseconds; null for an account. */ latencyMs: number | null }>;
