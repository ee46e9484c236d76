import type { OptionSign } from '../pricing/optionValue.ts';

/** What one expiry is priced on: the settlement expected now, `open` + `fixed`. `open` still moves, `fixed` was averaged already (0 outside of a settlement window). */
export type Expiry = Readonly<{
  /** Years of 365 days, from seconds. */
  years: number;
  open: number;
  fixed: number;
  /** Price of the forward itself; outside of a settlement window the same as `open`. */
  forward: number;
  /** Continuous interest rate a year. */
  rate: number;
  /** Confidence of the feeds behind it, 0 to 1: the lowest of forward, volatility and rate. */
  confidence: number;
}>;

/** Quantities are signed (short below 0), in units of the underlying. `expiry` is a place in the unit's `expiries`. */
export type OptionLine = Readonly<{ id: string; sign: OptionSign; strike: number; quantity: number; volatility: number; expiry: number }>;
export type FutureLine = Readonly<{ id: string; quantity: number; expiry: number }>;
export type PerpetualLine = Readonly<{ id: string; quantity: number; price: number }>;

/** What is held. `value` in the quote currency; `moves` when it is the underlying itself and offsets the rest. */
export type HoldingLine = Readonly<{
  id: string;
  value: number;
  /** Value at the price of the underlying, before it is restated in the stablecoin: what its oracle add-on is taken on. */
  oracleValue: number;
  moves: boolean;
  maintenanceHaircut: number;
  initialHaircut: number;
  confidence: number;
}>;

/** Everything that nets: all that is held on one underlying, in one money. */
export type RiskUnit = Readonly<{
  spot: number;
  spotConfidence: number;
  perpetualConfidence: number;
  /** Price of the stablecoin that settles, 1 at its peg. */
  stable: number;
  expiries: readonly Expiry[];
  options: readonly OptionLine[];
  futures: readonly FutureLine[];
  perpetuals: readonly PerpetualLine[];
  holdings: readonly HoldingLine[];
  /** Cash, and profit that is not settled yet, in the money of the unit. */
  cash: number;
  profit: number;
}>;

/** What one of the quote currency is in the money of a model: 1, or its worth in coin. A unit without a price holds nothing. */
export function moneyRate({ spot }: Pick<RiskUnit, 'spot'>, { money }: Readonly<{ money: 'quote' | 'coin' }>): number {
  if (money === 'quote') return 1;
  return spot > 0 ? 1 / spot : 0;
}
