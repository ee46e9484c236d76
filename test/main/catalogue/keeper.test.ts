import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { ListingChange } from '#shared/domain/listingChanges.ts';
import { epochMs } from '#shared/num/units.ts';
import { createListKeeper, type ListKeeper } from '../../../src-main/catalogue/keeper.ts';
import type { FetchLimits } from '../../../src-main/catalogue/fetchList.ts';
import type { ListSource } from '../../../src-main/catalogue/source.ts';
import { GATE } from '../../../src-main/catalogue/venues/gate.ts';
import { BYBIT } from '../../../src-main/catalogue/venues/bybit.ts';
import { HYPERLIQUID } from '../../../src-main/catalogue/venues/hyperliquid.ts';
import { createHostGate } from '../../../src-main/feeds/hostGate.ts';
import type { Store } from '../../../src-main/db/open.ts';
import { type Answer, startListServer } from '../../support/listServer.ts';
import { directly, newFolders, opened } from '../db/support/database.ts';

const at = newFolders();
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22);

const row = (name: string, tick = '0.1', more: object = {}): object => ({ name, type: 'direct', quanto_multiplier: '1', order_price_round: tick, order_size_min: 1, in_delisting: false, maintenance_rate: '0.01', leverage_max: '50', ...more });
const TEN = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map((coin) => row(`${coin}_USDT`));
const list = (rows: readonly unknown[]): Answer => ({ body: JSON.stringify(rows) });

/** The keeper of a list on loopback, with a clock that the test sets. */
async function kept(first: Answer, { store = opened(), source = GATE[0], limits, offline = false, chance = 0.5 }: Readonly<{ chance?: number; store?: Store; source?: ListSource | undefined; limits?: FetchLimits; offline?: boolean }> = {}) {
  const server = await startListServer(first);
  const said: string[] = [];
  const told: ListingChange[] = [];
  const clock = { now: START, breaks: false };
  if (source === undefined) throw new Error('there is a list');
  const here: ListSource = { ...source, url: offline ? 'https://api.gateio.ws/list' : `${server.url}?a=1` };
  const make = (): ListKeeper => createListKeeper({
    store: store.instruments, wall: () => epochMs(clock.now), chance: () => chance, log: (sentence) => void said.push(sentence), ...(limits === undefined ? {} : { limits }),
    gate: createHostGate({ allowed: () => [], offline: () => offline, onRefused: () => undefined }),
    onChanges: (_source, changes) => {
      if (clock.breaks) throw new Error('the log is full');
      told.push(...changes);
    },
  });
  const keeper = make();
  const refresh = async (ms = 0): Promise<void> => {
    clock.now += ms;
    await keeper.refresh([here]);
  };
  const symbols = (): readonly string[] => (keeper.fetched().get(here.id)?.listings ?? []).map(({ symbol }) => symbol);
  return { server, said, told, clock, keeper, refresh, symbols, again: make, here, store };
}

