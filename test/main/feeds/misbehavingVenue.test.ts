import { describe, expect, onTestFinished, test } from 'vitest';
import { startDemoExchange } from '../../../src-main/exchange/demoExchange.ts';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { damagedExchange, scriptedVenue } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const [BTC, ETH] = ['BTCUSDT', 'ETHUSDT'].map(markTopic) as [string, string];

describe('the venue misbehaves', () => {
  test('fault 4, pongs only: never live, asked for again, then a new socket', async () => {
    const server = await scriptedVenue();
    const { feed, states } = follow(binanceUsdmDialect, server.url);
    feed.want([BTC]);
    await eventually('a new socket', () => server.connectedAt.length === 2);
    expect(server.requests.filter(({ connection }) => connection === 1).map(({ method }) => method)).toEqual(['SUBSCRIBE', 'UNSUBSCRIBE', 'SUBSCRIBE']);
    expect(states.slice(0, 3)).toEqual(['connecting', 'open', 'stale']);
    await eventually('and another', () => server.connectedAt.length === 3);
    expect(states).not.toContain('live');
    expect(feed.health().lastError).toBe('the connection is open but silent');
  });

  test('one symbol goes silent: it alone is stale, on the same socket', async () => {
    const { exchange, url } = await damagedExchange();
    const { feed, state, topic } = follow(binanceUsdmDialect, url);
    feed.want([BTC, ETH]);
    await eventually('live', () => state() === 'live');
    exchange.setSilent('ETHUSDT', true);
    await eventually('stale', () => topic(ETH) === 'stale');
    expect(topic(BTC)).toBe('live');
    exchange.setSilent('ETHUSDT', false);
    await eventually('live again', () => state() === 'live');
    expect(feed.health().reconnects).toBe(0);
  });

  test('fault 19: an unknown symbol is refused with the venue’s words while the others live', async () => {
    const { url } = await damagedExchange();
    const { feed, topic } = follow(binanceUsdmDialect, url);
    feed.want([BTC, markTopic('NOSUCHUSDT'), ETH]);
    await eventually('the others live', () => topic(BTC) === 'live' && topic(ETH) === 'live' && topic(markTopic('NOSUCHUSDT')) === 'refused');
    expect(feed.health().topics.find((entry) => entry.state === 'refused')?.reason).toMatch(/unknown stream nosuchusdt@markPrice@1s \(2\)/);
  });

  test('a path that is acknowledged but carries no marks is never live', async () => {
    const { proxy } = await damagedExchange();
    const { feed, states } = follow(binanceUsdmDialect, `ws://127.0.0.1:${proxy.port}/ws`);
    feed.want([BTC]);
    await eventually('given up', () => feed.health().reconnects >= 1);
    expect(states).toContain('stale');
    expect(states).not.toContain('live');
  });

  test('fault 7: flapping backs off although every socket brings data: it is forgiven only after the time of good data', async () => {
    const server = await scriptedVenue(({ id }) => [JSON.stringify({ result: null, id }), markFrame('BTCUSDT')]);
    const { feed } = follow(binanceUsdmDialect, server.url, {
      random: () => 0.999, limits: { staleMs: 60_000, backoffBaseMs: 20, backoffCapMs: 10_000 },
      onEvent: (event) => { if (event.kind === 'ticks') server.cut(); },
    });
    feed.want([BTC]);
    await eventually('six sockets', () => server.connectedAt.length === 6);
    const gaps = server.connectedAt.slice(1).map((at, index) => at - (server.connectedAt[index] ?? 0));
    for (const [round, least] of [0, 40, 80, 160, 320].entries()) expect(gaps[round]).toBeGreaterThanOrEqual(least * 0.95);
  });

  test('the venue’s ping is answered', async () => {
    const exchange = await startDemoExchange({ stepMs: 20, pingMs: 20 });
    onTestFinished(exchange.close);
    const { feed, state } = follow(binanceUsdmDialect, exchange.url);
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    await new Promise((done) => setTimeout(done, 200));
    expect(feed.health().reconnects).toBe(0);
  });

  test('when the venue closes with a reason, the reason is shown', async () => {
    const server = await scriptedVenue();
    const { feed } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.closeWith(1012, 'Service restart');
    await eventually('a new socket', () => server.connectedAt.length === 2);
    expect(feed.health().lastError).toBe('Service restart (1012)');
  });
});
