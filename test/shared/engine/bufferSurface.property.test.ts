import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradient } from '#shared/scenario/stress/reverseStress.ts';
import { bufferSurface } from '#shared/engine/bufferSurface.ts';
import { shockedLedger } from '#shared/engine/contribution/shock.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { withOptions } from '../../arbitraries/optionAccounts.ts';
import { missingInputs } from '#shared/engine/missing.ts';
import { knownAdjustedEquity, knownBuffer } from '#shared/engine/sums.ts';
import { Decimal } from '#shared/num/units.ts';
import { anyAccount, engineOf, golden } from './contribution/support.ts';

const FALLS = fc.array(fc.double({ min: -0.5, max: 0.8, noNaN: true }), { minLength: 12, maxLength: 12 });

describe('the surface in float64', () => {
  test('is the engine itself after the same moves', () => fc.assert(fc.property(anyAccount, FALLS, (account, falls) => {
    for (const pool of engineOf(account).pools) {
      if (missingInputs(pool.book, pool.ledger).length > 0) continue;
      const surface = bufferSurface(pool);
      const moves = surface.assets.map((asset, place) => (asset === pool.book.valuationCurrency ? 0 : Number((falls[place] ?? 0).toFixed(6))));
      const shocked = shockedLedger(pool.book, pool.ledger, new Map(surface.assets.map((asset, place) => [asset, new Decimal(moves[place] ?? 0)])));
      if (shocked.status === 'unknown' || missingInputs(pool.book, shocked.ledger).length > 0) continue;
      const [before, after] = [pool.ledger.sums(), shocked.ledger.sums()];
      const scale = 1 + after.collateralValue.abs().toNumber() + knownAdjustedEquity(after).abs().toNumber() + after.maintenanceMargin.toNumber() + knownAdjustedEquity(before).abs().toNumber();
      expect(Math.abs(surface.bufferAt(moves) - knownBuffer(after).toNumber())).toBeLessThanOrEqual(1e-9 * scale);
    }
  })));

  test('is the engine itself with options that move by a path of their own', () => fc.assert(fc.property(withOptions(anyAccount), FALLS, (account, falls) => {
    const paths = (parsed: typeof account): OptionPaths => ({ symbol, strike }) => {
      const mark = Number(parsed.prices.mark.get(symbol)?.value ?? Number.NaN);
      return Number.isNaN(mark) ? null : (move) => mark * Math.exp(move * (Number(strike) % 2 === 0 ? 2 : -3));
    };
    for (const pool of engineOf(account).pools) {
      if (missingInputs(pool.book, pool.ledger).length > 0) continue;
      const own = paths(account);
      const surface = bufferSurface(pool, own);
      const moves = surface.assets.map((asset, place) => (asset === pool.book.valuationCurrency ? 0 : Number((falls[place] ?? 0).toFixed(6))));
      const shocked = shockedLedger(pool.book, pool.ledger, new Map(surface.assets.map((asset, place) => [asset, new Decimal(moves[place] ?? 0)])), own);
      // The quote currency of an option moves by itself in the exact account, and its strike with it.
      if (shocked.status === 'unknown' || missingInputs(pool.book, shocked.ledger).length > 0 || moves.some((move, place) => move !== 0 && surface.assets[place] === 'USD')) continue;
      const [before, after] = [pool.ledger.sums(), shocked.ledger.sums()];
      const scale = 1 + after.collateralValue.abs().toNumber() + knownAdjustedEquity(after).abs().toNumber() + after.maintenanceMargin.toNumber() + knownAdjustedEquity(before).abs().toNumber() + after.notional.toNumber();
      expect(Math.abs(surface.bufferAt(moves) - knownBuffer(after).toNumber())).toBeLessThanOrEqual(1e-9 * scale);
      expect(Math.abs(surface.optionChange(moves) - after.optionValue.minus(before.optionValue).toNumber())).toBeLessThanOrEqual(1e-9 * scale);
    }
  })));

  test('has the slopes that it says', () => fc.assert(fc.property(anyAccount, FALLS, (account, falls) => {
    for (const pool of engineOf(account).pools) {
      const surface = bufferSurface(pool);
      const moves = surface.assets.map((_, place) => falls[place] ?? 0);
      const asked = gradient(surface.bufferAt, moves);
      const scale = 1 + Math.max(...asked.map(Math.abs), 0);
      surface.slopesAt(moves).forEach((slope, place) => expect(Math.abs(slope - (asked[place] ?? 0))).toBeLessThanOrEqual(1e-3 * scale));
    }
  })));

  test('of golden account 1: a joint fall of 28.48 % leaves nothing', () => {
    const [pool] = golden().pools;
    if (pool === undefined) throw new Error('no pool');
    const surface = bufferSurface(pool);
    const fall = (move: number) => surface.assets.map((asset) => (['BTC', 'ETH', 'SOL'].includes(asset) ? move : 0));
    expect(surface.bufferAt(fall(0))).toBe(surface.buffer);
    expect(surface.bufferAt(fall(-0.2848))).toBeGreaterThan(0);
    expect(surface.bufferAt(fall(-0.2849))).toBeLessThan(0);
  });
});
