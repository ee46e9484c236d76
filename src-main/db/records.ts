import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { AlertKind } from '#shared/ipc/view.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';

/** What the store gives and takes; types only, so that other layers may name them. */

export type AccountRecord = Readonly<{ accountId: string; name: string; demo: boolean; live: boolean }>;

export type ManualPrice = Readonly<{ value: DecimalText; at: EpochMs }>;

export type StoredAccount = AccountRecord & Readonly<{
  portfolio: Portfolio;
  prices: PriceSet;
  /** `mark:SYMBOL` or `index:ASSET` → where the last price came from. */
  sources: ReadonlyMap<string, PriceSource>;
  /** The same keys → a price typed in by hand. */
  manual: ReadonlyMap<string, ManualPrice>;
}>;

export type PriceKind = 'mark' | 'index';

export type LastPrice = Readonly<{ accountId: string; kind: PriceKind; key: string; value: DecimalText; at: EpochMs; source: PriceSource }>;

export type NewAlert = Readonly<{
  accountId: string;
  accountName: string;
  kind: AlertKind;
  /** What the alert is about beside its kind: a symbol; empty for the account. */
  subject: string;
  stage: Stage;
  title: string;
  action: string;
  at: EpochMs;
  onStaleData: boolean;
  latencyMs: number | null;
}>;

export type AlertRecord = Omit<NewAlert, 'at'> & Readonly<{
  id: number;
  raisedAt: EpochMs;
  acknowledgedAt: EpochMs | null;
  clearedAt: EpochMs | null;
}>;
