import { describe, expect, test } from 'vitest';
import table from '../../../src-shared/venues/binance-usdm/tiers-2026-05-01.json' with { type: 'json' };
import { btc, faults, long, tier } from './support/faultLines.ts';

/** Rules, schedules and modes of margin: one line a fault, as in `badInput.test.ts`. */

const set = { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'by hand' };
const steps = (...rows: readonly (readonly [floor: string, rate: string, amount: string])[]): readonly object[] =>
  rows.map(([notionalFloor, maintenanceMarginRate, maintenanceAmount]) => ({ notionalFloor, maintenanceMarginRate, maintenanceAmount }));
const contract = (own: object) => ({ instruments: [{ ...btc, ...own }] });
const { tiers: _tiers, ...bare } = btc;
const inverse = { settlement: 'inverse', settle: 'BTC', contractSize: '100' };
const FRACTION = 'expected a decimal in quotes from 0 to 1';

describe('an inline parameter set', () => {
  test.each<[string, object, string]>([
    ['a rule that is unknown', { rules: { colour: 'red' } }, 'rules.colour: is not a field of this document; remove it or correct its name'],
    ['a word that is no rule', { rules: { pooling: 'two' } }, 'rules.pooling: is "two"; expected "one" or "settle"'],
    ['a flag in words', { rules: { closingFeeInInitial: 'yes' } }, 'rules.closingFeeInInitial: is "yes"; expected true or false'],
    ['a backstop of nothing', { rules: { backstop: '0' } }, 'rules.backstop: is "0"; expected a decimal in quotes above 0 and at most 1'],
    ['a backstop above all', { rules: { backstop: '1.1' } }, 'rules.backstop: is "1.1"; expected a decimal in quotes above 0 and at most 1'],
    ['a fee of half', { rules: { takerFeeRate: '-0.5' } }, 'rules.takerFeeRate: is "-0.5"; expected a decimal in quotes from -0.1 to 0.1'],
    ['a ratio without a name', { rules: { ratioLabel: '' } }, 'rules.ratioLabel: is ""; expected the name of a ratio: text of 1 to 100 characters without control characters'],
    ['a settlement that is none', { rules: { settlements: ['cash'] } }, 'rules.settlements.0: is "cash"; expected "linear" or "inverse" or "quanto"'],
    ['a pool that takes nothing', { rules: { settlements: [] } }, 'rules.settlements: is empty; expected at least one settlement'],
    ['a default weight above 1', { defaultWeight: '1.5' }, `defaultWeight: is "1.5"; ${FRACTION}`],
    ['a weight below 0', { collateralWeights: { BTC: '-0.1' } }, `collateralWeights.BTC: is "-0.1"; ${FRACTION}`],
    ['a weight above 1 in a tier', { weightTiers: { BTC: [{ from: '0', weight: '2' }] } }, `weightTiers.BTC.0.weight: is "2"; ${FRACTION}`],
    ['tiers of weight that do not start at 0', { weightTiers: { BTC: [{ from: '1', weight: '1' }] } }, 'weightTiers.BTC.0.from: is 1; expected the first tier to start at "0"'],
    ['tiers of weight that do not ascend', { weightTiers: { BTC: [{ from: '0', weight: '1' }, { from: '5', weight: '1' }, { from: '5', weight: '0' }] } }, 'weightTiers.BTC.2.from: is 5, not above 5; expected ascending amounts'],
    ['no tier of weight', { weightTiers: { BTC: [] } }, 'weightTiers.BTC: is empty; expected at least one tier, from "0"'],
    ['a negative size factor', { weightSizeFactors: { BTC: '-1' } }, 'weightSizeFactors.BTC: is "-1"; expected a decimal in quotes of 0 or more'],
    ['a debt that counts for less than itself', { liabilityWeights: { BTC: '0.9' } }, 'liabilityWeights.BTC: is "0.9"; expected a decimal in quotes from 1 to 1000'],
    ['debts that count for less than themselves', { defaultLiabilityWeight: '0' }, 'defaultLiabilityWeight: is "0"; expected a decimal in quotes from 1 to 1000'],
  ])('%s', (_name, own, line) => expect(faults({ parameters: { ...set, ...own } })).toEqual([`parameters.${line}`]));
});

