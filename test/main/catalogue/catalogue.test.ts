import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { decimal } from '#shared/venues/table.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { builtInLists } from '../../../src-main/catalogue/builtIn.ts';
import { createCatalogue, type FetchedList } from '../../../src-main/catalogue/catalogue.ts';
import { decodeBuiltIn } from '../../../src-main/catalogue/codec.ts';
import { nearestName } from '../../../src-main/catalogue/nearest.ts';
import { remarksOn } from '../../../src-main/catalogue/remarks.ts';
import { SOURCES, sourcesFor } from '../../../src-main/catalogue/sources.ts';
import { parseExact } from '../../../src-main/feeds/exactJson.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22));
const catalogueWith = (...lists: readonly [string, FetchedList][]) => createCatalogue(SOURCES, builtInLists, () => new Map(lists));
const never = catalogueWith();

describe('what is built in', () => {
  const folder = resolve(import.meta.dirname, '../../../src-main/catalogue/built-in');

  test('is small, whole, dated, and with a source', () => {
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(1_000_000);
    expect(builtInLists().reduce((sum, { listings }) => sum + listings.length, 0)).toBeGreaterThan(1500);
    for (const { source, asOf, origin } of builtInLists()) {
      expect(SOURCES.map(({ id }) => id)).toContain(source);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(origin).not.toBe('');
    }
  });

  test('serves a machine that has never been online', () => {
    expect(never.of('binance-usdm', NOW).get('1000SHIBUSDT')).toMatchObject({ listing: { base: '1000SHIB', contractSize: '1', settle: 'USDT' }, stale: true });
    expect(never.of('deribit', NOW).get('BTC-PERPETUAL')).toMatchObject({ listing: { settlement: 'inverse', contractSize: '10', tickSize: '0.5' }, asOf: '2021-07-22', origin: expect.stringContaining('cryptofeed') });
    expect(never.of('bitmex', NOW).get('ETHUSD')?.listing).toMatchObject({ settlement: 'quanto', contractSize: '0.00000100', settle: 'BTC' });
    expect(never.of('binance-portfolio-margin', NOW).get('BTCUSD_PERP')?.listing.contractSize).toBe('100');
    expect(never.of('bybit-inverse', NOW).get('BTCUSD')?.listing).toMatchObject({ settlement: 'inverse', tickSize: '0.50' });
    expect(never.of('generic', NOW).size).toBe(0);
  });

  test('a damaged file is a mistake of ours', () => {
    expect(() => decodeBuiltIn({ lists: [{ source: 'x', origin: 'y', asOf: 'z', rows: [['A']] }] })).toThrow('a built-in list of instruments is damaged: x');
  });
});

const fetched = (symbol: string, expiresAt: number): FetchedList => ({ fetchedAt: NOW, expiresAt: epochMs(expiresAt), complete: true, listings: [{ symbol, kind: 'perpetual', settlement: 'linear', base: 'A', quote: 'USDT', settle: 'USDT' }] });

test('a list that was read replaces what is built in of it, and of nothing else; past its time it stands and says so', () => {
  const known = catalogueWith(['bybit-linear', fetched('NEWUSDT', NOW)]).of('bybit', NOW);
  expect(known.get('NEWUSDT')).toMatchObject({ origin: null, asOf: '2026-11-22', stale: true });
  expect([known.has('BTCUSDT'), known.has('BTCUSD')]).toEqual([false, true]);
  expect(catalogueWith(['bybit-linear', fetched('NEWUSDT', NOW + 1)]).of('bybit', NOW).get('NEWUSDT')?.stale).toBe(false);
});

test.each([
  ['btc-usdt-swap', ['BTC-USDT-SWAP', 'ETH-USDT-SWAP'], 'BTC-USDT-SWAP'], ['BTCUSDTT', ['BTCUSDT', 'ETHUSDT'], 'BTCUSDT'], ['BTUSDT', ['BTCUSDT', 'ETHUSDT'], 'BTCUSDT'], ['BXCUSDT', ['BTCUSDT', 'ETHUSDT'], 'BTCUSDT'],
  ['BTCUSDT', ['BTCUSDC', 'BTCUSD'], null], ['ABC', ['ABD'], null], ['BTCUSDT', ['SOLUSDT'], null], ['', ['A'], null],
])('%s among %j means %s', (wanted, names, meant) => {
  expect(nearestName(wanted, names)).toBe(meant);
});

