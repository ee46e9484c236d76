import { describe, expect, test } from 'vitest';
import { stageOf } from '#shared/engine/stage.ts';
import { toText } from '#shared/num/units.ts';
import { parsedAccount } from '../../arbitraries/accounts.ts';
import { account, figures, HEAD, perpetual, TIERS, underlying } from '../../support/edgeAccount.ts';
import { type Account, accountOf } from '../../support/movedAccount.ts';

/** One account by hand per corner of the model. */

const stage = ({ evaluation }: Account): string => stageOf(evaluation.stageInputs).stage;

describe('an account without positions', () => {
  test('that is empty is calm, with zeros, and nothing can liquidate it', () => {
    const empty = account({});
    expect(figures(empty)).toMatchObject({ equity: '0', adjustedEquity: '0', buffer: '0', marginRatio: '0', leverage: '0' });
    expect(stage(empty)).toBe('calm');
    expect([empty.evaluation.jointMove.liquidation.status, empty.evaluation.jointMove.bankruptcy.status]).toEqual(['none', 'none']);
  });

  test('that holds cash has no liquidation price and a ratio of 0', () => {
    const cash = account({ collateral: [{ asset: 'USD', amount: '100' }, { asset: 'BTC', amount: '1', weight: '0.9' }], prices: { index: { BTC: '60000' } } });
    expect(figures(cash)).toMatchObject({ equity: '60100', adjustedEquity: '54100', marginRatio: '0', leverage: '0' });
    expect(underlying(cash, 'BTC')).toEqual({ status: 'none', reason: 'no price of BTC alone liquidates this account' });
  });

  test('that has only debts is as bad as liquidation, and that is not said before all is priced', () => {
    const debts = { collateral: [{ asset: 'USD', amount: '-100' }, { asset: 'BTC', amount: '1', weight: '0.9' }] };
    expect(stage(account({ ...debts, collateral: debts.collateral.slice(0, 1) }))).toBe('liquidating');
    expect(stage(account({ ...debts, prices: { index: { BTC: '50' } } }))).toBe('liquidating');
    expect(account(debts).evaluation.stageInputs.liquidating).toBe(false);
    expect(figures(account(debts))).toMatchObject({ equity: 'atLeast -100', marginRatio: '0' });
  });

  test('whose collateral secures a debt is told where it no longer does', () => {
    const secured = account({ collateral: [{ asset: 'USD', amount: '-27000' }, { asset: 'BTC', amount: '1', weight: '0.9' }], prices: { index: { BTC: '60000' } } });
    expect(underlying(secured, 'BTC')).toMatchObject({ status: 'price' });
    expect(underlying(secured, 'BTC')).toSatisfy((found: { price: { toFixed: () => string } }) => found.price.toFixed() === '30000');
  });
});

