import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openTerminal, type Terminal } from '../../../src-main/terminal.ts';
import { newFolders } from '../db/support/database.ts';

const golden = readFileSync(resolve(import.meta.dirname, '../../golden/account-1/portfolio.json'), 'utf8');
const named = (name: string, own: object = {}): string => JSON.stringify({ ...JSON.parse(golden), name, ...own });

const path = newFolders();
const open: Terminal[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((terminal) => terminal.close()));
  vi.restoreAllMocks();
});

async function terminalAt(databasePath = path('t.db'), demo = false): Promise<Terminal> {
  vi.spyOn(console, 'error').mockReturnValue();
  const opened = await openTerminal({ databasePath, face: 'cli', demo, replay: null });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  open.push(opened.value);
  return opened.value;
}

const save = async (terminal: Terminal, accountId: string | null, text: string) => await terminal.call('portfolio/save', [{ accountId, text }]);

async function saved(terminal: Terminal, accountId: string | null, text: string): Promise<string> {
  const reply = await save(terminal, accountId, text);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value.accountId;
}

async function documentOf(terminal: Terminal, accountId: string): Promise<Record<string, unknown>> {
  const reply = await terminal.call('portfolio/document', [{ accountId }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return JSON.parse(reply.value.text) as Record<string, unknown>;
}

const viewOf = async (terminal: Terminal, accountId: string) => {
  const reply = await terminal.call('account/view', [{ accountId }]);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
};

const names = async (terminal: Terminal): Promise<readonly string[]> => (await terminal.call('terminal/state', [])).terminal.accounts.filter(({ demo }) => !demo).map(({ name }) => name);

describe('portfolio/save', () => {
  test('makes a new account, and writes over it by its id, name and all', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine'));
    expect((await viewOf(terminal, accountId)).totals.equity).toBe('25000');
    expect(await saved(terminal, accountId, JSON.stringify({ ...await documentOf(terminal, accountId), name: 'Renamed', positions: [] }))).toBe(accountId);
    expect(await names(terminal)).toEqual(['Renamed']);
    const view = await viewOf(terminal, accountId);
    expect([view.name, view.positions, view.totals.equity]).toEqual(['Renamed', [], '26000']);
  });

  test('never replaces another account of the same name: neither a new one nor a renamed one', async () => {
    const terminal = await terminalAt();
    const first = await saved(terminal, null, named('First'));
    const second = await saved(terminal, null, named('Second', { positions: [] }));
    expect(await save(terminal, null, named('First', { collateral: [] }))).toEqual({ ok: false, error: { code: 'account/name-taken', name: 'First', retryable: false } });
    expect(await save(terminal, second, named('First'))).toMatchObject({ ok: false, error: { code: 'account/name-taken' } });
    expect(await names(terminal)).toEqual(['First', 'Second']);
    expect((await viewOf(terminal, first)).collateral).toHaveLength(2);
    // What was refused is no change: there is nothing to go back to.
    expect(await terminal.call('portfolio/undo', [{ accountId: second }])).toMatchObject({ ok: false, error: { code: 'account/no-undo' } });
  });

  test('writes nothing of a document with a fault, and names each', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine'));
    const reply = await save(terminal, accountId, named('Mine', { positions: [{ symbol: 'BTC-PERP', contracts: 'five', entryPrice: '0' }] }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'document/invalid', faults: [{ path: 'positions.0.contracts' }, { path: 'positions.0.entryPrice' }] } });
    expect((await viewOf(terminal, accountId)).positions).toHaveLength(3);
  });

  test('keeps prices that the document does not name, the live switch and prices typed in by hand', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine', { prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000', 'SOL-PERP': '150' }, index: { USDX: '1', BTC: '60000' } } }));
    await terminal.call('price/set', [{ accountId, kind: 'mark', key: 'SOL-PERP', value: '149' }]);
    const document = await documentOf(terminal, accountId);
    expect(document['prices']).toEqual({ mark: {}, index: {}, forward: {}, volatility: {} });
    await saved(terminal, accountId, JSON.stringify({ ...document, prices: { mark: { 'ETH-PERP': '3010' } } }));
    const view = await viewOf(terminal, accountId);
    expect(Object.fromEntries(view.positions.map(({ symbol, mark }) => [symbol, `${mark.value} ${mark.state}`]))).toMatchObject({ 'BTC-PERP': expect.stringContaining('60000'), 'ETH-PERP': expect.stringContaining('3010'), 'SOL-PERP': '149 manual' });
  });

  test('does not touch the demo, and not a what-if', async () => {
    const terminal = await terminalAt(path('demo.db'), true);
    const demo = (await terminal.call('terminal/state', [])).terminal.accounts.find((account) => account.demo)?.accountId ?? '';
    expect(await save(terminal, demo, named('Mine'))).toEqual({ ok: false, error: { code: 'account/demo', retryable: false } });
    expect(await save(terminal, 'what-if:1', named('Mine'))).toMatchObject({ ok: false, error: { code: 'whatIf/not-live' } });
  });
});

