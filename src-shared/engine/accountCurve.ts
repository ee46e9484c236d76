import { Decimal, ONE, type Price, ZERO } from '../num/units.ts';
import type { Break, Start } from './firstRoot.ts';
import type { Row } from './row.ts';
import { type Tier, tierOf } from './schedule.ts';

/** Which difference is followed to 0: margin (adjusted equity − maintenance margin) or net equity. */
export type Target = 'liquidation' | 'bankruptcy';

/** One holding as the move x changes its price by beta · x, in the valuation currency. Breaks are those on one side of 0. */
export type Piece = Readonly<{
  slope: Decimal;
  near: number;
  /** Magnitude of the floats that `near` is the sum of. */
  steep: number;
  /** Coefficient of 1 / (1 + x) − 1, ≤ 0; absent for a straight piece. */
  bend?: Decimal;
  breaks: (direction: 1 | -1) => readonly Break[];
}>;

/** A position before any move that moves in straight lines, tier by tier of its notional. */
export type Stand = Readonly<{
  kind: 'straight';
  /** size · mark, signed, in the valuation currency. */
  exposure: Decimal;
  /** |size| · mark, in the settle currency. */
  notional: Decimal;
  /** notional · rate of the current tier, in the valuation currency: what the requirement gains per move of 1. */
  marginSlope: Decimal;
  /** Valuation currency per settle currency. */
  rate: Decimal;
  tiers: readonly Tier[];
  /** Number of the current tier; above the cap, where the venue has no bracket, the last. */
  tier: number;
  near: Readonly<{ notional: number; rate: number; exposure: number; marginSlope: number }>;
}>;

const scaled = (value: Decimal, factor: Decimal): Decimal => (factor === ONE ? value : value.times(factor));

/** @param rate valuation currency per settle currency */
export function standOf(row: Row, mark: Price, rate: Decimal): Stand {
  const { leg: { quantity }, rule } = row;
  // A requirement that is not wholly known is in no sum either.
  const schedule = rule.lacks === null ? rule.schedule : null;
  const notional = quantity.abs().times(mark);
  const value = scaled(notional, rate);
  const tiers = schedule?.tiers ?? [];
  const current = schedule === null ? undefined : tierOf(schedule, notional) ?? tiers[tiers.length - 1];
  return {
    kind: 'straight',
    exposure: quantity.isNegative() ? value.neg() : value,
    notional,
    marginSlope: current === undefined ? value.times(0) : value.times(current.maintenanceMarginRate),
    rate,
    tiers,
    tier: current === undefined ? -1 : tiers.indexOf(current),
    near: nearOf(notional.toNumber(), rate === ONE ? 1 : rate.toNumber(), quantity.isNegative() ? -1 : 1, current?.near.rate ?? 0),
  };
}

const nearOf = (notional: number, rate: number, side: 1 | -1, marginRate: number): Stand['near'] =>
  ({ notional, rate, exposure: side * notional * rate, marginSlope: notional * rate * marginRate });

/**
 * A position under the move x of its underlying: gain `size · mark · beta · x`, requirement re-valued at the moved
 * mark, tier by tier; at a price of 0 it stops moving.
 */
export function rowPiece(stand: Stand, beta: Decimal, target: Target): Piece {
  const exposure = scaled(stand.exposure, beta);
  const tilt = beta === ONE ? 1 : beta.toNumber();
  const nearExposure = stand.near.exposure * tilt;
  if (target === 'bankruptcy' || stand.tier < 0) {
    return { slope: exposure, near: nearExposure, steep: Math.abs(nearExposure), breaks: (direction) => zeroPrice(() => exposure, nearExposure, beta, direction) };
  }
  return {
    slope: exposure.minus(scaled(stand.marginSlope, beta)),
    near: nearExposure - stand.near.marginSlope * tilt,
    steep: Math.abs(nearExposure) + Math.abs(stand.near.marginSlope * tilt),
    breaks: (direction) => {
      const rising = (direction === 1) === beta.isPositive();
      const found: Break[] = [];
      // The edge between two tiers is the floor of the upper one.
      if (rising) for (const upper of stand.tiers.slice(stand.tier + 1)) found.push(edge(upper, 1, stand, beta, tilt));
      else for (let at = stand.tier; at > 0; at -= 1) found.push(...stand.tiers.slice(at, at + 1).map((upper) => edge(upper, -1, stand, beta, tilt)));
      const lowest = stand.tiers[0];
      if (rising || lowest === undefined) return found;
      const slope = (): Decimal => exposure.minus(scaled(stand.notional.times(stand.rate).times(lowest.maintenanceMarginRate), beta));
      return [...found, ...zeroPrice(slope, nearExposure - stand.near.notional * stand.near.rate * lowest.near.rate * tilt, beta, direction)];
    },
  };
}

