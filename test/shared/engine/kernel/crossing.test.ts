import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Leg, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { type Crossing, firstCrossing, type MovingPool, venueCrossing } from '#shared/engine/kernel/crossing.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { requirementAt } from '#shared/engine/kernel/requirement.ts';
import { type Decimal, ONE, ZERO } from '#shared/num/units.ts';
import { book, dec, flatRate, tiers } from '../../../arbitraries/kernelPools.ts';

const linear = (quantity: number | string, entry: number | string): Leg => ({ settlement: 'linear', quantity: dec(quantity), entryPrice: dec(entry) });
const inverse = (quantity: number | string, entry: number | string): Leg => ({ settlement: 'inverse', quantity: dec(quantity), entryPrice: dec(entry) });
const pool = (wallet: number | string, ...legs: MovingPool['legs']): MovingPool => ({ legs, fixedEquity: dec(wallet), fixedRequirement: ZERO });
const shown = (crossing: Crossing): string => (crossing.status === 'price' ? crossing.price.toFixed() : 'none');

/** Equity − requirement, straight from the formulas. */
const buffer = ({ legs, fixedEquity, fixedRequirement, movingCollateral = ZERO }: MovingPool, price: Decimal): Decimal => legs.reduce<Decimal>(
  (sum, { leg, requirement }) => sum.plus(valueAt(profitCurve(leg), price)).minus(requirement === null ? ZERO : requirementAt(leg, requirement, price)), fixedEquity.minus(fixedRequirement).plus(movingCollateral.times(price)),
);

describe('the first price at which equity ≤ requirement', () => {
  test('is the quotient of the textbook for one linear leg', () => {
    expect(shown(firstCrossing(pool(100, { leg: linear(1, 1000), requirement: flatRate('0.1') }), dec(1000), -1))).toBe('1000');
    expect(shown(firstCrossing(pool(190, { leg: linear(1, 1000), requirement: flatRate('0.1') }), dec(1000), -1))).toBe('900');
    expect(shown(firstCrossing(pool(210, { leg: linear(-1, 1000), requirement: flatRate('0.1') }), dec(1000), 1))).toBe('1100');
  });

  test('equality at the mark is there already', () => {
    const equal = pool(100, { leg: linear(1, 1000), requirement: flatRate('0.1') });
    expect(shown(firstCrossing(equal, dec(1000), 1))).toBe('1000');
  });

  test('equity and requirement that are both nothing at every price are equal at the mark', () => {
    expect(shown(firstCrossing(pool(0), dec(1000), -1))).toBe('1000');
  });

  test('of two prices on the way, the nearer', () => {
    // 0.02 · P − 3 + 100 / P
    const bowl: MovingPool = { ...pool(-2, { leg: inverse(-100, 100), requirement: null }), movingCollateral: dec('0.02') };
    expect(shown(firstCrossing(bowl, dec(200), -1))).toBe('100');
    expect(shown(firstCrossing(bowl, dec(20), 1))).toBe('50');
  });

  test('a step of a flat schedule is the price when neither tier has a root of its own', () => {
    const jump = tiers([{ floor: ZERO, rate: dec('0.004'), amount: ZERO }, { floor: dec(200_000), rate: dec('0.005'), amount: ZERO }]);
    expect(shown(firstCrossing(pool(2900, { leg: linear(-2, 99_000), requirement: jump }), dec(99_000), 1))).toBe('100000');
  });

  test('a buffer that is used up exactly on an edge lives on where the lower tier asks for less', () => {
    // 2 · P at 1 % from 200,000 down, at 2 % above: at 100,000 the upper rule would leave nothing, and does not apply.
    const jump = tiers([{ floor: ZERO, rate: dec('0.01'), amount: ZERO }, { floor: dec(200_000), rate: dec('0.02'), amount: ZERO }]);
    const long = pool(24_000, { leg: linear(2, 110_000), requirement: jump });
    expect(shown(firstCrossing(long, dec(110_000), -1))).not.toBe('100000');
    expect(Number(shown(firstCrossing(long, dec(110_000), -1)))).toBeCloseTo(98_989.898_989_9, 6);
  });

  test('a long that its wallet pays for in full, and a short inverse with its coin in full, have none', () => {
    expect(shown(firstCrossing(pool(1000, { leg: linear(1, 1000), requirement: flatRate('0.1') }), dec(1000), -1))).toBe('none');
    expect(shown(firstCrossing(pool(2, { leg: inverse(-100_000, 50_000), requirement: flatRate('0.005') }), dec(50_000), 1))).toBe('none');
  });

  test('where there is none, the direction that was looked at is named', () => {
    const covered = pool(1000, { leg: linear(1, 1000), requirement: null });
    expect(firstCrossing(covered, dec(1000), -1)).toEqual({ status: 'none', reason: 'no lower price above 0 liquidates' });
    expect(firstCrossing(covered, dec(1000), 1)).toEqual({ status: 'none', reason: 'no higher price liquidates' });
  });

  test('a short inverse with a little less coin has one, far above', () => {
    expect(shown(firstCrossing(pool('1.9', { leg: inverse(-100_000, 50_000), requirement: flatRate('0.005') }), dec(50_000), 1))).toBe('995000');
  });

  test('a flat hedge is liquidated by a rise: both requirements grow', () => {
    const hedge = pool(1000, { leg: linear(1, 60_000), requirement: flatRate('0.004') }, { leg: linear(-1, 61_000), requirement: flatRate('0.004') });
    expect(shown(firstCrossing(hedge, dec(60_500), 1))).toBe('250000');
    expect(shown(firstCrossing(hedge, dec(60_500), -1))).toBe('none');
  });

  test('no price between the mark and it liquidates, and it does', () => {
    fc.assert(fc.property(fc.constantFrom('linear' as const, 'inverse' as const).chain(book), fc.integer({ min: -100, max: 40_000 }), fc.constantFrom(1 as const, -1 as const), (positions, cents, direction) => {
      const [{ group, mark } = { group: '', mark: ONE }] = positions;
      const legs = positions.filter((position) => position.group === group);
      const moving: MovingPool = { legs, fixedEquity: dec(cents).div(legs[0]?.leg.settlement === 'inverse' ? mark : 1), fixedRequirement: ZERO };
      const found = firstCrossing(moving, mark, direction);
      const end = found.status === 'price' ? found.price : direction === 1 ? mark.times(50) : mark.div(50);
      // Strictly between; one part in 10³⁰ of room for the rounding of the root.
      const room = end.minus(mark).times('1e-30');
      for (const part of [0, 0.01, 0.2, 0.5, 0.9, 0.999, 1]) {
        const at = mark.plus(end.minus(mark).minus(room).times(part));
        if (!end.eq(mark)) expect(buffer(moving, at).gt(0), `buffer at ${at.toFixed()} before ${shown(found)}`).toBe(true);
      }
      if (found.status === 'price') expect(buffer(moving, end.plus(direction === 1 ? end.times('1e-30') : end.times('-1e-30'))).lt(ONE)).toBe(true);
    }), { numRuns: 300 });
  });
});

