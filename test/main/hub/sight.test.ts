import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { createPriceBoard, type PriceKey } from '../../../src-main/hub/priceBoard.ts';
import { sightOf } from '../../../src-main/hub/sight.ts';
import { text } from './support/riskyAccount.ts';

const KEYS: readonly PriceKey[] = ['mark:A', 'mark:B'];
const fresh = (now: number) => ({ now, staleMs: 5000, connected: true });

/** Two prices, received at these monotonic times; our clock read 1,000,000 more. */
function board(a: number | null, b: number | null) {
  const prices = createPriceBoard();
  for (const [key, seenAt] of [['mark:A', a], ['mark:B', b]] as const) prices.put(key, { value: text('1'), at: epochMs(1_000_000 + (seenAt ?? 0)), source: 'feed', seenAt });
  return prices;
}

describe('sightOf', () => {
  test('is clear while every price is fresh', () => {
    expect(sightOf(KEYS, board(0, 0), fresh(4999), 0)).toEqual({ clear: true, silence: null });
  });

  test('names the price that has been silent for longest', () => {
    expect(sightOf(KEYS, board(2000, 1000), fresh(9000), 0)).toEqual({ clear: false, silence: { key: 'mark:B', at: 1_001_000 } });
  });

  test('is neither clear nor blind before a price that never came has been expected for the limit', () => {
    expect(sightOf(KEYS, board(null, 8000), fresh(9000), 5000)).toEqual({ clear: false, silence: null });
    expect(sightOf(KEYS, board(null, 8000), fresh(10_000), 5000).silence?.key).toBe('mark:A');
  });

  test('does not count silence from before prices were expected', () => {
    expect(sightOf(KEYS, board(0, 0), fresh(60_000), 58_000).silence).toBeNull();
  });

  test('expects no price that was typed in by hand', () => {
    const prices = board(0, 59_000);
    prices.putManual('mark:A', { value: text('2'), at: epochMs(0) });
    expect(sightOf(KEYS, prices, fresh(60_000), 0)).toEqual({ clear: true, silence: null });
  });

  test('an account without prices is never blind', () => {
    expect(sightOf([], createPriceBoard(), fresh(60_000), 0)).toEqual({ clear: true, silence: null });
  });
});
