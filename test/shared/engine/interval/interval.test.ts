import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { atWorst } from '#shared/engine/interval/atWorst.ts';
import { intervalOf } from '#shared/engine/interval/intervalOf.ts';
import type { PriceKey } from '#shared/engine/interval/reach.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { type Aged, ageOf, agedAccount, contains, type Headline, HEADLINES, totalsAt } from './support/aged.ts';

const MINUTE = 60_000;

/** Golden account 1 with σ of BTC 80 % a year. */
function golden(ages: Readonly<Record<string, number>>): Aged {
  const parsed = parsePortfolio(readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8'), epochMs(0));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return agedAccount(parsed.value, keyed(ages), { BTC: 0.8 / Math.sqrt(365.25), ETH: 0.046, SOL: 0.062 });
}

const isKey = (key: string): key is PriceKey => /^(?:mark|index):/.test(key);
const keyed = (ages: Readonly<Record<string, number>>): ReadonlyMap<PriceKey, number> => new Map(Object.entries(ages).flatMap(([key, age]): [PriceKey, number][] => (isKey(key) ? [[key, age]] : [])));
const ends = (aged: Aged, name: Headline, k = 3): readonly (string | undefined)[] => {
  const interval = intervalOf(aged.engine, ageOf(aged), { k })[name];
  return [interval?.low?.toFixed(), interval?.high?.toFixed()];
};

describe('golden account 1', () => {
  const minuteOld = golden({ 'mark:BTC-PERP': MINUTE, 'index:BTC': MINUTE });

  test('has a margin ratio between 9.64 % and 9.80 % when the BTC prices are 60 s old, σ 80 % a year, k = 3', () => {
    const { marginRatio } = intervalOf(minuteOld.engine, ageOf(minuteOld), { k: 3 });
    expect([marginRatio?.low?.times(100).toFixed(2), marginRatio?.high?.times(100).toFixed(2)]).toEqual(['9.64', '9.80']);
  });

  test('by hand: BTC ± 2.4 · √(60 / 31,557,600) = 0.330929 % of 60,000 = 198.5574, on 1 BTC and on 0.1 BTC that counts 95 %', () => {
    const rounded = (name: Headline): readonly string[] => ends(minuteOld, name).map((text) => Number(text).toFixed(2));
    // 24,700 ± 1.095 · 198.5574; 2,400 ± 0.005 · 198.5574; 25,000 ± 1.1 · 198.5574
    expect([rounded('adjustedEquity'), rounded('maintenanceMargin'), rounded('equity')]).toEqual([['24482.58', '24917.42'], ['2399.01', '2400.99'], ['24781.59', '25218.41']]);
  });

  test('is the point itself, to the last digit, while nothing is old, or k is 0', () => {
    const fresh = golden({});
    const point = totalsAt(fresh, 3, new Map());
    for (const name of HEADLINES) {
      expect(ends(fresh, name)).toEqual([point[name].value?.toFixed(), point[name].value?.toFixed()]);
      expect(ends(minuteOld, name, 0)).toEqual([point[name].value?.toFixed(), point[name].value?.toFixed()]);
    }
  });

  test('the prices of one asset move together: collateral that hedges a short narrows the interval', () => {
    const account = (contracts: string): Aged => agedAccount(parsedAccount({
      schema: 'plimsoll.portfolio/1', name: 'Hedge', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'BTC', amount: '1', weight: '1' }, { asset: 'USD', amount: '10000' }],
      instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0', maintenanceAmount: '0' }] }],
      positions: [{ symbol: 'BTC-PERP', contracts, entryPrice: '60000' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { BTC: '60000' } },
    }), keyed({ 'mark:BTC-PERP': MINUTE, 'index:BTC': MINUTE }));
    expect(ends(account('-1'), 'equity')).toEqual(['70000', '70000']);
    const [low, high] = ends(account('1'), 'equity').map(Number);
    expect((high ?? 0) - (low ?? 0)).toBeCloseTo(4 * 3 * 0.035 * Math.sqrt(60 / 86_400) * 60_000, 6);
  });

  test('is unknown where an old price has no σ, for the figures that depend on it and no others', () => {
    const debt = golden({ 'index:USDX': MINUTE });
    const interval = intervalOf(debt.engine, ageOf(debt), { k: 3 });
    expect(HEADLINES.filter((name) => interval[name] === null)).toEqual(['equity', 'adjustedEquity', 'buffer', 'freeMargin', 'marginRatio', 'initialMarginRatio']);
    expect(ends(debt, 'maintenanceMargin')).toEqual(['2400', '2400']);
    const untold = golden({ 'mark:BTC-PERP': Infinity });
    expect(HEADLINES.every((name) => intervalOf(untold.engine, ageOf(untold), { k: 3 })[name] === null)).toBe(true);
  });

  test('has no upper ratio where equity may be used up, and that is not a small one', () => {
    const old = golden({ 'mark:BTC-PERP': 200 * 86_400_000, 'index:BTC': 200 * 86_400_000 });
    expect(ends(old, 'marginRatio')).toEqual([expect.any(String), undefined]);
  });

  test('no price falls below 0: BTC worth nothing leaves 20,000 − 58,000 + 2,000 − 5,000', () => {
    const old = golden({ 'mark:BTC-PERP': 200 * 86_400_000, 'index:BTC': 200 * 86_400_000 });
    expect([ends(old, 'adjustedEquity')[0], ends(old, 'maintenanceMargin')[0]]).toEqual(['-41000', '2100']);
  });
});