describe('liquidation', () => {
  const long = (cash: string): object => ({
    collateral: [{ asset: 'USD', amount: cash }], instruments: [perpetual('BTC')], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000' } },
  });

  test('happens at equality', () => {
    expect(stage(account(long('10')))).toBe('liquidating');
    expect(figures(account(long('10'))).marginRatio).toBe('1');
    expect(account(long('10.000000000000000001')).evaluation.stageInputs.liquidating).toBe(false);
    expect(stage(account(long('10.000000000000000001')))).toBe('critical');
  });

  test('ranks an account without adjusted equity worst: no ratio, not a small or negative one', () => {
    for (const cash of ['0', '-5']) {
      expect(figures(account(long(cash)))).toMatchObject({ marginRatio: 'none', initialMarginRatio: 'none' });
      expect(stage(account(long(cash)))).toBe('liquidating');
    }
    expect(figures(account(long('0'))).leverage).toBe('none');
  });

  test('has no price for a row that cash covers even at 0, and is never 0 % away', () => {
    const safe = account(long('2000'));
    expect(underlying(safe, 'BTC')).toMatchObject({ status: 'none' });
    expect(safe.evaluation.rows[0]?.distance).toBeNull();
    expect(safe.evaluation.stageInputs).toMatchObject({ distance: null, sigmas: null });
  });

  test('of a long and a short row of one symbol is one price above: both requirements grow', () => {
    const hedge = account({
      collateral: [{ asset: 'USD', amount: '100' }], instruments: [perpetual('BTC')],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000', positionSide: 'long' }, { symbol: 'BTC-PERP', contracts: '-1', entryPrice: '1000', positionSide: 'short' }],
      prices: { mark: { 'BTC-PERP': '1000' } },
    });
    // 100 = 2 · 0.01 · price
    expect(hedge.evaluation.rows.map(({ liquidation }) => (liquidation.status === 'price' ? toText(liquidation.price) : liquidation.status))).toEqual(['5000', '5000']);
  });

  test('can lie on both sides: a hedge of two dated contracts on tiers that differ', () => {
    const [low, high] = [
      [{ ...TIERS[0], maintenanceMarginRate: '0.01' }], [{ ...TIERS[0], maintenanceMarginRate: '0.01' }, { notionalFloor: '1500', maintenanceMarginRate: '1', maintenanceAmount: '1485', initialMarginRate: '1' }],
    ];
    const both = account({
      collateral: [{ asset: 'USD', amount: '-100' }, { asset: 'BTC', amount: '0.2', weight: '1' }], instruments: [perpetual('BTC', { tiers: low }), perpetual('BTC', { symbol: 'BTC-2', tiers: high })],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }, { symbol: 'BTC-2', contracts: '-1', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000', 'BTC-2': '1000' }, index: { BTC: '1000' } },
    });
    // Down: 0.2·P − 100 = 0.02·P at 555.5…; up, beyond 1500: 0.2·P − 100 = 0.01·P + P − 1485 at 1709.87….
    expect(underlying(both, 'BTC')).toMatchObject({ status: 'range' });
    const found = underlying(both, 'BTC');
    expect(found?.status === 'range' ? [found.lower.toFixed(6), found.upper.toFixed(6)] : []).toEqual(['555.555556', '1709.876543']);
    // By price the fall is nearer (44.4 % against 71.0 %), in σ the rise is (ln 1.7099 = 0.536 against 0.588).
    expect(both.evaluation.stageInputs.distance).toBeCloseTo(0.444444, 6);
    expect(both.evaluation.stageInputs.sigmas).toBeCloseTo(Math.log(1.709876543) / 0.035, 6);
  });

  test('on a flat step is the step itself', () => {
    const tiers = [TIERS[0], { notionalFloor: '1200', maintenanceMarginRate: '0.5', maintenanceAmount: '0', initialMarginRate: '0.5' }];
    const step = account({
      collateral: [{ asset: 'USD', amount: '500' }], instruments: [perpetual('BTC', { tiers, tierRule: 'flat' })], positions: [{ symbol: 'BTC-PERP', contracts: '-1', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000' } },
    });
    const found = underlying(step, 'BTC');
    expect(found?.status === 'price' ? toText(found.price) : found).toBe('1200');
  });
});

describe('what the model does not cover is said, and never a zero', () => {
  const cash = [{ asset: 'USD', amount: '1000' }];
  const unsupported: readonly (readonly [string, object])[] = [['spot', { kind: 'spot' }]];
  const held = (instrument: object): object => ({
    ...HEAD, collateral: cash, instruments: [perpetual('BTC', instrument)], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000', leverage: '10' }],
    orders: [{ symbol: 'BTC-PERP', contracts: '1', price: '900' }], prices: { mark: { 'BTC-PERP': '1000' }, index: { BTC: '1000' } },
  });
  const expectUnknown = (odd: Account): void => {
    expect(figures(odd)).toMatchObject({ equity: 'unknown ?', adjustedEquity: 'unknown ?', buffer: 'unknown ?', marginRatio: 'unknown ?', unrealizedPnl: 'unknown ?', maintenanceMargin: 'atLeast 0', initialMargin: 'atLeast 0', orderMargin: 'atLeast 0' });
    expect(odd.evaluation.rows[0]).toMatchObject({ terms: null, withoutThis: null, maintenanceShare: null, liquidation: { status: 'unknown' } });
    expect(odd.evaluation.missing[0]?.missing).toContain('BTC-PERP');
  };
  test.each(unsupported)('%s', (_name, instrument) => expectUnknown(account(held(instrument))));

  test('an inverse contract that settles in another asset than its base, which no document can hold', () => {
    const { portfolio, prices } = parsedAccount(held({ settlement: 'inverse', settle: 'BTC' }));
    expectUnknown(accountOf({ portfolio: { ...portfolio, instruments: portfolio.instruments.map((instrument) => ({ ...instrument, settle: 'ETH' })) }, prices }));
  });

  test('a row priced and settled in one asset has no liquidation price, but exact totals', () => {
    const odd = account({
      collateral: cash, instruments: [perpetual('BTC', { quote: 'BTC', settle: 'BTC' })], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1' }], prices: { mark: { 'BTC-PERP': '1' }, index: { BTC: '1000' } },
    });
    expect(figures(odd).buffer).toBe('990');
    expect(underlying(odd, 'BTC')).toEqual({ status: 'unknown', missing: 'BTC-PERP is priced and settled in BTC' });
  });

  test('a notional above the schedule', () => {
    const above = account({
      collateral: cash, instruments: [perpetual('BTC', { notionalCap: '999.99' })], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000' } },
    });
    // 1 % of the cap is asked for at least.
    expect(figures(above)).toMatchObject({ equity: '1000', maintenanceMargin: 'atLeast 9.9999', initialMargin: 'atLeast 0', buffer: 'atMost 990.0001', marginRatio: 'atLeast 0.0099999' });
    expect(above.evaluation.missing).toMatchObject([{ missing: 'margin of BTC-PERP: its notional is above the last tier' }]);
    expect(underlying(above, 'BTC')).toMatchObject({ status: 'unknown' });
    expect(above.evaluation.jointMove.bankruptcy.status).toBe('none');
  });

  test('collateral without a weight, unless there is none of it', () => {
    const prices = { index: { XYZ: '2' } };
    expect(figures(account({ collateral: [...cash, { asset: 'XYZ', amount: '5' }], prices }))).toMatchObject({ equity: '1010', adjustedEquity: 'atLeast 1000' });
    expect(figures(account({ collateral: [...cash, { asset: 'XYZ', amount: '-0' }], prices }))).toMatchObject({ equity: '1000', adjustedEquity: '1000' });
    expect(figures(account({ collateral: [...cash, { asset: 'XYZ', amount: '0' }] }))).toMatchObject({ equity: '1000', adjustedEquity: '1000' });
    expect(figures(account({ collateral: [...cash, { asset: 'XYZ', amount: '-5' }] }))).toMatchObject({ equity: 'atMost 1000', adjustedEquity: 'atMost 1000' });
  });

  test('an asset named like a method of every object has no weight and no σ of its own', () => {
    for (const asset of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const odd = account({ collateral: [...cash, { asset, amount: '1' }], prices: { index: { [asset]: '2' } }, instruments: [perpetual(asset)], positions: [{ symbol: `${asset}-PERP`, contracts: '1', entryPrice: '10' }] });
      expect(figures(odd).equity).toBe('unknown ?');
      expect(odd.evaluation.missing.map(({ missing }) => missing)).toEqual([`mark price of ${asset}-PERP`, `collateral weight of ${asset}`]);
    }
  });
});

describe('collateral', () => {
  test('in the valuation currency counts by its own weight when it has one', () => {
    const thin = account({
      collateral: [{ asset: 'USD', amount: '1000', weight: '0.9' }], instruments: [perpetual('BTC')], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '900' }], prices: { mark: { 'BTC-PERP': '1000' } },
    });
    expect(figures(thin)).toMatchObject({ equity: '1100', adjustedEquity: '1000' });
    // Closed, the gain of 100 is cash that counts for 90.
    expect(thin.evaluation.rows[0]?.withoutThis?.adjustedEquity.toFixed()).toBe('990');
  });

  test('by tiers counts part by part', () => {
    const tiered = account({
      collateral: [{ asset: 'BTC', amount: '3', tiers: [{ from: '0', weight: '0.9' }, { from: '1', weight: '0.5' }, { from: '2.5', weight: '0' }] }], prices: { index: { BTC: '1000' } },
    });
    // 1 · 0.9 + 1.5 · 0.5 + 0.5 · 0
    expect(figures(tiered)).toMatchObject({ equity: '3000', adjustedEquity: '1650' });
  });
});

