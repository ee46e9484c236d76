import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignedGain } from '#shared/scenario/strategy/assignment.ts';
import { coverageOf } from '#shared/scenario/strategy/coverage.ts';
import { grouped, type OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import type { Leg } from '#shared/scenario/strategy/recognise.ts';
import { putTogether, takeOut } from '#shared/scenario/strategy/regroup.ts';

const option = (id: string, quantity: number, own: Partial<Extract<Leg, { kind: 'option' }>> = {}): Leg => ({ id, kind: 'option', sign: 1, strike: 110, expiry: 1, quantity, price: 3, ...own });
const held = (quantity: number): Leg => ({ id: 'held', kind: 'held', quantity, price: 100 });
const words = (legs: readonly Leg[], groups: readonly OwnGroup[]) => grouped(legs, groups).map(({ name, kind, legs: own }) => `${name ?? ''}/${kind}: ${own.map(({ id, quantity }) => `${id} ${quantity}`).join(', ')}`);
const claim = (id: string, quantity: number, whole = false) => ({ id, quantity, whole });

describe('groups of the user', () => {
  const legs = [held(1), option('near', -2), option('far', 2, { strike: 130 })];

  test('take their legs, and the rest is recognised', () => {
    expect(words(legs, [])).toEqual(['/coveredCall: held 1, near -1', '/vertical: near -1, far 1', '/single: far 1']);
    expect(words(legs, [{ name: 'Overwrite', legs: [claim('near', -2, true), claim('held', 1, true)] }])).toEqual(['Overwrite/own: near -2, held 1', '/single: far 2']);
    // A group that is a strategy by itself is told as one, with its cap and break-even.
    expect(grouped(legs, [{ name: 'Mine', legs: [claim('far', 2, true), claim('near', -2, true)] }])[0]).toMatchObject({ own: 0, name: 'Mine', kind: 'vertical', size: 2 });
  });

  test('are shown as they still are: smaller, gone, or turned; a whole leg stays whole when it grows', () => {
    const group = [{ name: 'Mine', legs: [claim('near', -2), claim('held', 1, true), claim('far', 2)] }];
    const now = [held(5), option('near', -1), option('far', -1, { strike: 130 })];
    expect(grouped(now, group)[0]).toMatchObject({ kind: 'own', legs: [{ id: 'near', quantity: -1 }, { id: 'held', quantity: 5 }], gone: ['far'], smaller: ['near'] });
    expect(grouped([], group)[0]).toMatchObject({ legs: [], gone: ['near', 'held', 'far'] });
    expect(words([option('near', -5)], [{ name: 'Part', legs: [claim('near', -2)] }])).toEqual(['Part/single: near -2', '/single: near -3']);
  });

  test('what text rounded is still the whole leg', () => {
    expect(words([option('near', -0.1234567890123456)], [{ name: 'All', legs: [claim('near', -0.123456789012)] }])).toHaveLength(1);
  });
});

describe('regrouping', () => {
  const taken = [{ name: 'A', legs: [claim('x', 1), claim('y', -1)] }, { name: null, legs: [claim('z', 2)] }];

  test('puts legs together, out of the groups that they were in', () => {
    expect(putTogether(taken, 'B', [{ ...claim('x', 1), own: 0 }, { ...claim('w', 3, true), own: null }])).toEqual([{ name: 'A', legs: [claim('y', -1)] }, taken[1], { name: 'B', legs: [claim('x', 1), claim('w', 3, true)] }]);
    expect(putTogether(taken, 'A', [{ ...claim('x', 1), own: 0 }, { ...claim('z', 2), own: 1 }])).toEqual([{ name: 'A', legs: [claim('x', 1), claim('y', -1), claim('z', 2)] }]);
    expect(putTogether(taken, 'A', [{ ...claim('x', 2), own: null }])[0]).toEqual({ name: 'A', legs: [claim('x', 3), claim('y', -1)] });
  });

  test('takes legs out: of an own group they are automatic again, of a recognised one they stand by themselves', () => {
    expect(takeOut(taken, [{ ...claim('z', 2), own: 1 }])).toEqual([taken[0]]);
    expect(takeOut([], [{ ...claim('x', 1), own: null }])).toEqual([{ name: null, legs: [claim('x', 1)] }]);
  });
});

const anyLegs = fc.array(fc.oneof(
  fc.record({ kind: fc.constant('option' as const), sign: fc.constantFrom(1 as const, -1 as const), strike: fc.constantFrom(90, 100, 110), expiry: fc.constantFrom(1, 2), quantity: fc.integer({ min: -3, max: 3 }), price: fc.constant(2) }),
  fc.record({ kind: fc.constantFrom('held' as const, 'perpetual' as const), quantity: fc.integer({ min: -3, max: 3 }), price: fc.constant(100) }),
), { maxLength: 8 }).map((legs) => legs.map((leg, at): Leg => ({ ...leg, id: String(at) })));
const anyGroups = fc.array(fc.record({ name: fc.option(fc.constantFrom('a', 'b')), legs: fc.array(fc.record({ id: fc.constantFrom('0', '1', '2', '3', 'none'), quantity: fc.integer({ min: -4, max: 4 }), whole: fc.boolean() }), { maxLength: 4 }) }), { maxLength: 4 });

test('whatever the groups are, every unit of every leg is in one of them', () => fc.assert(fc.property(anyLegs, anyGroups, (legs, groups) => {
  const found = grouped(legs, groups);
  for (const { id, quantity } of legs) expect(found.flatMap((own) => own.legs).reduce((sum, own) => (own.id === id ? sum + own.quantity : sum), 0)).toBeCloseTo(quantity, 9);
})));

test('a covered call that is assigned gains the way to its strike and keeps what the call is worth; so does a covered put', () => {
  const price = (id: string): number | null => new Map([['held', 100], ['near', 4], ['put', 3]]).get(id) ?? null;
  const isOption = (id: string): boolean => id !== 'held';
  const [own] = grouped([held(2), option('near', -2)], []);
  const [short] = grouped([held(-1), option('put', -1, { sign: -1, strike: 90 })], []);
  const [single] = grouped([option('near', -2)], []);
  if (own === undefined || short === undefined || single === undefined) throw new Error('each is a group');
  expect(assignedGain(own, price, isOption)).toBe(2 * (110 - 100 + 4));
  expect(assignedGain(short, price, isOption)).toBe(100 - 90 + 3);
  expect(assignedGain(single, price, isOption)).toBeNull();
  expect(assignedGain(own, () => null, isOption)).toBeNull();
});

describe('coverage', () => {
  test('of two calls on one coin one is covered and one is not', () => {
    expect(coverageOf([held(1), option('near', -2)])).toEqual([{ sign: 1, short: 2, held: 1, perpetuals: 0, futures: 0, options: 0, uncovered: 1, legs: new Map([['near', 1]]) }]);
    expect(coverageOf([held(1), option('near', -1)])).toMatchObject([{ uncovered: 0 }]);
    expect(coverageOf([held(1)])).toEqual([]);
  });

  test('a perpetual covers, short puts by a short one; a long option only while it lives', () => {
    const perpetual = (quantity: number): Leg => ({ id: 'perp', kind: 'perpetual', quantity, price: 100 });
    expect(coverageOf([perpetual(2), option('near', -1)])).toMatchObject([{ perpetuals: 1, uncovered: 0 }]);
    expect(coverageOf([perpetual(-1), option('put', -1, { sign: -1 })])).toMatchObject([{ sign: -1, perpetuals: 1, uncovered: 0 }]);
    expect(coverageOf([perpetual(1), option('put', -1, { sign: -1 })])).toMatchObject([{ sign: -1, uncovered: 1 }]);
    expect(coverageOf([option('near', -1), option('later', 1, { expiry: 2 })])).toMatchObject([{ options: 1, uncovered: 0 }]);
    expect(coverageOf([option('near', 1), option('later', -1, { expiry: 2 })])).toMatchObject([{ options: 0, uncovered: 1 }]);
  });

  test('what a vault holds covers its own calls first', () => {
    const legs: readonly Leg[] = [{ id: 'a', kind: 'perpetual', quantity: 1, price: 100 }, { id: 'share', kind: 'held', quantity: 1, price: 100, bundle: 'share' }, option('mine', -1, { strike: 105 }), option('its', -1, { bundle: 'share' })];
    expect(words(legs, [])).toEqual(['/coveredCall: share 1, its -1', '/coveredCall: a 1, mine -1']);
  });

  test('is of all shorts, each once', () => fc.assert(fc.property(anyLegs, (legs) => {
    const found = coverageOf(legs);
    for (const { sign, short, held: own, perpetuals, futures, options, uncovered } of found) {
      expect(own + perpetuals + futures + options + uncovered).toBe(short);
      expect(short).toBe(legs.reduce((sum, leg) => (leg.kind === 'option' && leg.sign === sign && leg.quantity < 0 ? sum - leg.quantity : sum), 0));
    }
  })));
});
