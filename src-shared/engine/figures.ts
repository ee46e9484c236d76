import { type Decimal, quotient, ZERO } from '../num/units.ts';
import { knownAdjustedEquity, knownEquity, type Sums } from './sums.ts';

/** How far a figure can be trusted when inputs are missing: never a guess, never zero for unknown. */
export type Certainty = 'exact' | 'atLeast' | 'atMost' | 'unknown';
export type Figure = Readonly<{ value: Decimal | null; certainty: Certainty }>;

/** The headline figures of an account, in the valuation currency; ratios are fractions. */
export type Totals = Readonly<{
  equity: Figure;
  adjustedEquity: Figure;
  initialMargin: Figure;
  maintenanceMargin: Figure;
  orderMargin: Figure;
  freeMargin: Figure;
  buffer: Figure;
  /** maintenanceMargin / adjustedEquity; null with certainty exact when adjustedEquity ≤ 0 < maintenanceMargin. */
  marginRatio: Figure;
  initialMarginRatio: Figure;
  /** Σ notional / equity; null when equity ≤ 0. */
  leverage: Figure;
  /** Σ |size| · mark; of an option its worth. */
  notional: Figure;
  /** Of positions but options, whose gain is inside their worth and the balances. */
  unrealizedPnl: Figure;
  /** Worth of options at their marks, signed: part of equity, and of no adjusted equity. */
  optionValue: Figure;
}>;

/** Every headline from the additive state. `freeMargin` and `buffer` may be negative and are never clamped. */
export function totalsOf(sums: Sums): Totals {
  const positions = sums.unpricedRows > 0;
  const equityCertainty = positions || sums.unpricedOptions > 0 ? 'unknown' : collateralCertainty(sums.unpricedCollateral, sums.unpricedDebts);
  const adjustedCertainty = positions || sums.unknownOpeningFees > 0 ? 'unknown' : collateralCertainty(sums.unpricedCollateral + sums.unweightedCollateral, sums.unpricedDebts);
  const maintenanceCertainty = positions || sums.unmarginedRows > 0 || sums.unmarginedOptions > 0 || sums.unpricedOwed > 0 || sums.unmarginedOrders > 0 ? 'atLeast' : 'exact';
  const initialCertainty = positions || sums.unmarginedInitialRows > 0 || sums.unmarginedOptions > 0 || sums.unknownOrders > 0 || sums.unpricedOwed > 0 ? 'atLeast' : 'exact';
  const equity = figure(knownEquity(sums), equityCertainty);
  const adjustedEquity = figure(knownAdjustedEquity(sums), adjustedCertainty);
  const maintenanceMargin = figure(sums.maintenanceMargin, maintenanceCertainty);
  const initialMargin = figure(sums.positionInitialMargin.plus(sums.orderMargin), initialCertainty);
  const notional = figure(sums.notional, positions || sums.unpricedOptions > 0 ? 'atLeast' : 'exact');
  return {
    equity,
    adjustedEquity,
    initialMargin,
    maintenanceMargin,
    orderMargin: figure(sums.orderMargin, sums.unknownOrders > 0 ? 'atLeast' : 'exact'),
    freeMargin: difference(adjustedEquity, initialMargin),
    buffer: difference(adjustedEquity, maintenanceMargin),
    marginRatio: shareOf(maintenanceMargin, adjustedEquity),
    initialMarginRatio: shareOf(initialMargin, adjustedEquity),
    leverage: leverageOf(notional, equity),
    notional,
    unrealizedPnl: figure(sums.unrealizedPnl, positions ? 'unknown' : 'exact'),
    optionValue: figure(sums.optionValue, sums.unpricedOptions > 0 ? 'unknown' : 'exact'),
  };
}

/** numerator / denominator at 24 decimals; 0 when nothing is required; null when the denominator is ≤ 0. */
export function ratioOf(numerator: Decimal, denominator: Decimal): Decimal | null {
  if (numerator.isZero()) return ZERO;
  return denominator.gt(0) ? quotient(numerator.div(denominator)) : null;
}

function collateralCertainty(unpriced: number, debts: number): Certainty {
  if (unpriced > 0 && debts > 0) return 'unknown';
  if (unpriced > 0) return 'atLeast';
  return debts > 0 ? 'atMost' : 'exact';
}

const figure = (value: Decimal, certainty: Certainty): Figure => ({ value: certainty === 'unknown' ? null : value, certainty });

/** a − b: a larger subtrahend makes the difference smaller. */
function difference(a: Figure, b: Figure): Figure {
  const certainty = combine(a.certainty, opposite(b.certainty));
  return certainty === 'unknown' || a.value === null || b.value === null
    ? { value: null, certainty: 'unknown' }
    : { value: a.value.minus(b.value), certainty };
}

/**
 * a / b for a ≥ 0: a larger divisor makes the quotient smaller. Nothing of anything is 0; something of what is certainly
 * ≤ 0 is certainly without a value, and of what is ≤ 0 as far as it is known, unknown.
 */
function shareOf(a: Figure, b: Figure): Figure {
  if (a.value === null || (b.value === null && !isNothing(a))) return UNKNOWN;
  if (isNothing(a)) return { value: ZERO, certainty: 'exact' };
  if (b.value !== null && b.value.lte(0)) {
    const certain = a.value.gt(0) && a.certainty !== 'atMost' && (b.certainty === 'exact' || b.certainty === 'atMost');
    return certain ? { value: null, certainty: 'exact' } : UNKNOWN;
  }
  const certainty = combine(a.certainty, opposite(b.certainty));
  return certainty === 'unknown' || b.value === null ? UNKNOWN : { value: ratioOf(a.value, b.value), certainty };
}

/** a + b. */
export function addFigures(a: Figure, b: Figure): Figure {
  const certainty = combine(a.certainty, b.certainty);
  return certainty === 'unknown' || a.value === null || b.value === null ? UNKNOWN : { value: a.value.plus(b.value), certainty };
}

/** Σ notional / equity; null when equity ≤ 0. */
export const leverageOf = (notional: Figure, equity: Figure): Figure => shareOf(notional, equity);

const UNKNOWN: Figure = { value: null, certainty: 'unknown' };
const isNothing = ({ value, certainty }: Figure): boolean => value !== null && value.isZero() && certainty === 'exact';

function opposite(certainty: Certainty): Certainty {
  if (certainty === 'atLeast') return 'atMost';
  return certainty === 'atMost' ? 'atLeast' : certainty;
}

function combine(a: Certainty, b: Certainty): Certainty {
  if (a === b || b === 'exact') return a;
  return a === 'exact' ? b : 'unknown';
}
