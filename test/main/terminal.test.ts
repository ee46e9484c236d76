import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Json } from '#shared/document/canonicalJson.ts';
import type { Push } from '#shared/ipc/contract.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { exportStored } from '../../src-main/jobs/exportStored.ts';
import { openTerminal, type Terminal, type TerminalOptions } from '../../src-main/terminal.ts';
import { sha256 } from '../../src-main/util/sha256.ts';
import { eventually } from '../support/eventually.ts';
import { newFolders } from './db/support/database.ts';
import { refuseWrites, riskyDocument } from './hub/support/riskyAccount.ts';

const path = newFolders();
const open: Terminal[] = [];
let said: string[] = [];
/** Where this process has connected to. */
let contacted: string[] = [];

beforeEach(() => {
  [said, contacted] = [[], []];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void said.push(words.join(' ')));
  const connect = Reflect.get(Socket.prototype, 'connect');
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function watched(this: Socket, ...args: unknown[]) {
    contacted.push(JSON.stringify(args, (key, value: unknown) => (key === '' || Array.isArray(value) || ['host', 'port', '0'].includes(key) ? value : undefined)));
    Reflect.apply(connect, this, args);
    return this;
  });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((terminal) => terminal.close()));
  vi.restoreAllMocks();
});

async function terminalAt(changes: Partial<TerminalOptions> = {}): Promise<Terminal> {
  const opened = await openTerminal({ databasePath: path('t.db'), face: 'cli', demo: false, replay: null, ...changes });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  open.push(opened.value);
  return opened.value;
}

async function restarted(terminal: Terminal, changes: Partial<TerminalOptions> = {}): Promise<Terminal> {
  open.splice(open.indexOf(terminal), 1);
  await terminal.close();
  return terminalAt(changes);
}

const state = async (terminal: Terminal) => (await terminal.call('terminal/state', [])).terminal;

