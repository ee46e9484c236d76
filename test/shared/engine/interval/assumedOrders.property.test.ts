import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { intervalOf } from '#shared/engine/interval/intervalOf.ts';
import { Decimal } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { ageOf, agedAccount, totalsAt } from './support/aged.ts';

/** Orders at assumed prices bend what they reserve where sells begin to follow the mark, at tiers of what is held then, and where buys and sells change places. */

const STEPS = 200;
const RATES = [['0', '0.02'], ['60000', '0.04'], ['150000', '0.1']] as const;
/** Sizes that come near a floor, and near each other, at prices within reach. */
const size = fc.constantFrom(500, 1000, 2000, 2500).chain((contracts) => fc.constantFrom(contracts, -contracts));

const account = fc.record({
  held: fc.constantFrom(-1500, -1000, -500, 0, 500, 1000), orders: fc.array(fc.record({ contracts: size, price: fc.integer({ min: 58_000, max: 62_000 }) }), { minLength: 1, maxLength: 3 }),
  rule: fc.constantFrom('worstExposure', 'worstExposure', 'eachOrder'), steps: fc.boolean(),
}).map(({ held, orders, rule, steps }): ParsedPortfolio => parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Orders', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '50000' }],
  instruments: [{
    symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '0.001', tierRule: 'flat',
    tiers: RATES.slice(0, steps ? 3 : 1).map(([notionalFloor, initialMarginRate]) => ({ notionalFloor, maintenanceMarginRate: '0', maintenanceAmount: '0', initialMarginRate })),
  }],
  positions: held === 0 ? [] : [{ symbol: 'BTCUSDT', contracts: String(held), entryPrice: '60000' }],
  orders: orders.map(({ contracts, price }) => ({ symbol: 'BTCUSDT', contracts: String(contracts), price: String(price) })),
  parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', dailyVolatility: { BTC: 0.035 }, rules: { sellBuffer: '0.0015', orders: rule } },
  prices: { mark: { BTCUSDT: '60000' }, index: {} },
}));

test('the interval of the initial margin holds it at every mark within reach, and its ends are come to', () => {
  fc.assert(fc.property(account, (parsed) => {
    const aged = agedAccount(parsed, new Map([['mark:BTCUSDT', 86_400_000]]), { BTC: 0.035 });
    const interval = intervalOf(aged.engine, ageOf(aged), { k: 1 }).initialMargin;
    const seen = Array.from({ length: 2 * STEPS + 1 }, (_, at) => totalsAt(aged, 1, new Map([['BTC', at / STEPS - 1]])).initialMargin.value ?? new Decimal(NaN));
    const [low, high] = [Decimal.min(...seen), Decimal.max(...seen)];
    expect([interval?.low?.lte(low), interval?.high?.gte(high)]).toEqual([true, true]);
    // One step of the mark is 10.5 USDT; 10 coins at 10 % and what they lose at once follow it.
    expect([low.minus(interval?.low ?? NaN).lte(120), new Decimal(interval?.high ?? NaN).minus(high).lte(120)]).toEqual([true, true]);
  }), { numRuns: 150 });
}, 120_000);
