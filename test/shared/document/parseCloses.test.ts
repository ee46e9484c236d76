import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSES_LIMIT, parseCloses } from '#shared/document/parseCloses.ts';
import { readUtcDay, utcDayText } from '#shared/util/utcDay.ts';

const day = (text: string): number => readUtcDay(text) ?? Number.NaN;
const TODAY = day('2026-11-25');
const FOLDER = new URL('../../fixtures/daily-closes/', import.meta.url);
const fileOf = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

const closesIn = (text: string, currency = 'USDT') => {
  const read = parseCloses(text, currency, TODAY);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};
const faultsIn = (text: string): readonly string[] => {
  const read = parseCloses(text, 'USDT', TODAY);
  return read.ok || read.error.code !== 'document/invalid' ? [] : read.error.faults.map(({ path, message }) => `${path}: ${message}`);
};

const BAD: Readonly<Record<string, string>> = {
  'empty.csv': 'line 1: is missing; expected a header such as date,asset,close',
  'no-rows.csv': '(document): has no closes; expected a line for each day and asset',
  'no-close.csv': 'line 1: has no column close; expected a header with date, asset and close, in any order, and if need be currency',
  'twice.csv': 'line 1, column close: is there twice; expected it once',
  'short-line.csv': 'line 2: has 2 cells; expected 3 as in the header, with , between them',
  'decimal-comma.csv': 'line 2, column close: is "60000,5"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators',
  'thousands.csv': 'line 2, column close: is "60,000"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators',
  'no-such-day.csv': 'line 3, column date: is "2026-02-30"; expected a day such as 2026-11-24',
  'other-date.csv': 'line 2, column date: is "23/11/2026"; expected a day such as 2026-11-24',
  'today.csv': 'line 2, column date: is "2026-11-25"; expected a day that is over in UTC: 2026-11-24 or before',
  'too-old.csv': 'line 2, column date: is "1999-12-31"; expected 2000-01-01 or later',
  'no-asset.csv': 'line 2, column asset: is missing; expected the name of an asset such as BTC',
  'own-currency.csv': 'line 2, column asset: is "USDT"; expected another asset than USDT, which the price is in',
  'zero.csv': 'line 2, column close: is "0"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators',
  'same-day.csv': 'line 4, column date: is 2026-11-23, which BTC in USDT has already at line 2, column date; expected each day of an asset once',
  'open-quote.csv': 'line 2: has a quote that is not closed, or text beside one; expected quotes around a whole cell, closed after it',
  'hidden.csv': String.raw`line 2, column currency: is "\u001b"; expected the name of a currency such as USDT`,
  'no-list.json': '(document): is no list; expected a list of objects with date, asset and close, by itself or as "closes"',
  'close-list.json': 'closes.0: has a close that is neither text nor a number; expected an object with date, asset and close',
  'exponent.json': 'closes.0.close: is "1e5"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators',
};

describe('a file that is bad', () => {
  test.each(Object.entries(BAD))('%s is refused with one sentence', (name, sentence) => {
    expect(faultsIn(fileOf(`bad/${name}`))).toEqual([sentence]);
  });

  test('a JSON file that was cut says that it is none', () => {
    expect(faultsIn(fileOf('bad/cut.json'))).toEqual([expect.stringMatching(/^\(document\): is not JSON: /)]);
  });

  test('every bad file of the folder is among these', () => {
    expect(readdirSync(new URL('bad/', FOLDER)).toSorted()).toEqual([...Object.keys(BAD), 'cut.json'].toSorted());
  });

  test('text beside a quote is told whether a space parts them or not', () => {
    for (const cell of ['"BTC" x', '"BTC"x', 'x"BTC"']) expect(faultsIn(`date,asset,close\n2026-11-23,${cell},1\n`)).toEqual(['line 2: has a quote that is not closed, or text beside one; expected quotes around a whole cell, closed after it']);
  });

  test('ten faults are told at most, and one row too many is one fault', () => {
    expect(faultsIn(`date,asset,close\n${'x,BTC,1\n'.repeat(50)}`)).toHaveLength(10);
    expect(faultsIn(`date,asset,close\n${'2026-11-23,BTC,1\n'.repeat(CLOSES_LIMIT + 1)}`)).toEqual([`(document): has ${CLOSES_LIMIT + 1} closes; expected at most ${CLOSES_LIMIT} in one file`]);
  });
});

const THREE = [{ asset: 'BTC', currency: 'USDT', day: day('2026-11-23'), price: '60000' }, { asset: 'BTC', currency: 'USDT', day: day('2026-11-24'), price: '61250.5' }, { asset: 'ETH', currency: 'USDT', day: day('2026-11-23'), price: '3000' }];

describe('a file that is good', () => {
  test.each(['plain.csv', 'closes.json'])('%s gives its closes in the currency of the account', (name) => {
    expect(closesIn(fileOf(name))).toStrictEqual({ closes: THREE, ignored: [] });
  });

  test('a byte order mark, CRLF, semicolons, quotes, columns in any order and a currency of their own are taken as they come', () => {
    expect(closesIn(fileOf('semicolons.csv'))).toStrictEqual({ closes: THREE.map((own) => ({ ...own, currency: own.asset === 'BTC' ? 'USD' : 'USDT' })), ignored: ['volume'] });
  });

  test('what is written comes back, whatever the delimiter, the line ending and the order of columns', () => {
    const close = fc.record({ day: fc.integer({ min: TODAY - 3000, max: TODAY - 1 }), asset: fc.constantFrom('BTC', 'ETH', 'a b', 'x"y', 'x,y'), price: fc.integer({ min: 1, max: 10 ** 9 }).map(String) });
    fc.assert(fc.property(fc.uniqueArray(close, { minLength: 1, maxLength: 20, selector: ({ day: on, asset }) => `${on} ${asset}` }), fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n', '\r'), fc.shuffledSubarray(['date', 'asset', 'close'], { minLength: 3 }), (closes, delimiter, end, order) => {
      const cellOf = (own: (typeof closes)[number], field: string): string => (field === 'date' ? utcDayText(own.day) : field === 'asset' ? `"${own.asset.replaceAll('"', '""')}"` : own.price);
      const text = [order.join(delimiter), ...closes.map((own) => order.map((field) => cellOf(own, field)).join(delimiter))].join(end);
      expect(closesIn(text).closes).toStrictEqual(closes.map((own) => ({ ...own, currency: 'USDT' })).map(({ asset, currency, day: on, price }) => ({ asset, currency, day: on, price })));
    }));
  });
});
