import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { kucoinFuturesDialect } from '../../../src-main/feeds/kucoin/dialect.ts';
import { eventually } from '../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../support/followedFeed.ts';
import { kucoinToken } from '../../support/venues/kucoin.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');
const HOUR_MS = 3_600_000;
/** Nothing is stale while a test looks elsewhere, and a clock that is put forward is no sleep. */
const CALM = { staleMs: 12 * HOUR_MS, firstDataMs: 12 * HOUR_MS, hopelessMs: 12 * HOUR_MS, transportDeadMs: 24 * HOUR_MS, handshakeMs: 5_000, sleepMs: Infinity };

type Refusal = Readonly<{ status: string; headers?: Readonly<Record<string, string>>; body?: string }>;
type Gate = Readonly<{
  url: string;
  port: number;
  /** How often a socket was asked for, and how often a token. */
  asked: () => number;
  tokens: () => number;
  open: () => number;
  refuseWith: (refusal: Refusal | null) => void;
}>;

/** A venue that answers the upgrade as the test says; null: lets it in, and prices whatever is asked for. */
async function startGate(first: Refusal | null): Promise<Gate> {
  let [refusal, asked, tokens] = [first, 0, 0];
  const server = createServer((request, response) => {
    tokens += 1;
    response.writeHead(200).end(JSON.stringify(kucoinToken(`ws://${request.headers.host}/endpoint`, `token-${tokens}`)));
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket: Socket, head) => {
    asked += 1;
    socket.on('error', () => socket.destroy());
    if (refusal !== null) {
      const { status, headers = {}, body = '' } = refusal;
      const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
      return;
    }
    const wantsToken = request.url?.startsWith('/endpoint') === true;
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (wantsToken) client.send('{"type":"welcome"}');
      client.on('message', () => client.send(wantsToken ? '{"topic":"/contract/instrument:XBTUSDTM","subject":"mark.index.price","data":{"markPrice":60402}}' : markFrame('BTCUSDT')));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}/ws`, port, asked: () => asked, tokens: () => tokens, open: () => sockets.clients.size, refuseWith: (next) => { refusal = next; } };
}

/** A feed at a gate, by clocks that the test puts forward. */
function knock(gate: Gate, limits: object = {}): FollowedFeed & Readonly<{ forward: (ms: number) => void; wall: () => number; left: () => number }> {
  let ahead = 0;
  const wall = (): number => Date.now() + ahead;
  const followed = follow(binanceUsdmDialect, gate.url, { limits: { ...CALM, ...limits }, wall, monotonic: () => performance.now() + ahead });
  followed.feed.want([BTC]);
  return { ...followed, wall, forward: (ms) => { ahead += ms; }, left: () => (followed.feed.health().retryAt ?? 0) - wall() };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const dateIn = (ms: number): string => new Date(Math.ceil(Date.now() / 1000) * 1000 + ms).toUTCString();

describe('fault 17: a venue that does not let the socket in', () => {
  test.each<[string, Refusal, number]>([
    ['too many requests, for so many seconds', { status: '429 Too Many Requests', headers: { 'retry-after': '1800' } }, 1_800_000],
    ['too many requests, until a time', { status: '429 Too Many Requests', headers: { 'Retry-After': dateIn(1_200_000) } }, 1_200_000],
    ['too many requests, without a word', { status: '429 Too Many Requests' }, 16_000],
    ['banned', { status: "418 I'm a teapot" }, 120_000],
    ['banned for days: looked after once an hour', { status: "418 I'm a teapot", headers: { 'retry-after': '259200' } }, HOUR_MS],
    ['forbidden', { status: '403 Forbidden', body: '<html>not in your country</html>' }, 60_000],
    ['no service for a while', { status: '503 Service Unavailable', headers: { 'retry-after': '600' }, body: '<html>maintenance</html>' }, 600_000],
    ['no service', { status: '503 Service Unavailable' }, 5_000],
    ['a bad gateway', { status: '502 Bad Gateway' }, 5_000],
    ['a page instead of a socket', { status: '200 OK', headers: { 'content-type': 'text/html' }, body: '<!doctype html>' }, 5_000],
  ])('%s', async (_name, refusal, patienceMs) => {
    const gate = await startGate(refusal);
    const { feed, state, states, forward, left } = knock(gate);
    await eventually('waiting', () => state() === 'waiting');
    expect(feed.health().lastError).toBe(`127.0.0.1:${gate.port} answered HTTP ${refusal.status.slice(0, 3)}`);
    expect(left()).toBeGreaterThan(patienceMs - 4_000);
    expect(left()).toBeLessThanOrEqual(patienceMs + 1_000);
    gate.refuseWith(null);
    forward(patienceMs - 4_000);
    await pause(60);
    expect([gate.asked(), state()]).toEqual([1, 'waiting']);
    forward(5_000);
    await eventually('live', () => state() === 'live');
    expect(states.slice(0, 4)).toEqual(['connecting', 'waiting', 'connecting', 'open']);
    expect(gate.asked()).toBe(2);
  });

  test('a redirect is not followed', async () => {
    const other = await startGate(null);
    const gate = await startGate({ status: '302 Found', headers: { location: `http://127.0.0.1:${other.port}/ws` } });
    const { feed, state } = knock(gate);
    await eventually('waiting', () => state() === 'waiting');
    expect(feed.health().lastError).toMatch(/HTTP 302$/);
    expect(other.asked()).toBe(0);
  });

  test('hours of it: asked no more often than it wants, and live when it lets it in', async () => {
    const gate = await startGate({ status: '429 Too Many Requests', headers: { 'retry-after': '3600' } });
    const { feed, state, forward } = knock(gate);
    for (let hour = 1; hour <= 6; hour += 1) {
      await eventually('refused', () => gate.asked() === hour && state() === 'waiting');
      for (let minutes = 0; minutes < 50; minutes += 10) {
        forward(600_000);
        await pause(15);
      }
      expect(gate.asked()).toBe(hour);
      forward(700_000);
    }
    gate.refuseWith(null);
    await eventually('refused for the last time', () => gate.asked() === 7);
    forward(HOUR_MS);
    await eventually('live', () => state() === 'live');
    expect(feed.health()).toMatchObject({ retryAt: null, malformed: 0 });
  });

  test('nothing wanted, and nothing left behind, while it waits', async () => {
    const gate = await startGate({ status: '429 Too Many Requests', headers: { 'retry-after': '60' } });
    const { feed, state } = knock(gate);
    await eventually('waiting', () => state() === 'waiting');
    feed.want([]);
    expect(state()).toBe('offline');
    await feed.close();
    await pause(50);
    expect([state(), gate.asked()]).toEqual(['closed', 1]);
  });

  test('whose token is good and whose socket is not is asked for another token, after the wait', async () => {
    const gate = await startGate({ status: '429 Too Many Requests', headers: { 'retry-after': '1' } });
    const { feed, state } = follow(kucoinFuturesDialect, `http://127.0.0.1:${gate.port}/api/v1/bullet-public`, { limits: CALM });
    feed.want(['/contract/instrument:XBTUSDTM']);
    await eventually('waiting', () => state() === 'waiting');
    expect(feed.health().lastError).not.toContain('token');
    gate.refuseWith(null);
    const since = performance.now();
    await eventually('live', () => state() === 'live');
    expect(performance.now() - since).toBeGreaterThan(800);
    expect([gate.tokens(), gate.asked(), gate.open()]).toEqual([2, 2, 1]);
  });

  test('a successor that is not let in changes nothing for who is live', async () => {
    const gate = await startGate(null);
    const { feed, state, states } = knock(gate, { lifetimeMs: 100 });
    await eventually('live', () => state() === 'live');
    gate.refuseWith({ status: '503 Service Unavailable' });
    await eventually('the successor is refused', () => gate.asked() >= 2);
    expect([state(), gate.open(), feed.health().reconnects]).toEqual(['live', 1, 0]);
    expect(states).not.toContain('waiting');
  });
});
