import { asPrice, type Decimal, ONE, type Price, quotient } from '../num/units.ts';
import type { Roots, Solution } from './moves.ts';

/**
 * Where a price must go for the account to be liquidated. "None" and "unknown" are answers, never numbers. `approximate`: options
 * were re-priced on the way, at an unchanged volatility.
 */
export type Liquidation =
  | Readonly<{ status: 'price'; price: Price; approximate?: true }>
  | Readonly<{ status: 'range'; lower: Price; upper: Price; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

/** The common move that reaches a target, as a signed fraction. */
export type Move =
  | Readonly<{ status: 'move'; move: Decimal; approximate?: true }>
  | Readonly<{ status: 'range'; lower: Decimal; upper: Decimal; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

/** From a mark to the nearest liquidation price of it. */
export type Distance = Readonly<{
  /** (liquidation − mark) / mark, signed. */
  fraction: Decimal;
  /** liquidation − mark, quote per unit. */
  money: Decimal;
  /** |ln(liquidation / mark)| in daily standard deviations; null without a σ. */
  sigmas: number | null;
}>;

/** The liquidation price that a move of the underlying means for one mark (or index) of it, at 24 decimals. */
export function liquidationAt(reference: Price, asset: string, { roots, approximate }: Readonly<{ roots: Roots; approximate?: true }>): Liquidation {
  const how = approximate === true ? { approximate } : {};
  const at = (move: Decimal): Price => asPrice(quotient(reference.times(ONE.plus(move))));
  const { down, up } = roots;
  if (down !== null && up !== null && !(down.isZero() && up.isZero())) return { status: 'range', lower: at(down), upper: at(up), ...how };
  const root = down ?? up;
  if (root === null) return { status: 'none', reason: `no price of ${asset} alone liquidates this account` };
  return { status: 'price', price: at(root), ...how };
}

export function moveOf(solution: Solution, missing: string | null, target: string): Move {
  if (missing !== null) return { status: 'unknown', missing };
  if (solution.roots === null) return { status: 'unknown', missing: solution.reason };
  const { down, up } = solution.roots;
  const how = solution.approximate === true ? { approximate: solution.approximate } : {};
  if (down !== null && up !== null && !(down.isZero() && up.isZero())) return { status: 'range', lower: quotient(down), upper: quotient(up), ...how };
  const root = down ?? up;
  return root === null ? { status: 'none', reason: `no common move reaches ${target}` } : { status: 'move', move: quotient(root), ...how };
}

/** The smaller of the two moves by size; null when there is none. */
export function nearestMove(roots: Roots): Decimal | null {
  const { down, up } = roots;
  if (down === null || up === null) return down ?? up;
  return down.abs().lte(up) ? down : up;
}

/** @param dailyVolatility standard deviation of one day's log return; null when unknown */
export function distanceOf(move: Decimal, reference: Price, dailyVolatility: number | null): Distance {
  return {
    fraction: quotient(move),
    money: quotient(reference.times(move)),
    sigmas: dailyVolatility === null ? null : sigmasOf(move.toNumber(), dailyVolatility),
  };
}

/** A fall to nothing is as far as float64 can tell from it, not infinitely far. */
const LOWEST_MOVE = -1 + Number.EPSILON / 2;

/** |ln(1 + move)| in daily standard deviations, finite. */
export const sigmasOf = (move: number, dailyVolatility: number): number => Math.abs(Math.log1p(Math.max(move, LOWEST_MOVE))) / dailyVolatility;