describe('margin tiers', () => {
  const WHY = ', which is notionalFloor · (rate − rate below) + amount below';
  test.each<[string, object, readonly string[]]>([
    ['a rate above 1', { tiers: steps(['0', '1.01', '0']) }, [`instruments.0.tiers.0.maintenanceMarginRate: is "1.01"; ${FRACTION}`]],
    ['a rate below 0', { tiers: steps(['0', '-0.01', '0']) }, [`instruments.0.tiers.0.maintenanceMarginRate: is "-0.01"; ${FRACTION}`]],
    ['an amount in the first tier', { tiers: steps(['0', '0.01', '5']) }, ['instruments.0.tiers.0.maintenanceAmount: is 5; expected 0']],
    // 50000 · 0.01 = 500; 250000 · 0.03 + 500 = 8000
    ['an amount that leaves a step', { tiers: steps(['0', '0.01', '0'], ['50000', '0.02', '499.98'], ['250000', '0.05', '8000']) }, [`instruments.0.tiers.1.maintenanceAmount: is 499.98; expected 500${WHY}`]],
    ['two of them', { tiers: steps(['0', '0.01', '0'], ['50000', '0.02', '0'], ['250000', '0.05', '0']) }, [`instruments.0.tiers.1.maintenanceAmount: is 0; expected 500${WHY}`, `instruments.0.tiers.2.maintenanceAmount: is 0; expected 8000${WHY}`]],
    // 4 · 0.01: contracts and coins are no exception.
    ['by contracts', { tierUnit: 'contracts', tiers: steps(['0', '0.01', '0'], ['4', '0.02', '0']) }, [`instruments.0.tiers.1.maintenanceAmount: is 0; expected 0.04${WHY}`]],
    // 1e12 · 0.1 = 1e11, and a billionth of it is 100.
    ['a large one by more than a billionth', { tiers: steps(['0', '0.1', '0'], ['1000000000000', '0.2', '100000000101']) }, [`instruments.0.tiers.1.maintenanceAmount: is 100000000101; expected 100000000000${WHY}`]],
    ['progressive rates that fall', { tiers: steps(['0', '0.02', '0'], ['50000', '0.01', '0']) }, ['instruments.0.tiers.1.maintenanceMarginRate: is 0.01, below the 0.02 of the tier before it; expected progressive rates that do not fall']],
  ])('%s', (_name, own, expected) => expect(faults(contract(own))).toEqual(expected));

  test.each<[string, object]>([
    ['rounded to a cent', { tiers: steps(['0', '0.01', '0'], ['50000', '0.02', '499.99'], ['250000', '0.05', '8000']) }],
    ['rounded to a billionth', { tiers: steps(['0', '0.1', '0'], ['1000000000000', '0.2', '100000000100']) }],
    ['without amounts under the flat rule', { tierRule: 'flat', tiers: steps(['0', '0.01', '0'], ['50000', '0.02', '0']) }],
    ['progressive by contracts', { tierUnit: 'contracts', tiers: steps(['0', '0.01', '0'], ['500', '0.02', '5']) }],
  ])('%s are taken', (_name, own) => expect(faults(contract(own))).toEqual([]));

  test('of all symbols of a published progressive table are taken', () => {
    const rows = (tiers: readonly (readonly (string | null)[])[]): readonly object[] => steps(...tiers.map(([floor, , rate, amount]) => [floor ?? '', rate ?? '', amount ?? ''] as const));
    const instruments = Object.entries(table.symbols).map(([symbol, tiers]) => ({ ...btc, symbol, tiers: rows(tiers) }));
    expect(instruments.length).toBeGreaterThan(700);
    expect(faults({ instruments: [btc, ...instruments] })).toEqual([]);
  });
});

