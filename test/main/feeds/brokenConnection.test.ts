import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import type { FeedEvent } from '../../../src-main/feeds/feed.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { damagedExchange, rawServer } from '../../support/venues.ts';

const [BTC, ETH] = ['BTCUSDT', 'ETHUSDT'].map(markTopic) as [string, string];

describe('the connection breaks', () => {
  test.each([['reset', 1], ['finish', 2]] as const)('%s mid-stream (fault %d): connected again at once, subscribed again, live again', async (cut, _fault) => {
    const { proxy, url } = await damagedExchange();
    const { feed, state, states } = follow(binanceUsdmDialect, url, { random: () => 0.999, limits: { backoffBaseMs: 60_000, backoffCapMs: 60_000 } });
    feed.want([BTC, ETH]);
    await eventually('live', () => state() === 'live');
    proxy[cut]();
    await eventually('gone', () => state() !== 'live');
    await eventually('live again', () => state() === 'live');
    expect(states).not.toContain('waiting');
    expect(feed.health().reconnects).toBe(1);
  });

  test('fault 3, half open: stale at its limit, before the socket is given up, and live when the way is clear', async () => {
    const { proxy, url } = await damagedExchange();
    const { feed, state, states } = follow(binanceUsdmDialect, url);
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    proxy.set({ blackhole: true });
    await eventually('stale', () => state() === 'stale');
    expect(feed.health().reconnects).toBe(0);
    await eventually('given up', () => feed.health().reconnects > 0);
    expect(states.slice(states.indexOf('stale'))).not.toContain('live');
    proxy.set({});
    await eventually('live again', () => state() === 'live');
  });

  test('fault 3, half open on a quiet topic: the transport is dead when not even a pong comes', async () => {
    const { proxy, url } = await damagedExchange();
    const { feed, state } = follow(binanceUsdmDialect, url, { limits: { staleMs: 60_000, transportDeadMs: 300 } });
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    proxy.set({ blackhole: true });
    await eventually('dead', () => feed.health().lastError === 'nothing was heard from the venue');
  });

  test('fault 11, cut in the middle of a frame: the part is thrown away, nothing is malformed, and it goes on', async () => {
    const { proxy, url } = await damagedExchange();
    const { feed, state } = follow(binanceUsdmDialect, url);
    proxy.set({ cutAfterBytes: 600 });
    feed.want([BTC]);
    await eventually('two cuts', () => feed.health().reconnects >= 2);
    proxy.set({});
    await eventually('live', () => state() === 'live');
    expect(feed.health().malformed).toBe(0);
  });

  test('fault 10, in slices of seven bytes: the same prices as unsliced', async () => {
    const { proxy, url } = await damagedExchange();
    const [whole, sliced] = [follow(binanceUsdmDialect, url), follow(binanceUsdmDialect, url)];
    whole.feed.want([BTC]);
    await eventually('live', () => whole.state() === 'live');
    proxy.set({ sliceBytes: 7 });
    sliced.feed.want([BTC]);
    await eventually('ten prices', () => sliced.ticks.length >= 10 && whole.ticks.length >= 10);
    await eventually('the same', () => {
      const from = whole.marks().indexOf(sliced.marks()[0] ?? '');
      return from >= 0 && sliced.marks().slice(0, 10).every((mark, at) => whole.marks()[from + at] === mark);
    });
    expect(sliced.feed.health().malformed).toBe(0);
  });
});

describe('the connection cannot be made', () => {
  test('fault 5: a handshake that never completes is given up and tried again', async () => {
    const server = await rawServer(() => undefined);
    const { feed, states } = follow(binanceUsdmDialect, `ws://127.0.0.1:${server.port}/market/ws`, { limits: { handshakeMs: 80 } });
    feed.want([BTC]);
    await eventually('three attempts', () => server.sockets.length >= 3);
    expect(states.filter((state) => state === 'open' || state === 'live')).toEqual([]);
    expect(feed.health().lastError).toMatch(/handshake/);
  });

  test('fault 6, refused for long: tried again for ever, waiting no longer than the cap, and live when it is let in', async () => {
    const { proxy, url } = await damagedExchange();
    proxy.set({ refuse: true });
    const waits: number[] = [];
    const onEvent = (event: FeedEvent): void => {
      if (event.kind === 'health' && event.health.retryAt !== null) waits.push(event.health.retryAt - Date.now());
    };
    const { feed, state } = follow(binanceUsdmDialect, url, { onEvent, random: () => 0.999, limits: { backoffBaseMs: 5, backoffCapMs: 40 } });
    feed.want([BTC]);
    await eventually('twelve attempts', () => feed.health().reconnects >= 12);
    expect(Math.max(...waits)).toBeLessThanOrEqual(41);
    expect(Math.max(...waits)).toBeGreaterThan(20);
    proxy.set({});
    await eventually('live', () => state() === 'live');
  });

  test.each(['not a url', 'ws://127.0.0.1:1/#fragment', 'ws://127.0.0.1:99999/'])('the address %s is said to be wrong, and nothing is thrown', async (url) => {
    const { feed, states } = follow(binanceUsdmDialect, url);
    feed.want([BTC]);
    await eventually('three attempts', () => feed.health().reconnects >= 3);
    expect(feed.health().lastError).toMatch(/^the address cannot be used: /);
    expect(states).not.toContain('open');
  });

  test('closed while connecting: the socket is gone and nothing comes after', async () => {
    let ended = 0;
    const server = await rawServer((socket) => socket.resume().on('close', () => { ended += 1; }));
    const { feed, state, events } = follow(binanceUsdmDialect, `ws://127.0.0.1:${server.port}/market/ws`, { limits: { handshakeMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the socket', () => server.sockets.length === 1);
    await feed.close();
    await eventually('the socket is gone', () => ended === 1);
    const count = events.length;
    feed.want([ETH]);
    feed.reconnect();
    await new Promise((done) => setTimeout(done, 50));
    expect(state()).toBe('closed');
    expect(server.sockets).toHaveLength(1);
    expect(events.slice(count).every((event) => event.kind === 'health' && event.health.state === 'closed')).toBe(true);
  });
});