describe('portfolio/undo', () => {
  test('goes back to before the last change, over a restart, and forth again', async () => {
    const database = path('t.db');
    const terminal = await terminalAt(database);
    const accountId = await saved(terminal, null, named('Mine'));
    await saved(terminal, accountId, JSON.stringify({ ...await documentOf(terminal, accountId), name: 'Other', orders: [], positions: [] }));
    await terminal.close();
    const again = await terminalAt(database);
    expect(await again.call('portfolio/undo', [{ accountId }])).toMatchObject({ ok: true, value: { accountId, name: 'Mine', canUndo: true } });
    expect((await viewOf(again, accountId)).positions).toHaveLength(3);
    expect(await again.call('portfolio/undo', [{ accountId }])).toMatchObject({ ok: true, value: { name: 'Other' } });
    expect((await viewOf(again, accountId)).positions).toEqual([]);
  });

  test('takes an opened document back that replaced an account', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine'));
    expect(await terminal.call('portfolio/import', [{ text: named('Mine', { positions: [] }) }])).toMatchObject({ ok: true, value: { accountId, replaced: true } });
    await terminal.call('portfolio/undo', [{ accountId }]);
    expect((await viewOf(terminal, accountId)).positions).toHaveLength(3);
  });

  test('is forgotten with its account', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine'));
    await saved(terminal, accountId, named('Mine', { positions: [] }));
    await terminal.call('account/remove', [{ accountId }]);
    expect(await terminal.call('portfolio/undo', [{ accountId }])).toMatchObject({ ok: false, error: { code: 'account/unknown' } });
  });
});

describe('portfolio/check', () => {
  test('says what is missing with the prices that the account has, and keeps nothing', async () => {
    const terminal = await terminalAt();
    const accountId = await saved(terminal, null, named('Mine', { prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000' } } }));
    const text = JSON.stringify(await documentOf(terminal, accountId));
    expect(await terminal.call('portfolio/check', [{ accountId, text }])).toMatchObject({ ok: true, value: { notes: [expect.stringContaining('No mark price for SOL-PERP:')] } });
    expect(await terminal.call('portfolio/check', [{ accountId: null, text: named('New', { positions: [] }) }])).toEqual({ ok: true, value: { notes: [] } });
    expect(await names(terminal)).toEqual(['Mine']);
  });
});

test('portfolio/venues lists every venue with its models in words', async () => {
  const reply = await (await terminalAt()).call('portfolio/venues', []);
  if (!reply.ok) throw new Error('no venues');
  expect(reply.value.length).toBeGreaterThan(15);
  expect(reply.value[0]).toEqual({ id: 'generic', title: 'Generic', models: [{ id: 'tiered-cross', words: expect.stringMatching(/^Tiered cross margin: /) }] });
  expect(reply.value.flatMap(({ models }) => models).every(({ words, id }) => words !== id)).toBe(true);
});
