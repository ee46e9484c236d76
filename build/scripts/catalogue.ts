// Makes the built-in lists of instruments from recorded answers of venues: `node build/scripts/catalogue.ts FOLDER DAY`.
// FOLDER holds one JSON file a venue, `{ sources: [{ kind, endpoint, recordedAt, repo, path, commit, instruments }] }`.
// Only answers that a venue gave on a known day are facts: samples of documents and made-up fixtures are left out, and so is
// what had expired by DAY. Rows go through the reader that also reads the venue's own REST; a newer list wins.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Listing } from '../../src-shared/domain/listing.ts';
import brackets from '../../src-shared/venues/binance-usdm/tiers-2026-05-01.json' with { type: 'json' };
import { binanceUsdm } from '../../src-shared/venues/binance-usdm/rules.ts';
import { encodeListing } from '../../src-main/catalogue/codec.ts';
import { SOURCES } from '../../src-main/catalogue/sources.ts';
import { parseExact } from '../../src-main/feeds/exactJson.ts';

type Row = Readonly<Record<string, unknown>>;
type Recorded = Readonly<{ kind: string; endpoint: string; recordedAt: string; repo: string; path: string; commit?: string; instruments: readonly Row[] }>;

/** What of a file goes into which list: an answer by a part of its endpoint and path, its day, and the body it was. */
type Take = Readonly<{ file: string; at: string; path: string; source: string; day?: string; body: (rows: readonly Row[]) => unknown; keep?: (row: Row) => boolean }>;

const under = (field: string) => (rows: readonly Row[]): unknown => ({ [field]: rows });
const bare = (rows: readonly Row[]): unknown => rows;
const okx = (rows: readonly Row[]): unknown => ({ code: '0', data: rows });
const bybit = (rows: readonly Row[]): unknown => ({ retCode: 0, result: { list: rows } });
const fields = (value: unknown): Row => (typeof value === 'object' && value !== null ? { ...value } : {});

/** The symbols of Bybit's API before v5, in the words of v5. */
const ofV2 = (settle: (row: Row) => unknown, type: string) => (rows: readonly Row[]): unknown => bybit(rows.map((row) => ({
  symbol: row['name'], baseCoin: row['base_currency'], quoteCoin: row['quote_currency'], settleCoin: settle(row), status: row['status'], contractType: /\d{2}$/.test(String(row['alias'])) ? `${type}Futures` : `${type}Perpetual`,
  priceFilter: { tickSize: fields(row['price_filter'])['tick_size'] }, lotSizeFilter: { qtyStep: fields(row['lot_size_filter'])['qty_step'] }, leverageFilter: { maxLeverage: fields(row['leverage_filter'])['max_leverage'] },
})));
const ofUsdc = (rows: readonly Row[]): unknown => bybit(rows.map((row) => ({
  symbol: row['symbol'], baseCoin: row['baseCoin'], quoteCoin: row['quoteCoin'], settleCoin: 'USDC', status: row['status'] === 'ONLINE' ? 'Trading' : row['status'], contractType: 'LinearPerpetual', deliveryTime: row['deliveryTime'],
  priceFilter: { tickSize: row['tickSize'] }, lotSizeFilter: { qtyStep: row['qtyStep'] }, leverageFilter: { maxLeverage: row['maxLeverage'] },
})));

const TAKES: readonly Take[] = [
  { file: 'binance', at: 'fapi', path: 'sample_data', source: 'binance-usdm', body: under('symbols') },
  { file: 'binance', at: 'fapi', path: 'http.json', source: 'binance-usdm', body: under('symbols') },
  { file: 'binance', at: 'dapi', path: 'sample_data', source: 'binance-coinm', body: under('symbols') },
  { file: 'binance', at: 'dapi', path: 'http.json', source: 'binance-coinm', body: under('symbols') },
  { file: 'bybit', at: '/v2/public/symbols', path: '', source: 'bybit-linear', day: '2023-08-01', body: ofV2(() => 'USDT', 'Linear'), keep: (row) => row['quote_currency'] === 'USDT' },
  { file: 'bybit', at: '/perpetual/usdc', path: '', source: 'bybit-linear', day: '2023-08-01', body: ofUsdc },
  { file: 'bybit', at: '/v2/public/symbols', path: '', source: 'bybit-inverse', day: '2023-08-01', body: ofV2((row) => row['base_currency'], 'Inverse'), keep: (row) => row['quote_currency'] === 'USD' && row['name'] === row['alias'] },
  { file: 'bybit', at: 'instruments-info', path: '', source: 'bybit-option-btc', body: bybit, keep: (row) => row['baseCoin'] === 'BTC' && row['optionsType'] !== undefined },
  { file: 'okx', at: 'instType=SPOT', path: '', source: 'okx-spot', body: okx },
  { file: 'okx', at: 'instType=SWAP', path: '', source: 'okx-swap', body: okx },
  ...['btc', 'eth'].map((coin): Take => ({ file: 'deribit', at: `currency=${coin.toUpperCase()}`, path: '', source: `deribit-${coin}`, body: under('result') })),
  // It says 2021-07-22, but holds contracts made on the day named here.
  { file: 'deribit', at: 'currency=USDC', path: '', source: 'deribit-usdc', day: '2022-04-28', body: under('result') },
  { file: 'kraken-futures', at: 'instruments', path: 'sample_data', source: 'kraken', body: under('instruments') },
  { file: 'bitmex', at: 'active', path: 'sample_data', source: 'bitmex', body: bare },
  { file: 'gate-futures', at: 'usdt', path: 'sample_data', source: 'gate-usdt', body: bare },
  { file: 'dydx-v4', at: 'perpetualMarkets', path: '', source: 'dydx', day: '2025-12-08', body: (rows) => rows.map((row) => row['result']).find((result) => result !== undefined) },
  { file: 'coinbase', at: 'products', path: 'http_products.json', source: 'coinbase-spot', day: '2026-04-06', body: under('products') },
  { file: 'coinbase', at: 'products', path: 'http_products_future.json', source: 'coinbase-future', day: '2026-04-06', body: under('products') },
];