describe('the price that a venue prints', () => {
  test('is the one that was passed when the pool is beyond it', () => {
    const beyond = pool(1000, { leg: linear(1, 60_000), requirement: flatRate('0.004') });
    const passed = venueCrossing(beyond, dec(59_100), -1);
    expect(passed.status === 'price' && passed.price.minus(dec(59_000).div('0.996')).abs().lt('1e-60')).toBe(true);
  });

  test('was passed below the mark by a short, above it by an inverse long', () => {
    // 61,000 − P = 0.004 · P, and 1.02 − 60,000 / P = 0.004 · 60,000 / P
    const short = venueCrossing(pool(1000, { leg: linear(-1, 60_000), requirement: flatRate('0.004') }), dec(60_900), 1);
    const long = venueCrossing(pool('0.02', { leg: inverse(60_000, 60_000), requirement: flatRate('0.004') }), dec(58_900), -1);
    expect([short, long].map((found) => found.status === 'price' && found.price.toFixed(20))).toEqual([dec(61_000).div('1.004').toFixed(20), dec(60_240).div('1.02').toFixed(20)]);
  });

  test('is the first crossing while the pool is safe', () => {
    fc.assert(fc.property(book('linear'), fc.integer({ min: 0, max: 60_000 }), (positions, wallet) => {
      const [{ group, mark } = { group: '', mark: ONE }] = positions;
      const moving = pool(wallet, ...positions.filter((position) => position.group === group));
      if (buffer(moving, mark).gt(0)) for (const side of [1, -1] as const) expect(venueCrossing(moving, mark, side)).toEqual(firstCrossing(moving, mark, side));
    }), { numRuns: 150 });
  });
});
