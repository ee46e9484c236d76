import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#shared/num/units.ts';
import { exactSum } from '../../../../src-renderer/state/tables/sums.ts';

const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 18 })).map(([units, places]) => new Decimal(units.toString()).div(new Decimal(10).pow(places)).toFixed());

test('a sum of figures is what the engine would have, to the last digit', () => {
  fc.assert(fc.property(fc.array(decimal, { maxLength: 40 }), (texts) => {
    expect(exactSum(texts)).toBe(texts.reduce((sum, text) => sum.plus(text), new Decimal(0)).toFixed());
  }));
});

test('one that is unknown makes the sum unknown, never smaller', () => {
  expect([exactSum(['1', null, '2']), exactSum(['1', 'NaN']), exactSum([]), exactSum(['0.10', '-0.1'])]).toEqual([null, null, '0', '0']);
});
