import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ListSource } from '../../../src-main/catalogue/source.ts';
import { GATE } from '../../../src-main/catalogue/venues/gate.ts';
import { openTerminal, type Terminal } from '../../../src-main/terminal.ts';
import { type ListServer, startListServer } from '../../support/listServer.ts';
import { directly, newFolders } from '../db/support/database.ts';
import { riskyDocument } from '../hub/support/riskyAccount.ts';

const path = newFolders();
const open: Terminal[] = [];
beforeEach(() => { vi.spyOn(console, 'error').mockReturnValue(); });
afterEach(async () => {
  await Promise.all(open.splice(0).map((terminal) => terminal.close()));
  vi.restoreAllMocks();
});

const row = (name: string, more: object = {}): object => ({ name, type: 'direct', quanto_multiplier: '0.0001', order_price_round: '0.1', order_size_min: 1, in_delisting: false, ...more });
const answer = (...rows: readonly object[]) => ({ body: JSON.stringify(rows) });

const venueHere = { demoRuns: false, replaySources: [], urlFor: () => 'ws://127.0.0.1:9/live', close: () => Promise.resolve() };

async function terminalWith(server: Pick<ListServer, 'url'>): Promise<Terminal> {
  const [usdt] = GATE;
  const lists: readonly ListSource[] = usdt === undefined ? [] : [{ ...usdt, url: server.url }];
  const terminal = await openTerminal({ databasePath: path('t.db'), face: 'cli', demo: false, replay: null, lists, openSources: () => Promise.resolve(venueHere) });
  if (!terminal.ok) throw new Error(JSON.stringify(terminal.error));
  open.push(terminal.value);
  return terminal.value;
}

/** What was said of lists. */
const said = (): readonly string[] => vi.mocked(console.error).mock.calls.map((words) => words.join(' ')).filter((line) => /lists\.invalid|not refreshed/.test(line));

async function closed(terminal: Terminal): Promise<void> {
  open.splice(open.indexOf(terminal), 1);
  await terminal.close();
}

const instrument = { symbol: 'BTC_USDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '0.0001', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
const document = (changes: object = {}): string => riskyDocument({
  venue: 'gate', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '40000', weight: '1' }], instruments: [{ ...instrument, ...changes }], positions: [{ symbol: 'BTC_USDT', contracts: '1', entryPrice: '60000' }], prices: { mark: { BTC_USDT: '60000' } },
});

async function imported(terminal: Terminal, text: string) {
  const reply = await terminal.call('portfolio/import', [{ text }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

const expired = (): void => directly(path('t.db'), (db) => void db.exec('UPDATE instrument_list SET expires_at = 0'));
const listRows = (): readonly unknown[] => directly(path('t.db'), (db) => db.prepare('SELECT source FROM instrument_list').all());

describe('a terminal', () => {
  test('says what a document has otherwise than the built-in list, though it was never online', async () => {
    const server = await startListServer(answer(row('BTC_USDT')));
    const { notes } = await imported(await terminalWith(server), document({ contractSize: '1' }));
    expect(notes).toContain("BTC_USDT: a contract is 1 in the document and 0.0001 in Gate in USDT's list of 2023-05-24.");
    expect(server.asked).toEqual([]);
  });

  test('reads the list of a live account at its start, and a later change of what it holds is one durable notice', async () => {
    const server = await startListServer(answer(row('BTC_USDT'), row('ETH_USDT')));
    const first = await terminalWith(server);
    const { accountId } = await imported(first, document());
    expect((await first.call('terminal/state', [])).terminal.network.lists).toEqual(['127.0.0.1']);
    await first.call('feed/setLive', [{ accountId: accountId ?? '', live: true }]);
    await closed(first);
    expect(server.asked).toEqual([]);

    const second = await terminalWith(server);
    await vi.waitFor(() => expect(listRows()).toEqual([{ source: 'gate-usdt' }]));
    await closed(second);
    expired();
    server.answer(answer(row('BTC_USDT', { in_delisting: true }), row('ETH_USDT', { order_price_round: '0.5' })));
    const third = await terminalWith(server);
    const raised: string[] = [];
    third.onRaise(({ kind, title }) => void raised.push(`${kind}: ${title}`));
    await vi.waitFor(() => expect(raised).toEqual(['listing: BTC_USDT will be delisted, by the list of Gate in USDT']));
    await vi.waitFor(() => expect(directly(path('t.db'), (db) => db.prepare('SELECT symbol, kind FROM instrument_change ORDER BY id').all())).toEqual([{ symbol: 'BTC_USDT', kind: 'delisting' }, { symbol: 'ETH_USDT', kind: 'tick' }]));
    await closed(third);
    expired();
    const fourth = await terminalWith(server);
    await vi.waitFor(() => expect(server.asked).toHaveLength(3));
    expect((await fourth.call('terminal/state', [])).terminal.alerts.filter(({ kind }) => kind === 'listing')).toMatchObject([{ clearedAt: null }]);
  });

  test('asks a host only once the user allows it, and is silent about it before', async () => {
    const elsewhere = { url: 'https://lists.invalid/contracts' };
    const first = await terminalWith(elsewhere);
    const { accountId } = await imported(first, document());
    await first.call('feed/setLive', [{ accountId: accountId ?? '', live: true }]);
    await closed(first);
    const second = await terminalWith(elsewhere);
    await new Promise((done) => setTimeout(done, 200));
    expect(said()).toEqual([]);
    expect((await second.call('terminal/state', [])).terminal.network).toMatchObject({ refused: [], lists: ['lists.invalid'] });
    await second.call('network/setHosts', [{ hosts: ['lists.invalid'] }]);
    await closed(second);
    await terminalWith(elsewhere);
    await vi.waitFor(() => expect(said()).toEqual([expect.stringMatching(/^The instruments of Gate in USDT were not refreshed: lists\.invalid: .*The list in use stays\.$/)]));
  });

  test('offline, or with nothing live, asks nobody', async () => {
    const server = await startListServer(answer(row('BTC_USDT')));
    const first = await terminalWith(server);
    const { accountId } = await imported(first, document());
    await first.call('feed/setLive', [{ accountId: accountId ?? '', live: true }]);
    await first.call('terminal/setOffline', [{ offline: true }]);
    await closed(first);
    await terminalWith(server);
    await new Promise((done) => setTimeout(done, 200));
    expect(server.asked).toEqual([]);
  });
});
