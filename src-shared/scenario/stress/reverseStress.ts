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

/**
 * For a linear surface the closed form x* = −b·Σa/(aᵀΣa), b its value and a its slopes; else that form again and again on the
 * tangent where it led (Hasofer and Lind, Rackwitz and Fiessler).
 *
 * @param covariance of the assets' daily moves
 * @param slopesAt   the slopes of the surface, where they are known without asking it
 */
export function reverseStress(surface: Surface, covariance: Matrix, slopesAt: (moves: readonly number[]) => readonly number[] = (moves) => gradient(surface, moves)): ReverseStress {
  const still = covariance.map(() => 0);
  const start = surface(still);
  if (start <= 0) return { status: 'liquidated' };
  let moves: readonly number[] = still;
  for (let round = 0; round < ROUNDS; round += 1) {
    const value = surface(moves);
    const slopes = slopesAt(moves);
    const pull = timesVector(covariance, slopes);
    const variance = dot(slopes, pull);
    if (!(variance > 0)) return { status: 'none' };
    const target = (dot(slopes, moves) - value) / variance;
    const next = pull.map((own) => Math.max(LOWEST, own * target));
    const moved = Math.max(...next.map((own, place) => Math.abs(own - (moves[place] ?? 0))));
    moves = next;
    if (moved < 1e-13) break;
  }
  const left = surface(moves);
  // At the lowest price another way may be nearer: this one is no longer the likeliest.
  if (!(Math.abs(left) <= ENOUGH * Math.max(1, start)) || moves.some((move) => move <= LOWEST)) return { status: 'none' };
  const slopes = slopesAt(moves);
  const pull = timesVector(covariance, slopes);
  return { status: 'found', moves, left, sigmas: Math.abs(dot(slopes, moves)) / Math.sqrt(dot(slopes, pull)) };
}

/** Slopes of a surface by central differences: money per move of 1. */
export function gradient(surface: Surface, at: readonly number[]): readonly number[] {
  return at.map((own, place) => {
    const moved = (to: number): readonly number[] => at.with(place, to);
    return (surface(moved(own + STEP)) - surface(moved(own - STEP))) / (2 * STEP);
  });
}
