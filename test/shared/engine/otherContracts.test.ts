import { describe, expect, test } from 'vitest';
import { toText } from '#shared/num/units.ts';
import { account, figures, perpetual, TIERS, underlying } from '../../support/edgeAccount.ts';
import type { Account } from '../../support/movedAccount.ts';

/** One account by hand per kind of contract and unit of tiers that is not linear by notional. */

describe('a contract of another kind', () => {
  type Own = Readonly<{ base?: string; instrument: object; contracts: string; cash: string; mark: string; index?: object }>;
  const one = ({ base = 'BTC', instrument, contracts, cash, mark, index = {} }: Own): Account => account({
    collateral: [{ asset: 'USD', amount: cash }], instruments: [perpetual(base, instrument)], positions: [{ symbol: `${base}-PERP`, contracts, entryPrice: '1000' }], prices: { mark: { [`${base}-PERP`]: mark }, index },
  });
  const priceOf = (held: Account, asset: string): string | undefined => {
    const found = underlying(held, asset);
    return found?.status === 'price' ? toText(found.price) : found?.status;
  };

  test('inverse: profit and requirement are in the coin, and move with it', () => {
    // 1000 USD · (1/1000 − 1/1250) = 0.2 BTC = 250 USD; notional 0.8 BTC = 1000 USD. At P: 1000 + (P − 1000) = 10.
    const held = one({ instrument: { settlement: 'inverse', settle: 'BTC', contractSize: '100' }, contracts: '10', cash: '1000', mark: '1250', index: { BTC: '1250' } });
    expect(figures(held)).toMatchObject({ equity: '1250', unrealizedPnl: '250', notional: '1000', maintenanceMargin: '10', initialMargin: '20', buffer: '1240' });
    expect(priceOf(held, 'BTC')).toBe('10');
  });

  test('quanto: a point of the quote is worth a fixed amount of a third currency', () => {
    // 100 · 0.000001 XBT a point, at 50,000: 5 USD a point. 200 points of profit; notional 5 · 1200. At P: 545 + 5 · (P − 1000) = 0.05 · P.
    const held = one({ base: 'ETH', instrument: { settlement: 'quanto', settle: 'XBT', contractSize: '0.000001' }, contracts: '100', cash: '545', mark: '1200', index: { XBT: '50000' } });
    expect(figures(held)).toMatchObject({ equity: '1545', unrealizedPnl: '1000', notional: '6000', maintenanceMargin: '60', initialMargin: '120', buffer: '1485' });
    expect(priceOf(held, 'ETH')).toBe('900');
  });

  test('with tiers by contracts: their number chooses the tier, whatever the price', () => {
    // 10 contracts: (10 · 0.02 − 0.04) / 10 = 1.6 % of the notional. At P: 508 + P − 1000 = 0.016 · P.
    const tiers = [...TIERS, { notionalFloor: '4', maintenanceMarginRate: '0.02', maintenanceAmount: '0.04', initialMarginRate: '0.04' }];
    const held = (mark: string): Account => one({ instrument: { tierUnit: 'contracts', contractSize: '0.1', tiers }, contracts: '10', cash: '508', mark });
    expect(figures(held('1000'))).toMatchObject({ notional: '1000', maintenanceMargin: '16', initialMargin: '40', buffer: '492' });
    expect(figures(held('2000'))).toMatchObject({ notional: '2000', maintenanceMargin: '32', initialMargin: '80' });
    expect(priceOf(held('1000'), 'BTC')).toBe('500');
  });

  test('with tiers by coin: the size chooses the tier, whatever the price', () => {
    // 1 BTC: 0.02 − 0.005 = 1.5 % of the notional. At P: 507.5 + P − 1000 = 0.015 · P.
    const tiers = [...TIERS, { notionalFloor: '0.5', maintenanceMarginRate: '0.02', maintenanceAmount: '0.005', initialMarginRate: '0.04' }];
    const held = one({ instrument: { tierUnit: 'coin', tiers }, contracts: '1', cash: '507.5', mark: '1000' });
    expect(figures(held)).toMatchObject({ maintenanceMargin: '15', initialMargin: '40', buffer: '492.5' });
    expect(priceOf(held, 'BTC')).toBe('500');
  });

  test('on the valuation currency itself: when that moves, what it is priced in is worth less of it', () => {
    const held = account({
      collateral: [{ asset: 'USD', amount: '1010' }], instruments: [perpetual('USD', { quote: 'EUR', settle: 'EUR' })], positions: [{ symbol: 'USD-PERP', contracts: '1000', entryPrice: '1' }],
      prices: { mark: { 'USD-PERP': '1.25' }, index: { EUR: '0.8' } },
    });
    // 250 EUR of profit and 1250 EUR of notional, at 0.8. At P, where a euro is 1 / P: 1010 + 1000 − 1000 / P = 10.
    expect(figures(held)).toMatchObject({ equity: '1210', unrealizedPnl: '200', notional: '1000', maintenanceMargin: '10', buffer: '1200' });
    expect(priceOf(held, 'USD')).toBe('0.5');
  });
});
