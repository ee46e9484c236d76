import type { DecimalText, EpochMs } from '../num/units.ts';

export type InstrumentKind = 'perpetual' | 'future' | 'option' | 'spot';
export type Settlement = 'linear' | 'inverse' | 'quanto';
export type TierRule = 'progressive' | 'flat';
export type TierUnit = 'quote' | 'coin' | 'contracts';

/** One step of a margin schedule. Rates are fractions; `notionalFloor` and `maintenanceAmount` are in the settle currency. */
export type MarginTier = Readonly<{
  notionalFloor: DecimalText;
  maintenanceMarginRate: DecimalText;
  /** What the progressive rule deducts: floor · (rate − rate before) + amount before. */
  maintenanceAmount: DecimalText;
  initialMarginRate?: DecimalText;
  maxLeverage?: DecimalText;
}>;

export type Instrument = Readonly<{
  symbol: string;
  kind: InstrumentKind;
  settlement: Settlement;
  base: string;
  quote: string;
  settle: string;
  /** Base units per contract; quote units when inverse. > 0. */
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
  takerFeeRate?: DecimalText;
  tickSize?: DecimalText;
  lotSize?: DecimalText;
}>;

/** True from the instant of expiry on; a contract without expiry never expires. */
export function isExpired(instrument: Instrument, at: EpochMs): boolean {
  return instrument.expiry !== undefined && instrument.expiry <= at;
}