describe('a list of instruments', () => {
  test('is read, kept, and not asked for again before its time', async () => {
    const { refresh, symbols, server, told, keeper, here } = await kept(list(TEN));
    await refresh();
    expect(symbols()).toHaveLength(10);
    expect(keeper.fetched().get(here.id)).toMatchObject({ fetchedAt: START, expiresAt: START + 6 * HOUR, complete: true });
    await refresh(6 * HOUR - 1);
    expect(server.asked).toEqual(['GET /list?a=1']);
    await refresh(1);
    expect(server.asked).toHaveLength(2);
    expect(told).toEqual([]);
  });

  test.each([[0, 5.4], [0.123_456_789, 5.548_148], [0.999_999, 6.6]])('is read again a tenth earlier or later by chance (%d)', async (chance, hours) => {
    const { refresh, keeper, here, store } = await kept(list(TEN), { chance });
    await refresh();
    expect(((keeper.fetched().get(here.id)?.expiresAt ?? 0) - START) / HOUR).toBeCloseTo(hours, 4);
    expect(store.instruments.lists()).toHaveLength(1);
  });

  test('survives a restart with its time, and a damaged one is asked for again', async () => {
    const path = at('t.db');
    const first = await kept(list(TEN), { store: opened(path) });
    await first.refresh();
    first.store.close();
    const second = await kept(list(TEN), { store: opened(path) });
    expect(second.symbols()).toHaveLength(10);
    await second.refresh(HOUR);
    expect(second.server.asked).toEqual([]);
    second.store.close();
    directly(path, (db) => db.exec(`UPDATE instrument_list SET rows = '[["A"]]'`));
    const third = await kept(list(TEN), { store: opened(path) });
    expect(third.symbols()).toEqual([]);
    await third.refresh();
    expect(third.symbols()).toHaveLength(10);
    third.store.close();
  });

  test('a clock that was set back by years does not keep it for years', async () => {
    const { refresh, server } = await kept(list(TEN));
    await refresh();
    await refresh(-24 * HOUR);
    expect(server.asked).toHaveLength(2);
  });

  test('tells and keeps what changed, and nothing of the first', async () => {
    const { refresh, server, told, store } = await kept(list(TEN));
    await refresh();
    server.answer(list([...TEN.slice(2), row('B_USDT', '0.2', { in_delisting: true }), row('K_USDT')]));
    await refresh(7 * HOUR);
    expect(told.map(({ symbol, kind, before, after }) => [symbol, kind, before, after])).toEqual([
      ['A_USDT', 'delisted', 'A_USDT', null], ['B_USDT', 'delisting', 'trading', 'closing'], ['B_USDT', 'tick', '0.1', '0.2'], ['K_USDT', 'listed', null, 'K_USDT'],
    ]);
    expect(store.instruments.changes(2).map(({ symbol, kind, source, at: when }) => [symbol, kind, source, when])).toEqual([['K_USDT', 'listed', 'gate-usdt', START + 7 * HOUR], ['B_USDT', 'tick', 'gate-usdt', START + 7 * HOUR]]);
  });

  test('what cannot be told is not kept, and is told the next time', async () => {
    const { refresh, server, told, clock, symbols, said } = await kept(list(TEN));
    await refresh();
    server.answer(list(TEN.slice(1)));
    clock.breaks = true;
    await refresh(7 * HOUR);
    expect([symbols().length, said]).toEqual([10, ['The instruments of Gate in USDT were not refreshed: the log is full. The list in use stays.']]);
    clock.breaks = false;
    await refresh(HOUR);
    expect(told.map(({ symbol }) => symbol)).toEqual(['A_USDT']);
  });

  test('a row that cannot be read this time is no delisting, nor is one of an incomplete list', async () => {
    const { refresh, server, told, symbols } = await kept(list(TEN));
    await refresh();
    server.answer(list([...TEN.slice(1), { name: 'A_USDT', type: 'strange' }]));
    await refresh(7 * HOUR);
    server.answer(list([...TEN.slice(2), {}]));
    await refresh(7 * HOUR);
    expect(told).toEqual([]);
    expect(symbols()).toHaveLength(10);
  });

  test('half of it gone at once is not believed for a week', async () => {
    const { refresh, server, told, said, symbols } = await kept(list(TEN));
    await refresh();
    server.answer(list(TEN.slice(0, 4)));
    await refresh(7 * HOUR);
    expect([told, symbols().length, said]).toEqual([[], 10, ['The instruments of Gate in USDT were not refreshed: it names 4 of the 10 instruments that it did before. The list in use stays.']]);
    await refresh(7 * 24 * HOUR);
    expect([told.length, symbols().length]).toEqual([6, 4]);
  });
});

