import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { createAccountEngine } from '#shared/engine/accountEngine.ts';
import type { OverviewView } from '#shared/ipc/overviewView.ts';
import { Decimal, epochMs, price, toText } from '#shared/num/units.ts';
import { createEngineHost, type EngineHost } from '../../../../src-main/hub/engineHost.ts';
import { overviewOf } from '../../../../src-main/hub/overview/overview.ts';
import { GOLDEN } from '../whatIf/support.ts';

const AT = epochMs(Date.UTC(2026, 10, 24, 14));

/** Golden account 1 under another name, with other collateral, currency or venue. */
const book = (name: string, usdx: string, own: object = {}): string => JSON.stringify({ ...JSON.parse(GOLDEN), name, collateral: [{ asset: 'USDX', amount: usdx, weight: '1' }], ...own });

function hostOf(documents: readonly string[]): EngineHost {
  const host = createEngineHost({
    clock: { wall: () => AT, monotonic: () => 1000 }, priceRules: () => ({ band: Infinity, wild: Infinity, memoryMs: 60_000, confirmMs: 30_000, confirmCount: 5 }),
    supplyOf: () => ({ connected: true, staleMs: 5000, liveHosts: [] }), onOutcome: () => undefined, onFault: ({ error }) => { throw error; },
  });
  for (const document of documents) {
    const parsed = parsePortfolio(document, AT);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    host.open({ accountId: parsed.value.portfolio.name, name: parsed.value.portfolio.name, demo: false, live: false, ...parsed.value, sources: new Map(), manual: new Map() }, null);
  }
  host.pulse(true);
  return host;
}

const overview = (documents: readonly string[], percent: number | null = null, currency: string | null = null): OverviewView =>
  overviewOf(hostOf(documents).standings(), { move: percent === null ? null : new Decimal(percent).div(100), currency, at: AT });

const EUR_BOOK = JSON.stringify({
  ...JSON.parse(GOLDEN), name: 'Euro', valuationCurrency: 'EUR', collateral: [{ asset: 'EUR', amount: '1000', weight: '1' }], positions: [], instruments: [], prices: { mark: {}, index: {} }, betas: {},
});

describe('R2: the list', () => {
  test('stands by stage, then by ratio, and every account keeps its own model and set', () => {
    const { accounts } = overview([book('Calm', '900000'), book('Worst', '3500'), book('Middle', '10000'), book('Other venue', '20000', { venue: 'binance-usdm', instruments: [], valuationCurrency: 'USDT', positions: [{ symbol: 'BTCUSDT', contracts: '0.01', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' }, index: { USDX: '1', BTC: '60000' } } })]);
    expect(accounts.map(({ name }) => name)).toEqual(['Worst', 'Middle', 'Calm', 'Other venue']);
    expect(accounts.map(({ venue }) => venue)).toEqual(['generic', 'generic', 'generic', 'binance-usdm']);
    expect(accounts.at(-1)).toMatchObject({ model: 'tiered-cross', parameterSetId: 'binance-usdm-2026-05-01', valuationCurrency: 'USDT' });
  });

  test('has what is not wholly known before what is, and an account without equity before every ratio', () => {
    const lost = book('Lost', '100');
    const unpriced = book('Unpriced', '900000', { prices: { mark: { 'BTC-PERP': '60000' }, index: { USDX: '1' } } });
    const { accounts } = overview([book('Calm', '900000'), unpriced, book('Worst', '2000'), lost]);
    expect(accounts.map(({ name, underwater, incomplete }) => [name, underwater, incomplete])).toEqual([['Lost', true, false], ['Worst', false, false], ['Unpriced', false, true], ['Calm', false, false]]);
  });
});

describe('R3: the consolidated line', () => {
  test('adds equity in one currency, by a rate that an account uses, and says what it left out', () => {
    const rated = book('Rated', '10000', { prices: { ...JSON.parse(GOLDEN).prices, index: { ...JSON.parse(GOLDEN).prices.index, EUR: '1.25' } }, collateral: [{ asset: 'USDX', amount: '10000', weight: '1' }, { asset: 'EUR', amount: '0', weight: '1' }] });
    expect(overview([rated, EUR_BOOK]).consolidated).toEqual({ equity: '10250', counted: 2, of: 2, missing: [] });
    expect(overview([rated, EUR_BOOK], null, 'EUR')).toMatchObject({ currency: 'EUR', currencies: ['USD', 'EUR'], consolidated: { equity: '8200' } });
    expect(overview([book('Alone', '10000'), EUR_BOOK]).consolidated).toEqual({ equity: '9000', counted: 1, of: 2, missing: ['a rate from EUR to USD (Euro)'] });
  });

  test('nothing that is of all accounts is a margin, a ratio or a buffer', () => {
    const { consolidated, ...list } = overview([book('A', '10000'), book('B', '20000')], -20);
    expect(Object.keys(consolidated).toSorted()).toEqual(['counted', 'equity', 'missing', 'of']);
    expect(Object.keys(list).toSorted()).toEqual(['accounts', 'asOf', 'currencies', 'currency']);
  });

  test('no account is helped or hurt by another: its figures are those that it has alone', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 500, max: 60_000 }), { minLength: 2, maxLength: 4 }), fc.integer({ min: -45, max: 45 }), (amounts, percent) => {
      const books = amounts.map((amount, at) => book(`A${at}`, String(amount)));
      const together = overview(books, percent);
      for (const [at, document] of books.entries()) {
        const [alone] = overview([document], percent).accounts;
        const { shocked, ...own } = together.accounts.find(({ name }) => name === `A${at}`) ?? {};
        const { shocked: shockedAlone, ...ownAlone } = alone ?? {};
        expect(own).toEqual(ownAlone);
        expect({ ...shocked, place: null }).toEqual({ ...shockedAlone, place: null });
      }
    }), { numRuns: 15 });
  });
});

