import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marginPerValue, type MovingPosition, proRataPrice } from '#shared/engine/kernel/adverseMove.ts';
import { notionalAt, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { type Decimal, ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const position = (settlement: 'linear' | 'inverse', quantity: number, mark = 100, closing = '0.01'): MovingPosition =>
  ({ leg: { settlement, quantity: dec(quantity), entryPrice: dec(mark) }, mark: dec(mark), closing: dec(closing) });

const pool = (settlement: 'linear' | 'inverse'): fc.Arbitrary<readonly MovingPosition[]> => fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 900 }), short: fc.boolean(), mark: fc.integer({ min: 2, max: 500 }), closing: fc.integer({ min: 0, max: 80 }) })
    .map(({ size, short, mark, closing }) => position(settlement, short ? -size : size, mark, dec(closing).div(1000).toFixed())),
  { minLength: 1, maxLength: 5 },
);

const sum = (parts: readonly Decimal[]): Decimal => parts.reduce<Decimal>((all, part) => all.plus(part), ZERO);

describe('a pool whose positions all move against it', () => {
  test.each(['linear', 'inverse'] as const)('has no more equity than closing needs when every %s position is at its price', (settlement) => {
    fc.assert(fc.property(pool(settlement), fc.integer({ min: 1, max: 99 }), (positions, percent) => {
      const margin = sum(positions.map(({ leg, mark }) => notionalAt(leg, mark))).times(percent).div(100);
      const share = marginPerValue(positions, margin) ?? ZERO;
      const prices = positions.map((own) => proRataPrice(own, share) ?? ZERO);
      const equity = margin.plus(sum(positions.map(({ leg, mark }, at) => valueAt(profitCurve(leg), prices[at] ?? ZERO).minus(valueAt(profitCurve(leg), mark)))));
      const needed = sum(positions.map(({ leg, closing }, at) => notionalAt(leg, prices[at] ?? ZERO).times(closing)));
      expect(equity.minus(needed).abs().lt('1e-40')).toBe(true);
    }), { numRuns: 100 });
  });

  test('has no price where closing needs all of the value, never one without end', () => {
    expect([proRataPrice(position('linear', 5, 100, '1'), dec('0.2')), proRataPrice(position('inverse', -5, 100, '1'), dec('0.2'))]).toEqual([null, null]);
    expect(proRataPrice(position('linear', -5, 100, '1'), dec('0.2'))?.toFixed()).toBe('60');
  });

  test('moves a long down and a short up, and more margin moves them further', () => {
    const at = (own: MovingPosition, share: string): number => proRataPrice(own, dec(share))?.toNumber() ?? 0;
    for (const settlement of ['linear', 'inverse'] as const) {
      expect(at(position(settlement, 5), '0.2')).toBeLessThan(100);
      expect(at(position(settlement, 5), '0.3')).toBeLessThan(at(position(settlement, 5), '0.2'));
      expect(at(position(settlement, -5), '0.2')).toBeGreaterThan(100);
      expect(at(position(settlement, -5), '0.3')).toBeGreaterThan(at(position(settlement, -5), '0.2'));
    }
  });

  test('has no price where margin covers the whole value that can be lost, and no share without a position', () => {
    expect(proRataPrice(position('linear', 5), dec(1))).toBeNull();
    expect(proRataPrice(position('inverse', -5), dec('1.2'))).toBeNull();
    expect(proRataPrice(position('linear', -5), dec('1.2'))).not.toBeNull();
    expect(marginPerValue([], dec(1000))).toBeNull();
  });
});
