import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Portfolio } from '#shared/domain/account.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { openAccount } from '#shared/engine/step.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

type Fields = Readonly<Record<string, unknown>>;
const golden: Readonly<{ positions: readonly Fields[]; collateral: readonly Fields[]; prices: Fields } & Fields> = JSON.parse(readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));

function evaluated(document: object, rules: Partial<MarginRules> = {}): AccountEvaluation {
  const { portfolio, prices } = parsedAccount(document);
  const own: Portfolio = { ...portfolio, parameters: { ...portfolio.parameters, rules } };
  return openAccount(own, prices, [], null).engine.evaluate();
}

const row = (evaluation: AccountEvaluation, symbol: string) => evaluation.rows.find(({ row: { instrument } }) => instrument.symbol === symbol);
const priceOf = (evaluation: AccountEvaluation, symbol: string): string => {
  const liquidation = row(evaluation, symbol)?.liquidation;
  return liquidation?.status === 'price' ? liquidation.price.toFixed(4) : liquidation?.status ?? 'absent';
};

/** Golden account 1 with its SOL row in a pool of its own, and with another entry of it. */
const isolatedSol = (entryPrice: string): object => ({
  ...golden, positions: golden.positions.map((position) => (position['symbol'] === 'SOL-PERP' ? { ...position, entryPrice, marginMode: 'isolated', isolatedMargin: '10000' } : position)),
});

describe('an isolated position', () => {
  test('is in no figure of the cross pool but equity, where its margin is a named part', () => {
    const { totals, isolatedMargin, pools } = evaluated(isolatedSol('160'));
    // 20,000 + 6,000 + P&L of 2,000 + 2,000 − 5,000, and 10,000 of its own.
    expect([totals.equity, totals.adjustedEquity, totals.maintenanceMargin, totals.unrealizedPnl].map(({ value }) => value?.toFixed())).toEqual(['35000', '29700', '900', '-1000']);
    expect(isolatedMargin?.value?.toFixed()).toBe('10000');
    expect(pools.map(({ id, totals: own }) => [id, own.adjustedEquity.value?.toFixed(), own.maintenanceMargin.value?.toFixed()])).toEqual([['cross', '29700', '900'], ['SOL-PERP|both|isolated', '5000', '1500']]);
  });

  test('is liquidated by its own margin: 500 · (P − 160) + 10,000 = 500 · P · 2 %', () => expect(priceOf(evaluated(isolatedSol('160')), 'SOL-PERP')).toBe('142.8571'));

  test('moves no other row when its profit changes, while a cross one moves all', () => {
    const [before, after] = [evaluated(isolatedSol('160')), evaluated(isolatedSol('158'))];
    expect(['BTC-PERP', 'ETH-PERP'].map((symbol) => priceOf(after, symbol))).toEqual(['BTC-PERP', 'ETH-PERP'].map((symbol) => priceOf(before, symbol)));
    const cross = (entryPrice: string): AccountEvaluation => evaluated({ ...golden, positions: golden.positions.map((position) => (position['symbol'] === 'SOL-PERP' ? { ...position, entryPrice } : position)) });
    const [low, high] = [cross('160'), cross('158')];
    expect(Number(priceOf(high, 'BTC-PERP'))).toBeLessThan(Number(priceOf(low, 'BTC-PERP')));
    expect(Number(priceOf(high, 'ETH-PERP'))).toBeGreaterThan(Number(priceOf(low, 'ETH-PERP')));
  });
});

const inverse = (base: string, tiers: readonly Fields[]): Fields => ({ symbol: `${base}USD`, kind: 'perpetual', settlement: 'inverse', base, quote: 'USD', settle: base, contractSize: '100', tierUnit: 'coin', tiers });
const FLAT = [{ notionalFloor: '0', maintenanceMarginRate: '0.004', maintenanceAmount: '0', initialMarginRate: '0.01' }];

/** A long of 1 BTC at 50,000 on 1.01 BTC, and a short of ETH on 100 ETH. */
const coins = {
  schema: 'plimsoll.portfolio/1', name: 'Coins', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', asOf: '2026-11-22T00:00:00Z',
  collateral: [{ asset: 'BTC', amount: '1.01', weight: '0.5' }, { asset: 'ETH', amount: '100', weight: '0.5' }, { asset: 'USD', amount: '7' }],
  instruments: [inverse('BTC', FLAT), inverse('ETH', FLAT)],
  positions: [{ symbol: 'BTCUSD', contracts: '500', entryPrice: '50000' }, { symbol: 'ETHUSD', contracts: '-1000', entryPrice: '2000' }],
  prices: { mark: { BTCUSD: '50000', ETHUSD: '2000' }, index: { BTC: '50000', ETH: '2000' } },
};
const SETTLE: Partial<MarginRules> = { pooling: 'settle', rowPrice: 'symbol' };

