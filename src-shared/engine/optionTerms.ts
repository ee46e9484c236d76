import { asMoney, Decimal, type Money, type Price, term, ZERO } from '../num/units.ts';
import type { OptionRates, OptionRule } from './optionRule.ts';

/** What an option adds to the account, in the valuation currency. */
export type OptionTerms = Readonly<{
  /** size · mark, signed: part of equity, and of no adjusted equity. */
  value: Money;
  /** size · (mark − entry), signed: inside the value and the balances already. */
  unrealizedPnl: Money;
  /** ≥ 0; 0 for a long option; null when a rate, a strike or the price of the underlying is missing. */
  initialMargin: Money | null;
  maintenanceMargin: Money | null;
}>;

/** Valuation currency per unit of what an option is settled in, of its base and of its quote currency; null when it is not known. */
export type OptionPrices = Readonly<{ mark: Price | null; settle: Decimal | null; base: Decimal | null; quote: Decimal | null }>;

const NOTHING = asMoney(ZERO);

/**
 * Prices one option.
 *
 * @returns null without a mark or the rate of its settle currency
 * @source docs/margin-models.md, "Options"
 */
export function optionTermsOf(rule: OptionRule, { mark, settle, base, quote }: OptionPrices): OptionTerms | null {
  if (mark === null || settle === null) return null;
  const { size, entry, rates, strike, lacks } = rule;
  const [value, unrealizedPnl] = [term(size.times(mark).times(settle)), term(size.times(mark.minus(entry)).times(settle))];
  if (!size.isNegative()) return { value, unrealizedPnl, initialMargin: NOTHING, maintenanceMargin: NOTHING };
  if (lacks !== null || rates === null || strike === null || base === null || quote === null) return { value, unrealizedPnl, initialMargin: null, maintenanceMargin: null };
  const { initial, maintenance } = perUnit(rates, { isPut: rule.isPut, underlying: base, strike: strike.times(quote), mark: mark.times(settle), entry: entry.times(settle) });
  const asked = (own: Decimal): Money => term(size.abs().times(own));
  return { value, unrealizedPnl, initialMargin: asked(initial), maintenanceMargin: asked(maintenance) };
}

type Unit = Readonly<{ isPut: boolean; underlying: Decimal; strike: Decimal; mark: Decimal; entry: Decimal }>;

/** What one short unit asks for, everything in one money. Of a coin-settled option it is the rule in coin, times the price of the coin. */
function perUnit(rates: OptionRates, { isPut, underlying, strike, mark, entry }: Unit): Readonly<{ initial: Decimal; maintenance: Decimal }> {
  const share = rates.maintenance.times(rates.shareOfMark ? Decimal.max(underlying, mark) : underlying);
  const maintenance = share.times(rates.factor).plus(mark).plus(rates.liquidationFee.times(underlying));
  const out = Decimal.max(ZERO, isPut ? underlying.minus(strike) : strike.minus(underlying));
  const low = rates.low.times(rates.lowWithMark ? underlying.plus(mark) : underlying);
  const standard = Decimal.max(rates.high.times(underlying).minus(out), low).times(rates.factor).plus(rates.atEntry ? Decimal.max(entry, mark) : mark);
  return { initial: rates.notBelowMaintenance ? Decimal.max(standard, maintenance) : standard, maintenance };
}
