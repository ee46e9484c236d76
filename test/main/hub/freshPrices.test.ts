import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { epochMs } from '#shared/num/units.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, parsed, riskyDocument, STALE_MS, START, text, tick } from './support/riskyAccount.ts';

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
  const tell = (at: number, on: typeof channel | 'live'): void => {
    bench.at(at);
    bench.engine.setChannel(accountId, on);
    bench.engine.applyFeed({ kind: 'ticks', feedId: on, ticks: [tick('60001')], receivedAt: bench.clock.wall(), staleMs: [], heardAt: 0, epoch: 1, replay: false }, on);
  };
  tell(10, channel);
  expect(bench.engine.view(accountId)?.positions[0]?.mark).toMatchObject({ value: '60001', state: 'live' });
  expect(fresh()).toEqual([]);
  tell(20, 'live');
  expect(fresh()).toEqual(['BTC USD 60001']);
});

test('an account of the demo has none, whatever its channel', () => {
  const { portfolio, prices } = parsed(riskyDocument({ name: 'Demo' }));
  bench.engine.close(accountId);
  bench.open(bench.store.accounts.save(portfolio, prices, { demo: true, at: bench.clock.wall() }).accountId);
  for (const id of bench.engine.ids()) bench.engine.setChannel(id, 'live');
  bench.tick(10, tick('60001'));
  expect(bench.engine.ids()).toHaveLength(1);
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