describe('a pool per settle currency', () => {
  test('counts its own currency in full and nothing else', () => {
    const { pools, totals, binding } = evaluated(coins, SETTLE);
    expect(pools.map(({ id, totals: own }) => [id, own.adjustedEquity.value?.toFixed(), own.maintenanceMargin.value?.toFixed()])).toEqual([
      ['cross:BTC', '50500', '200'], ['cross:ETH', '200000', '400'], ['cross:USD', '7', '0'],
    ]);
    expect([binding, totals.equity.value?.toFixed(), totals.adjustedEquity.value?.toFixed(), totals.marginRatio.value?.toFixed(6)]).toEqual(['cross:BTC', '250507', '50500', '0.003960']);
  });

  test('a long of as much as is held is liquidated near half its entry: (50,000 · 1.004) / (1.01 + 1)', () => expect(priceOf(evaluated(coins, SETTLE), 'BTCUSD')).toBe('24975.1244'));

  test('a short of no more than is held never is', () => expect(priceOf(evaluated(coins, SETTLE), 'ETHUSD')).toBe('none'));

  test('nothing of one pool reaches another', () => {
    const poor = evaluated({ ...coins, collateral: coins.collateral.map((line) => (line.asset === 'ETH' ? { ...line, amount: '0.01' } : line)) }, SETTLE);
    expect(poor.pools[0]?.totals).toEqual(evaluated(coins, SETTLE).pools[0]?.totals);
    expect(poor.binding).toBe('cross:ETH');
  });

  test('valued in the coin, the ratio and the prices are the same', () => {
    const inCoin = evaluated({ ...coins, valuationCurrency: 'BTC', prices: { ...coins.prices, index: { USD: '0.00002', ETH: '0.04' } } }, SETTLE);
    expect(priceOf(inCoin, 'BTCUSD')).toBe('24975.1244');
    expect([inCoin.totals.marginRatio.value?.toFixed(6), inCoin.totals.adjustedEquity.value?.toFixed()]).toEqual(['0.003960', '1.01']);
  });
});

describe('rules that differ', () => {
  test('only the larger side of an underlying is asked for', () => {
    const legs = { ...golden, positions: [...golden.positions.map((position) => ({ ...position, positionSide: position['symbol'] === 'ETH-PERP' ? 'short' : 'both' })), { symbol: 'ETH-PERP', contracts: '5', entryPrice: '3000', positionSide: 'long' }] };
    const [sum, larger] = [evaluated(legs), evaluated(legs, { sides: 'larger' })];
    expect([sum, larger].map(({ totals }) => totals.maintenanceMargin.value?.toFixed())).toEqual(['2550', '2400']);
    expect(larger.rows.map(({ row: { id }, maintenanceShare }) => [id, maintenanceShare?.toFixed(4)])).toContainEqual(['ETH-PERP|long|cross', '0.0000']);
  });

  test('the larger side alone is asked for in the price of a symbol too', () => {
    const legs = { ...golden, collateral: [{ asset: 'USDX', amount: '3000', weight: '1' }], positions: [{ symbol: 'BTC-PERP', contracts: '2', entryPrice: '60000', positionSide: 'long' }, { symbol: 'BTC-PERP', contracts: '-1.9', entryPrice: '60000', positionSide: 'short' }] };
    // 3,000 + 0.1 (P − 60,000) = 0.005 · 2 · P
    expect(['symbol', 'underlying'].map((rowPrice) => priceOf(evaluated(legs, { sides: 'larger', rowPrice: rowPrice === 'symbol' ? 'symbol' : 'underlying' }), 'BTC-PERP'))).toEqual(['33333.3333', '33333.3333']);
  });

  test('an order to sell is reserved as a short, whose fee at bankruptcy is more', () => {
    const sell = { ...golden, positions: [], orders: [{ symbol: 'BTC-PERP', contracts: '-1', price: '60000' }] };
    const { totals } = evaluated(sell, { closingFee: 'bankruptcy', closingFeeInInitial: true, takerFeeRate: parsedFee });
    // 1 % of 60,000, and 0.1 % of 60,000 · 1.01.
    expect(totals.orderMargin.value?.toFixed()).toBe('660.6');
  });

  test('a closing fee inside is part of what liquidates', () => {
    const { totals } = evaluated(golden, { closingFee: 'notional', takerFeeRate: parsedFee });
    // 2,400 and 0.1 % of 60,000 + 60,000 + 75,000.
    expect(totals.maintenanceMargin.value?.toFixed()).toBe('2595');
    const { totals: unknown, missing } = evaluated(golden, { closingFee: 'notional' });
    expect([unknown.maintenanceMargin.certainty, missing[0]?.missing]).toEqual(['atLeast', 'taker fee rate of BTC-PERP']);
  });

  test('a ratio that stands the other way up says so', () => {
    const { venueRatio } = evaluated(golden, { ratioForm: 'equityOverRequirement', ratioLabel: 'uniMMR' });
    expect([venueRatio.label, venueRatio.value?.toFixed(4), venueRatio.higherIs]).toEqual(['uniMMR', '10.2917', 'safer']);
  });
});

const parsedFee = parsedAccount({ ...coins, instruments: coins.instruments.map((own) => ({ ...own, takerFeeRate: '0.001' })) }).portfolio.instruments[0]?.takerFeeRate ?? never();

function never(): never {
  throw new Error('the document names a fee');
}