describe('rates beside tiers', () => {
  const rates = { initialBase: '0.02', maintenanceBase: '0.01', step: '0.00005' };
  test.each<[string, object, string]>([
    ['both tiers and rates that grow', { sizeLinear: rates }, 'sizeLinear: stands beside tiers; expected one of the two'],
    ['a base rate above 1', { ...bare, tiers: undefined, sizeLinear: { ...rates, initialBase: '1.5' } }, `sizeLinear.initialBase: is "1.5"; ${FRACTION}`],
    ['a step below 0', { ...bare, tiers: undefined, sizeLinear: { ...rates, step: '-1' } }, 'sizeLinear.step: is "-1"; expected a decimal in quotes of 0 or more'],
    ['rates that lack one', { ...bare, tiers: undefined, sizeLinear: { initialBase: '0.1', step: '0' } }, 'sizeLinear.maintenanceBase: is missing; expected a decimal in quotes with at most 24 digits before and after the point, such as "12.5"'],
    ['caps in the wrong order', { openInterest: { notional: '1', lower: '10', upper: '9.9' } }, 'openInterest.lower: is 10, above the upper cap 9.9; expected at most that'],
    ['a negative open interest', { openInterest: { notional: '-1', lower: '1', upper: '2' } }, 'openInterest.notional: is "-1"; expected a decimal in quotes of 0 or more'],
    ['a negative premium', { sizePremium: '-0.1' }, 'sizePremium: is "-0.1"; expected a decimal in quotes of 0 or more'],
  ])('%s', (_name, own, line) => expect(faults(contract(own))).toEqual([`instruments.0.${line}`]));
});

describe('settlement', () => {
  const QUOTE = 'expected USD, the quote currency of the linear contract, or a stablecoin of it';
  test.each<[string, object, string]>([
    ['linear in its base', { settle: 'BTC' }, `is BTC; ${QUOTE}`],
    ['linear in its base, a stablecoin', { base: 'USDC', settle: 'USDC' }, `is USDC; ${QUOTE}`],
    ['linear in a third currency', { settle: 'ETH' }, `is ETH; ${QUOTE}`],
    ['an option that is linear in its coin', { kind: 'option', settle: 'BTC', expiry: '2027-01-01T00:00:00Z', strike: '1', optionType: 'call' }, `is BTC; ${QUOTE}`],
    ['an option that is linear in a third currency', { kind: 'option', settle: 'ETH', expiry: '2027-01-01T00:00:00Z', strike: '1', optionType: 'call' }, `is ETH; ${QUOTE}`],
    ['inverse in its quote', { ...inverse, settle: 'USD' }, 'is USD; expected BTC, the base of the inverse contract'],
    ['quanto in its base', { settlement: 'quanto', settle: 'BTC' }, 'is BTC, the base of a quanto contract; expected a third currency'],
    ['quanto in its quote', { settlement: 'quanto' }, 'is USD, the quote currency of a quanto contract; expected a third currency'],
  ])('%s', (_name, own, line) => expect(faults(contract(own))).toEqual([`instruments.0.settle: ${line}`]));

  test.each<[string, object]>([
    ['linear in a stablecoin of its quote', { settle: 'USDC' }], ['linear in a coin that names its quote', { quote: 'EUR', settle: 'EURC' }], ['linear priced and settled in its base', { quote: 'BTC', settle: 'BTC' }],
    ['linear between stablecoins', { quote: 'USDT', settle: 'FDUSD' }], ['inverse in its base', inverse], ['quanto in a third currency', { settlement: 'quanto', settle: 'XBT' }],
    ['an inverse option, whose currency is its own affair', { kind: 'option', settlement: 'inverse', settle: 'USD', expiry: '2027-01-01T00:00:00Z', strike: '1', optionType: 'call' }],
  ])('%s is taken', (_name, own) => expect(faults(contract(own))).toEqual([]));

  test('in a stablecoin that the parameter set does not list, or that only it lists, is taken', () => {
    expect(faults({ ...contract({ quote: 'USDT', settle: 'FDUSD' }), parameters: set })).toEqual([]);
    expect(faults({ ...contract({ settle: 'PEG' }), parameters: { ...set, stablecoins: ['USD', 'PEG'] } })).toEqual([]);
    expect(faults({ ...contract({ settle: 'PEG' }), parameters: set })).toEqual([`instruments.0.settle: is PEG; ${QUOTE}`]);
  });

  test('that the pool does not take is refused for positions and orders, and an instrument alone is not', () => {
    const parameters = { ...set, rules: { settlements: ['linear'] } };
    const instruments = [btc, { ...btc, ...inverse, symbol: 'BTC-INV' }];
    const held = { symbol: 'BTC-INV', contracts: '1', entryPrice: '60000' };
    const line = 'symbol: is BTC-INV, an inverse contract in a pool of linear ones; expected settlement "linear"';
    expect(faults({ parameters, instruments })).toEqual([]);
    expect(faults({ parameters, instruments, positions: [long, held] })).toEqual([`positions.1.${line}`]);
    expect(faults({ parameters, instruments, orders: [{ symbol: 'BTC-INV', contracts: '1', price: '50000' }] })).toEqual([`orders.0.${line}`]);
    expect(faults({ parameters: { ...set, rules: { settlements: ['inverse', 'quanto'] } } })).toEqual(['positions.0.symbol: is BTC-PERP, a linear contract in a pool of inverse and quanto ones; expected settlement "inverse" or "quanto"']);
  });
});

