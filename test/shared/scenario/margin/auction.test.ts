import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterBid, auctionState, type AuctionTerms, discountAt } from '#shared/scenario/margin/auction.ts';

const TERMS: AuctionTerms = { start: 0.98, cutoff: 0.8, fastSeconds: 100, slowSeconds: 14_400, buffer: 0.2, feeRate: 0.02 };

describe('a Dutch auction', () => {
  test('falls fast to the cutoff, then slowly to nothing', () => {
    expect([0, 50, 100, 7300, 14_500, 99_999].map((seconds) => discountAt(TERMS, seconds))).toEqual([0.98, 0.89, 0.8, 0.4, 0, 0]);
  });

  test('the most that may be taken is what restores the buffer', () => fc.assert(fc.property(
    fc.double({ min: 10, max: 1000, noNaN: true }), fc.double({ min: -500, max: -1, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), fc.integer({ min: 0, max: 5000 }),
    (marked, maintenanceLevel, received, seconds) => {
      const before = { marked, maintenanceLevel, received };
      const { share, price } = auctionState(before, TERMS, seconds);
      expect(share).toBeLessThanOrEqual(1);
      if (share === 1) return;
      expect(auctionState(afterBid(before, share, share * price), TERMS, seconds).bufferLevel).toBeCloseTo(0, 6);
    },
  )));

  test('an account that is worth less than nothing has no price, and one above its buffer is not for sale', () => {
    expect(auctionState({ marked: -10, maintenanceLevel: -200, received: 0 }, TERMS, 30)).toMatchObject({ share: 0, price: 0, fee: 0 });
    expect(auctionState({ marked: 100, maintenanceLevel: 50, received: 0 }, TERMS, 30)).toMatchObject({ share: 0, fee: 0, bufferLevel: 40 });
  });
});
