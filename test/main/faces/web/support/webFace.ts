import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Call, Push, Replies, TerminalPort } from '#shared/ipc/contract.ts';
import { startWebFace } from '../../../../../src-main/faces/web/start.ts';

/** A page folder with a file beside it that must never be served. */
export function pageFolder(): Readonly<{ root: string; remove: () => void }> {
  const parent = mkdtempSync(join(tmpdir(), 'plimsoll-web-'));
  const root = mkdtempSync(join(parent, 'page-'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  return { root, remove: () => rmSync(parent, { recursive: true }) };
}

/** A terminal of which the test plays the pushes; calls are answered with what they asked. */
export function scriptedPort() {
  const listeners = new Set<(push: Push) => void>();
  const calls: Readonly<{ channel: string; args: unknown }>[] = [];
  const port: TerminalPort = {
    call: <C extends Call>(channel: C, args: unknown): Promise<Replies[C]> => {
      calls.push({ channel, args });
      if (channel === 'feed/reconnect') return Promise.reject(new Error('no'));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the web face carries replies and does not look into them
      return Promise.resolve<unknown>({ channel, args }) as Promise<Replies[C]>;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { port, calls, listeners, push: (push: Push) => listeners.forEach((listener) => listener(push)) };
}

export type Served = Readonly<{ host: string; port: number; token: string; close: () => Promise<void> }>;

export async function served(port: TerminalPort, root: string, more: Readonly<{ listenOn?: number; pingMs?: number }> = {}): Promise<Served> {
  const started = await startWebFace({ port, root, listenOn: 0, ...more });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { host, hash, port: number } = new URL(started.value.url);
  return { host, port: Number(number), token: hash.slice(1), close: started.value.close };
}

export type Answer = Readonly<{ status: number; headers: ReadonlyMap<string, string>; body: string }>;

/** Sends bytes as they are, which no HTTP client would, and reads until the server closes. */
export function raw(port: number, request: string): Promise<Answer> {
  return new Promise((done, failed) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setTimeout(4000, () => socket.destroy(new Error(`no end to the answer: ${text}`)));
    socket.on('data', (chunk) => { text += chunk.toString(); });
    socket.on('error', failed);
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      const [status = '', ...lines] = head.split('\r\n');
      const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
      done({ status: Number(status.split(' ')[1]), headers: new Map(headers), body });
    });
  });
}

export const get = (host: string, port: number, target: string, extra: readonly string[] = [], method = 'GET'): Promise<Answer> =>
  raw(port, [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...extra, '', ''].join('\r\n'));

/** An upgrade request, written by hand. A null header is left out. */
export const upgrade = ({ host, port, token }: Served, changes: Readonly<{ target?: string; host?: string; origin?: string | null; extra?: readonly string[]; key?: string }> = {}): Promise<Answer> => {
  const origin = changes.origin === undefined ? `http://${host}` : changes.origin;
  return raw(port, [
    `GET ${changes.target ?? `/bridge?t=${token}`} HTTP/1.1`, `Host: ${changes.host ?? host}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${changes.key ?? 'dGhlIHNhbXBsZSBub25jZQ=='}`, ...(origin === null ? [] : [`Origin: ${origin}`]), ...(changes.extra ?? []), '', '',
  ].join('\r\n'));
};

export type Page = Readonly<{ socket: WebSocket; messages: unknown[]; closed: Promise<number> }>;

/** A page that got in. */
export async function page({ host, token }: Served): Promise<Page> {
  const socket = new WebSocket(`ws://${host}/bridge?t=${token}`, { headers: { origin: `http://${host}` } });
  const messages: unknown[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = new Promise<number>((done) => socket.on('close', done));
  await new Promise<void>((done, failed) => socket.once('open', done).once('error', failed));
  socket.on('error', () => undefined);
  return { socket, messages, closed };
}