async function imported(terminal: Terminal, document: string): Promise<string> {
  const reply = await terminal.call('portfolio/import', [{ text: document }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  if (reply.value.accountId === null) throw new Error('it is a profile, no account');
  return reply.value.accountId;
}

async function view(terminal: Terminal, accountId: string): Promise<AccountView> {
  const reply = await terminal.call('account/view', [{ accountId }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

async function demoId(terminal: Terminal): Promise<string> {
  const account = (await state(terminal)).accounts.find(({ demo }) => demo);
  if (account === undefined) throw new Error('there is no demo account');
  return account.accountId;
}

async function exported(terminal: Terminal, accountId: string, format: 'json' | 'csv', redact = false) {
  const reply = await terminal.call('snapshot/export', [{ accountId, format, redact }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

/** The demo account once it streams. */
async function streamingDemo(): Promise<Readonly<{ terminal: Terminal; accountId: string }>> {
  const terminal = await terminalAt({ demo: true });
  const accountId = await demoId(terminal);
  const pushes: Push[] = [];
  terminal.subscribe((push) => pushes.push(push));
  await eventually('a live account', () => pushes.at(-1)?.account?.worstInput?.state === 'live');
  return { terminal, accountId };
}

const FIGURES = ['totals', 'equityParts', 'collateral', 'positions', 'underlyings', 'jointMove', 'unknown'] as const;
/** What changes with the time of reading and not with the figures. */
const figuresOf = (snapshot: Readonly<Record<string, Json>>): Json => JSON.parse(JSON.stringify(FIGURES.map((name) => snapshot[name]), (key, value: Json) => (['stage', 'priceState', 'priceAt'].includes(key) ? undefined : value)));

describe('a first start', () => {
  test('has a demo account that streams, and contacts loopback alone', async () => {
    const { terminal } = await streamingDemo();
    expect((await state(terminal)).accounts.map(({ name, demo }) => [name, demo])).toEqual([['Demo account', true]]);
    expect(contacted.length).toBeGreaterThan(0);
    expect(contacted.filter((to) => !to.includes('127.0.0.1'))).toEqual([]);
  });

  test('numbers its pushes without a gap, each with the figures of one moment', async () => {
    const { terminal } = await streamingDemo();
    const pushes: Push[] = [];
    const stop = terminal.subscribe((push) => pushes.push(push));
    await eventually('some pushes', () => pushes.length >= 4);
    stop();
    const first = pushes[0]?.seq ?? 0;
    expect(pushes.map(({ seq }) => seq - first)).toEqual(pushes.map((_, at) => at));
    for (const { account } of pushes) {
      const parts = account?.equityParts.map(({ value }) => value) ?? [];
      expect(parts).not.toContain(null);
    }
  });
});

describe('a book of the user’s own', () => {
  test('comes in beside the demo, is selected, and contacts nothing', async () => {
    const { terminal } = await streamingDemo();
    contacted = [];
    const accountId = await imported(terminal, riskyDocument({ venue: 'binance-usdm', name: 'Mine' }));
    const now = await state(terminal);
    expect(now.accounts.map(({ name }) => name)).toEqual(['Demo account', 'Mine']);
    expect(now.selectedAccountId).toBe(accountId);
    await new Promise((done) => setTimeout(done, 1200));
    expect(contacted).toEqual([]);
    expect(await view(terminal, accountId)).toMatchObject({ live: false, demo: false, liveHosts: ['fstream.binance.com'], totals: { equity: '40000' } });
  });

  test('that is faulty is refused with each fault, and nothing changes', async () => {
    const terminal = await terminalAt();
    const before = await state(terminal);
    const reply = await terminal.call('portfolio/import', [{ text: riskyDocument({ unknown: 1, positions: [{ symbol: 'NONE', contracts: 'x', entryPrice: '1' }] }) }]);
    expect(reply).toMatchObject({ ok: false, error: { code: 'document/invalid', faults: expect.arrayContaining([expect.objectContaining({ path: 'unknown' }), expect.objectContaining({ path: 'positions.0.contracts' })]) } });
    expect((await state(terminal)).accounts).toEqual(before.accounts);
  });

  test('may name a venue profile that was opened before, also after a restart; a faulty profile keeps nothing', async () => {
    const profile = (rate: string): string => JSON.stringify({
      schema: 'plimsoll.profile/1', id: 'my-desk',
      sets: [{ parameters: { id: 'my-desk-1', venue: 'my-desk', model: 'tiered-cross', validFrom: '2020-01-01T00:00:00Z', source: 'mine', rules: { closingFee: 'notional', takerFeeRate: rate } } }],
    });
    const document = riskyDocument({ venue: 'my-desk', name: 'Desk' });
    const terminal = await terminalAt();
    expect(await terminal.call('portfolio/import', [{ text: profile('7') }])).toMatchObject({ ok: false, error: { faults: [{ path: 'sets.0.parameters.rules.takerFeeRate' }] } });
    expect(await terminal.call('portfolio/import', [{ text: document }])).toMatchObject({ ok: false, error: { faults: [{ path: 'venue' }] } });
    expect(await terminal.call('portfolio/import', [{ text: profile('0.001') }])).toMatchObject({ ok: true, value: { accountId: null, name: 'my-desk' } });
    const again = await restarted(terminal);
    expect(await view(again, await imported(again, document))).toMatchObject({ parameterSetId: 'my-desk-1' });
  });

  test('is exported under the rules that are in force, as it is shown, though it was opened under older ones', async () => {
    const terminal = await terminalAt();
    const accountId = await imported(terminal, JSON.stringify({
      schema: 'plimsoll.portfolio/1', name: 'Older rules', asOf: '2025-09-01T00:00:00Z', valuationCurrency: 'USDT', venue: 'bybit', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '10000', weight: '1' }],
      instruments: [{ symbol: 'XUSDT', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USDT', settle: 'USDT', contractSize: '1', takerFeeRate: '0', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }] }],
      positions: [{ symbol: 'XUSDT', contracts: '100', entryPrice: '100', leverage: '10' }], prices: { mark: { XUSDT: '200' } },
    }));
    const shown = await view(terminal, accountId);
    const reply = await terminal.call('snapshot/export', [{ accountId, format: 'json', redact: false }]);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const exported = JSON.parse(reply.value.text);
    // 1 % of 20,000 at mark; by entry, as before October 2025, it would be of 10,000.
    expect([shown.parameterSetId, shown.totals.maintenanceMargin]).toEqual(['bybit-uta-2025-10-01', '200']);
    expect([exported.parameters.id, exported.totals.maintenanceMargin]).toEqual([shown.parameterSetId, shown.totals.maintenanceMargin]);
  });

  test('says what is not priced, and what has been replaced', async () => {
    const terminal = await terminalAt();
    await imported(terminal, riskyDocument());
    const reply = await terminal.call('portfolio/import', [{ text: riskyDocument({ prices: {} }) }]);
    expect(reply).toMatchObject({ ok: true, value: { replaced: true, notes: ['It replaced the account of the same name.', expect.stringContaining('No mark price for BTC-PERP')] } });
  });

  test('that replaces another is judged by itself: the alerts of the one before are over, and its own are raised', async () => {
    const terminal = await terminalAt();
    const at = (mark: string): string => riskyDocument({ prices: { mark: { 'BTC-PERP': mark } } });
    const accountId = await imported(terminal, at('20400'));
    await vi.waitFor(async () => expect((await state(terminal)).alerts.map(({ stage }) => stage)).toEqual(['liquidating']), 3000);
    await imported(terminal, at('22000'));
    await vi.waitFor(async () => expect((await state(terminal)).alerts.map(({ stage, clearedAt }) => [stage, clearedAt === null])).toEqual([['danger', true], ['liquidating', false]]), 3000);
    await imported(terminal, at('60000'));
    expect(await view(terminal, accountId)).toMatchObject({ stage: 'calm' });
    expect((await state(terminal)).alerts.filter(({ clearedAt }) => clearedAt === null)).toEqual([]);
  });

  test('that is removed takes its alerts with it, and the next account comes into view', async () => {
    const terminal = await terminalAt();
    const accountId = await imported(terminal, riskyDocument({ prices: { mark: { 'BTC-PERP': '22000' } } }));
    await vi.waitFor(async () => expect((await state(terminal)).alerts).toHaveLength(1), 3000);
    expect(await terminal.call('account/remove', [{ accountId }])).toEqual({ ok: true, value: null });
    const now = await state(terminal);
    expect(now.alerts[0]?.clearedAt).not.toBeNull();
    expect(now.selectedAccountId).toBe(await demoId(terminal));
    expect(await terminal.call('account/remove', [{ accountId }])).toMatchObject({ ok: false, error: { code: 'account/unknown' } });
  });
});

describe('a live feed', () => {
  test('is refused for the demo and for a venue that has none', async () => {
    const terminal = await terminalAt();
    const own = await imported(terminal, riskyDocument());
    expect(await terminal.call('feed/setLive', [{ accountId: own, live: true }])).toMatchObject({ ok: false, error: { code: 'account/feed-unavailable', venue: 'generic' } });
    expect(await terminal.call('feed/setLive', [{ accountId: await demoId(terminal), live: true }])).toMatchObject({ ok: false, error: { code: 'account/feed-unavailable' } });
    expect((await view(terminal, await demoId(terminal))).liveHosts).toEqual([]);
  });

  test('is opened by the user’s word alone, and closed by going offline', async () => {
    const loopback = { demoRuns: false, replaySources: [], urlFor: () => 'ws://127.0.0.1:9/live', close: () => Promise.resolve() };
    const terminal = await terminalAt({ openSources: () => Promise.resolve(loopback) });
    const accountId = await imported(terminal, riskyDocument({ venue: 'binance-usdm' }));
    expect((await state(terminal)).feeds).toEqual([]);
    await terminal.call('feed/setLive', [{ accountId, live: true }]);
    expect((await state(terminal)).feeds).toMatchObject([{ host: expect.stringContaining('127.0.0.1') }]);
    await terminal.call('terminal/setOffline', [{ offline: true }]);
    expect(await state(terminal)).toMatchObject({ offline: true, feeds: [] });
    expect((await view(terminal, accountId)).live).toBe(true);
    await terminal.call('terminal/setOffline', [{ offline: false }]);
    expect((await state(terminal)).feeds).toHaveLength(1);
  });
});

describe('the list of allowed hosts', () => {
  const elsewhere = { demoRuns: false, replaySources: [], urlFor: () => 'wss://feed.invalid/live', close: () => Promise.resolve() };
  const beyond = (): readonly string[] => contacted.filter((to) => to.includes('feed.invalid'));

  test('has the hosts that the user was asked about; what is not on it is refused, written down, and never contacted', async () => {
    const terminal = await terminalAt({ openSources: () => Promise.resolve(elsewhere) });
    const accountId = await imported(terminal, riskyDocument({ venue: 'binance-usdm' }));
    expect((await view(terminal, accountId)).liveHosts).toEqual(['feed.invalid']);
    await terminal.call('feed/setLive', [{ accountId, live: true }]);
    expect((await state(terminal)).network).toMatchObject({ allowed: ['feed.invalid'], refused: [] });
    await vi.waitFor(() => expect(beyond().length).toBeGreaterThan(0));

    await terminal.call('network/setHosts', [{ hosts: [] }]);
    const before = beyond().length;
    await vi.waitFor(async () => expect((await state(terminal)).network.refused).toMatchObject([{ host: 'feed.invalid' }]));
    await vi.waitFor(async () => expect((await state(terminal)).feeds[0]?.lastError).toBe('feed.invalid is not on the list of allowed hosts'));
    expect(beyond()).toHaveLength(before);
    expect(said.filter((line) => line.includes('feed.invalid was not contacted'))).toHaveLength(1);
  });

  test('is kept over a restart', async () => {
    const first = await terminalAt();
    await first.call('network/setHosts', [{ hosts: ['stream.bybit.com'] }]);
    expect((await state(await restarted(first))).network.allowed).toEqual(['stream.bybit.com']);
  });

  test.each(['https://stream.bybit.com', 'stream.bybit.com/v5', '127.0.0.1', 'localhost', 'stream..com', '', 'a b.com', 'stream.bybit.com:443'])('takes no %j', async (host) => {
    const terminal = await terminalAt();
    await expect(terminal.call('network/setHosts', [{ hosts: [host] }])).rejects.toThrow(/hosts\.0: .*a host name such as/);
  });

  test('offline nothing is contacted, whatever is on it', async () => {
    const terminal = await terminalAt({ openSources: () => Promise.resolve(elsewhere) });
    await terminal.call('terminal/setOffline', [{ offline: true }]);
    const accountId = await imported(terminal, riskyDocument({ venue: 'binance-usdm' }));
    await terminal.call('feed/setLive', [{ accountId, live: true }]);
    await new Promise((done) => setTimeout(done, 300));
    expect(beyond()).toEqual([]);
  });
});

describe('how long prices take', () => {
  test('is measured stage by stage while the demo streams, and up to the screen when a window tells', async () => {
    const { terminal } = await streamingDemo();
    const pushes: Push[] = [];
    terminal.subscribe((push) => pushes.push(push));
    await eventually('a push of a tick', () => pushes.some(({ tickAt }) => tickAt !== undefined));
    await terminal.call('screen/painted', [{ tickAt: pushes.find(({ tickAt }) => tickAt !== undefined)?.tickAt ?? 0 }]);
    const { latency, feeds } = await state(terminal);
    for (const stage of Object.values(latency)) expect(stage).toMatchObject({ p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) });
    expect(feeds[0]).toMatchObject({ state: 'live', gaps: 0, suspect: false, unstable: false, planned: null });
    expect(feeds[0]?.topics.length).toBeGreaterThan(5);
  });

  test('what a venue says of an instrument is told on demand, with its own times', async () => {
    const { terminal, accountId } = await streamingDemo();
    const reply = await terminal.call('account/quote', [{ accountId, symbol: 'BTCUSDT' }]);
    expect(reply).toMatchObject({ ok: true, value: { symbol: 'BTCUSDT', venue: 'binance-usdm' } });
    expect(reply.ok && reply.value.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['markPrice', 'indexPrice', 'fundingRate', 'nextFundingAt']));
  });
});

describe('a price typed in by hand', () => {
  test('wins, survives a restart, and is gone when it is released', async () => {
    const first = await terminalAt();
    const accountId = await imported(first, riskyDocument());
    expect(await first.call('price/set', [{ accountId, kind: 'mark', key: 'BTC-PERP', value: ' 50000 ' }])).toEqual({ ok: true, value: null });
    const second = await restarted(first);
    expect(await view(second, accountId)).toMatchObject({ totals: { equity: '30000' }, positions: [{ mark: { value: '50000', state: 'manual', underneath: '60000' } }] });
    await second.call('price/release', [{ accountId, kind: 'mark', key: 'BTC-PERP' }]);
    expect(await view(second, accountId)).toMatchObject({ totals: { equity: '40000' }, positions: [{ mark: { value: '60000', state: 'stale' } }] });
    expect((await view(await restarted(second), accountId)).positions[0]?.mark.state).toBe('stale');
  });

  test.each(['0', '-1', '1e5', 'NaN', '0x10', '1_000', '', '1'.repeat(60)])('is refused when it is %j', async (value) => {
    const terminal = await terminalAt();
    const accountId = await imported(terminal, riskyDocument());
    if (value === '') await expect(terminal.call('price/set', [{ accountId, kind: 'mark', key: 'BTC-PERP', value }])).rejects.toThrow('price/set: 0.value');
    else expect(await terminal.call('price/set', [{ accountId, kind: 'mark', key: 'BTC-PERP', value }])).toMatchObject({ ok: false, error: { code: 'price/invalid' } });
    expect(await terminal.call('price/set', [{ accountId, kind: 'mark', key: 'ETH-PERP', value: '1' }])).toMatchObject({ ok: false, error: { code: 'price/not-held' } });
  });
});

describe('a file of prices', () => {
  test('wins like prices typed in by hand, survives a restart, and says what is not used; all are released at once', async () => {
    const first = await terminalAt();
    const accountId = await imported(first, riskyDocument());
    const text = JSON.stringify({ prices: { mark: { 'BTC-PERP': { value: '50000', at: '2026-11-24T00:00:00Z' }, 'ETH-PERP': '3000' } } });
    expect(await first.call('price/import', [{ accountId, text }])).toEqual({ ok: true, value: { used: ['mark of BTC-PERP'], unused: ['mark of ETH-PERP'] } });
    const second = await restarted(first);
    expect(await view(second, accountId)).toMatchObject({ totals: { equity: '30000' }, positions: [{ mark: { value: '50000', at: Date.UTC(2026, 10, 24), state: 'manual' } }] });
    expect(await second.call('price/releaseAll', [{ accountId }])).toEqual({ ok: true, value: { released: 1 } });
    expect(await view(await restarted(second), accountId)).toMatchObject({ totals: { equity: '40000' } });
  });

  test.each([['a price below zero', { mark: { 'BTC-PERP': '-1' } }, 'document/invalid'], ['a word', { mark: { 'BTC-PERP': 'high' } }, 'document/invalid'], ['nothing that is held', { mark: { 'ETH-PERP': '1' } }, 'price/none-held']])('with %s is refused, and nothing changes', async (_what, prices, code) => {
    const terminal = await terminalAt();
    const accountId = await imported(terminal, riskyDocument());
    expect(await terminal.call('price/import', [{ accountId, text: JSON.stringify({ prices }) }])).toMatchObject({ ok: false, error: { code } });
    expect((await view(terminal, accountId)).positions[0]?.mark.state).toBe('stale');
  });
});

describe('offline', () => {
  test('fault 28, offline at the start: opens on the last known prices with their times, and computes', async () => {
    const { terminal, accountId } = await streamingDemo();
    await terminal.call('terminal/setOffline', [{ offline: true }]);
    const before = await view(terminal, accountId);
    const again = await restarted(terminal);
    const after = await view(again, accountId);
    expect(after.positions.map(({ mark }) => [mark.value, mark.at, mark.state])).toEqual(before.positions.map(({ mark }) => [mark.value, mark.at, 'stale']));
    expect(after.totals).toEqual(before.totals);
    expect(await state(again)).toMatchObject({ offline: true, feeds: [] });
  });
});

describe('an export', () => {
  test('of the demo says DEMO in its name and in itself, in every form', async () => {
    const { terminal, accountId } = await streamingDemo();
    for (const format of ['json', 'csv'] as const) {
      for (const redact of [false, true]) {
        const { fileName, text } = await exported(terminal, accountId, format, redact);
        expect(fileName).toMatch(/^DEMO-/);
        expect(text).toMatch(format === 'json' ? /"demo": true/ : /^(?:"account",,"demo"|"demo",,),"true"\r$/m);
      }
    }
  });

  test('gives every figure again when it is read, and agrees with what the command line exports', async () => {
    const { terminal, accountId } = await streamingDemo();
    await terminal.call('terminal/setOffline', [{ offline: true }]);
    const snapshot = JSON.parse((await exported(terminal, accountId, 'json')).text) as Record<string, Json>;
    const now = epochMs(Date.now());
    const read = parsePortfolio(JSON.stringify(snapshot), now);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const again = computeSnapshot(read.value, { now, version: '0', demo: true, redact: false, sha256, stateOf: () => 'stale' }).snapshot;
    expect(figuresOf(again)).toEqual(figuresOf(snapshot));
    expect((await view(terminal, accountId)).totals.equity).toBe((snapshot['totals'] as Record<string, Json>)['equity']);

    open.splice(open.indexOf(terminal), 1);
    await terminal.close();
    const stored = exportStored({ name: 'Demo account', databasePath: path('t.db'), redact: false, now });
    expect(stored.ok && stored.value.found !== null && figuresOf(stored.value.found.snapshot)).toEqual(figuresOf(snapshot));
  });

  test('that is redacted holds no name, amount, price or time', async () => {
    const { terminal, accountId } = await streamingDemo();
    const { text } = await exported(terminal, accountId, 'json', true);
    const account = await view(terminal, accountId);
    for (const word of ['Demo account', '38000', account.totals.equity ?? '', account.positions[0]?.mark.value ?? '', account.positions[0]?.entryPrice ?? '']) expect(text).not.toContain(`"${word}"`);
    expect(text).not.toMatch(/\d{4}-\d\d-\d\dT/);
  });
});

describe('a database that cannot be written', () => {
  test('is told in the terminal’s state, stops nothing, and is forgotten once it can', async () => {
    const { terminal, accountId } = await streamingDemo();
    const passAgain = refuseWrites(path('t.db'), 'last_price');
    const before = (await view(terminal, accountId)).seq;
    await vi.waitFor(async () => expect((await state(terminal)).database).toMatchObject({ state: 'read-only', detail: 'the disk is full' }), 5000);
    expect((await view(terminal, accountId)).seq).toBeGreaterThanOrEqual(before);
    await new Promise((done) => setTimeout(done, 1500));
    expect((await state(terminal)).database.state).toBe('read-only');
    expect(said.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
    passAgain();
    await vi.waitFor(async () => expect((await state(terminal)).database).toMatchObject({ state: 'ok', detail: null }), 5000);
  });
});

describe('a raise', () => {
  test('at the start waits for the first face that listens, and is told once', async () => {
    const first = await terminalAt();
    await imported(first, riskyDocument({ prices: { mark: { 'BTC-PERP': '60000' } } }));
    await first.call('price/set', [{ accountId: (await state(first)).selectedAccountId ?? '', kind: 'mark', key: 'BTC-PERP', value: '60000' }]);
    const terminal = await restarted(first);
    const told: string[] = [];
    await imported(terminal, riskyDocument({ name: 'At risk', prices: { mark: { 'BTC-PERP': '22000' } } }));
    await vi.waitFor(async () => expect((await state(terminal)).alerts).toHaveLength(1), 3000);
    // It is told with the next beat, when nobody listens yet.
    await new Promise((done) => setTimeout(done, 400));
    terminal.onRaise(({ stage }) => told.push(stage));
    terminal.onRaise(({ stage }) => told.push(`again ${stage}`));
    expect(told).toEqual(['danger']);
  });
});

describe('a recording', () => {
  const FRAMES = ['28000', '26000', '24000', '22000', '21900'].map((price, at) => JSON.stringify({ e: 'markPriceUpdate', E: 1_700_000_000_000 + at, s: 'BTCUSDT', p: price, P: price, i: price, r: '0.0001', T: 1_700_000_000_000 }));
  const perpetual = { symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
  const own = riskyDocument({
    venue: 'binance-usdm', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '40000', weight: '1' }], instruments: [perpetual],
    positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' } },
  });

  test('drives the accounts of its venue through the real feed, raises on what it says, and leaves them blind at its end', async () => {
    writeFileSync(path('marks.jsonl'), FRAMES.join('\n'));
    const first = await terminalAt();
    const accountId = await imported(first, own);
    const terminal = await restarted(first, { replay: { path: path('marks.jsonl'), speed: 10 } });
    await vi.waitFor(async () => expect((await view(terminal, accountId)).positions[0]?.mark).toMatchObject({ value: '21900', state: 'replay' }), 5000);
    expect(said).toContain('The recording of Binance USD-M drives Demo account, Risky.');
    await vi.waitFor(async () => expect((await state(terminal)).alerts.filter((alert) => alert.accountId === accountId).map(({ kind, stage }) => [kind, stage])).toContainEqual(['blind', 'danger']), 9000);
    const alerts = (await state(terminal)).alerts.filter((alert) => alert.accountId === accountId && alert.kind === 'stage');
    expect(new Set(alerts.map(({ stage }) => stage)).size).toBe(alerts.length);
    expect(alerts.at(0)).toMatchObject({ stage: 'danger', latencyMs: expect.any(Number) });
    expect((await view(terminal, accountId)).blindSince).not.toBeNull();
    expect(contacted.filter((to) => !to.includes('127.0.0.1'))).toEqual([]);
  });

  test('of a venue that no stored account is of says what to do', async () => {
    writeFileSync(path('deribit.jsonl'), [
      { t: '1700000000', dir: 'connect', url: 'wss://www.deribit.com/ws/api/v2' }, { t: '1700000000.1', dir: 'recv', raw: '{"jsonrpc":"2.0","id":1,"result":[]}' },
    ].map((line) => JSON.stringify(line)).join('\n'));
    await terminalAt({ replay: { path: path('deribit.jsonl'), speed: 1 } });
    expect(said).toContain('No stored account is of Deribit: import one that holds its instruments.');
  });

  test('that does not exist is refused before anything is made', async () => {
    const opened = await openTerminal({ databasePath: path('t.db'), face: 'cli', demo: true, replay: { path: path('none.jsonl'), speed: 1 } });
    expect(opened).toMatchObject({ ok: false, error: { code: 'replay/unreadable' } });
    await terminalAt();
  });
});