describe('open orders', () => {
  const held = { collateral: [{ asset: 'USD', amount: '1000' }], instruments: [perpetual('BTC')], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000' } } };
  test.each<[string, readonly object[], string]>([
    ['a buy adds its initial margin to a long', [{ symbol: 'BTC-PERP', contracts: '2', price: '1000' }], '40'],
    ['a sell that flips the long reserves what the short would need more', [{ symbol: 'BTC-PERP', contracts: '-3', price: '1000' }], '20'],
    ['a sell that only closes reserves nothing', [{ symbol: 'BTC-PERP', contracts: '-1', price: '1000' }], '0'],
    ['a buy above the mark loses the difference at once', [{ symbol: 'BTC-PERP', contracts: '1', price: '1010' }], '30'],
    ['a sell below the mark loses the difference at once', [{ symbol: 'BTC-PERP', contracts: '-1', price: '990' }], '10'],
    ['reduce-only reserves nothing', [{ symbol: 'BTC-PERP', contracts: '-5', price: '1', reduceOnly: true }], '0'],
  ])('%s', (_name, orders, margin) => expect(figures(account({ ...held, orders })).orderMargin).toBe(margin));

  test('that only reduce are worth 0 even where nothing is priced', () => {
    const orders = [{ symbol: 'BTC-PERP', contracts: '-1', price: '1', reduceOnly: true }];
    expect(figures(account({ ...held, positions: [], prices: {}, orders }))).toMatchObject({ orderMargin: '0', initialMargin: '0' });
  });

  test('on a symbol without a mark are unknown, and the rest stays exact', () => {
    const orders = [{ symbol: 'BTC-PERP', contracts: '1', price: '900' }];
    expect(figures(account({ ...held, positions: [], prices: {}, orders }))).toMatchObject({ orderMargin: 'atLeast 0', initialMargin: 'atLeast 0', freeMargin: 'atMost 1000', buffer: '1000' });
  });
});
