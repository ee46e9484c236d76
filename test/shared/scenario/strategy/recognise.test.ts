import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Leg, recognise } from '#shared/scenario/strategy/recognise.ts';

const call = (strike: number, quantity: number, change: Partial<Extract<Leg, { kind: 'option' }>> = {}): Leg => ({ id: `C${strike}`, kind: 'option', sign: 1, strike, expiry: 1, quantity, price: 3, ...change });
const put = (strike: number, quantity: number, change: Partial<Extract<Leg, { kind: 'option' }>> = {}): Leg => ({ id: `P${strike}`, kind: 'option', sign: -1, strike, expiry: 1, quantity, price: 2, ...change });
const held = (quantity: number): Leg => ({ id: 'held', kind: 'held', quantity, price: 100 });
const kinds = (legs: readonly Leg[]): readonly string[] => recognise(legs).map(({ kind, size }) => `${kind} ${size}`);

describe('strategies', () => {
  test('a call on what is held is covered: capped at its strike, even at the price less the premium', () => {
    expect(recognise([held(1), call(110, -1)])).toEqual([{ kind: 'coveredCall', size: 1, legs: [{ id: 'held', quantity: 1 }, { id: 'C110', quantity: -1 }], cap: 110, breakEven: 97 }]);
    // The second of two calls is covered by nothing.
    expect(kinds([held(1), call(110, -2)])).toEqual(['coveredCall 1', 'single 1']);
  });

  test('a put on what is held protects it; a short is covered by a put and protected by a call', () => {
    expect(recognise([held(1), put(90, 1)])).toMatchObject([{ kind: 'protectivePut', cap: null, breakEven: 102 }]);
    const short: Leg = { id: 'perp', kind: 'perpetual', quantity: -1, price: 100 };
    expect(recognise([short, put(90, -1)])).toMatchObject([{ kind: 'coveredPut', cap: 90, breakEven: 102 }]);
    expect(recognise([short, call(110, 1)])).toMatchObject([{ kind: 'protectiveCall', breakEven: 97 }]);
  });

  test.each<[string, readonly Leg[]]>([
    ['vertical 2', [call(100, 2), call(110, -2)]], ['calendar 1', [put(100, 1, { expiry: 2 }), put(100, -1, { id: 'near' })]], ['straddle 1', [call(100, -1), put(100, -1)]], ['strangle 3', [call(110, 3), put(90, 3)]],
    ['ironCondor 1', [put(80, 1), put(90, -1), call(110, -1), call(120, 1)]], ['box 1', [call(90, 1), call(110, -1), put(110, 1), put(90, -1)]],
    ['carry 2', [{ id: 'f', kind: 'future', expiry: 5, quantity: -2, price: 104 }, held(2)]],
  ])('%s', (words, legs) => expect(kinds(legs)).toEqual([words]));

  const anyLeg = fc.oneof(
    fc.record({ kind: fc.constant('option' as const), sign: fc.constantFrom(1 as const, -1 as const), strike: fc.constantFrom(90, 100, 110), expiry: fc.constantFrom(1, 2), quantity: fc.integer({ min: -3, max: 3 }), price: fc.constant(2) }),
    fc.record({ kind: fc.constantFrom('held' as const, 'perpetual' as const), quantity: fc.integer({ min: -3, max: 3 }), price: fc.constant(100) }),
  );
  const anyLegs = fc.array(anyLeg, { maxLength: 8 }).map((legs) => legs.map((leg, at): Leg => ({ ...leg, id: String(at) })));

  test('every unit of every leg is in one group: totals never change by grouping', () => fc.assert(fc.property(anyLegs, (legs) => {
    const found = recognise(legs);
    for (const { id, quantity } of legs) expect(found.flatMap((own) => own.legs).reduce((sum, own) => (own.id === id ? sum + own.quantity : sum), 0)).toBeCloseTo(quantity, 9);
  })));

  test('the order of the legs does not matter', () => fc.assert(fc.property(anyLegs, (legs) => {
    expect(recognise(legs.toReversed())).toEqual(recognise(legs));
  })));
});

test('a book of a thousand options is grouped without asking every four of them, and every unit of it stays', () => {
  const legs = Array.from({ length: 1000 }, (_, at): Leg => ({ id: String(at), kind: 'option', sign: at % 2 === 0 ? 1 : -1, strike: 30_000 + Math.floor(at / 5) * 300, quantity: (at % 7) - 3, price: 2000, expiry: at % 5 }));
  const left = new Map(legs.map(({ id, quantity }) => [id, quantity]));
  for (const { id, quantity } of recognise(legs).flatMap((own) => own.legs)) left.set(id, (left.get(id) ?? 0) - quantity);
  expect([...left.values()].every((own) => Math.abs(own) < 1e-9)).toBe(true);
});
