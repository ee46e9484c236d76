import { describe, expect, test } from 'vitest';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import type { Derivation, FigureRef } from '#shared/engine/derivation/figureRef.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { derives, engineOf, nodesOf } from '../../../support/derived.ts';

/** Moves of every kind, on accounts small enough to work out by hand. */

const flat = (floor: string, rate: string) => ({ notionalFloor: floor, maintenanceMarginRate: rate, maintenanceAmount: '0', initialMarginRate: '1' });

const linear = { symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tierRule: 'flat', tiers: [flat('0', '0.01'), flat('61000', '0.5')] };
const unmargined = { ...linear, tiers: [flat('0', '0')] };
const inverse = { ...linear, symbol: 'BTC-COIN', settlement: 'inverse', settle: 'BTC', contractSize: '100', tierUnit: 'coin', tiers: [flat('0', '0.01'), flat('1.25', '0.9')] };
const growing = { symbol: 'BTC-COIN', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', sizeLinear: { initialBase: '0.02', maintenanceBase: '0.01', step: '0.005' } };

const account = (instrument: object & { symbol: string }, contracts: string, collateral: object, betas: object = {}) => engineOf(parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Small', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
  collateral: [collateral], instruments: [instrument], positions: [{ symbol: instrument.symbol, contracts, entryPrice: '60000' }], orders: [], betas,
  prices: { mark: { [instrument.symbol]: '60000' }, index: { BTC: '60000' } },
}));

function derived(engine: ReturnType<typeof account>, figure: FigureRef): Derivation {
  derives(engine);
  const derivation = derivationOf(engine, figure);
  if (derivation === null) throw new Error('the account has this figure');
  return derivation;
}

const names = ({ tree }: Derivation): readonly string[] => nodesOf(tree).map(({ name }) => name);
const price: FigureRef = { of: 'underlying', asset: 'BTC', figure: 'liquidationPrice' };

describe('moves as trees', () => {
  test('the step of a flat schedule is the price: 61,000 where half of the notional is asked for', () => {
    // 20,000 − 1,000 − 610 is left at 61,000, and 30,500 is asked for above.
    const derivation = derived(account(linear, '-1', { asset: 'USD', amount: '20000' }), price);
    expect(derivation.value).toBe('61000');
    expect(names(derivation)).toContain('move to the step of the requirement of BTC-PERP');
  });

  test('against a beta of −0.5 the same step is a common fall of 1/30', () => {
    const derivation = derived(account(linear, '-1', { asset: 'USD', amount: '20000' }, { BTC: '-0.5' }), { of: 'jointMove', figure: 'liquidation' });
    expect(derivation.value).toBe('-0.033333333333333333333333');
    expect(names(derivation)).toContain('way to the step, against its beta');
  });

  test('an inverse row steps where its coins pass the floor: 60,000 / 1.25 = 48,000', () => {
    const derivation = derived(account(inverse, '600', { asset: 'BTC', amount: '1', weight: '1' }), price);
    expect(derivation.value).toBe('48000');
    expect(names(derivation)).toContain('price at the floor of the tier');
  });

  test('a rate that grows with size is a quadratic: b and c of it, and a root', () => {
    // (1 + x)² · 60,000 · 2 − (1 + x) · 60,000 · 1.01 − 300 = 0 in dollars: the coins of collateral and of entry, less notional and growth.
    const derivation = derived(account(growing, '600', { asset: 'BTC', amount: '1', weight: '1' }), price);
    expect(Number(derivation.value)).toBeCloseTo(60_000 * ((1.01 + Math.sqrt(1.01 * 1.01 + 4 * 2 * 0.005)) / 4), 6);
    expect(names(derivation)).toContain('√(b² − 4ac)');
  });

  test('in another tier than today the line says what the requirement changes by', () => {
    const derivation = derived(account(linear, '1.5', { asset: 'USD', amount: '70000' }), price);
    // 90,000 is in the upper tier; below 61,000, where 70,000 + 90,000 · x = 0.01 · 90,000 · (1 + x), in the lower one.
    expect(Number(derivation.value)).toBeCloseTo(60_000 * (1 - 69_100 / 89_100), 6);
    expect(names(derivation).some((name) => name.includes('as today, less as there'))).toBe(true);
  });

  test('an account that is there already does not move', () => {
    const derivation = derived(account(linear, '1', { asset: 'USD', amount: '500' }), price);
    expect(derivation.value).toBe('60000');
    expect(names(derivation)).toContain('0: nothing is left before any move');
  });

  test('at a price of 0 a row stops: beyond it the common fall costs nothing more', () => {
    // beta 2: the long loses 600 by −0.5, the other 300 that are left are lost by the collateral alone.
    const engine = account(unmargined, '0.01', { asset: 'ETH', amount: '300', weight: '1' }, { BTC: '2', ETH: '1' });
    engine.setIndex('ETH', engine.pools[0]?.ledger.prices().index.get('BTC') ?? null);
    const derivation = derived(engine, { of: 'jointMove', figure: 'bankruptcy' });
    expect(Number(derivation.value)).toBeCloseTo(-(300 * 60_000 - 600) / (300 * 60_000), 9);
    expect(names(derivation)).toContain('BTC-PERP at a price of 0');
  });
});

describe('what is not known', () => {
  const engine = account(linear, '1', { asset: 'BTC', amount: '1', weight: '0.9' });
  engine.setMark('BTC-PERP', null);

  test('is a leaf without a value, and leaves the figure without one', () => {
    const { tree, value, certainty } = derived(engine, { of: 'account', figure: 'equity' });
    expect({ value, certainty, tree: tree.value }).toEqual({ value: null, certainty: 'unknown', tree: null });
    expect(nodesOf(tree).filter((node) => node.parts.length === 0 && node.value === null).map(({ name }) => name)).toEqual(['mark price of BTC-PERP']);
  });

  test('is left out of a bound', () => {
    const { value, certainty, tree } = derived(engine, { of: 'account', figure: 'maintenanceMargin' });
    expect({ value, certainty, op: tree.op }).toEqual({ value: '0', certainty: 'atLeast', op: 'sumOfKnown' });
  });

  test('makes a liquidation price unknown by its name', () => {
    expect(names(derived(engine, price))).toEqual(['liquidation price', 'mark price of BTC-PERP']);
  });
});