const [folder, day] = process.argv.slice(2);
const until = Date.parse(day ?? '');
if (folder === undefined || Number.isNaN(until)) throw new Error('usage: node build/scripts/catalogue.ts FOLDER DAY');

type Found = Readonly<{ source: string; asOf: string; origin: string; listings: readonly Listing[] }>;

const found: readonly Found[] = TAKES.flatMap(({ file, at, path, source, day: said, body, keep = () => true }) => {
  const recorded: Readonly<{ sources: readonly Recorded[] }> = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));
  const reader = SOURCES.find(({ id }) => id === source);
  return recorded.sources.flatMap(({ endpoint, recordedAt, repo, path: from, commit, instruments }) => {
    const asOf = said ?? recordedAt.slice(0, 10);
    if (reader === undefined || !endpoint.includes(at) || !from.includes(path) || !/^\d{4}-\d\d-\d\d$/.test(asOf)) return [];
    const read = reader.read(parseExact(JSON.stringify(body(instruments.filter(keep)))), reader.url);
    // What a recorded row said of trading was true on its day only, and the terminal says that day.
    const listings = (read?.listings ?? []).filter(({ expiry }) => expiry === undefined || expiry > until);
    return listings.length === 0 ? [] : [{ source, asOf, origin: `${repo}${repo === '' ? from : ` ${from}`}${commit === undefined || commit === '' ? '' : ` @ ${commit.slice(0, 9)}`}`, listings }];
  });
});

/** Binance names more contracts in its brackets than the recorded answers hold: their first rates, without tick and lot. */
function fromBrackets(): Found {
  const set = binanceUsdm.sets[0]?.id ?? '';
  const listings = Object.keys(brackets.symbols).flatMap((unified): readonly Listing[] => {
    const [pair = '', settlement = ''] = unified.split(':');
    const known = binanceUsdm.instrument(`${pair.replace('/', '')}${settlement.includes('-') ? `_${settlement.split('-')[1]}` : ''}`, set);
    const tier = known?.tiers?.[0];
    if (known === null || (known.expiry !== undefined && known.expiry <= until)) return [];
    const { symbol, kind, settlement: how, base, quote, settle, contractSize, expiry } = known;
    return [{ symbol, kind, settlement: how, base, quote, settle, contractSize, ...(expiry === undefined ? {} : { expiry }), ...(tier === undefined ? {} : { maintenanceMarginRate: tier.maintenanceMarginRate }), ...(tier?.maxLeverage === undefined ? {} : { maxLeverage: tier.maxLeverage }) }];
  });
  return { source: 'binance-usdm', asOf: brackets.source.date, origin: `${brackets.source.repo} ${brackets.source.path} @ ${brackets.source.commit.slice(0, 9)}`, listings };
}

const ids = [...new Set(found.map(({ source }) => source))];
const target = resolve(import.meta.dirname, '../../src-main/catalogue/built-in');
mkdirSync(target, { recursive: true });
const venues = Map.groupBy(ids, (id) => SOURCES.find((one) => one.id === id)?.venue ?? id);
for (const [venue, sources] of venues) {
  const seen = new Set<string>();
  const recorded = found.filter(({ source }) => sources.includes(source)).toSorted((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  // Whole rows come first: a bracket alone has no tick.
  const lists = [...recorded, ...(venue === 'binance-usdm' ? [fromBrackets()] : [])].map(({ source, origin, asOf, listings }) => {
    const rows = listings.filter(({ symbol }) => !seen.has(symbol)).toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
    for (const { symbol } of rows) seen.add(symbol);
    return `{"source":${JSON.stringify(source)},"origin":${JSON.stringify(origin)},"asOf":${JSON.stringify(asOf)},"rows":[\n${rows.map((row) => JSON.stringify(encodeListing(row))).join(',\n')}\n]}`;
  });
  writeFileSync(join(target, `${venue}.json`), `{"lists":[\n${lists.join(',\n')}\n]}\n`);
  console.log(`${venue.padEnd(14)} ${String(seen.size).padStart(5)} instruments`);
}