describe('an account of two pools', () => {
  const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.1', maintenanceAmount: '0', initialMarginRate: '0.2' }];
  const perpetual = (base: string, settle: string): object => ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: settle, settle, contractSize: '1', tiers });
  const parsed = (mark: Readonly<Record<string, string>>) => parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Pools', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', instruments: [perpetual('BTC', 'USD'), perpetual('ETH', 'EUR')],
    collateral: [{ asset: 'USD', amount: '200' }, { asset: 'EUR', amount: '250' }], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }, { symbol: 'ETH-PERP', contracts: '1', entryPrice: '1000' }],
    prices: { mark, index: { EUR: '1' } }, parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules: { pooling: 'settle' } },
  });

  test('has the ratio of the pool that may come to be the worse one: EUR at 40 %, ETH 13.8 % down', () => {
    const aged = agedAccount(parsed({ 'BTC-PERP': '1000', 'ETH-PERP': '1000' }), keyed({ 'mark:ETH-PERP': 86_400_000 }));
    expect(ends(aged, 'marginRatio')).toEqual(['0.5', expect.stringMatching(/^0\.7696428/)]);
    expect(ends({ ...aged, ages: keyed({ 'mark:ETH-PERP': 30 * 86_400_000 }) }, 'marginRatio')).toEqual(['0.5', undefined]);
    expect(ends(aged, 'buffer')).toEqual(['100', '100']);
    expect(Number(ends(aged, 'equity')[1]) - Number(ends(aged, 'equity')[0])).toBeCloseTo(2 * 138, 6);
    expect(atWorst(aged.engine, ageOf(aged), { k: 3 }, aged.engine.evaluate().stageInputs).inputs.ratio).toBeCloseTo(86.2 / 112, 9);
  });

  test('has no ratio while the other pool lacks a price', () => {
    const aged = agedAccount(parsed({ 'BTC-PERP': '1000' }), keyed({ 'mark:BTC-PERP': MINUTE }));
    expect([ends(aged, 'marginRatio'), ends(aged, 'initialMarginRatio')]).toEqual([[undefined, undefined], [undefined, undefined]]);
    expect(ends(aged, 'maintenanceMargin')).toEqual([expect.any(String), expect.any(String)]);
  });
});

/** Contracts on BTC under venue rules that bend or step within a few percent. */
const onBtc = (rules: object, instruments: readonly object[], positions: readonly object[], ages: Readonly<Record<string, number>>, mark: Readonly<Record<string, string>> = { A: '60000', B: '60000' }): Aged => {
  const parsed = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'BTC', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '20000' }], positions,
    instruments: instruments.map((own) => ({ kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }], ...own })),
    prices: { mark, index: { BTC: '60000' } }, parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', rules },
  });
  return agedAccount(parsed, keyed(ages));
};

describe('nobody can say', () => {
  const DAYS = 86_400_000;
  test('what an inverse contract is worth whose mark may have come to 0; what does not depend on it stands', () => {
    const aged = onBtc({}, [{ symbol: 'A', settlement: 'inverse', settle: 'BTC' }], [{ symbol: 'A', contracts: '-60000', entryPrice: '60000' }], { 'mark:A': 200 * DAYS });
    expect(HEADLINES.every((name) => intervalOf(aged.engine, ageOf(aged), { k: 3 })[name] === null)).toBe(true);
    expect(atWorst(aged.engine, ageOf(aged), { k: 3 }, aged.engine.evaluate().stageInputs).inputs).toMatchObject({ ratio: expect.closeTo(600 / 20_000, 9), liquidating: false });
  });

  test('what a debt asks for whose price is old and has no σ', () => {
    const parsed = parsedAccount({
      schema: 'plimsoll.portfolio/1', name: 'Debt', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '1000' }, { asset: 'XYZ', amount: '-1' }], positions: [],
      prices: { index: { XYZ: '100' } }, parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', liabilityWeights: { XYZ: '1.1' } },
    });
    const aged = agedAccount(parsed, keyed({ 'index:XYZ': MINUTE }));
    expect(HEADLINES.every((name) => intervalOf(aged.engine, ageOf(aged), { k: 3 })[name] === null)).toBe(true);
  });

  test('what is required where more steps lie within reach than can be looked at; equity is known', () => {
    const symbols = Array.from({ length: 101 }, (_, at) => `S${at}`);
    const aged = onBtc({}, symbols.map((symbol, at) => ({ symbol, tiers: [0, 60_000 + at].map((floor) => ({ notionalFloor: String(floor), maintenanceMarginRate: floor === 0 ? '0.01' : '0.02', maintenanceAmount: floor === 0 ? '0' : String(floor * 0.01) })) })), symbols.map((symbol) => ({ symbol, contracts: '0.999', entryPrice: '60000', leverage: '10' })), {}, Object.fromEntries(symbols.map((symbol) => [symbol, '60000'])));
    const old = { ...aged, ages: keyed(Object.fromEntries(symbols.map((symbol) => [`mark:${symbol}`, DAYS]))) };
    const interval = intervalOf(old.engine, ageOf(old), { k: 3 });
    expect(HEADLINES.filter((name) => interval[name] !== null)).toEqual(['equity', 'adjustedEquity']);
  });

  test('anything where too many settle currencies are old at once', () => {
    const coins = ['ETH', 'SOL', 'XRP', 'BNB', 'LTC', 'ADA'];
    const volatility = Object.fromEntries(['BTC', ...coins].map((coin) => [coin, 0.05]));
    const parsed = parsedAccount({
      schema: 'plimsoll.portfolio/1', name: 'Many', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '1000' }],
      instruments: coins.map((settle) => ({ symbol: settle, kind: 'perpetual', settlement: 'quanto', base: 'BTC', quote: 'USD', settle, contractSize: '0.001', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] })),
      positions: coins.map((symbol) => ({ symbol, contracts: '0.001', entryPrice: '60000' })), prices: { mark: Object.fromEntries(coins.map((coin) => [coin, '60000'])), index: Object.fromEntries(coins.map((coin) => [coin, '1'])) },
    });
    const known = (old: readonly string[]): readonly string[] => {
      const aged = agedAccount(parsed, keyed(Object.fromEntries([...coins.map((coin) => [`mark:${coin}`, MINUTE] as const), ...old.map((coin) => [`index:${coin}`, MINUTE] as const)])), volatility);
      const interval = intervalOf(aged.engine, ageOf(aged), { k: 3 });
      return HEADLINES.filter((name) => interval[name] !== null);
    };
    expect([known(coins), known(coins.slice(0, 5))]).toEqual([[], HEADLINES]);
  });
});

