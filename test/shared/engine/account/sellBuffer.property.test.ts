import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Totals } from '#shared/engine/figures.ts';
import { openAccount } from '#shared/engine/step.ts';
import { Decimal } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

/** Orders at the price that they are assumed to fill at, stated plainly for one symbol: buys at their own, sells at no less than the mark and a buffer. */

const BUFFER = '0.0015';
const RATES = [['0', '0.01'], ['50000', '0.02'], ['200000', '0.05']] as const;

type Order = Readonly<{ contracts: number; price: number }>;
const size = fc.integer({ min: -4000, max: 4000 });
const order: fc.Arbitrary<Order> = fc.record({ contracts: size.filter((value) => value !== 0), price: fc.integer({ min: 50_000, max: 70_000 }) });

const figuresOf = (held: number, orders: readonly Order[], mark: number, rules: object): Totals => {
  const parsed = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Orders', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '50000' }],
    instruments: [{
      symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '0.001', tierRule: 'flat',
      tiers: RATES.map(([notionalFloor, initialMarginRate]) => ({ notionalFloor, maintenanceMarginRate: '0.005', maintenanceAmount: '0', initialMarginRate })),
    }],
    positions: held === 0 ? [] : [{ symbol: 'BTCUSDT', contracts: String(held), entryPrice: '60000' }],
    orders: orders.map(({ contracts, price }) => ({ symbol: 'BTCUSDT', contracts: String(contracts), price: String(price) })),
    parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules: { sellBuffer: BUFFER, ...rules } },
    prices: { mark: { BTCUSDT: String(mark) }, index: {} },
  });
  return openAccount(parsed.portfolio, parsed.prices, [], null).engine.evaluate().totals;
};

const zero = new Decimal(0);
const add = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), zero);
const coins = (contracts: number): Decimal => new Decimal(contracts).times('0.001');

function marginOn(value: Decimal): Decimal {
  const notional = value.abs();
  const [, rate] = RATES.findLast(([floor], at) => at === 0 || notional.gt(floor)) ?? RATES[0];
  return notional.times(rate);
}

const assumed = ({ contracts, price }: Order, mark: number): Decimal => (contracts > 0 ? new Decimal(price) : Decimal.max(new Decimal(mark).times('1.0015'), mark, price));
const losses = (orders: readonly Order[], mark: number): Decimal => add(orders.map(({ contracts, price }) => Decimal.max(zero, coins(contracts).times(price - mark))));

describe('sellBuffer', () => {
  test('what is held after all buys, or after all sells, at assumed prices, beyond what is held at the mark', () => {
    fc.assert(fc.property(size, fc.array(order, { maxLength: 5 }), fc.integer({ min: 50_000, max: 70_000 }), (held, orders, mark) => {
      const present = coins(held).times(mark);
      const after = (buys: boolean): Decimal => marginOn(present.plus(add(orders.filter(({ contracts }) => contracts > 0 === buys).map((own) => coins(own.contracts).times(assumed(own, mark))))));
      const expected = Decimal.max(after(true), after(false), marginOn(present)).minus(marginOn(present)).plus(losses(orders, mark));
      expect(figuresOf(held, orders, mark, {}).orderMargin.value?.toFixed()).toBe(expected.toFixed());
    }), { numRuns: 150 });
  });

  test('or each order by itself at its assumed price', () => {
    fc.assert(fc.property(size, fc.array(order, { maxLength: 5 }), fc.integer({ min: 50_000, max: 70_000 }), (held, orders, mark) => {
      const expected = add(orders.map((own) => marginOn(coins(own.contracts).times(assumed(own, mark))))).plus(losses(orders, mark));
      expect(figuresOf(held, orders, mark, { orders: 'eachOrder' }).orderMargin.value?.toFixed()).toBe(expected.toFixed());
    }), { numRuns: 100 });
  });
});
