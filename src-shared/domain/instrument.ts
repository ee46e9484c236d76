import type { DecimalText, EpochMs } from '../num/units.ts';

export type InstrumentKind = 'perpetual' | 'future' | 'option' | 'spot';
export type Settlement = 'linear' | 'inverse' | 'quanto';
export type TierRule = 'progressive' | 'flat';
export type TierUnit = 'quote' | 'coin' | 'contracts';

/** One step of a margin schedule. Rates are fractions; `notionalFloor` and `maintenanceAmount` are in the unit of the schedule (quote, coin or contracts). */
export type MarginTier = Readonly<{
  notionalFloor: DecimalText;
  maintenanceMarginRate: DecimalText;
  /** What the progressive rule deducts: floor · (rate − rate before) + amount before. */
  maintenanceAmount: DecimalText;
  initialMarginRate?: DecimalText;
  maxLeverage?: DecimalText;
}>;

/** Rates that grow with size: base + step · coins, on all of it. */
export type SizeLinearRates = Readonly<{ initialBase: DecimalText; maintenanceBase: DecimalText; step: DecimalText }>;

/** Open interest of a market and the caps between which its initial rate grows to 1, all in the quote currency. */
export type OpenInterest = Readonly<{ notional: DecimalText; lower: DecimalText; upper: DecimalText }>;

export type Instrument = Readonly<{
  symbol: string;
  kind: InstrumentKind;
  settlement: Settlement;
  base: string;
  quote: string;
  settle: string;
  /** Base units per contract, of an option always; quote units when inverse; settle units per quote point when quanto. > 0. */
  contractSize: DecimalText;
  expiry?: EpochMs;
  strike?: DecimalText;
  optionType?: 'call' | 'put';
  /** Ascending from 0. Absent: no schedule is known, and the margin of its rows is unknown. */
  tiers?: readonly MarginTier[];
  /** The notional above which the venue has no bracket; absent when the last tier is open. */
  notionalCap?: DecimalText;
  tierRule?: TierRule;
  tierUnit?: TierUnit;
  /** Instead of tiers. */
  sizeLinear?: SizeLinearRates;
  /** Initial rates of the tiers grow with it. */
  openInterest?: OpenInterest;
  /** Rates of the tiers grow with the square root of the size by it. */
  sizePremium?: DecimalText;
  takerFeeRate?: DecimalText;
  tickSize?: DecimalText;
  lotSize?: DecimalText;
}>;

/** True from the instant of expiry on; a contract without expiry never expires. */
export function isExpired(instrument: Instrument, at: EpochMs): boolean {
  return instrument.expiry !== undefined && instrument.expiry <= at;
}
