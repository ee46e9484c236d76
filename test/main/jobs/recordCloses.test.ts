import { beforeEach, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import { recordCloses } from '../../../src-main/jobs/recordCloses.ts';
import type { FreshPrice } from '../../../src-main/hub/freshPrices.ts';
import { newFolders, opened } from '../db/support/database.ts';
import { decimal } from '../db/support/samples.ts';

const path = newFolders();
const MIDNIGHT = Date.UTC(2026, 10, 25);
const DAY = utcDay(MIDNIGHT) - 1;
let store: ReturnType<typeof opened>;
beforeEach(() => { store = opened(); });

const price = (asset: string, value: string, currency = 'USDT'): FreshPrice => ({ asset, currency, price: decimal(value) });
const at = (minutesBefore: number, ...prices: readonly FreshPrice[]): void => recordCloses(() => prices, store.dailyPrices, epochMs(MIDNIGHT - minutesBefore * 60_000));
const closes = () => store.dailyPrices.closes(['BTC', 'ETH'], 0, DAY + 1).map(({ asset, currency, day, price: own }) => [asset, currency, day, own]);

test('the last minute of a day counts, and a minute after it is another day', () => {
  at(10, price('BTC', '1'), price('ETH', '7'));
  at(1, price('BTC', '2'));
  at(0, price('BTC', '3'));
  expect(closes()).toEqual([['BTC', 'USDT', DAY, '2'], ['ETH', 'USDT', DAY, '7']]);
});

test('no price before the last ten minutes stands for a close', () => {
  at(11, price('BTC', '1'));
  expect(closes()).toEqual([]);
});

test('of several accounts the first counts, each currency by itself', () => {
  at(5, price('BTC', '1'), price('BTC', '2', 'USD'), price('BTC', '3'));
  expect(closes()).toEqual([['BTC', 'USD', DAY, '2'], ['BTC', 'USDT', DAY, '1']]);
});

test('what cannot be written throws, and nothing is kept', () => {
  opened(path('own.db')).close();
  store = opened(path('own.db'), true);
  expect(() => at(5, price('BTC', '1'))).toThrow('readonly');
  expect(closes()).toEqual([]);
  store.close();
});
