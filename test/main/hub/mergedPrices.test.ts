import { describe, expect, test } from 'vitest';
import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import { type DecimalText, epochMs } from '#shared/num/units.ts';
import { mergedPrices } from '../../../src-main/hub/mergedPrices.ts';

const price = (value: string, at?: number): StampedPrice => ({ value: value as DecimalText, ...(at === undefined ? {} : { at: epochMs(at) }) });
const set = (mark: Readonly<Record<string, StampedPrice>>, own: Partial<PriceSet> = {}): PriceSet => ({ mark: new Map(Object.entries(mark)), index: new Map(), forward: new Map(), volatility: new Map(), ...own });
const marks = ({ mark }: PriceSet) => Object.fromEntries([...mark].map(([key, { value }]) => [key, value]));

describe('mergedPrices', () => {
  test('keeps what only one names', () => {
    expect(marks(mergedPrices(set({ A: price('1') }), set({ B: price('2') })))).toEqual({ A: '1', B: '2' });
  });

  test('lets the document win, unless both say when and the account’s is newer', () => {
    expect(marks(mergedPrices(set({ A: price('1', 5), B: price('1', 9), C: price('1') }), set({ A: price('2', 6), B: price('2', 8), C: price('2', 1) })))).toEqual({ A: '2', B: '1', C: '2' });
    expect(marks(mergedPrices(set({ A: price('1', 5) }), set({ A: price('2') })))).toEqual({ A: '2' });
  });

  test('merges curves by expiry, and takes a rate from either', () => {
    const curve = (expiry: string, value: string): PriceSet['forward'] => new Map([['BTC', new Map([[expiry, price(value)]])]]);
    const merged = mergedPrices(set({}, { forward: curve('x', '1'), rate: price('0.05') }), set({}, { forward: curve('y', '2') }));
    expect([...merged.forward.get('BTC')?.keys() ?? []]).toEqual(['x', 'y']);
    expect(merged.rate?.value).toBe('0.05');
    expect(mergedPrices(set({}), set({})).rate).toBeUndefined();
  });
});