describe('a document and the list', () => {
  const instrument = (symbol: string, contractSize: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'linear', base: 'A', quote: 'USDT', settle: 'USDT', contractSize: decimal(contractSize), ...more });
  const said = (venue: string, instruments: readonly Instrument[], catalogue = never) => remarksOn({ venue, instruments }, catalogue, NOW);

  test('another contract size is said, the same number is not', () => {
    expect(said('gate', [instrument('BTC_USDT', '1')])).toEqual(["BTC_USDT: a contract is 1 in the document and 0.0001 in Gate in USDT's list of 2023-05-24."]);
    expect(said('gate', [instrument('BTC_USDT', '0.00010')])).toEqual([]);
  });

  test('a name that is nearly one is asked about; an unknown one only where every list is known', () => {
    expect(said('gate', [instrument('BTCUSDT', '1'), instrument('NONE_USDT', '1')])).toEqual(["BTCUSDT is not on the venue's list; did you mean BTC_USDT?"]);
    const whole = catalogueWith(...sourcesFor('gate').map(({ id }): [string, FetchedList] => [id, fetched('XYZ_USDT', NOW + 1)]));
    expect(said('gate', [instrument('NONE_USDT', '1'), instrument('XYY_USDT', '1')], whole)).toEqual(["NONE_USDT is on none of the venue's lists; check its name.", "XYY_USDT is not on the venue's list; did you mean XYZ_USDT?"]);
    expect(said('generic', [instrument('NONE_USDT', '1')])).toEqual([]);
  });

  test('an end that the document has otherwise, and a contract that is closing', () => {
    const listings = [{ ...fetched('A', 0).listings[0], expiry: epochMs(Date.UTC(2026, 11, 25, 8)), status: 'closing' as const }];
    const known = catalogueWith(['gate-usdt', { ...fetched('A', NOW + 1), listings: listings as FetchedList['listings'] }]);
    expect(said('gate', [instrument('A', '1', { expiry: epochMs(Date.UTC(2026, 11, 25)) })], known)).toEqual(["A is about to be delisted by Gate in USDT's list of 2026-11-22."]);
    expect(said('gate', [instrument('A', '1')], known)[0]).toBe("A ends on 2026-12-25 by Gate in USDT's list of 2026-11-22; the document names no end.");
    expect(said('gate', [instrument('A', '1', { expiry: epochMs(Date.UTC(2026, 11, 24)) })], known)[0]).toContain('on 2026-12-24 by the document');
  });
});

/** Recorded answers beside the checkout; a clone without them makes no cases. */
const RECORDED = resolve(import.meta.dirname, '../../../../shared/feeds/instruments');
type Recorded = Readonly<{ endpoint: string; kind: string; instruments: readonly object[] }>;
const CASES: readonly (readonly [file: string, endpoint: RegExp, source: string, wrap: (rows: readonly object[]) => unknown])[] = [
  ['binance', /fapi/, 'binance-usdm', (symbols) => ({ symbols })], ['binance', /dapi/, 'binance-coinm', (symbols) => ({ symbols })], ['binance', /optionSymbols/, 'binance-options', (optionSymbols) => ({ optionSymbols })],
  ['okx', /instType=SPOT/, 'okx-spot', (data) => ({ code: '0', data })], ['okx', /instType=SWAP/, 'okx-swap', (data) => ({ code: '0', data })], ['okx', /instType=FUTURES/, 'okx-futures', (data) => ({ code: '0', data })], ['okx', /instType=OPTION/, 'okx-option-btc', (data) => ({ code: '0', data })],
  ['deribit', /get_instruments\?/, 'deribit-btc', (result) => ({ result })], ['kraken-futures', /instruments/, 'kraken', (instruments) => ({ instruments })], ['bitmex', /^https.*active/, 'bitmex', (rows) => rows], ['gate-futures', /usdt/, 'gate-usdt', (rows) => rows],
  ['kucoin-futures', /contracts\/active/, 'kucoin', (data) => ({ code: '200000', data })], ['coinbase', /products/, 'coinbase-spot', (products) => ({ products })],
];
/** No listings: indices, combos, spreads of two contracts, and a sample that is no instrument. */
const OTHERS = /^(?:in_|rr_)|^BTC-COMBO|-[A-Z]+FS-|-FS-|^XBTM26-XBTU26$|^string$/;

describe('recorded answers', () => {
  for (const [file, endpoint, id, wrap] of existsSync(RECORDED) ? CASES : []) {
    const { sources } = JSON.parse(readFileSync(join(RECORDED, `${file}.json`), 'utf8')) as { sources: readonly Recorded[] };
    for (const [place, { endpoint: from, instruments }] of sources.filter((one) => endpoint.test(one.endpoint)).entries()) {
      test(`${id} reads every row of ${from} (${place})`, () => {
        const source = SOURCES.find((one) => one.id === id);
        const read = source?.read(parseExact(JSON.stringify(wrap(instruments))), source.url) ?? { listings: [], skipped: [], complete: true };
        expect(read.complete).toBe(true);
        expect(read.skipped.filter((symbol) => !OTHERS.test(symbol))).toEqual([]);
        expect(read.listings.length + read.skipped.length).toBe(new Set(instruments.map((one) => Object.entries(one).find(([key]) => ['symbol', 'instId', 'instrument_name', 'name', 'product_id'].includes(key))?.[1])).size);
        for (const listing of read.listings) {
          expect(listing.kind === 'spot' || listing.contractSize !== undefined, `${listing.symbol}: contract size`).toBe(true);
          expect(listing.kind !== 'future' || listing.expiry !== undefined, `${listing.symbol}: expiry`).toBe(true);
        }
      });
    }
  }
  test('are not part of the checkout', () => {
    expect(CASES.length).toBeGreaterThan(0);
  });
});
