import { type Decimal, ONE, ZERO } from '../num/units.ts';
import type { Piece } from './accountCurve.ts';
import type { Break, Line } from './firstRoot.ts';
import type { WeightPiece } from './profitWeighing.ts';

/** A currency that is weighed after its open profit, before a move. Amounts are in its own units. */
export type WeighedStand = Readonly<{
  /** Balance and open profit: what is weighed. */
  equity: Decimal;
  /** What the balance alone counts for, less the margin on a debt: it is in the account already, and so is the profit in full. */
  counted: Decimal;
  profit: Decimal;
  /** Valuation currency per unit. */
  rate: Decimal;
  /** Beta of the currency's own price; 0 when it stands still. */
  beta: Decimal;
  /** What rows gain per move of 1 of their price, with its beta: size · mark, or of inverse rows size / mark. */
  gains: readonly Gain[];
  pieces: readonly WeightPiece[];
}>;

export type Gain = Readonly<{ amount: Decimal; beta: Decimal }>;

/**
 * What weighing the profit adds to the account under a move x, beside balances by weight and profit in full:
 *
 *   rate · (1 + β · x) · (w · equity(x) + offset − counted − profit(x))
 *
 * on the piece that the equity is on. While the currency stands still, equity and profit are straight lines. Where it moves
 * itself, what gains is inverse, and (1 + β · x) · equity(x) is a straight line again. Both change piece where the equity
 * passes 0 or the edge of a weight.
 */
export function weighedPiece(stand: WeighedStand): Piece {
  const { slope } = lineOf(stand, startOf(stand));
  const near = slope.toNumber();
  return { slope, near, steep: Math.abs(near), breaks: (direction) => breaksOf(stand, direction) };
}

/** The piece that an equity is on; the lower one at an edge: both say the same there. */
export const pieceAt = (pieces: readonly WeightPiece[], equity: Decimal): number => Math.max(0, pieces.findLastIndex(({ from }) => from === null || from.lt(equity)));

/** Where a walk is: the piece, and equity = at + per · x while the currency stands still. */
type Place = Readonly<{ piece: number; at: Decimal; per: Decimal }>;

const sumOf = (gains: readonly Gain[], of: (gain: Gain) => Decimal): Decimal => gains.reduce<Decimal>((sum, gain) => sum.plus(of(gain)), ZERO);

const startOf = ({ equity, gains, pieces }: WeighedStand): Place => ({ piece: pieceAt(pieces, equity), at: equity, per: sumOf(gains, ({ amount, beta }) => amount.times(beta)) });

function lineOf({ equity, counted, profit, rate, beta, gains, pieces }: WeighedStand, { piece, at, per }: Place): Line {
  const { weight, offset } = pieces[piece] ?? NOTHING;
  const less = weight.minus(ONE);
  // Equity less profit is the balance, which stays.
  const fixed = offset.plus(equity.minus(profit)).minus(counted);
  if (beta.isZero()) return { constant: rate.times(less.times(at).plus(fixed)), slope: rate.times(less).times(per) };
  const coins = sumOf(gains, ({ amount }) => amount);
  const slope = rate.times(less.times(equity.plus(coins)).plus(fixed));
  return { constant: slope.minus(rate.times(less).times(coins)), slope: slope.times(beta) };
}

const NOTHING: WeightPiece = { from: null, weight: ONE, offset: ZERO };

function breaksOf(stand: WeighedStand, direction: 1 | -1): readonly Break[] {
  return stand.beta.isZero() ? stillBreaks(stand, direction) : movingBreaks(stand, direction);
}

