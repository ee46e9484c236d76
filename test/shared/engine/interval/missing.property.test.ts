import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Figure, Totals } from '#shared/engine/figures.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { withOptions } from '../../../arbitraries/optionAccounts.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { evaluated, inputsOf } from './support/inputs.ts';

const namesOf = ({ equity, adjustedEquity, initialMargin, maintenanceMargin, orderMargin, freeMargin, buffer, marginRatio, initialMarginRatio, leverage, notional, unrealizedPnl, optionValue }: Totals) =>
  Object.entries({ equity, adjustedEquity, initialMargin, maintenanceMargin, orderMargin, freeMargin, buffer, marginRatio, initialMarginRatio, leverage, notional, unrealizedPnl, optionValue } satisfies Record<keyof Totals, Figure>);

const written = ({ value, certainty }: Figure): string => `${certainty} ${value?.toFixed() ?? 'none'}`;

/** A sum is of a few terms, and each is rounded to 18 decimals (docs/margin-models.md, "Numbers"): a bound that is met holds to that. */
const ROUNDING = '1e-17';

/** What is said of a figure while the input is missing is true of what it turns out to be. A ratio without a value is above all others. */
function holds({ value: bound, certainty }: Figure, truth: Figure): boolean {
  if (certainty === 'exact') return written({ value: bound, certainty }) === written(truth);
  if (certainty === 'unknown') return bound === null;
  if (bound === null) return false;
  return certainty === 'atLeast' ? truth.value === null || truth.value.gte(bound.minus(ROUNDING)) : truth.value !== null && truth.value.lte(bound.plus(ROUNDING));
}

const ACCOUNTS: readonly (readonly [string, fc.Arbitrary<ParsedPortfolio>])[] = [
  ['linear contracts', accountDocument().map(parsedAccount)],
  ['inverse, quanto and linear contracts under any rules, cross and isolated', otherAccount({ isolated: true, orders: true })],
  ['options beside other contracts', withOptions(otherAccount({ orders: true }))],
];

describe.each(ACCOUNTS)('without one input, an account of %s', (_name, accounts) => {
  test('says of every figure what is true once the input is known: the same value, a bound, or nothing', () => {
    const said = new Set<string>();
    fc.assert(fc.property(accounts, (parsed) => {
      const truth = evaluated(parsed).totals;
      for (const input of inputsOf(parsed)) {
        const lacking = evaluated(input.without).totals;
        const names = namesOf(lacking);
        const wrong = names.filter(([name, figure]) => !holds(figure, namesOf(truth).find(([other]) => other === name)?.[1] ?? figure));
        expect([input.name, wrong.map(([name, figure]) => `${name} ${written(figure)}`)]).toEqual([input.name, []]);
        for (const [, { certainty }] of names) said.add(certainty);
      }
    }), { numRuns: 60 });
    expect([...said].toSorted()).toEqual(['atLeast', 'atMost', 'exact', 'unknown']);
  });

  test('is sure of every figure that the input does not touch, and names the input for those that it is not', () => {
    fc.assert(fc.property(accounts, (parsed) => {
      const lacking = namesOf(evaluated(parsed).totals).filter(([, { certainty }]) => certainty !== 'exact').map(([figure]) => figure);
      for (const { name, without, touches } of inputsOf(parsed)) {
        const { totals, missing } = evaluated(without);
        const unsure = namesOf(totals).filter(([, { certainty }]) => certainty !== 'exact').map(([figure]) => figure);
        // What the account lacks with the input is not the input's.
        const known: ReadonlySet<string> = new Set([...touches, ...lacking]);
        const named = new Set(missing.flatMap(({ makesUnknown }) => makesUnknown));
        expect([name, unsure.filter((figure) => !known.has(figure)), unsure.filter((figure) => !named.has(figure))]).toEqual([name, [], []]);
      }
    }), { numRuns: 60 });
  });
});

const TIERS = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }];
const perpetual = (base: string, own: object = {}): object => ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USD', contractSize: '1', tiers: TIERS, ...own });
const account = (own: object, parameters: object = {}): ParsedPortfolio => parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Missing', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', instruments: [perpetual('BTC')],
  positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000', leverage: '10' }], prices: { mark: { 'BTC-PERP': '1000' } }, collateral: [{ asset: 'USD', amount: '1000' }],
  parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'a test', ...parameters }, ...own,
});
const figures = (parsed: ParsedPortfolio): Readonly<Record<string, string>> => Object.fromEntries(namesOf(evaluated(parsed).totals).map(([name, figure]) => [name, written(figure)]));