describe('an answer that is no list leaves the old one', () => {
  const ended = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': '1000' }).write('[{"name":"A_USDT"');
    setTimeout(() => response.destroy(), 20);
  };
  test.each<[string, Answer, RegExp, FetchLimits?]>([
    ['a page', { body: '<!doctype html><html>hello' }, /^127\.0\.0\.1:\d+ answered something that is no list of instruments: it begins with "<!doctype html><html>hello"$/],
    ['nothing', { body: '' }, /no list of instruments: it is empty$/],
    ['other JSON', { body: '{"label":"x\u0007"}' }, /no list of instruments: it begins with/],
    ['a text that breaks off', { body: JSON.stringify(TEN).slice(0, -20) }, /no list of instruments/],
    ['a body that breaks off', ended, /terminated|other side closed|aborted/],
    ['far too much', { body: JSON.stringify(TEN) }, /answered with more than 500 bytes, which is more than a list of instruments$/, { maxBytes: 500, timeoutMs: 5_000 }],
    ['an endless silence', () => undefined, /did not answer in time$/, { maxBytes: 1 << 20, timeoutMs: 60 }],
    ['an endless body', (response) => void response.writeHead(200).write('['), /did not answer in time$/, { maxBytes: 1 << 20, timeoutMs: 60 }],
    ['somewhere else', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, /answered with a redirect, which is not followed$/],
    ['an error', { status: 500, body: JSON.stringify(TEN) }, /answered HTTP 500 instead of its instruments$/],
  ])('%s', async (_what, answer, why, limits) => {
    const store = opened();
    const good = await kept(list(TEN), { store });
    await good.refresh();
    const bad = await kept(answer, { store, ...(limits === undefined ? {} : { limits }) });
    await bad.refresh(7 * HOUR);
    expect([...bad.keeper.faults().values()]).toEqual([expect.stringMatching(why)]);
    expect(bad.said).toHaveLength(1);
    expect(bad.symbols()).toHaveLength(10);
    expect(bad.store.instruments.lists()[0]?.fetchedAt).toBe(START);
  });

  test('it is asked again after a while that grows, and the same fault is said once', async () => {
    const { refresh, server, said, keeper } = await kept({ status: 500, body: '' });
    await refresh();
    await refresh(3.75 * 60_000 - 1);
    expect(server.asked).toHaveLength(1);
    await refresh(1);
    expect(server.asked).toHaveLength(2);
    await refresh(3.75 * 60_000);
    expect(server.asked).toHaveLength(2);
    server.answer(list(TEN));
    await refresh(3.75 * 60_000);
    expect([server.asked.length, said.length, keeper.faults().size]).toEqual([3, 1, 0]);
  });

  test.each([['in seconds', '1800'], ['as a date', new Date(START + 1_800_000).toUTCString()]])('HTTP 429 is heeded %s', async (_how, retryAfter) => {
    const { refresh, server } = await kept({ status: 429, headers: { 'retry-after': retryAfter }, body: '' });
    await refresh();
    await refresh(1_800_000 - 1);
    expect(server.asked).toHaveLength(1);
    await refresh(1);
    expect(server.asked).toHaveLength(2);
  });
});

describe('the way to it', () => {
  test('offline nothing is contacted, and the gate decides', async () => {
    const { refresh, keeper, server } = await kept(list(TEN), { offline: true });
    await refresh();
    expect([server.asked, [...keeper.faults().values()]]).toEqual([[], ['offline: nothing is contacted']]);
  });

  test('a question by POST has its body', async () => {
    const { refresh, server, symbols } = await kept({ body: '{"universe":[{"name":"BTC","szDecimals":5}]}' }, { source: HYPERLIQUID[0] });
    await refresh();
    expect([server.asked, symbols()]).toEqual([['POST /list?a=1 {"type":"meta"}'], ['BTC']]);
  });

  test('pages are read to the last, and an endless list is none', async () => {
    const page = (symbol: string, cursor: string): Answer => ({ body: JSON.stringify({ retCode: 0, result: { nextPageCursor: cursor, list: [{ symbol, contractType: 'LinearPerpetual', baseCoin: 'A', quoteCoin: 'USDT', settleCoin: 'USDT' }] } }) });
    const { refresh, server, keeper, said } = await kept(page('A', 'more'), { source: BYBIT[0] });
    await refresh();
    expect(server.asked.slice(0, 2)).toEqual(['GET /list?a=1', 'GET /list?a=1&cursor=more']);
    expect([server.asked.length, keeper.fetched().size, said.length]).toEqual([20, 0, 1]);
    const whole = await kept((response) => {
      const second = whole.server.asked.length > 1;
      response.end((page(second ? 'B' : 'A', second ? '' : 'more') as { body: string }).body);
    }, { source: BYBIT[0] });
    await whole.refresh();
    expect(whole.symbols()).toEqual(['A', 'B']);
  });

  test('what is under way ends with the keeper', async () => {
    const { keeper, here, server, said } = await kept(() => undefined);
    const reading = keeper.refresh([here]);
    await expect.poll(() => server.asked.length).toBe(1);
    await keeper.close();
    await reading;
    expect([keeper.fetched().size, said]).toEqual([0, []]);
  });
});