/** Rows that reach a price of 0 stop there, and the equity then grows or falls by what is left. */
function stillBreaks(stand: WeighedStand, direction: 1 | -1): readonly Break[] {
  const stops = stand.gains.filter(({ beta }) => beta.isPositive() !== (direction === 1) && (direction === 1 || beta.gt(1))).toSorted((a, b) => b.beta.abs().comparedTo(a.beta.abs()));
  const found: Break[] = [];
  let place = startOf(stand);
  for (const stop of [...stops, null]) {
    const end = stop === null ? null : ONE.neg().div(stop.beta);
    for (let next = edgeAhead(stand, place, direction); next !== null && (end === null || isBefore(next, end, direction)); next = edgeAhead(stand, place, direction)) {
      found.push(breakAt(next.numerator, next.denominator, lineOf(stand, place), lineOf(stand, next.place)));
      place = next.place;
    }
    if (stop === null) continue;
    const stopped = { piece: place.piece, at: place.at.minus(stop.amount), per: place.per.minus(stop.amount.times(stop.beta)) };
    found.push(breakAt(stop.beta.isNegative() ? ONE : ONE.neg(), stop.beta.abs(), lineOf(stand, place), lineOf(stand, stopped)));
    place = stopped;
  }
  return found;
}

type Edge = Readonly<{ numerator: Decimal; denominator: Decimal; place: Place }>;

/** The next edge in the way of the equity; null when it stands still or there is none. */
function edgeAhead({ pieces }: WeighedStand, { piece, at, per }: Place, direction: 1 | -1): Edge | null {
  if (per.isZero()) return null;
  const rising = per.isPositive() === (direction === 1);
  const from = pieces[rising ? piece + 1 : piece]?.from ?? null;
  if (from === null) return null;
  const way = from.minus(at);
  return { numerator: per.isNegative() ? way.neg() : way, denominator: per.abs(), place: { piece: rising ? piece + 1 : piece - 1, at, per } };
}

const isBefore = ({ numerator, denominator }: Edge, end: Decimal, direction: 1 | -1): boolean => {
  const left = numerator.minus(end.times(denominator));
  return direction === 1 ? left.lt(0) : left.gt(0);
};

/** equity = whole − coins / (1 + β · x): it passes an edge where 1 + β · x = coins / (whole − edge). */
function movingBreaks(stand: WeighedStand, direction: 1 | -1): readonly Break[] {
  const { equity, beta, gains, pieces } = stand;
  const coins = sumOf(gains, ({ amount }) => amount);
  const rising = coins.isPositive() === (beta.isPositive() === (direction === 1));
  const found: Break[] = [];
  let place = startOf(stand);
  for (;;) {
    const from = coins.isZero() ? null : pieces[rising ? place.piece + 1 : place.piece]?.from ?? null;
    if (from === null) break;
    const left = equity.plus(coins).minus(from);
    // However far the price goes, the equity stays short of it.
    if (left.isZero() || left.isPositive() !== coins.isPositive()) break;
    const next = { ...place, piece: place.piece + (rising ? 1 : -1) };
    const [way, over] = [from.minus(equity), left.times(beta)];
    found.push(breakAt(over.isNegative() ? way.neg() : way, over.abs(), lineOf(stand, place), lineOf(stand, next)));
    place = next;
  }
  const falls = beta.isPositive() !== (direction === 1);
  if (!falls || (direction === -1 && beta.lte(1))) return found;
  const { slope } = lineOf(stand, place);
  return [...found, breakAt(beta.isNegative() ? ONE : ONE.neg(), beta.abs(), NO_LINE, { constant: slope.div(beta).neg(), slope: slope.neg() })];
}

const NO_LINE: Line = { constant: ZERO, slope: ZERO };

function breakAt(numerator: Decimal, denominator: Decimal, before: Line, after: Line): Break {
  const change: Line = { constant: after.constant.minus(before.constant), slope: after.slope.minus(before.slope) };
  const position = numerator.div(denominator).toNumber();
  return { position, spread: Math.abs(position) + 1, near: { constant: change.constant.toNumber(), slope: change.slope.toNumber() }, place: () => ({ numerator, denominator }), change: () => change };
}
