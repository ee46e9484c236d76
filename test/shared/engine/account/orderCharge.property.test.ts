import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Totals } from '#shared/engine/figures.ts';
import { openAccount } from '#shared/engine/step.ts';
import { Decimal } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

/** Open orders that ask for the maintenance margin of their fills, stated plainly: each a position of its size at its own price. */

const FEE = '0.0006';
const TIERS = [['0', '0.005', '0'], ['20000', '0.01', '100'], ['90000', '0.025', '1450']] as const;

type Order = Readonly<{ base: 'BTC' | 'ETH'; contracts: number; price: number; reduceOnly: boolean }>;

const order: fc.Arbitrary<Order> = fc.record({ base: fc.constantFrom('BTC', 'ETH'), contracts: fc.integer({ min: -3000, max: 3000 }).filter((value) => value !== 0), price: fc.integer({ min: 1, max: 90_000 }), reduceOnly: fc.boolean() });

const instrument = (base: string, own: object = {}): object => ({
  symbol: `${base}USDTM`, kind: 'perpetual', settlement: 'linear', base, quote: 'USDT', settle: 'USDT', contractSize: '0.001',
  tiers: TIERS.map(([notionalFloor, maintenanceMarginRate, maintenanceAmount]) => ({ notionalFloor, maintenanceMarginRate, maintenanceAmount })), ...own,
});

const figuresOf = (orders: readonly Order[], { rules = { takerFeeRate: FEE }, own = {}, marks = { BTCUSDTM: '60000' }, index = '1' }: Readonly<{ rules?: object; own?: object; marks?: Readonly<Record<string, string>>; index?: string }> = {}): Totals => {
  const parsed = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Orders', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '50000', weight: '1' }],
    instruments: [instrument('BTC', own), instrument('ETH', own)], positions: [{ symbol: 'BTCUSDTM', contracts: '400', entryPrice: '61000', leverage: '10' }],
    orders: orders.map(({ base, contracts, price: at, reduceOnly }) => ({ symbol: `${base}USDTM`, contracts: String(contracts), price: String(at), reduceOnly })),
    parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules: { pooling: 'settle', closingFee: 'notional', orderCharge: 'fill', ...rules } },
    prices: { mark: marks, index: { USDT: index } },
  });
  return openAccount(parsed.portfolio, parsed.prices, [], null).engine.evaluate().totals;
};

const zero = new Decimal(0);
const notionalOf = ({ contracts, price: at }: Order): Decimal => new Decimal(contracts).abs().times('0.001').times(at);

function askedOf(own: Order): Decimal {
  const notional = notionalOf(own);
  const [, rate, amount] = TIERS.findLast(([floor], at) => at === 0 || notional.gt(floor)) ?? TIERS[0];
  return notional.times(rate).minus(amount).plus(notional.times(FEE));
}

const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), zero);
const shown = ({ value, certainty }: Totals[keyof Totals]): string => `${certainty} ${value?.toFixed() ?? 'none'}`;

describe('orderCharge fill', () => {
  test('adds to the maintenance margin what each fill would keep, and takes its opening fee from adjusted equity; equity stays', () => {
    fc.assert(fc.property(fc.array(order, { maxLength: 5 }), fc.constantFrom('1', '0.998', '1.25'), (orders, index) => {
      const [bare, charged] = [figuresOf([], { index }), figuresOf(orders, { index })];
      const filling = orders.filter(({ reduceOnly }) => !reduceOnly);
      const fees = sum(filling.map(notionalOf)).times(FEE).times(index);
      expect(charged.maintenanceMargin.value?.toFixed()).toBe(bare.maintenanceMargin.value?.plus(sum(filling.map(askedOf)).times(index)).toFixed());
      expect(charged.adjustedEquity.value?.toFixed()).toBe(bare.adjustedEquity.value?.minus(fees).toFixed());
      expect(shown(charged.equity)).toBe(shown(bare.equity));
    }), { numRuns: 80 });
  });

  test('no mark of an order’s symbol is needed, and none changes what it asks for', () => {
    fc.assert(fc.property(fc.array(order, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 9000 }), (orders, mark) => {
      const [without, withMark] = [figuresOf(orders), figuresOf(orders, { marks: { BTCUSDTM: '60000', ETHUSDTM: String(mark) } })];
      expect([without, withMark].map(({ marginRatio, maintenanceMargin, adjustedEquity }) => [marginRatio, maintenanceMargin, adjustedEquity].map(shown))).toEqual([0, 1].map(() => [withMark.marginRatio, withMark.maintenanceMargin, withMark.adjustedEquity].map(shown)));
      expect(shown(withMark.marginRatio)).toMatch(/^exact /);
    }), { numRuns: 30 });
  });

  test('under the default rule orders are part of the initial margin alone', () => {
    fc.assert(fc.property(fc.array(order, { maxLength: 4 }), (orders) => {
      const [bare, initial] = [figuresOf([]), figuresOf(orders, { rules: { takerFeeRate: FEE, orderCharge: 'initial' } })];
      expect([initial.maintenanceMargin, initial.adjustedEquity, initial.marginRatio].map(shown)).toEqual([bare.maintenanceMargin, bare.adjustedEquity, bare.marginRatio].map(shown));
    }), { numRuns: 30 });
  });

  const one: readonly Order[] = [{ base: 'ETH', contracts: -1000, price: 3000, reduceOnly: false }];

  test('an order whose tiers nobody says makes the requirement at least what the rest asks for, and leaves the equity exact', () => {
    const [known, lacking] = [figuresOf(one), figuresOf(one.map((own) => ({ ...own, contracts: -100_000 })), { own: { notionalCap: '100000' } })];
    expect(shown(lacking.maintenanceMargin)).toBe(`atLeast ${figuresOf([]).maintenanceMargin.value?.toFixed() ?? ''}`);
    expect([known.adjustedEquity.certainty, lacking.adjustedEquity.certainty, lacking.marginRatio.certainty]).toEqual(['exact', 'exact', 'atLeast']);
  });

  test('a fee that nobody names makes adjusted equity unknown, never what it would be without one', () => {
    const unnamed = figuresOf(one, { rules: { closingFee: 'outside' } });
    expect([unnamed.adjustedEquity, unnamed.marginRatio].map(shown)).toEqual(['unknown none', 'unknown none']);
    // 24,000 of BTC at 1 % less 100, and 3,000 of the order at 0.5 %.
    expect([unnamed.equity, unnamed.maintenanceMargin].map(shown)).toEqual(['exact 49600', 'exact 155']);
  });
});
