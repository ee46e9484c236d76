import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { epochMs } from '#shared/num/units.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, riskyDocument, STALE_MS, START, text, tick } from './support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
let accountId: string;
beforeEach(() => {
  bench = openBench(path('hub.db'));
  accountId = bench.put(riskyDocument());
});
afterEach(() => bench.store.close());

const index = (indexPrice: string): Tick => ({ kind: 'index', venue: 'generic', base: 'BTC', quote: 'USD', indexPrice: text(indexPrice), eventAt: null });
const fresh = () => bench.engine.freshPrices().map(({ asset, currency, price }) => `${asset} ${currency} ${price}`);

test('a price of a document is none; the mark of a perpetual stands in until an index is told, and no longer than it is fresh', () => {
  expect(fresh()).toEqual([]);
  bench.tick(10, tick('60001'));
  expect(fresh()).toEqual(['BTC USD 60001']);
  bench.tick(20, index('60002'));
  expect(fresh()).toEqual(['BTC USD 60002']);
  bench.second(STALE_MS + 21);
  expect(fresh()).toEqual([]);
});

test.each(['demo', 'replay'] as const)('prices of the channel %s are none of the market', (channel) => {
  bench.tick(10, tick('60001'));
  bench.engine.setChannel(accountId, channel);
  bench.engine.setChannel(accountId, 'live');
  expect(fresh()).toEqual([]);
  bench.tick(20, tick('60001'));
  expect(fresh()).toHaveLength(1);
  bench.engine.setChannel(accountId, channel);
  expect(fresh()).toEqual([]);
});

test('what was typed in by hand, or moved for practice, is none', () => {
  bench.tick(10, tick('60001'));
  bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text('1'), at: epochMs(START) });
  expect(fresh()).toEqual([]);
  bench.engine.setManual(accountId, 'mark:BTC-PERP', null);
  expect(fresh()).toEqual(['BTC USD 60001']);
  bench.engine.setDrill(accountId, { percent: -10, asset: null, since: epochMs(START) });
  expect(fresh()).toEqual([]);
});
