import { describe, expect, test } from 'vitest';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import type { FigureRef } from '#shared/engine/derivation/figureRef.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { derives, engineOf, spelled } from '../../../support/derived.ts';

/** Terms under other rules and settlements, spelled out. */

const tier = (floor: string, rate: string, initial: string) => ({ notionalFloor: floor, maintenanceMarginRate: rate, maintenanceAmount: '0', initialMarginRate: initial });
const TIERS = [tier('0', '0.01', '0.02'), tier('100000', '0.1', '0.2')];

const linear = { symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tierRule: 'flat', tiers: TIERS };
const inverse = { ...linear, symbol: 'BTC-COIN', settlement: 'inverse', settle: 'BTC', contractSize: '100', tierUnit: 'coin', tiers: [tier('0', '0.01', '0.02')] };
const quanto = { ...linear, symbol: 'ETH-QUANTO', settlement: 'quanto', base: 'ETH', settle: 'BTC', contractSize: '0.000001', tiers: [tier('0', '0.01', '0.02')] };

const position = (symbol: string, contracts: string, entryPrice: string, rest: object = {}) => ({ symbol, contracts, entryPrice, ...rest });

const account = (positions: readonly object[], rules: object, rest: object = {}) => engineOf(parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Ruled', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
  parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2020-01-01T00:00:00Z', source: 'a test', rules },
  collateral: [{ asset: 'USD', amount: '90000' }], instruments: [linear, inverse, quanto], positions,
  prices: { mark: { 'BTC-PERP': '60000', 'BTC-COIN': '50000', 'ETH-QUANTO': '3000' }, index: { BTC: '60000', ETH: '3000' } }, ...rest,
}));

function tree(engine: ReturnType<typeof account>, figure: FigureRef): readonly [string | null, string] {
  derives(engine);
  const derivation = derivationOf(engine, figure);
  if (derivation === null) throw new Error('the account has this figure');
  return [derivation.value, spelled(derivation.tree)];
}

describe('other settlements', () => {
  test('an inverse row is in coins, valued at the index', () => {
    const engine = account([position('BTC-COIN', '1000', '40000')], {});
    const row = 'BTC-COIN|both|cross';
    expect(tree(engine, { of: 'row', row, figure: 'notional' })).toEqual(['120000', 'round18(product(quotient(absolute(product(1000 100)) 50000) 60000))']);
    expect(tree(engine, { of: 'row', row, figure: 'unrealizedPnl' })).toEqual(['30000', 'round18(product(difference(quotient(product(1000 100) 40000) quotient(product(1000 100) 50000)) 60000))']);
    expect(tree(engine, { of: 'row', row, figure: 'maintenanceMargin' })).toEqual(['1200', 'round18(product(quotient(absolute(product(1000 100)) 50000) 0.01 60000))']);
    expect(tree(engine, { of: 'row', row, figure: 'size' })).toEqual(['2', 'round24(quotient(product(1000 100) 50000))']);
  });

  test('a quanto row is settle units per point', () => {
    const engine = account([position('ETH-QUANTO', '-1000', '3100')], {});
    expect(tree(engine, { of: 'row', row: 'ETH-QUANTO|both|cross', figure: 'unrealizedPnl' })).toEqual(['6000', 'round18(product(product(-1000 0.000001) difference(3000 3100) 60000))']);
  });

  test('an isolated row counts its own margin', () => {
    const engine = account([position('BTC-PERP', '1', '60000', { marginMode: 'isolated', isolatedMargin: '5000' })], {});
    expect(tree(engine, { of: 'account', figure: 'isolatedMargin' })).toEqual(['5000', 'sum(sum(round18(5000)))']);
    expect(tree(engine, { of: 'account', figure: 'marginRatio', pool: 'BTC-PERP|both|isolated' })[0]).toBe('0.12');
  });
});

