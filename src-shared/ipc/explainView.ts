import type { DecimalText, EpochMs } from '../num/units.ts';

/** What price, volatility and time did, in money. `residual` is what the Greeks leave over. */
export type PartsView = Readonly<{ delta: DecimalText; gamma: DecimalText; vega: DecimalText; theta: DecimalText; residual: DecimalText; total: DecimalText }>;

/** Why the account is worth more or less than at its baseline: `change` is the totals of `whole`, `fx`, `trades`, known flows and `unexplained`, to the last digit. */
export type SinceView = Readonly<{
  at: EpochMs;
  /** How old the oldest price of the baseline was then, ms; null when nobody said of any. */
  pricesAge: number | null;
  before: DecimalText;
  after: DecimalText;
  change: DecimalText;
  /** Prices in the currency of the account; null when unknown. */
  underlyings: readonly (PartsView & Readonly<{ asset: string; from: DecimalText | null; to: DecimalText | null }>)[];
  whole: PartsView;
  fx: readonly Readonly<{ currency: string; gain: DecimalText }>[];
  /** Signed sizes, in the units of each row. `price` null: not known, and nothing of the trade is explained. */
  trades: readonly Readonly<{ name: string; from: DecimalText; to: DecimalText; price: DecimalText | null; gain: DecimalText }>[];
  /** Null: not known, and no zero. */
  funding: DecimalText | null;
  /** Takes the funding back out of the sum: it is in the balances, or in what is not explained of them, once a document says so. */
  unbooked: DecimalText | null;
  fees: DecimalText | null;
  changed: readonly Readonly<{ kind: 'premium' | 'position' | 'holding'; name: string; gain: DecimalText }>[];
  /** All of `changed` less the known flows. */
  unexplained: DecimalText;
  /** Left out on both sides. */
  lacking: readonly string[];
  assumed: readonly string[];
}>;

/** `none`: why there is no baseline. `drill`: prices are moved for practice now. */
export type ExplainView = Readonly<{ asOf: EpochMs; valuationCurrency: string; drill: boolean }> & (Readonly<{ since: SinceView; none: null }> | Readonly<{ since: null; none: 'whatIf' | 'notYet' }>);