describe('a position', () => {
  const flat = { instruments: [{ ...btc, tierRule: 'flat', tiers: [tier, { ...tier, notionalFloor: '50000', maintenanceMarginRate: '0.02' }] }] };
  test.each<[string, object, string]>([
    ['that is isolated without its margin', { positions: [{ ...long, marginMode: 'isolated' }] }, 'positions.0.isolatedMargin: is missing; expected the margin of the isolated position'],
    ['that is cross with a margin of its own', { positions: [{ ...long, isolatedMargin: '10' }] }, 'positions.0.isolatedMargin: is 10 on a cross position; expected none, or marginMode "isolated"'],
    ['with a negative margin', { positions: [{ ...long, marginMode: 'isolated', isolatedMargin: '-1' }] }, 'positions.0.isolatedMargin: is "-1"; expected a decimal in quotes of 0 or more'],
    ['with half a lot', { ...contract({ lotSize: '0.001' }), positions: [{ ...long, contracts: '-1.0005' }] }, 'positions.0.contracts: is -1.0005, no multiple of the lot size of BTC-PERP; expected a multiple of 0.001'],
    ['with a tier rule and no tiers', { instruments: [bare], positions: [{ ...long, tierRule: 'flat' }] }, 'positions.0.tierRule: is "flat", and BTC-PERP has no tiers; expected an instrument with tiers, or no tierRule'],
    ['with a tier rule that is none', { positions: [{ ...long, tierRule: 'steep' }] }, 'positions.0.tierRule: is "steep"; expected "progressive" or "flat"'],
    ['that is progressive on a table without amounts', { ...flat, positions: [{ ...long, tierRule: 'progressive' }] }, 'positions.0.tierRule: is "progressive", and tiers.1.maintenanceAmount of BTC-PERP is 0; expected 500, which is notionalFloor · (rate − rate below) + amount below'],
  ])('%s', (_name, own, line) => expect(faults(own)).toEqual([line]));

  test.each<[string, object]>([
    ['isolated with no margin left', { positions: [{ ...long, marginMode: 'isolated', isolatedMargin: '0' }] }], ['of whole lots', { ...contract({ lotSize: '0.001' }), positions: [{ ...long, contracts: '-1.234' }] }],
    ['flat on progressive tiers', { positions: [{ ...long, tierRule: 'flat' }] }], ['flat on flat tiers', { ...flat, positions: [{ ...long, tierRule: 'flat' }] }],
  ])('%s is taken', (_name, own) => expect(faults(own)).toEqual([]));
});

test('an order of half a lot is refused too', () => {
  expect(faults({ ...contract({ lotSize: '5' }), positions: [], orders: [{ symbol: 'BTC-PERP', contracts: '7.5', price: '1' }] })).toEqual(['orders.0.contracts: is 7.5, no multiple of the lot size of BTC-PERP; expected a multiple of 5']);
});
