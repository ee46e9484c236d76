import type { DecimalText } from '../num/units.ts';

/** A band by how much risk is shunned. Widths in units of the asset, money in the valuation currency, `move` a fraction of the price. */
export type BandView = Readonly<{
  /** Relative risk aversion: of a share of equity. */
  aversion: number;
  halfWidth: DecimalText;
  /** For who trades only back to the edge. */
  edgeWidth: DecimalText;
  /** Delta is outside of it now. */
  outside: boolean;
  move: number;
  days: number;
  cost: DecimalText;
  costPerDay: DecimalText;
  deviation: DecimalText;
}>;

/** When a delta hedge of one asset is due again. `none`: delta does not change with the price, so that nothing is due. */
export type RehedgeView =
  | Readonly<{ status: 'none'; why: 'linear' | 'noGamma' }>
  | Readonly<{ status: 'unknown'; missing: string }>
  | Readonly<{ status: 'known'; delta: DecimalText; gamma: DecimalText; /** Of a day, and where it is from. */ sigma: number; sigmaSource: string; /** What it is hedged with, and its taker fee. */ symbol: string; feeRate: number; bands: readonly BandView[] }>;
