import { Decimal, ZERO } from '../../num/units.ts';

/**
 * Rates of a unified account: margin over (balance − haircut loss of spot orders + order loss), and what is left of the
 * balance after haircut loss and initial margin.
 */
export function unifiedRates(balance: Decimal, initial: Decimal, maintenance: Decimal, haircutLoss: Decimal, orderLoss: Decimal): Readonly<{ initialRate: Decimal | null; maintenanceRate: Decimal | null; available: Decimal }> {
  const base = balance.minus(haircutLoss).plus(orderLoss);
  const rate = (margin: Decimal): Decimal | null => (base.isZero() ? null : margin.div(base));
  return { initialRate: rate(initial), maintenanceRate: rate(maintenance), available: balance.minus(haircutLoss).minus(initial) };
}

/**
 * A segregated account of one currency: margin balance = balance + session P&L; equity adds options; funds left after
 * initial margin, and what may be withdrawn, which counts no open profit.
 */
export function segregatedAccount(balance: Decimal, sessionProfit: Decimal, optionsValue: Decimal, initial: Decimal): Readonly<{ marginBalance: Decimal; equity: Decimal; availableFunds: Decimal; availableWithdrawal: Decimal }> {
  const marginBalance = balance.plus(sessionProfit);
  const availableFunds = marginBalance.minus(initial);
  return { marginBalance, equity: marginBalance.plus(optionsValue), availableFunds, availableWithdrawal: Decimal.min(balance.minus(initial), availableFunds) };
}

/** A pooled account restated in one currency at its index: the same pool, never a part of it. */
export const restated = (pooled: Decimal, index: Decimal): Decimal => pooled.div(index);

/** The equity behind a printed ratio of equity to requirement, closing fees inside the requirement. @source docs of OKX, mgnRatio */
export const equityAtRatio = (ratio: Decimal, required: Decimal): Decimal => ratio.times(required);

/** What a borrowed coin adds to the maintenance margin: its debt · rate; 0 for a balance. */
export const borrowMargin = (balance: Decimal, rate: Decimal): Decimal => Decimal.max(ZERO, balance.neg()).times(rate);

/** Margin of one underlying where only the larger side is charged: max(Σ longs, Σ shorts). @source support.kraken.com 4844463246100 */
export const largerSide = (longs: readonly Decimal[], shorts: readonly Decimal[]): Decimal => Decimal.max(sumOf(longs), sumOf(shorts));

/** Requirement and closing fees of positions and orders over margin less opening fees; 1 liquidates. */
export const riskRate = (required: Decimal, closingFees: Decimal, margin: Decimal, openingFees: Decimal): Decimal => required.plus(closingFees).div(margin.minus(openingFees));

/** |long − short| of one expiry: nothing is netted across expiries. */
export const netOfExpiry = (long: Decimal, short: Decimal): Decimal => long.minus(short).abs();

/** Figures of a position in integers of the coin's smallest unit, as its venue keeps them. */
export function integerPosition(quantity: Decimal, entry: Decimal, mark: Decimal, rates: Readonly<{ initial: Decimal; maintenance: Decimal; fee: Decimal }>, unitsPerCoin: Decimal) {
  const worth = (price: Decimal): Decimal => quantity.abs().times(unitsPerCoin).div(price).round();
  const [cost, value] = [worth(entry), worth(mark)];
  const [initial, fee] = [cost.times(rates.initial).round(), cost.times(rates.fee).round()];
  const profit = quantity.isNegative() ? value.minus(cost) : cost.minus(value);
  return { cost, value, initial, fee, margin: initial.plus(fee), maintenance: cost.times(rates.maintenance).plus(fee).round(), profit };
}

/** Σ of a figure over the coins of an account. */
export const sumOf = (parts: readonly Decimal[]): Decimal => parts.reduce<Decimal>((sum, part) => sum.plus(part), ZERO);
