import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decodeList, encodeList } from '../../../src-main/catalogue/codec.ts';
import { SOURCES } from '../../../src-main/catalogue/sources.ts';
import { parseExact } from '../../../src-main/feeds/exactJson.ts';
import { ANSWERS } from './rows.ts';

const sourceOf = (id: string) => {
  const source = SOURCES.find((one) => one.id === id);
  if (source === undefined) throw new Error(`there is no list ${id}`);
  return source;
};
const readAs = (id: string, body: unknown) => sourceOf(id).read(parseExact(JSON.stringify(body)), sourceOf(id).url);

describe('an answer of the venue', () => {
  test.each(Object.entries(ANSWERS))('%s is read to the last digit, and unknown fields are absent', (id, { body, listings, skipped = [] }) => {
    expect(readAs(id, body)).toStrictEqual({ listings, skipped, complete: true, next: null });
  });

  test.each(Object.entries(ANSWERS))('%s comes back from the cache as it was', (id, { body }) => {
    const listings = readAs(id, body)?.listings ?? [];
    expect(listings.length).toBeGreaterThan(0);
    expect(decodeList(encodeList(listings))).toStrictEqual(listings);
  });

  test('every venue of a list is read by a test', () => {
    expect(new Set(Object.keys(ANSWERS).map((id) => sourceOf(id).venue))).toEqual(new Set(SOURCES.map(({ venue }) => venue)));
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
  });

  test('bybit goes on at the next page of the same address', () => {
    const { body } = ANSWERS['bybit-linear'] ?? {};
    const result = { ...(body as { result: object }).result, nextPageCursor: 'first=A&b' };
    expect(readAs('bybit-linear', { retCode: 0, result })?.next).toBe('https://api.bybit.com/v5/market/instruments-info?category=linear&limit=1000&cursor=first%3DA%26b');
  });

  test('rows without a name leave the list incomplete, and a field of another kind is absent', () => {
    expect(readAs('gate-usdt', [{ type: 'direct' }, 7, { name: 'A_USDT', type: 'direct', quanto_multiplier: '-1', order_price_round: {}, order_size_min: '0.0', leverage_max: '1e99', maintenance_rate: '2', in_delisting: 'no' }])).toStrictEqual({
      listings: [{ symbol: 'A_USDT', kind: 'perpetual', settlement: 'linear', base: 'A', quote: 'USDT', settle: 'USDT' }], skipped: [], complete: false, next: null,
    });
  });

  test.each([['an error of Bybit', 'bybit-linear', { retCode: 10006, result: {} }], ['an error of OKX', 'okx-swap', { code: '50011', data: [] }], ['no row at all', 'gate-usdt', []], ['only rows of others', 'kraken', { result: 'success', instruments: [{ symbol: 'in_xbtusd' }] }]])('%s is no list', (_what, id, body) => {
    expect(readAs(id, body)).toBeNull();
  });

  test.each(SOURCES.map(({ id }) => id))('%s throws at nothing', (id) => {
    fc.assert(fc.property(fc.jsonValue(), (body) => {
      readAs(id, body);
      for (const field of ['symbols', 'optionSymbols', 'result', 'data', 'universe', 'instruments', 'products', 'markets']) readAs(id, { retCode: 0, code: '0', [field]: [body, { symbol: 'A', name: 'A', instId: 'A', ...Object(body) }] });
    }), { numRuns: 60 });
  });
});

test.each([['no JSON', '{'], ['no list', '{}'], ['a row of numbers', '[[1,2]]'], ['a number that is none', '[["A","perpetual","linear","A","B","C","1e5"]]'], ['an unknown kind', '[["A","swap","linear","A","B","C"]]'], ['a row that is too long', `[${JSON.stringify(Array.from({ length: 17 }, () => ''))}]`], ['a status that is none', '[["A","spot","linear","A","B","C","","","","","","","open"]]']])('a cache of %s is damaged as a whole', (_what, text) => {
  expect(decodeList(text)).toBeNull();
});
