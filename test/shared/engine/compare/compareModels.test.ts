import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { ParameterSet, Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { finished } from '#shared/util/pieces.ts';
import { type Comparison, compareModels, type ModelResult } from '#shared/engine/compare/compareModels.ts';
import type { Profile } from '#shared/engine/compare/profile.ts';
import type { Decimal } from '#shared/num/units.ts';
import { toText } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { anyRules, composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { anyAccount, dec, engineOf, goldenDocument, isolatedEth, sum } from '../contribution/support.ts';

const parsed = parsedAccount(goldenDocument);
const pricesOf = (account: ParsedPortfolio) => engineOf(account).prices();
const text = (value: string | number) => toText(dec(value));

const ownProfile = ({ parameters, instruments }: Portfolio, id = 'own'): Profile => ({ id, title: id, parameters, instruments });

/** A profile with another set: weights, rules and instruments as told. */
function profile(id: string, set: Partial<ParameterSet>, instruments: readonly Instrument[]): Profile {
  return { id, title: id, parameters: { ...parsed.portfolio.parameters, id, venue: id, ...set }, instruments };
}

const rated = (instrument: Instrument, rate: string): Instrument =>
  ({ ...instrument, tiers: [{ notionalFloor: text(0), maintenanceMarginRate: text(rate), maintenanceAmount: text(0), initialMarginRate: text(dec(rate).times(2).toFixed()) }] });

const steep = parsed.portfolio.instruments.map((instrument) => rated(instrument, '0.05'));
const comparing = (...asked: Parameters<typeof compareModels>): Comparison => finished(compareModels(...asked));
const onGolden = (profiles: readonly Profile[], account = parsed): Comparison => comparing(account.portfolio, pricesOf(account), profiles);
const resultOf = ({ results }: Comparison, id: string): ModelResult => {
  const found = results.find((result) => result.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const headline = ({ adjustedEquity, initialMargin, maintenanceMargin, marginRatio }: ModelResult): readonly string[] => [adjustedEquity, initialMargin, maintenanceMargin, marginRatio].map(({ value }) => value?.toDecimalPlaces(6).toFixed() ?? 'none');
const total = (values: readonly (Decimal | null)[]): string => sum(values.map((value) => value ?? dec(NaN))).toFixed();

describe('compareModels on golden account 1', () => {
  const profiles = [
    ownProfile(parsed.portfolio),
    profile('steep', {}, steep),
    profile('strict', { collateralWeights: { BTC: text('0.8') }, defaultWeight: text('0.5') }, parsed.portfolio.instruments),
  ];
  const comparison = onGolden(profiles);

  test('moonshot 9: who outlasts which stress, a venue’s own marks included, and one changed rate changes that venue alone', () => {
    const falls = [-0.2, -0.25, -0.28].map((move) => new Map(['BTC', 'ETH', 'SOL'].map((asset) => [asset, dec(move)])));
    // The stablecoin loses a third at one venue.
    const stressesOf = ({ id }: Profile) => [...falls, new Map([['USDX', dec(id === 'steep' ? '-0.9' : '0')]])];
    const survivalOf = (own: readonly Profile[]) => new Map(comparing(parsed.portfolio, pricesOf(parsed), own, stressesOf).results.map(({ id, survives }) => [id, survives]));
    const before = survivalOf(profiles);
    // The own model holds to a joint fall of 28.48 %.
    expect(before.get('own')).toEqual([true, true, true, true]);
    expect(before.get('steep')).toEqual([true, false, false, false]);
    const after = survivalOf([...profiles.slice(0, 2), profile('strict', { collateralWeights: { BTC: text('0.8') }, defaultWeight: text('0.9') }, parsed.portfolio.instruments)]);
    expect([after.get('own'), after.get('steep')]).toEqual([before.get('own'), before.get('steep')]);
    expect(after.get('strict')).not.toEqual(before.get('strict'));
  });

  test('headlines, nearest liquidation and binding terms of each model', () => {
    expect(comparison.results.map(headline)).toEqual([
      ['24700', '4800', '2400', '0.097166'],
      // 5 % of 195,000, and twice of it.
      ['24700', '19500', '9750', '0.394737'],
      // USDX at a half and the coin at 0.8.
      ['13800', '4800', '2400', '0.173913'],
    ]);
    expect(comparison.results.map(({ liquidations: [nearest], binding }) => [nearest?.asset, nearest?.fraction.toFixed(4), binding.pool, binding.row?.id, binding.row?.share.toFixed(4)])).toEqual([
      ['SOL', '-0.3034', 'cross', 'SOL-PERP|both|cross', '0.6250'],
      // 14,950 over 75,000 · 0.95.
      ['SOL', '-0.2098', 'cross', 'SOL-PERP|both|cross', '0.3846'],
      ['SOL', '-0.1551', 'cross', 'SOL-PERP|both|cross', '0.6250'],
    ]);
    expect(comparison.ranking).toEqual(['own', 'strict', 'steep']);
  });

  test('differences against the first, line by line', () => {
    const shown = comparison.differences.map(({ id, differences: { whole, rows, collateral } }) => [
      id, whole.adjustedEquity?.toFixed(), whole.maintenanceMargin?.toFixed(), whole.initialMargin?.toFixed(), rows.map(({ maintenanceMargin }) => maintenanceMargin?.toFixed()), rows.map(({ initialMargin }) => initialMargin?.toFixed()), collateral.map(({ weight }) => weight?.toFixed()), collateral.map(({ adjustedValue }) => adjustedValue?.toFixed()),
    ]);
    expect(shown).toEqual([
      ['own', '0', '0', '0', ['0', '0', '0'], ['0', '0', '0'], ['0', '0'], ['0', '0']],
      ['steep', '0', '7350', '14700', ['2700', '2400', '2250'], ['5400', '4800', '4500'], ['0', '0'], ['0', '0']],
      ['strict', '-10900', '0', '0', ['0', '0', '0'], ['0', '0', '0'], ['-0.5', '-0.15'], ['-10000', '-900']],
    ]);
  });

  test('what the profile does not know stays the document’s own, and the result says so', () => {
    const partial = profile('partial', { collateralWeights: { BTC: text('0.9') } }, steep.slice(0, 1));
    const { ownSchedules, ownWeights, maintenanceMargin } = resultOf(onGolden([partial]), 'partial');
    expect([ownSchedules, ownWeights]).toEqual([['ETH-PERP', 'SOL-PERP'], ['USDX']]);
    // 3,000 by the profile, 600 and 1,500 by the document.
    expect(maintenanceMargin.value?.toFixed()).toBe('5100');
    expect([comparison.results[0]?.ownSchedules, comparison.results[0]?.ownWeights]).toEqual([[], []]);
  });

  test('under the document’s own set a weight of a line stands above the set’s', () => {
    const own = { ...parsed, portfolio: { ...parsed.portfolio, parameters: { ...parsed.portfolio.parameters, collateralWeights: { BTC: text('0.5') } } } };
    const found = onGolden([ownProfile(own.portfolio), { ...ownProfile(own.portfolio, 'next'), parameters: { ...own.portfolio.parameters, id: 'next' } }], own);
    expect(found.results.map(({ adjustedEquity }) => adjustedEquity.value?.toFixed())).toEqual(['24700', '22000']);
  });

  test('another contract of the same name is not the same symbol', () => {
    const others = steep.map((instrument): Instrument => (instrument.symbol === 'ETH-PERP' ? { ...instrument, settle: 'USDT' } : instrument.symbol === 'SOL-PERP' ? { ...instrument, tierUnit: 'contracts', contractSize: text(10) } : instrument));
    const { ownSchedules, maintenanceMargin } = resultOf(onGolden([profile('other', {}, others)]), 'other');
    expect([ownSchedules, maintenanceMargin.value?.toFixed()]).toEqual([['ETH-PERP', 'SOL-PERP'], '5100']);
  });

  test('the size of a contract is the document’s, whatever the profile says', () => {
    const others = steep.map((instrument): Instrument => ({ ...instrument, contractSize: text('0.001'), quote: 'USDT' }));
    expect(headline(resultOf(onGolden([profile('other', {}, others)]), 'other'))).toEqual(['24700', '19500', '9750', '0.394737']);
  });

  test('a contract that the pool does not take is unknown, not margined by other rules, and its model is ranked last', () => {
    const none = profile('inverse only', { rules: { settlements: ['inverse'] } }, steep);
    const found = onGolden([none, ownProfile(parsed.portfolio), profile('steep', {}, steep)]);
    const { notTaken, marginRatio, missing } = resultOf(found, 'inverse only');
    expect(notTaken).toEqual(['BTC-PERP', 'ETH-PERP', 'SOL-PERP']);
    expect(marginRatio.certainty).not.toBe('exact');
    expect(missing.map((input) => input.missing)).toEqual(['margin tiers of BTC-PERP', 'margin tiers of ETH-PERP', 'margin tiers of SOL-PERP']);
    expect(found.ranking).toEqual(['own', 'steep', 'inverse only']);
    expect(found.differences[1]?.differences.whole).toEqual({ adjustedEquity: dec(0), initialMargin: null, maintenanceMargin: null });
  });

  test('equity used up ranks after every ratio, a bound after that, unknown last', () => {
    const unmargined = steep.map(({ tiers: _tiers, ...instrument }, at): Instrument => (at === 0 ? instrument : { ...instrument, ...(_tiers === undefined ? {} : { tiers: _tiers }) }));
    const unweighted = { ...parsed, portfolio: { ...parsed.portfolio, collateral: parsed.portfolio.collateral.map(({ asset, amount }) => ({ asset, amount })) } };
    const weights = (usdx: string, btc?: string) => ({ collateralWeights: { USDX: text(usdx), ...(btc === undefined ? {} : { BTC: text(btc) }) } });
    const found = onGolden([
      profile('unknown', { collateralWeights: {} }, unmargined),
      profile('bound', weights('1'), steep),
      profile('used up', weights('0', '0'), steep),
      profile('ratio', weights('1', '1'), steep),
    ], unweighted);
    expect(found.results.map(({ marginRatio: { value, certainty } }) => [value === null, certainty])).toEqual([[true, 'unknown'], [false, 'atMost'], [true, 'exact'], [false, 'exact']]);
    expect(found.ranking).toEqual(['ratio', 'used up', 'bound', 'unknown']);
  });

  test('a profile with one pool for each currency has its headlines from the pool that binds, and still adds up', () => {
    const split = profile('split', { rules: { pooling: 'settle' } }, parsed.portfolio.instruments);
    const found = onGolden([ownProfile(parsed.portfolio), split]);
    const { binding, adjustedEquity, whole } = resultOf(found, 'split');
    // In the pool of USD there is nothing but the loss of 1,000.
    expect([binding.pool, adjustedEquity.value?.toFixed(), whole.adjustedEquity.value?.toFixed()]).toEqual(['cross:USD', '-1000', '25000']);
    expect(found.differences[1]?.differences.collateral.map(({ weight }) => weight?.toFixed())).toEqual(['0', '0.05']);
  });
});

describe('compareModels on any account', () => {
  const accounts = fc.oneof(otherAccount({ isolated: true, orders: true }), composedAccount({ isolated: true }));
  const withRules = fc.tuple(accounts, fc.array(fc.tuple(anyRules, fc.boolean()), { minLength: 1, maxLength: 3 })).map(([account, all]) => ({
    account,
    profiles: all.map(([rules, settle], at): Profile => ({
      id: `p${at}`, title: '', instruments: account.portfolio.instruments,
      parameters: { ...account.portfolio.parameters, id: `p${at}`, collateralWeights: { BTC: text(`0.${9 - at}`) }, liabilityWeights: { USD: text(`1.${at}`) }, rules: settle ? { ...rules, pooling: 'settle' } : rules },
    })),
  }));

  test('differences of lines add up to the differences of the whole, to the last digit', () => {
    fc.assert(fc.property(withRules, ({ account, profiles }) => {
      const { portfolio } = account;
      for (const { differences: { whole, rows, orders, collateral } } of comparing(portfolio, pricesOf(account), [ownProfile(portfolio), ...profiles]).differences) {
        const owed = collateral.map(({ owedMargin }) => owedMargin);
        if (whole.maintenanceMargin !== null) expect(total([...rows.map(({ maintenanceMargin }) => maintenanceMargin), ...orders.map(({ maintenanceMargin }) => maintenanceMargin), ...owed])).toBe(whole.maintenanceMargin.toFixed());
        if (whole.initialMargin !== null) expect(total([...rows.map(({ initialMargin }) => initialMargin), ...orders.map(({ orderMargin }) => orderMargin), ...owed])).toBe(whole.initialMargin.toFixed());
        const [weighed, fees] = [rows.map(({ profitAdjustment }) => profitAdjustment), orders.map(({ openingFee }) => openingFee?.neg() ?? null)];
        if (whole.adjustedEquity !== null) expect(total([...collateral.map(({ adjustedValue }) => adjustedValue), ...weighed, ...fees])).toBe(whole.adjustedEquity.toFixed());
      }
    }), { numRuns: 150 });
  });

  test('the document’s own set gives the account as it is', () => {
    fc.assert(fc.property(anyAccount, (account) => {
      const { totals, venueRatio, binding, missing } = engineOf(account).evaluate();
      const [own] = comparing(account.portfolio, pricesOf(account), [ownProfile(account.portfolio)]).results;
      expect(JSON.stringify([own?.adjustedEquity, own?.initialMargin, own?.maintenanceMargin, own?.marginRatio, own?.venueRatio, own?.binding.pool, own?.missing]))
        .toBe(JSON.stringify([totals.adjustedEquity, totals.initialMargin, totals.maintenanceMargin, totals.marginRatio, venueRatio, binding, missing]));
    }), { numRuns: 60 });
  });

  test('changing one rate changes that profile’s result and no other', () => {
    fc.assert(fc.property(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.integer({ min: 1, max: 40 }), (which, symbol, promille) => {
      const before = ['a', 'b', 'c'].map((id) => profile(id, {}, steep));
      const after = before.map((own, at) => (at === which ? { ...own, instruments: own.instruments.map((instrument, index) => (index === symbol ? rated(instrument, dec(promille).div(1000).toFixed()) : instrument)) } : own));
      const [old, now] = [onGolden(before), onGolden(after)];
      const changed = old.results.flatMap((result, at) => (JSON.stringify(result) === JSON.stringify(now.results[at]) ? [] : [at]));
      expect(changed).toEqual([which]);
    }), { numRuns: 30 });
  });

  test('ranks by margin ratio, and twice the same', () => {
    fc.assert(fc.property(withRules, ({ account, profiles }) => {
      const [first, again] = [0, 1].map(() => comparing(account.portfolio, pricesOf(account), profiles));
      expect(first?.ranking).toEqual(again?.ranking);
      const ratios = (first?.ranking ?? []).flatMap((id) => first?.results.find((result) => result.id === id)?.marginRatio.value ?? []);
      expect(ratios.every((ratio, at) => at === 0 || ratio.gte(ratios[at - 1] ?? NaN))).toBe(true);
      expect((first?.ranking ?? []).toSorted()).toEqual(profiles.map(({ id }) => id));
    }), { numRuns: 60 });
  });
});

test('an isolated row is compared in its own pool, and its line is in its place', () => {
  const { portfolio, prices } = isolatedEth();
  const [result] = comparing(portfolio, prices(), [profile('steep', {}, steep)]).results;
  expect(result?.lines.rows.map(({ id, maintenanceMargin }) => [id, maintenanceMargin?.toFixed()])).toEqual([['BTC-PERP|both|cross', '3000'], ['ETH-PERP|both|isolated', '3000'], ['SOL-PERP|both|cross', '3750']]);
  expect([result?.maintenanceMargin.value?.toFixed(), result?.whole.maintenanceMargin.value?.toFixed(), result?.binding.row?.id]).toEqual(['6750', '9750', 'SOL-PERP|both|cross']);
});

test('a position’s older tier rule is the document’s venue’s: another venue that knows the symbol has its own', () => {
  const two = { ...goldenDocument, instruments: goldenDocument.instruments.map((instrument) => ({ ...instrument, tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }, { notionalFloor: '10000', maintenanceMarginRate: '0.02', maintenanceAmount: '100' }] })), positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000', tierRule: 'flat' }] };
  const account = parsedAccount(two);
  const margins = onGolden([ownProfile(account.portfolio), profile('other', {}, account.portfolio.instruments), profile('stranger', {}, [])], account).results.map(({ maintenanceMargin }) => maintenanceMargin.value?.toFixed());
  expect(margins).toEqual(['1200', '1100', '1200']);
});

test('nothing to compare is nothing', () => expect(onGolden([])).toEqual({ results: [], differences: [], ranking: [] }));