describe('R4: one move for all accounts', () => {
  test('says who is liquidated first, second and third on the way, and who is not', () => {
    const view = overview([book('Deep', '900000'), book('First', '4000'), book('Third', '15000'), book('Second', '9000')], -45);
    const places = Object.fromEntries(view.accounts.map(({ name, shocked }) => [name, shocked?.status === 'known' ? shocked.place : 'unknown']));
    expect(places).toEqual({ First: 1, Second: 2, Third: 3, Deep: null });
  });

  test('a move the other way liquidates nobody whom only a fall would', () => {
    expect(overview([book('First', '4000')], 45).accounts[0]?.shocked).toMatchObject({ status: 'known', place: null, liquidatedAt: null });
  });

  test('at the very move that it names, equity is the maintenance margin; before it the account stands', () => {
    const [own] = overview([book('Own', '9000')], -45).accounts;
    if (own?.shocked?.status !== 'known' || own.shocked.liquidatedAt === null) throw new Error('it is liquidated on the way');
    const root = new Decimal(own.shocked.liquidatedAt);
    const parsed = parsePortfolio(book('Own', '9000'), AT);
    if (!parsed.ok) throw new Error('golden account 1 parses');
    const bufferAt = (move: Decimal): Decimal => {
      const engine = createAccountEngine(parsed.value.portfolio);
      for (const [symbol, { value }] of parsed.value.prices.mark) engine.setMark(symbol, price(toText(new Decimal(value).times(move.plus(1)).toDecimalPlaces(20))));
      engine.setIndex('USDX', price('1'));
      return new Decimal(engine.evaluate().totals.buffer.value ?? NaN);
    };
    expect(bufferAt(root).abs().lt('1e-9')).toBe(true);
    expect(bufferAt(root.times('0.99')).gt(0)).toBe(true);
  });

  test('an account that is not wholly known is neither among those that go nor among those that stay', () => {
    const [own] = overview([book('Unpriced', '9000', { prices: { mark: { 'BTC-PERP': '60000' }, index: { USDX: '1' } } })], -45).accounts;
    expect(own?.shocked).toMatchObject({ status: 'unknown', missing: expect.stringContaining('ETH-PERP') });
  });

  test('one that is liquidated by now stands first, at a move of nothing', () => {
    const { accounts } = overview([book('Gone', '1100'), book('Near', '4000')], -10);
    expect(accounts.map(({ name, shocked }) => [name, shocked?.status === 'known' ? [shocked.place, shocked.liquidatedAt] : null])[0]).toEqual(['Gone', [1, '0']]);
  });
});
