import type { MarketMethod } from '../domain/dailyClose.ts';

/** What the user chose, kept from one start to the next. */
export type Settings = Readonly<{
  theme: 'system' | 'light' | 'dark';
  /** Amounts are hidden wherever someone else may see them: on screens, in notifications, in copies, in exports unless asked. */
  privacy: boolean;
  /** A price further than this from the last good one, or from the index, is held as suspect. */
  priceBandPercent: number;
  /** What σ and correlations of risk are: put down by hand, or measured on daily closes. */
  marketMethod: MarketMethod;
}>;
