import { Decimal, ONE, ZERO } from '../../num/units.ts';

/**
 * A market of a chain that counts in integers: base quantums of 10^atomic units, prices times 10^exponent, quote quantums
 * of 10^−6, rates in parts per million. The initial rate grows with open interest from `lower` to `upper`.
 */
export type IntegerMarket = Readonly<{
  atomic: number;
  price: Decimal;
  exponent: number;
  initialPpm: Decimal;
  maintenancePpm: Decimal;
  openInterest: Decimal | null;
  lower: Decimal | null;
  upper: Decimal | null;
}>;

const PPM = new Decimal('1e6');
const power = (exponent: number): Decimal => new Decimal(10).pow(exponent);

/** Signed notional in quote quantums: toward zero, as integer division gives it. */
export const integerNotional = ({ atomic, price, exponent }: IntegerMarket, quantums: Decimal): Decimal => quantums.times(price).times(power(atomic + exponent + 6)).trunc();

/**
 * The initial rate: the base rate, and from the lower cap of open interest on linearly up to all of the notional; whole
 * parts per million, rounded down. Without an upper cap it never grows.
 *
 * @source dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go
 */
function initialRatePpm(market: IntegerMarket): Decimal {
  const { initialPpm, openInterest, lower, upper, atomic, price, exponent } = market;
  if (openInterest === null || lower === null || upper === null || upper.isZero()) return initialPpm;
  const open = openInterest.times(price).times(power(atomic + exponent + 6)).trunc().abs();
  if (open.lte(lower)) return initialPpm;
  if (open.gte(upper)) return PPM;
  return initialPpm.plus(open.minus(lower).times(PPM.minus(initialPpm)).div(upper.minus(lower)).trunc());
}

/** Initial and maintenance margin in quote quantums, each rounded up; maintenance is a part of the margin at the base rate. */
export function integerMargin(market: IntegerMarket, quantums: Decimal): Readonly<{ initial: Decimal; maintenance: Decimal }> {
  const notional = integerNotional(market, quantums).abs();
  const at = (ppm: Decimal): Decimal => notional.times(ppm).div(PPM).ceil();
  return { initial: at(initialRatePpm(market)), maintenance: at(market.initialPpm).times(market.maintenancePpm).div(PPM).ceil() };
}

export type IntegerPosition = Readonly<{ market: IntegerMarket; quantums: Decimal }>;

/** Net collateral, initial and maintenance margin of an account, quote quantums. */
export function integerRisk(quote: Decimal, positions: readonly IntegerPosition[]): Readonly<{ netCollateral: Decimal; initial: Decimal; maintenance: Decimal }> {
  return positions.reduce((sum, { market, quantums }) => {
    const { initial, maintenance } = integerMargin(market, quantums);
    return { netCollateral: sum.netCollateral.plus(integerNotional(market, quantums)), initial: sum.initial.plus(initial), maintenance: sum.maintenance.plus(maintenance) };
  }, { netCollateral: quote, initial: ZERO, maintenance: ZERO });
}

/** Strict: equality is safe, and an account without a requirement is never liquidated. */
export const isBelowMaintenance = ({ netCollateral, maintenance }: Readonly<{ netCollateral: Decimal; maintenance: Decimal }>): boolean => maintenance.gt(0) && maintenance.gt(netCollateral);

/**
 * Quote that closing `delta` of one position brings (+) or costs (−) when collateral is spread by requirement:
 * −Δnotional − ⌊collateral · |Δmaintenance| / maintenance⌋.
 *
 * @returns quote quantums; null for an account without a maintenance requirement
 * @source dydxprotocol/v4-chain, x/clob/keeper/liquidations.go
 */
export function bankruptcyQuote(quote: Decimal, positions: readonly IntegerPosition[], target: IntegerPosition, delta: Decimal): Decimal | null {
  const { netCollateral, maintenance } = integerRisk(quote, positions);
  if (maintenance.isZero()) return null;
  const after = target.quantums.plus(delta);
  const change = integerNotional(target.market, after).minus(integerNotional(target.market, target.quantums));
  const released = integerMargin(target.market, target.quantums).maintenance.minus(integerMargin(target.market, after).maintenance).abs();
  return change.neg().minus(netCollateral.times(released).div(maintenance).floor());
}

/** The quote balance less the funding owed since the position's index: (index − its own) · quantums / 10⁶, what is received rounded down. */
export const settledQuote = (quote: Decimal, index: Decimal, own: Decimal, quantums: Decimal): Decimal => quote.minus(index.minus(own).times(quantums).div(PPM).ceil());

/**
 * Health in whole percent: 100 · (1 − requirement / collateral) within 0 … 100, half up; 100 without a requirement and
 * without a debt. It does not say whether the account is liquidated: below half a percent it shows 0.
 */
export function integerHealth(requirement: Decimal, collateral: Decimal): Decimal {
  if (requirement.isZero()) return collateral.isNegative() ? ZERO : new Decimal(100);
  if (collateral.lte(0)) return ZERO;
  return Decimal.max(ZERO, Decimal.min(ONE, ONE.minus(requirement.div(collateral)))).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
}