/** Collateral under the move: value · beta · x, until its price is 0. `value` is weighted or not, as the target asks. */
export function collateralPiece(value: Decimal, beta: Decimal): Piece {
  const slope = scaled(value, beta);
  const near = slope.toNumber();
  return { slope, near, steep: Math.abs(near), breaks: (direction) => zeroPrice(() => slope, near, beta, direction) };
}

/** P&L and margin of rows settled in the asset that moves: they are worth proportionally more. */
export function settledPiece(slope: Decimal): Piece {
  const near = slope.toNumber();
  return { slope, near, steep: Math.abs(near), breaks: () => [] };
}

/** Where the notional passes the floor of `upper`; `way` is 1 when it enters that tier and −1 when it leaves it. */
function edge(upper: Tier, way: 1 | -1, { notional, rate, near }: Stand, beta: Decimal, tilt: number): Break {
  const worth = -near.notional * near.rate * upper.gain.near.rate * way;
  const share = upper.near.floor / near.notional;
  return {
    position: (share - 1) / tilt,
    spread: (share + 1) / Math.abs(tilt),
    near: { constant: worth + upper.gain.near.amount * near.rate * way, slope: worth * tilt },
    place: () => ({
      numerator: beta.isNegative() ? notional.minus(upper.floor) : upper.floor.minus(notional),
      denominator: notional.times(beta.abs()),
    }),
    change: () => {
      const gained = scaled(notional.times(upper.gain.rate), rate);
      const amount = scaled(upper.gain.amount, rate);
      return way === 1
        ? { constant: amount.minus(gained), slope: scaled(gained, beta).neg() }
        : { constant: gained.minus(amount), slope: scaled(gained, beta) };
    },
  };
}

/**
 * At x = −1 / beta the price is 0: what moved with `slope` stays at its value there. A fall ends at −1, so that a beta
 * of 1 or less never gets there.
 */
function zeroPrice(slope: () => Decimal, steep: number, beta: Decimal, direction: 1 | -1): readonly Break[] {
  if ((direction === 1) === beta.isPositive() || (direction === -1 && (beta === ONE || beta.lte(1)))) return [];
  const tilt = beta.toNumber();
  return [{
    position: -1 / tilt,
    spread: 1 / Math.abs(tilt),
    near: { constant: -steep / tilt, slope: -steep },
    place: () => ({ numerator: new Decimal(direction), denominator: beta.abs() }),
    change: () => ({ constant: slope().div(beta).neg(), slope: slope().neg() }),
  }];
}

/** All pieces that move, as one line at 0. `value` is what the account stands at. */
export function startOf(value: Decimal, pieces: readonly Piece[]): Start {
  const [first, ...rest] = pieces;
  const constant = value.toNumber();
  const bend = pieces.reduce<Decimal>((sum, piece) => (piece.bend === undefined ? sum : sum.plus(piece.bend)), ZERO);
  return {
    constant: value,
    slope: rest.reduce((sum, piece) => sum.plus(piece.slope), first?.slope ?? ZERO),
    bend,
    near: { constant, slope: pieces.reduce((sum, { near }) => sum + near, 0), bend: bend.toNumber() },
    size: Math.abs(constant),
    steep: pieces.reduce((sum, { steep }) => sum + steep, 0),
  };
}

/** The breaks of all pieces on one side of 0, in the order of the walk. */
export function breaksOf(pieces: readonly Piece[], direction: 1 | -1): readonly Break[] {
  const breaks = pieces.flatMap((piece) => piece.breaks(direction));
  return breaks.sort((a, b) => (closeTogether(a, b) ? compareExactly(a, b) : a.position - b.position) * direction);
}

const closeTogether = (a: Break, b: Break): boolean => Math.abs(a.position - b.position) <= 1e-14 * (a.spread + b.spread);

function compareExactly(a: Break, b: Break): number {
  const [left, right] = [a.place(), b.place()];
  return left.numerator.times(right.denominator).comparedTo(right.numerator.times(left.denominator));
}
