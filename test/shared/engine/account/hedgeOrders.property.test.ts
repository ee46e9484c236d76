import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAccount } from '#shared/engine/step.ts';
import { Decimal } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

/** What open orders reserve in hedge mode, stated plainly: the tier is that of the legs once the orders have filled. */

const MARK = 60_000;
const RATES = [['0', '0.01'], ['60000', '0.02'], ['150000', '0.05']] as const;
const TIER_SIZES = ['leg', 'largerLeg', 'bothLegs', 'netOfLegs'] as const;
type TierSize = (typeof TIER_SIZES)[number];
type Order = Readonly<{ contracts: number; price: number }>;
type Held = Readonly<{ long: number; short: number }>;

const order: fc.Arbitrary<Order> = fc.record({ contracts: fc.integer({ min: -3000, max: 3000 }).filter((value) => value !== 0), price: fc.integer({ min: 55_000, max: 65_000 }) });
const held: fc.Arbitrary<Held> = fc.record({ long: fc.integer({ min: 1, max: 3000 }), short: fc.integer({ min: 0, max: 3000 }) });

function reserved({ long, short }: Held, orders: readonly Order[], rules: object): string | undefined {
  const parsed = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Hedge', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '50000' }],
    instruments: [{
      symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '0.001', tierRule: 'flat',
      tiers: RATES.map(([notionalFloor, initialMarginRate]) => ({ notionalFloor, maintenanceMarginRate: '0.005', maintenanceAmount: '0', initialMarginRate })),
    }],
    positions: [{ positionSide: 'long', contracts: String(long) }, ...(short === 0 ? [] : [{ positionSide: 'short', contracts: String(-short) }])].map((leg) => ({ symbol: 'BTCUSDT', entryPrice: '60000', ...leg })),
    orders: orders.map(({ contracts, price }) => ({ symbol: 'BTCUSDT', contracts: String(contracts), price: String(price) })),
    parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules },
    prices: { mark: { BTCUSDT: String(MARK) }, index: {} },
  });
  return openAccount(parsed.portfolio, parsed.prices, [], null).engine.evaluate().totals.orderMargin.value?.toFixed();
}

/** Contracts as money at a price. */
const worth = (contracts: number, price: number): Decimal => new Decimal(contracts).times('0.001').times(price);

function rateOf(notional: Decimal): string {
  return (RATES.findLast(([floor], at) => at === 0 || notional.gt(floor)) ?? RATES[0])[1];
}

/** Contracts that choose the tier of some size. */
function choosing(tierSize: TierSize, { long, short }: Held, own: number): number {
  if (tierSize === 'leg') return Math.abs(own);
  if (tierSize === 'largerLeg') return Math.max(long, short);
  return tierSize === 'bothLegs' ? long + short : Math.abs(long - short);
}

const bought = (orders: readonly Order[]): number => orders.reduce((sum, { contracts }) => sum + Math.max(0, contracts), 0);
const sold = (orders: readonly Order[]): number => orders.reduce((sum, { contracts }) => sum + Math.max(0, -contracts), 0);
const losses = (orders: readonly Order[]): Decimal => orders.reduce((sum, { contracts, price }) => sum.plus(Decimal.max(0, worth(contracts, price).minus(worth(contracts, MARK)))), new Decimal(0));
const after = ({ long, short }: Held, orders: readonly Order[]): Held => ({ long: long + bought(orders), short: short + sold(orders) });

function marginOf(tierSize: TierSize, legs: Held): Decimal {
  const net = legs.long - legs.short;
  return worth(Math.abs(net), MARK).times(rateOf(worth(choosing(tierSize, legs, net), MARK)));
}

describe.each(TIER_SIZES)('orders in hedge mode, tier by %s', (tierSize) => {
  test('what is held after all buys, or after all sells, beyond what is held', () => {
    fc.assert(fc.property(held, fc.array(order, { maxLength: 4 }), (legs, orders) => {
      const sides = [orders.filter(({ contracts }) => contracts > 0), orders.filter(({ contracts }) => contracts < 0)].filter((own) => own.length > 0);
      const added = Decimal.max(0, ...sides.map((own) => marginOf(tierSize, after(legs, own)).minus(marginOf(tierSize, legs))));
      expect(reserved(legs, orders, { tierSize })).toBe(added.plus(losses(orders)).toFixed());
    }), { numRuns: 120 });
  });

  test('each order by itself', () => {
    fc.assert(fc.property(held, fc.array(order, { maxLength: 4 }), (legs, orders) => {
      const margins = orders.map((own) => worth(Math.abs(own.contracts), own.price).times(rateOf(worth(choosing(tierSize, after(legs, [own]), own.contracts), own.price))));
      expect(reserved(legs, orders, { tierSize, orders: 'eachOrder' })).toBe(margins.reduce((sum, margin) => sum.plus(margin), losses(orders)).toFixed());
    }), { numRuns: 80 });
  });
});
