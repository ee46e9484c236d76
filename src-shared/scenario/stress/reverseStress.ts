import { firstZero } from '../../util/firstZero.ts';
import { dot, type Matrix, timesVector } from '../risk/matrix.ts';

/** A function of moves by asset: money above 0 while the account stands. */
export type Surface = (moves: readonly number[]) => number;

/**
 * The likeliest way an account dies: the moves with the smallest Mahalanobis distance at which the surface is 0.
 * `sigmas` is that distance in daily standard deviations of the whole market; `left` what the surface says there.
 */
export type ReverseStress =
  | Readonly<{ status: 'found'; moves: readonly number[]; sigmas: number; left: number }>
  /** Already at or below 0, or not reached short of a fall of 99 % of some asset. */
  | Readonly<{ status: 'liquidated' } | { status: 'none' }>;

const ROUNDS = 60;
const ENOUGH = 1e-9;
const LOWEST = -0.99;
const STEP = 1e-6;

/** What is known of a surface beside its values. */
export type Shape = Readonly<{
  /** Its slopes, where they are known without asking it. */
  slopesAt?: (moves: readonly number[]) => readonly number[];
  /** Places of assets along which it bends so much that it may come to 0 on both sides: those of options. */
  bent?: readonly number[];
}>;

/**
 * For a linear surface the closed form x* = −b·Σa/(aᵀΣa), b its value and a its slopes; else that form again and again on the
 * tangent where it led (Hasofer and Lind, Rackwitz and Fiessler). Where it bends, that is begun again at the first 0 on either
 * side of each bent asset with the market following it, and the nearest answer is taken.
 *
 * @param covariance of the assets' daily moves
 */
export function reverseStress(surface: Surface, covariance: Matrix, { slopesAt = (moves) => gradient(surface, moves), bent = [] }: Shape = {}): ReverseStress {
  const still = covariance.map(() => 0);
  const start = surface(still);
  if (start <= 0) return { status: 'liquidated' };
  const problem: Problem = { surface, covariance, slopesAt, enough: ENOUGH * Math.max(1, start) };
  const crossings = bent.flatMap((place) => ([-1, 1] as const).flatMap((sign) => alongAsset(problem, place, sign) ?? []));
  const followedFrom = [still, ...crossings.map(({ moves }) => moves)].flatMap((from) => followed(problem, from) ?? []);
  const found = [...crossings, ...bent.length === 0 ? followedFrom : followedFrom.map((own) => shortened(problem, own))];
  return found.reduce<ReverseStress>((best, own) => (best.status === 'found' && best.sigmas <= own.sigmas ? best : own), { status: 'none' });
}

type Found = Extract<ReverseStress, { status: 'found' }>;
type Problem = Readonly<{ surface: Surface; covariance: Matrix; slopesAt: (moves: readonly number[]) => readonly number[]; enough: number }>;

/** The tangent's own answer, again and again from a place on; null where that leads nowhere. */
function followed({ surface, covariance, slopesAt, enough }: Problem, from: readonly number[]): Found | null {
  let moves = from;
  for (let round = 0; round < ROUNDS; round += 1) {
    const value = surface(moves);
    const slopes = slopesAt(moves);
    const pull = timesVector(covariance, slopes);
    const variance = dot(slopes, pull);
    if (!(variance > 0)) return null;
    const target = (dot(slopes, moves) - value) / variance;
    const next = pull.map((own) => Math.max(LOWEST, own * target));
    const moved = Math.max(...next.map((own, place) => Math.abs(own - (moves[place] ?? 0))));
    moves = next;
    if (moved < 1e-13) break;
  }
  const left = surface(moves);
  // At the lowest price another way may be nearer: this one is no longer the likeliest.
  if (!(Math.abs(left) <= enough) || moves.some((move) => move <= LOWEST)) return null;
  const slopes = slopesAt(moves);
  const pull = timesVector(covariance, slopes);
  return { status: 'found', moves, left, sigmas: Math.abs(dot(slopes, moves)) / Math.sqrt(dot(slopes, pull)) };
}

const HIGHEST = 4;
const STRIDE = 0.01;

/** The first move of one asset at which the surface is 0, every other asset going as far as it does in the mean then; null where there is none. */
function alongAsset(problem: Problem, place: number, sign: 1 | -1): Found | null {
  const column = problem.covariance.map((row) => row[place] ?? 0);
  const variance = column[place] ?? 0;
  if (!(variance > 0)) return null;
  const movesAt = (move: number): readonly number[] => column.map((own) => Math.max(LOWEST, (sign * own * move) / variance));
  const far = firstZero((move) => problem.surface(movesAt(move)), sign < 0 ? -LOWEST : HIGHEST, STRIDE);
  if (far === null) return null;
  const moves = movesAt(far);
  return { status: 'found', moves, left: problem.surface(moves), sigmas: far / Math.sqrt(variance) };
}

/** The same way, up to the first 0 on it. */
function shortened({ surface }: Problem, found: Found): Found {
  const movesAt = (share: number): readonly number[] => found.moves.map((own) => own * share);
  const share = firstZero((own) => surface(movesAt(own)), 1, STRIDE);
  if (share === null || share >= 1) return found;
  const moves = movesAt(share);
  return { status: 'found', moves, left: surface(moves), sigmas: found.sigmas * share };
}

/** Slopes of a surface by central differences: money per move of 1. */
export function gradient(surface: Surface, at: readonly number[]): readonly number[] {
  return at.map((own, place) => {
    const moved = (to: number): readonly number[] => at.with(place, to);
    return (surface(moved(own + STEP)) - surface(moved(own - STEP))) / (2 * STEP);
  });
}