describe('other rules', () => {
  const hedge = [position('BTC-PERP', '1', '60000', { positionSide: 'long' }), position('BTC-PERP', '-2', '60000', { positionSide: 'short' })];

  test('the larger leg chooses the tier of both: the smaller one asks for a tenth, and for a hundredth alone', () => {
    const engine = account(hedge, { tierSize: 'largerLeg' });
    expect(tree(engine, { of: 'row', row: 'BTC-PERP|long|cross', figure: 'maintenanceMargin' })[0]).toBe('6000');
    const [value, own] = tree(engine, { of: 'row', row: 'BTC-PERP|short|cross', figure: 'withoutThis.maintenanceMargin' });
    expect(value).toBe('600');
    expect(own.endsWith('round18(product(product(absolute(1) 60000) 0.01)))')).toBe(true);
  });

  test('of two sides only the larger counts', () => {
    const long = 'sum(round18(product(product(absolute(1) 60000) 0.01)))';
    const short = 'sum(round18(product(product(absolute(-2) 60000) 0.1)))';
    expect(tree(account(hedge, { sides: 'larger' }), { of: 'account', figure: 'maintenanceMargin' })).toEqual(['12000', `sum(max(${long} ${short}))`]);
  });

  test('a fee at the bankruptcy price is inside the rate: 1 − 0.02 of the notional, at 0.001', () => {
    const engine = account([position('BTC-PERP', '1', '60000')], { closingFee: 'bankruptcy', takerFeeRate: '0.001' });
    expect(tree(engine, { of: 'row', row: 'BTC-PERP|both|cross', figure: 'maintenanceMargin' })).toEqual(['658.8', 'round18(product(product(absolute(1) 60000) sum(0.01 product(difference(1 0.02) 0.001))))']);
  });

  test('orders reserve what is held after the fills asks for beyond what is held, and what they lose at once', () => {
    // 1 and 0.5 bought at 61,000: 90,000 · 0.02 − 60,000 · 0.02 + 0.5 · 1,000.
    const engine = account([position('BTC-PERP', '1', '60000')], {}, { orders: [{ symbol: 'BTC-PERP', contracts: '0.5', price: '61000' }] });
    expect(tree(engine, { of: 'orders', symbol: 'BTC-PERP', figure: 'orderMargin' })).toEqual(['1100',
      'round18(sum(floorAtZero(difference(product(product(absolute(sum(sum(1) 0.5)) 60000) 0.02) product(product(absolute(sum(1)) 60000) 0.02))) floorAtZero(negative(product(0.5 difference(60000 61000))))))']);
  });

  test('sells are assumed to fill above the mark, and the side that asks for more counts', () => {
    // 1 held, 2 sold at no less than 60,000 · 1.01: |60,000 − 121,200| · 0.02 − 1,200 is more than what buying 0.01 at 60,000 adds.
    const engine = account([position('BTC-PERP', '1', '60000')], { sellBuffer: '0.01' }, { orders: [{ symbol: 'BTC-PERP', contracts: '-2', price: '60500' }, { symbol: 'BTC-PERP', contracts: '0.01', price: '60000' }] });
    const [bought, sold] = ['sum(product(sum(1) 60000) product(0.01 60000))', 'sum(product(sum(1) 60000) product(-2 max(product(60000 sum(0.01 1)) 60000 60500)))'];
    expect(tree(engine, { of: 'orders', symbol: 'BTC-PERP', figure: 'orderMargin' })).toEqual(['24',
      `round18(sum(floorAtZero(difference(max(product(absolute(${bought}) 0.02) product(absolute(${sold}) 0.02)) product(product(absolute(sum(1)) 60000) 0.02))) floorAtZero(negative(product(-2 difference(60000 60500)))) floorAtZero(negative(product(0.01 difference(60000 60000))))))`]);
  });

  test('or each order on its own, at its price', () => {
    const engine = account([position('BTC-PERP', '1', '60000')], { orders: 'eachOrder' }, { orders: [{ symbol: 'BTC-PERP', contracts: '0.5', price: '61000' }] });
    expect(tree(engine, { of: 'orders', symbol: 'BTC-PERP', figure: 'orderMargin' })).toEqual(['1110', 'round18(sum(sum(product(product(absolute(0.5) 61000) 0.02)) floorAtZero(negative(product(0.5 difference(60000 61000))))))']);
  });

  test('a venue’s ratio may stand the other way up', () => {
    const engine = account([position('BTC-PERP', '1', '60000')], { ratioForm: 'equityOverRequirement', ratioLabel: 'Health' });
    expect(tree(engine, { of: 'account', figure: 'venueRatio' })).toEqual(['150', 'round24(quotient(sum(sum(round18(given(90000))) sum(round18(product(1 difference(60000 60000))))) sum(round18(product(product(absolute(1) 60000) 0.01)))))']);
  });
});
