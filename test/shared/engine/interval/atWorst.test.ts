import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '#shared/engine/evaluate.ts';
import { atWorst } from '#shared/engine/interval/atWorst.ts';
import { outlookOf } from '#shared/engine/interval/outlook.ts';
import { intervalOf } from '#shared/engine/interval/intervalOf.ts';
import { createLedger } from '#shared/engine/ledger.ts';
import { asPrice, Decimal } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { type Aged, ageOf, agedAccount, agesFor, ASSETS, K, keysOf, partsOf, totalsAt, VOLATILITY } from './support/aged.ts';

const worstOf = (account: Aged, k: number) => atWorst(account.engine, ageOf(account), { k }, account.engine.evaluate().stageInputs);

/** One long of 1 BTC at 60,000 on 40,000 USD, liquidated at 20,408.16. */
const long = (mark: string, age: number, volatility: Readonly<Record<string, number>> = VOLATILITY): Aged => agedAccount(parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Long', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '40000' }],
  instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0' }] }],
  positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }], prices: { mark: { 'BTC-PERP': mark } },
}), new Map([['mark:BTC-PERP', age]]), volatility);

describe('what the stage tests read when prices are old', () => {
  const point = long('29200', 0).engine.evaluate().stageInputs;

  test('is what they read at the prices themselves while none is old', () => expect(worstOf(long('29200', 0), 3)).toEqual({ inputs: point, ends: [] }));

  test('is the ratio and the distances from the bad end: here the lower end of BTC, one day old, 10.5 % down', () => {
    const [low, root] = [29_200 * 0.895, 40_000 / 1.96];
    const { inputs, ends } = worstOf(long('29200', 86_400_000), 3);
    expect(inputs).toEqual({
      liquidating: false, ratio: expect.closeTo((0.02 * low) / (40_000 + low - 60_000), 9), distance: expect.closeTo(1 - 20_408.163265 / low, 8), sigmas: expect.closeTo(Math.log(low / 20_408.163265) / 0.035, 6),
    });
    expect([root, ends.map(({ asset }) => asset)]).toEqual([expect.closeTo(20_408.163265, 5), ['BTC', 'BTC']]);
  });

  test('is liquidation, without a ratio, where the bad end leaves no equity', () => {
    expect(worstOf(long('29200', 30 * 86_400_000), 3).inputs).toEqual({ liquidating: true, ratio: null, distance: 0, sigmas: 0 });
  });

  test('is the ratio of an isolated position where that is the worst: 60,000 · 0.02 of 6,000, 3 % down', () => {
    const parsed = parsedAccount({
      schema: 'plimsoll.portfolio/1', name: 'Isolated', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '40000' }],
      instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0' }] }],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000', marginMode: 'isolated', isolatedMargin: '6000' }], prices: { mark: { 'BTC-PERP': '60000' } },
    });
    const { inputs } = worstOf(agedAccount(parsed, new Map([['mark:BTC-PERP', 86_400_000]]), { BTC: 0.01 }), 3);
    expect(inputs).toMatchObject({ ratio: expect.closeTo((58_200 * 0.02) / 4200, 9), distance: null, liquidating: false });
  });

  test('stands where it was last seen without a σ, or without anybody to know its age', () => {
    expect(worstOf(long('29200', 86_400_000, {}), 3).inputs).toMatchObject({ ratio: point.ratio, distance: point.distance });
    expect(worstOf(long('29200', Infinity), 3).inputs).toEqual(point);
  });

  test('is never safer than at any prices within their reach', () => {
    fc.assert(fc.property(fc.oneof(accountDocument().map(parsedAccount), otherAccount({ orders: true })).chain((parsed) => fc.tuple(fc.constant(parsed), agesFor(parsed))), K, fc.array(partsOf(ASSETS), { minLength: 5, maxLength: 5 }), ([parsed, ages], k, samples) => {
      const account = agedAccount(parsed, ages);
      const { inputs } = worstOf(account, k);
      for (const parts of [new Map<string, number>(), ...samples]) {
        const { marginRatio: { value }, adjustedEquity, maintenanceMargin } = totalsAt(account, k, parts);
        if (maintenanceMargin.value?.gt(0) === true && adjustedEquity.value?.lte(maintenanceMargin.value) === true) expect(inputs.liquidating).toBe(true);
        expect(value === null ? inputs.liquidating : inputs.ratio === null || inputs.ratio >= value.toNumber() - 1e-12).toBe(true);
      }
    }), { numRuns: 80 });
  });

  test('has no distance longer than from any price of its own within reach, unless that may be passed', () => {
    const cases = accountDocument({ orders: false }).map(parsedAccount).chain((parsed) => fc.tuple(fc.constant(parsed), fc.integer({ min: 1000, max: 200_000_000 }), fc.constantFrom('BTC', 'ETH', 'SOL'), fc.double({ min: -1, max: 1, noNaN: true })));
    fc.assert(fc.property(cases, ([parsed, age, asset, part]) => {
      const account = agedAccount(parsed, new Map(keysOf(parsed).map((key) => [key, age])));
      const { inputs } = worstOf(account, 3);
      const [pool] = account.engine.pools;
      if (pool === undefined || inputs.liquidating) return;
      const { book } = pool;
      const ledger = createLedger(book);
      const { mark, index } = pool.ledger.prices();
      const factor = new Decimal(1).plus(3 * (VOLATILITY[asset] ?? 0) * Math.sqrt(age / 86_400_000) * part);
      const of = new Map(book.rows.map(({ instrument }) => [instrument.symbol, instrument.base]));
      for (const [symbol, value] of mark) ledger.setMark(symbol, of.get(symbol) === asset ? asPrice(value.times(factor)) : value);
      for (const [name, value] of index) ledger.setIndex(name, name === asset ? asPrice(value.times(factor)) : value);
      const there = evaluate(book, ledger).underlyings.find((underlying) => underlying.asset === asset)?.distance;
      if (there === undefined || there === null) return;
      expect(inputs.distance).not.toBeNull();
      expect(inputs.distance ?? Infinity).toBeLessThanOrEqual(there.fraction.abs().toNumber() + 1e-9);
      expect(inputs.sigmas ?? Infinity).toBeLessThanOrEqual((there.sigmas ?? Infinity) + 1e-6);
    }), { numRuns: 120 });
  });
});

test('the outlook is both at once', () => {
  const account = long('29200', 86_400_000);
  const { stageInputs } = account.engine.evaluate();
  expect(outlookOf(account.engine, ageOf(account), { k: 3 }, stageInputs)).toEqual({ interval: intervalOf(account.engine, ageOf(account), { k: 3 }), worst: worstOf(account, 3) });
});

test('the opening fees of orders are taken from the equity once', () => {
  // 800 less 1 % of 30,000 is 500, against 1 % of 1,000 and of 30,000.
  const { engine, ages } = agedAccount(parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Fees', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '800' }],
    instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] }],
    positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }], orders: [{ symbol: 'BTC-PERP', contracts: '30', price: '1000' }], prices: { mark: { 'BTC-PERP': '1000' } },
    parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules: { takerFeeRate: '0.01', orderCharge: 'fill' } },
  }), new Map([['mark:BTC-PERP', 60_000]]));
  const point = engine.evaluate().stageInputs;
  expect([point.liquidating, point.ratio]).toEqual([false, 0.62]);
  expect(atWorst(engine, (key) => ages.get(key) ?? null, { k: 1 }, point).inputs.liquidating).toBe(false);
});
