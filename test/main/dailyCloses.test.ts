import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Push } from '#shared/ipc/contract.ts';
import { epochMs } from '#shared/num/units.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import { startDemoExchange } from '../../src-main/exchange/demoExchange.ts';
import { type Beats, startHeartbeat } from '../../src-main/hub/heartbeat.ts';
import { openTerminal, type Terminal } from '../../src-main/terminal.ts';
import { eventually } from '../support/eventually.ts';
import { newFolders, opened } from './db/support/database.ts';
import { refuseWrites, riskyDocument } from './hub/support/riskyAccount.ts';

const path = newFolders();
const CLOSING = epochMs(Date.UTC(2026, 10, 24, 23, 57));
const DAY = utcDay(CLOSING);

let exchange: Awaited<ReturnType<typeof startDemoExchange>>;
let said: string[];
beforeEach(async () => {
  said = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void said.push(words.join(' ')));
  exchange = await startDemoExchange({ stepMs: 50 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await exchange.close();
});

/** A terminal with one live account, on a wall clock that stands in the last minutes of a day. */
async function liveTerminal(): Promise<Readonly<{ terminal: Terminal; minute: () => void }>> {
  const clock = { wall: () => CLOSING, monotonic: () => performance.now() };
  const beats: Beats[] = [];
  const reply = await openTerminal({
    databasePath: path('t.db'), face: 'cli', demo: false, replay: null,
    openSources: () => Promise.resolve({ demoRuns: false, replaySources: [], urlFor: () => exchange.url, close: () => Promise.resolve() }),
    outside: { clock, feed: () => ({}), heartbeat: (own) => { beats.push(own); return startHeartbeat(own, clock); }, start: (act) => act() },
  });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const terminal = reply.value;
  const pushes: Push[] = [];
  terminal.subscribe((push) => pushes.push(push));
  const imported = await terminal.call('portfolio/import', [{ text: riskyDocument({ venue: 'binance-usdm', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '40000' }], instruments: [], positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000' }], prices: {} }) }]);
  if (!imported.ok || imported.value.accountId === null) throw new Error(JSON.stringify(imported));
  await terminal.call('account/select', [{ accountId: imported.value.accountId }]);
  await terminal.call('feed/setLive', [{ accountId: imported.value.accountId, live: true }]);
  await eventually('a live account', () => pushes.at(-1)?.account?.worstInput?.state === 'live');
  return { terminal, minute: () => { for (const own of beats) own.minute(); } };
}

test('the fresh price of a live account at the end of a day is its close, and is there at the next start', async () => {
  const { terminal, minute } = await liveTerminal();
  minute();
  await terminal.close();
  const store = opened(path('t.db'));
  expect(store.dailyPrices.closes(['BTC'], DAY, DAY)).toEqual([{ asset: 'BTC', currency: 'USDT', day: DAY, price: expect.stringMatching(/^\d/) }]);
  store.close();
});

test('a database that takes no closes stops nothing, and is told of once', async () => {
  const { terminal, minute } = await liveTerminal();
  const pass = refuseWrites(path('t.db'), 'daily_price');
  minute();
  minute();
  expect(said.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
  expect((await terminal.call('terminal/state', [])).terminal.database).toMatchObject({ detail: expect.stringContaining('the disk is full') });
  pass();
  minute();
  expect((await terminal.call('terminal/state', [])).terminal.database.detail).toBeNull();
  await terminal.close();
});