describe('by hand', () => {
  test('a closing fee that nobody says makes the requirement at least what the rest asks for', () => {
    const lacking = account({}, { rules: { closingFee: 'notional', closingFeeInInitial: true } });
    expect(figures(lacking)).toMatchObject({ equity: 'exact 1000', maintenanceMargin: 'atLeast 0', buffer: 'atMost 1000', marginRatio: 'atLeast 0', initialMargin: 'atLeast 0' });
    expect(evaluated(lacking).missing.map(({ missing }) => missing)).toEqual(['taker fee rate of BTC-PERP']);
  });

  test('an isolated position without a mark touches the equity of the account and none of the cross pool\'s figures', () => {
    const lacking = account({
      instruments: [perpetual('BTC'), perpetual('ETH')], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }, { symbol: 'ETH-PERP', contracts: '1', entryPrice: '100', marginMode: 'isolated', isolatedMargin: '20' }],
    });
    expect(figures(lacking)).toMatchObject({ equity: 'unknown none', unrealizedPnl: 'unknown none', notional: 'atLeast 1000', adjustedEquity: 'exact 1000', maintenanceMargin: 'exact 10', marginRatio: 'exact 0.01' });
    expect(evaluated(lacking).missing).toEqual([{ missing: 'mark price of ETH-PERP', makesUnknown: ['equity', 'leverage', 'notional', 'unrealizedPnl'], blocksLiquidation: false }]);
  });

  test('an inverse row without the index of its coin is unknown, and so is all equity', () => {
    const lacking = account({ instruments: [perpetual('BTC', { settlement: 'inverse', settle: 'BTC' })], positions: [{ symbol: 'BTC-PERP', contracts: '1000', entryPrice: '1000' }] });
    expect(figures(lacking)).toMatchObject({ equity: 'unknown none', maintenanceMargin: 'atLeast 0', marginRatio: 'unknown none' });
  });

  test('a debt without a price that asks for margin makes the requirement at least what the rest asks for', () => {
    const debt = { collateral: [{ asset: 'USD', amount: '1000' }, { asset: 'ETH', amount: '-1' }] };
    const known = figures(account({ ...debt, prices: { mark: { 'BTC-PERP': '1000' }, index: { ETH: '100' } } }, { liabilityWeights: { ETH: '1.1' } }));
    expect(known).toMatchObject({ maintenanceMargin: 'exact 20' });
    expect(figures(account(debt, { liabilityWeights: { ETH: '1.1' } }))).toMatchObject({ maintenanceMargin: 'atLeast 10' });
  });

  test('a debt that the profit of an unpriced row may pay back asks for at least nothing', () => {
    const debt = (mark: object): ParsedPortfolio => account(
      {
        instruments: [perpetual('BTC'), perpetual('ETH', { settlement: 'inverse', settle: 'ETH' })],
        positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }, { symbol: 'ETH-PERP', contracts: '400', entryPrice: '100' }],
        collateral: [{ asset: 'USD', amount: '1000' }, { asset: 'ETH', amount: '-1' }], prices: { mark: { 'BTC-PERP': '1000', ...mark }, index: { ETH: '200' } },
      },
      { liabilityWeights: { ETH: '1.1' }, rules: { weightedOn: 'equity' } },
    );
    // At 200 the row has made 2 ETH: no debt is left, and the rows ask for 10 and 4. At its entry 0.1 ETH, 20, are asked for the debt, beside 10 and 8.
    expect(figures(debt({ 'ETH-PERP': '200' }))).toMatchObject({ maintenanceMargin: 'exact 14' });
    expect(figures(debt({ 'ETH-PERP': '100' }))).toMatchObject({ maintenanceMargin: 'exact 38' });
    expect(figures(debt({}))).toMatchObject({ maintenanceMargin: 'atLeast 10' });
  });

  test('a pool without a price keeps the ratio of the account from being exact: it may be the one that is nearest', () => {
    const pools = account({
      collateral: [{ asset: 'USD', amount: '1000' }, { asset: 'EUR', amount: '1000' }], instruments: [perpetual('BTC'), perpetual('ETH', { quote: 'EUR', settle: 'EUR' })],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '1000' }, { symbol: 'ETH-PERP', contracts: '100', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '1000', 'ETH-PERP': '1000' }, index: { EUR: '1' } },
    }, { rules: { pooling: 'settle' } });
    expect(figures(pools)).toMatchObject({ marginRatio: 'exact 1' });
    const [lacking] = inputsOf(pools).filter(({ name }) => name === 'mark of ETH-PERP');
    expect(lacking === undefined ? {} : figures(lacking.without)).toMatchObject({ marginRatio: 'atLeast 0.01' });
  });
});
