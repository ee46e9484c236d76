import type { Position } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import type { OptionMarginRates, OptionScope } from '../domain/optionMargin.ts';
import { Decimal } from '../num/units.ts';

/** The rates of a short option, made once: which clauses apply to it is decided. */
export type OptionRates = Readonly<{ high: Decimal; low: Decimal; maintenance: Decimal; liquidationFee: Decimal; factor: Decimal; shareOfMark: boolean; notBelowMaintenance: boolean; lowWithMark: boolean; atEntry: boolean }>;

/** An option that is held. */
export type OptionRule = Readonly<{
  /** Units of the base, signed, whatever it settles in. */
  size: Decimal;
  isPut: boolean;
  /** Quote currency per unit of the base. */
  strike: Decimal | null;
  /** Premium that was paid or taken, settle currency per unit. */
  entry: Decimal;
  /** What a short one must keep; null for a long one, and where the rules say nothing. */
  rates: OptionRates | null;
  /** What the requirement cannot be known without. */
  lacks: string | null;
}>;

/** What a held option is margined by; null for any other contract. */
export function optionRuleOf({ kind, base, strike, optionType, contractSize }: Instrument, { contracts, entryPrice }: Position, { optionMargin = {} }: MarginRules): OptionRule | null {
  if (kind !== 'option') return null;
  const size = new Decimal(contracts).times(contractSize);
  const rates = Object.hasOwn(optionMargin, base) ? optionMargin[base] : undefined;
  const isPut = optionType === 'put';
  const short = size.isNegative();
  return {
    size, isPut, strike: strike === undefined ? null : new Decimal(strike), entry: new Decimal(entryPrice), rates: short && rates !== undefined ? ratesOf(rates, isPut) : null,
    lacks: !short ? null : rates === undefined ? `margin rates of options on ${base}` : strike === undefined ? 'strike' : null,
  };
}

function ratesOf(rates: OptionMarginRates, isPut: boolean): OptionRates {
  const applies = (scope: OptionScope): boolean => scope === 'both' || (scope === 'puts' && isPut);
  return {
    high: new Decimal(rates.high), low: new Decimal(rates.low), maintenance: new Decimal(rates.maintenance), liquidationFee: new Decimal(rates.liquidationFee), factor: new Decimal(rates.factor),
    shareOfMark: applies(rates.shareOfMark), notBelowMaintenance: applies(rates.notBelowMaintenance), lowWithMark: rates.lowPutWithMark && isPut, atEntry: rates.premium === 'entryOrMark',
  };
}
