import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Replies } from '#shared/ipc/contract.ts';
import { eventually } from '../../../support/eventually.ts';
import { newFolders } from '../../db/support/database.ts';
import { lines, plimsoll, type Running, start } from './support/plimsoll.ts';

const path = newFolders();
const running: Running[] = [];
afterEach(async () => {
  for (const program of running) program.kill('SIGKILL');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});

async function serving(...args: readonly string[]): Promise<Readonly<{ program: Running; url: URL }>> {
  const program = start(['serve', ...args]);
  running.push(program);
  await eventually('the address', () => program.stdout().includes('\n'), 10_000);
  return { program, url: new URL(program.stdout().trim()) };
}

/** One call of a page on the served terminal. */
async function ask<C extends keyof Replies>(url: URL, call: C, args: unknown): Promise<Replies[C]> {
  const socket = new WebSocket(`ws://${url.host}/bridge?t=${url.hash.slice(1)}`, { headers: { origin: url.origin } });
  const reply = await new Promise<{ reply: Replies[C] }>((done, failed) => {
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, call, args })));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString());
      if (message.id === 1) done(message);
    });
    socket.on('error', failed);
  });
  socket.terminate();
  return reply.reply;
}

async function streaming(url: URL) {
  for (;;) {
    const state = await ask(url, 'terminal/state', []);
    if (state.accounts[0]?.worstInput?.state === 'live') return state;
    await new Promise((done) => setTimeout(done, 100));
  }
}

describe('serve', () => {
  test('prints its address alone on stdout, serves on loopback, and keeps the token out of stderr', async () => {
    const { program, url } = await serving('--demo', '--db', path('s.db'));
    expect(program.stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/);
    const { terminal, accounts } = await streaming(url);
    expect(terminal).toMatchObject({ face: 'web', offline: false, database: { state: 'ok' } });
    expect(accounts[0]).toMatchObject({ demo: true, totals: { equity: expect.any(String) } });
    expect(program.stderr()).not.toContain(url.hash.slice(1));
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('closes cleanly on %s: exit 0, the prices stored, no journal left', async (signal) => {
    const { program, url } = await serving('--demo', '--db', path('s.db'));
    await streaming(url);
    program.kill(signal);
    expect(await program.ended).toMatchObject({ code: 0, signal: null });
    expect(readdirSync(path()).filter((name) => /-(?:wal|journal|shm)$/.test(name))).toEqual([]);
  });

  test('killed with SIGKILL and started again shows the same account at its last prices with their age', async () => {
    const first = await serving('--demo', '--db', path('s.db'));
    await streaming(first.url);
    await ask(first.url, 'terminal/setOffline', [{ offline: true }]);
    const before = (await ask(first.url, 'terminal/state', [])).accounts[0];
    await new Promise((done) => setTimeout(done, 1200));
    first.program.kill('SIGKILL');
    expect(await first.program.ended).toMatchObject({ signal: 'SIGKILL' });
    const second = await serving('--db', path('s.db'));
    const { accounts: [after], terminal } = await ask(second.url, 'terminal/state', []);
    expect(after?.accountId).toBe(before?.accountId);
    expect(after?.positions.map(({ mark }) => [mark.value, mark.at, mark.state])).toEqual(before?.positions.map(({ mark }) => [mark.value, mark.at, 'stale']));
    expect(after?.totals).toEqual(before?.totals);
    expect(terminal.now - (after?.worstInput?.at ?? 0)).toBeGreaterThan(1000);
  });

  test('beside another one: its database is in use, its port is in use; both are refused and the first goes on', async () => {
    const { url } = await serving('--db', path('s.db'));
    const [database, port] = await Promise.all([plimsoll('serve', '--db', path('s.db')), plimsoll('serve', '--port', url.port, '--db', path('other.db'))]);
    expect([database.code, database.stdout, lines(database.stderr)]).toEqual([2, '', [`${path('s.db')} is in use by another Plimsoll; close that one, or choose another file with --db.`]]);
    expect([port.code, port.stdout, lines(port.stderr)]).toEqual([2, '', [`Port ${url.port} is in use; choose another with --port, or leave it out.`]]);
    expect((await ask(url, 'terminal/state', [])).accounts).toHaveLength(1);
  });

  test('listens on the port that was asked for', async () => {
    const free = await new Promise<number>((done) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });
    const { url } = await serving('--port', String(free), '--db', path('s.db'));
    expect(url.port).toBe(String(free));
  });

  test('leaves nothing behind when its recording cannot be read', async () => {
    expect((await plimsoll('serve', '--replay', path('none.jsonl'), '--db', path('s.db'))).code).toBe(2);
    expect(existsSync(path('s.db'))).toBe(false);
  });
});
