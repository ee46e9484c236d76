import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { eventually } from '../../support/eventually.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { follow } from '../../support/followedFeed.ts';
import { selfSigned } from '../../support/selfSigned.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');

/** A venue behind a proxy, which sends a numbered price every `everyMs` stamped with the time of a clock that is `shiftMs` off. */
async function pacedVenue(everyMs: number, shiftMs = 0) {
  const server = await scriptedVenue();
  const proxy = await startFaultProxy(server.port);
  let sent = 0;
  const timer = setInterval(() => {
    if (server.open() === 0) return;
    sent += 1;
    server.send(markFrame('BTCUSDT', String(1000 + sent), Date.now() + shiftMs));
  }, everyMs);
  onTestFinished(async () => {
    clearInterval(timer);
    await proxy.close();
  });
  return { server, proxy, url: `ws://127.0.0.1:${proxy.port}/market/ws`, sent: () => sent };
}

describe('a slow connection', () => {
  test('fault 8, latency of 2 s give or take 1 s: the order stays, nothing is lost, and the delay is shown', async () => {
    const { proxy, url } = await pacedVenue(50);
    const { feed, marks, state } = follow(binanceUsdmDialect, url, { limits: { staleMs: 60_000, transportDeadMs: 60_000 } });
    feed.want([BTC]);
    await eventually('live', () => state() === 'live' && marks().length > 20);
    proxy.set({ latencyMs: 2000, jitterMs: 1000 });
    await eventually('the delay', () => (feed.health().latency?.p95 ?? 0) > 900, 12_000);
    const numbers = marks().map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => (numbers[0] ?? 0) + at));
    expect(feed.health()).toMatchObject({ reconnects: 0, malformed: 0 });
  }, 20_000);

  test('fault 9, 5 kB a second for 20 kB a second: memory stays bounded, the newest that got through is used, and the lag is shown', async () => {
    const { server, proxy, url } = await pacedVenue(1000);
    const { feed, marks, state } = follow(binanceUsdmDialect, url, { limits: { staleMs: 60_000, transportDeadMs: 60_000 } });
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    proxy.set({ bytesPerSecond: 5000 });
    const begun = Date.now();
    const flood = setInterval(() => server.send(...Array.from({ length: 12 }, (_, at) => markFrame('BTCUSDT', String(20_000 + Date.now() - begun + at / 100), Date.now()))), 100);
    onTestFinished(() => clearInterval(flood));
    await eventually('the lag', () => (feed.health().latency?.p99 ?? 0) > 1000, 12_000);
    const numbers = marks().map(Number).filter((number) => number >= 20_000);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(feed.health()).toMatchObject({ reconnects: 0, malformed: 0 });
  }, 20_000);

  test.each([[300_000], [-300_000]])('fault 25, a venue clock %d ms off: the difference is estimated, and ages and states are ours', async (shiftMs) => {
    const { url } = await pacedVenue(20, shiftMs);
    const { feed, state } = follow(binanceUsdmDialect, url);
    feed.want([BTC]);
    await eventually('live', () => state() === 'live' && feed.health().roundTripMs !== null);
    expect(Math.abs((feed.health().clockOffsetMs ?? 0) - shiftMs)).toBeLessThan(100);
    expect(Date.now() - (feed.health().lastDataAt ?? 0)).toBeLessThan(1000);
    expect(feed.health().latency?.p50 ?? Infinity).toBeLessThan(500);
  });

  test('fault 32, the program stands still for two seconds: no reconnect, and it is live at once afterwards', async () => {
    const { url } = await pacedVenue(50);
    const { feed, state } = follow(binanceUsdmDialect, url, { limits: { staleMs: 5000, transportDeadMs: 25_000, pingMs: 10_000, hopelessMs: 5000 }, tickMs: 1000 });
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    const until = performance.now() + 2000;
    while (performance.now() < until) Math.sqrt(until);
    await eventually('live', () => state() === 'live');
    await new Promise((done) => setTimeout(done, 1500));
    expect(feed.health()).toMatchObject({ reconnects: 0, state: 'live' });
  }, 10_000);
});

describe('fault 52, somebody on the way: the connection is refused with its cause, and nothing is taken from it', () => {
  test.each([[30, /127\.0\.0\.1:\d+: its certificate is self-signed/], [-1, /its certificate (?:is self-signed|has expired)/]])('a certificate of %d days', async (daysLeft, words) => {
    const server = createServer(selfSigned(daysLeft));
    const sockets = new WebSocketServer({ server });
    let connections = 0;
    sockets.on('connection', () => { connections += 1; });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      sockets.close();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const { feed, states } = follow(binanceUsdmDialect, `wss://127.0.0.1:${port}/market/ws`);
    feed.want([BTC]);
    await eventually('three attempts', () => feed.health().reconnects >= 3);
    expect(feed.health().lastError).toMatch(words);
    expect(states).not.toContain('open');
    expect(connections).toBe(0);
  });
});
