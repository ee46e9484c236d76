import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curve, rootsOf, valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const coefficient = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => dec(value).div(1000));

describe('roots of a price curve', () => {
  test('each is above 0, ascending, and the curve is 0 there', () => {
    fc.assert(fc.property(coefficient, coefficient, coefficient, fc.boolean(), (first, second, third, inverse) => {
      const own = inverse ? curve({ constant: first, inverse: second, inverseSquare: third }) : curve({ linear: first, constant: second, inverse: third });
      const roots = rootsOf(own);
      for (const [at, root] of roots.entries()) {
        expect(root.gt(roots[at - 1] ?? 0) || root.eq(roots[at - 1] ?? 0)).toBe(true);
        const scale = first.abs().times(root).plus(second.abs()).plus(third.abs().div(root)).plus(1);
        expect(valueAt(own, root).abs().lt(scale.plus(third.abs().div(root.times(root))).times('1e-30'))).toBe(true);
      }
    }), { numRuns: 300 });
  });

  test('a small root beside a huge one keeps its digits', () => {
    const roots = rootsOf(curve({ linear: dec('1e-30'), constant: dec(-1), inverse: dec(1) }));
    expect(roots[0]?.minus(1).toPrecision(10)).toBe('0.000000000000000000000000000001000000000');
  });

  test('two inverse parts cancel at one price', () => {
    expect(rootsOf(curve({ inverse: dec(-2), inverseSquare: dec(10) })).map(String)).toEqual(['5']);
  });

  test('a curve that is 0 everywhere has none to name', () => {
    expect(rootsOf(curve({}))).toEqual([]);
  });

  test('a constant has none, and a curve that no margin rule makes is refused', () => {
    expect(rootsOf(curve({ constant: dec(5) }))).toEqual([]);
    expect(() => rootsOf(curve({ linear: dec(1), inverseSquare: dec(1) }))).toThrow('no margin rule');
  });
});
