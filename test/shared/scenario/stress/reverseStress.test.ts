import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covarianceOf } from '#shared/scenario/risk/correlation.ts';
import { EPISODES, episodeMove } from '#shared/scenario/stress/episodes.ts';
import { gradient, reverseStress } from '#shared/scenario/stress/reverseStress.ts';
import { bufferSurface } from '#shared/engine/bufferSurface.ts';
import { golden } from '../../engine/contribution/support.ts';

/** BTC, ETH, SOL of golden account 1. */
const SIGMAS = [0.035, 0.045, 0.06];
const CORRELATION = [[1, 0.8, 0.75], [0.8, 1, 0.75], [0.75, 0.75, 1]];
const ASSETS = ['BTC', 'ETH', 'SOL'];

describe('reverse stress', () => {
  test('moonshot 1: golden account 1 dies most likely at BTC −13.85 %, ETH −12.58 %, SOL −28.38 %, 5.084 σ away', () => {
    const [pool] = golden().pools;
    if (pool === undefined) throw new Error('no pool');
    const surface = bufferSurface(pool);
    const spread = (moves: readonly number[]) => surface.assets.map((asset) => moves[ASSETS.indexOf(asset)] ?? 0);
    const found = reverseStress((moves) => surface.bufferAt(spread(moves)), covarianceOf(CORRELATION, SIGMAS));
    if (found.status !== 'found') throw new Error(found.status);
    expect(found.moves.map((move) => (move * 100).toFixed(2))).toEqual(['-13.85', '-12.58', '-28.38']);
    expect(found.sigmas).toBeCloseTo(5.084, 3);
    expect(Math.abs(surface.bufferAt(spread(found.moves)))).toBeLessThan(1e-6);
  });

  test('no smaller move of the market reaches liquidation', () => fc.assert(fc.property(
    fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 }), fc.integer({ min: 10, max: 300 }), fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
    (slopes, buffer, direction) => {
      const surface = (moves: readonly number[]): number => buffer + moves.reduce((sum, move, place) => sum + move * (slopes[place] ?? 0), 0);
      const found = reverseStress(surface, covarianceOf(CORRELATION, SIGMAS));
      if (found.status !== 'found') return;
      // A move of the market by its own factors, a little nearer than the found one.
      const lower = [[1, 0, 0], [0.8, 0.6, 0], [0.75, 0.25, 0.6123724356957945]];
      const norm = Math.hypot(...direction);
      fc.pre(norm > 1e-6);
      const market = direction.map((own) => (own / norm) * found.sigmas * 0.999);
      const moves = lower.map((row, place) => row.reduce((sum, own, at) => sum + own * (market[at] ?? 0), 0) * (SIGMAS[place] ?? 0));
      expect(surface(moves)).toBeGreaterThan(0);
    },
  )));

  test('a book that bends is followed to where it ends, not to where it seems to', () => {
    // Short gamma: the loss grows with the square.
    const found = reverseStress(([x = 0]) => 100 - 200 * x - 4000 * x * x, [[0.0025]]);
    expect(found).toMatchObject({ status: 'found' });
    if (found.status === 'found') {
      expect(found.left).toBeCloseTo(0, 6);
      expect(found.moves[0]).toBeCloseTo(0.1351, 3);
    }
  });

  test('of a book that is short on both sides, the nearer one, wherever the slope of now points', () => fc.assert(fc.property(
    fc.integer({ min: -40, max: 40 }), fc.integer({ min: 500, max: 6000 }), fc.integer({ min: 20, max: 200 }), fc.boolean(),
    (slope, bend, buffer, hinged) => {
      const at = (x: number): number => buffer + slope * x - (hinged ? 20 * Math.max(0, x - 0.1, -0.15 - x) * bend / 10 : bend * x * x);
      const found = reverseStress(([x = 0]) => at(x), [[0.0025]], { bent: [0] });
      const roots = [-1, 1].flatMap((sign) => { for (let far = 0.0005; far < (sign < 0 ? 0.98 : 3.9); far += 0.0005) if (at(sign * far) <= 0) return [far]; return []; });
      if (roots.length === 0 || found.status !== 'found') expect([roots.length, found.status]).toEqual([0, 'none']);
      else expect(Math.abs(found.sigmas * 0.05 - Math.min(...roots))).toBeLessThan(0.001);
    },
  )));

  test('a short strangle beside another asset: not the way that the delta of now points to', () => {
    const at = ([x = 0, y = 0]: readonly number[]): number => 100 + 20 * x + 30 * y - 2000 * Math.max(0, -0.2 - x) - 2000 * Math.max(0, x - 0.5);
    const found = reverseStress(at, covarianceOf([[1, 0.8], [0.8, 1]], [0.04, 0.05]), { bent: [0] });
    if (found.status !== 'found') throw new Error(found.status);
    expect(found.moves[0]).toBeGreaterThan(-0.26);
    expect(found.moves[0]).toBeLessThan(-0.2);
    expect(found.left).toBeCloseTo(0, 6);
  });

  test('an account that is liquidated, and one that no move hurts, are told as such', () => {
    expect(reverseStress(() => -1, [[1]])).toEqual({ status: 'liquidated' });
    expect(reverseStress(() => 5, [[1]])).toEqual({ status: 'none' });
    expect(reverseStress(([x = 0]) => 100 + 10 * x, [[0.0001]])).toEqual({ status: 'none' });
  });

  test('slopes are money per move of 1', () => gradient(([x = 0, y = 0]) => 3 * x - 7 * y, [0.1, 0.2]).forEach((own, place) => expect(own).toBeCloseTo([3, -7][place] ?? 0, 6)));
});

describe('episodes', () => {
  test('each move that a source tells names it, and what none tells is illustrative', () => {
    for (const { moves, others, date } of EPISODES) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(others.source).toBeNull();
      expect(moves.every(({ move, source }) => move > -1 && source !== null && source.includes(':') || source?.includes('.') === true)).toBe(true);
    }
  });

  test('what one venue alone saw hits collateral there and nowhere else', () => {
    const october = EPISODES.find(({ id }) => id === 'october-2025');
    if (october === undefined) throw new Error('no episode');
    expect(episodeMove(october, 'USDE', 'binance-usdm', true).move).toBe(-0.35);
    expect(episodeMove(october, 'USDE', 'okx', true).move).toBe(0);
    expect(episodeMove(october, 'BTC', 'okx', false).move).toBe(-0.12);
    expect(episodeMove(october, 'PEPE', 'okx', false)).toEqual({ move: -0.4, source: null });
  });
});