const PARTS = Array.from({ length: 401 }, (_, at) => at / 200 - 1);

describe('every price in between is inside', () => {
  const DAY = 86_400_000;
  test.each<readonly [string, Aged]>([
    ['a flat step that is passed on the way to a price that is better', onBtc({}, [{ symbol: 'A', tierRule: 'flat', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }, { notionalFloor: '60600', maintenanceMarginRate: '0.05', maintenanceAmount: '0', initialMarginRate: '0.06' }] }], [{ symbol: 'A', contracts: '1', entryPrice: '60000' }], { 'mark:A': DAY })],
    ['an inverse short beside a linear long, its mark old and the index fresh', onBtc({}, [{ symbol: 'A', settlement: 'inverse', settle: 'BTC' }, { symbol: 'B' }], [{ symbol: 'A', contracts: '-60000', entryPrice: '60000' }, { symbol: 'B', contracts: '1.01', entryPrice: '60000' }], { 'mark:A': DAY, 'mark:B': DAY })],
    ['the larger of a long that grows and a short that shrinks', onBtc({ sides: 'larger' }, [{ symbol: 'A' }, { symbol: 'B', settlement: 'inverse', settle: 'BTC' }], [{ symbol: 'A', contracts: '1', entryPrice: '60000' }, { symbol: 'B', contracts: '-61000', entryPrice: '60000' }], { 'mark:A': DAY, 'mark:B': DAY })],
    ['a rate that grows with size', onBtc({}, [{ symbol: 'A', settlement: 'inverse', settle: 'BTC', tiers: undefined, sizeLinear: { initialBase: '0.02', maintenanceBase: '0.01', step: '0.005' } }], [{ symbol: 'A', contracts: '-240000', entryPrice: '60000' }], { 'mark:A': DAY, 'index:BTC': 3 * DAY })],
    ['a requirement at the larger of mark and entry', onBtc({ maintenanceBasis: 'larger', initialBasis: 'larger' }, [{ symbol: 'A' }], [{ symbol: 'A', contracts: '-1', entryPrice: '61234' }], { 'mark:A': DAY })],
  ])('%s', (_name, aged) => {
    const interval = intervalOf(aged.engine, ageOf(aged), { k: 3 });
    for (const name of HEADLINES) {
      const outside = PARTS.filter((part) => !contains(interval[name] ?? { low: null, high: null }, totalsAt(aged, 3, new Map([['BTC', part]]))[name]));
      expect([name, outside]).toEqual([name, []]);
    }
  });

  test('of a mark and an index of one age an inverse contract makes a straight line: the ends are reached', () => {
    const aged = onBtc({}, [{ symbol: 'A', settlement: 'inverse', settle: 'BTC' }], [{ symbol: 'A', contracts: '-120000', entryPrice: '50000' }], { 'mark:A': DAY, 'index:BTC': DAY });
    const { equity } = intervalOf(aged.engine, ageOf(aged), { k: 3 });
    const reached = [-1, 1].map((part) => totalsAt(aged, 3, new Map([['BTC', part]])).equity.value?.toNumber() ?? NaN).toSorted((a, b) => a - b);
    expect([equity?.low.toNumber(), equity?.high.toNumber()]).toEqual(reached.map((value) => expect.closeTo(value, 9)));
  });
});
