import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Row, Tableau } from '#shared/scenario/program/tableau.ts';
import { mostInWholeNumbers } from '#shared/scenario/program/wholeNumbers.ts';

const SIZE = 3;
const SEARCH = { known: 0, attempt: () => -Infinity, most: 1e6 };
const numbers = (least: number, most: number) => fc.array(fc.integer({ min: least, max: most }), { minLength: SIZE, maxLength: SIZE });
const rowOf = (coefficients: readonly number[], limit: number): Row => ({ terms: coefficients.map((own, place) => [place, own] as const), limit });
/** Every variable is at most 4 by a row of its own, so that all points can be tried. */
const bounds = Array.from({ length: SIZE }, (_, place): Row => ({ terms: [[place, 1]], limit: 4 }));
const programs = fc.record({ gain: numbers(-5, 9), rows: fc.array(fc.record({ coefficients: numbers(-4, 6), limit: fc.integer({ min: 0, max: 15 }) }), { minLength: 1, maxLength: 4 }) });

const dot = (left: readonly number[], right: readonly number[]): number => left.reduce((sum, own, place) => sum + own * (right[place] ?? Number.NaN), 0);
const points = Array.from({ length: 5 ** SIZE }, (_, at) => Array.from({ length: SIZE }, (_own, place) => Math.floor(at / 5 ** place) % 5));

describe('a program in whole numbers', () => {
  test('finds what trying every point finds, at a point that is allowed', () => fc.assert(fc.property(programs, ({ gain, rows }) => {
    const allowed = points.filter((point) => rows.every(({ coefficients, limit }) => dot(coefficients, point) <= limit));
    const most = Math.max(...allowed.map((point) => dot(gain, point)));
    const { best, isProved } = mostInWholeNumbers({ gain, rows: [...rows.map(({ coefficients, limit }) => rowOf(coefficients, limit)), ...bounds], whole: [0, 1, 2] }, { ...SEARCH, known: -1 });
    expect(isProved).toBe(true);
    const point = (best ?? []).map((own) => Math.round(own));
    expect(dot(gain, point)).toBeCloseTo(most, 7);
    expect(allowed.map((own) => own.join())).toContain(point.join());
  })));

  test('says when it was cut, and finds nothing above what is known to be reached', () => {
    const program = { gain: [5, 4], rows: [rowOf([2, 3], 5), rowOf([4, 1], 11), rowOf([3, 4], 8)], whole: [0, 1] };
    expect(mostInWholeNumbers(program, { ...SEARCH, known: -1 }).best?.map((own) => Math.round(own))).toEqual([2, 0]);
    expect(mostInWholeNumbers(program, { ...SEARCH, known: 10 })).toEqual({ best: null, isProved: true });
    expect(mostInWholeNumbers(program, { ...SEARCH, known: -1, most: 0 })).toEqual({ best: null, isProved: false });
  });

  test('an attempt that gains as much as can be gained ends the search', () => {
    const program = { gain: [5, 4], rows: [rowOf([2, 3], 5), rowOf([4, 1], 11), rowOf([3, 4], 8)], whole: [0, 1] };
    const tried: number[] = [];
    expect(mostInWholeNumbers(program, { ...SEARCH, known: -1, attempt: ([first = Number.NaN]) => { tried.push(first); return 10; } })).toEqual({ best: null, isProved: true });
    expect(tried[0]).toBeCloseTo(40 / 16, 0);
  });

  test('a gain without a bound is told, not returned', () => {
    expect(Tableau.of([1], [{ terms: [[0, -1]], limit: 1 }]).climb()).toBe(false);
    expect(mostInWholeNumbers({ gain: [1], rows: [], whole: [0] }, SEARCH)).toEqual({ best: null, isProved: false });
  });
});
