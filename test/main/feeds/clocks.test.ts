import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');

describe('time', () => {
  test('fault 26: a wall clock that jumps back an hour changes no age and no state', async () => {
    const server = await scriptedVenue();
    let shift = 0;
    const { feed, state } = follow(binanceUsdmDialect, server.url, { wall: () => Date.now() + shift, limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    const age = (): number => Date.now() + shift - (feed.health().lastDataAt ?? 0);
    shift = -3_600_000;
    expect(age()).toBeGreaterThanOrEqual(0);
    expect(age()).toBeLessThan(60_000);
    await new Promise((done) => setTimeout(done, 50));
    expect(state()).toBe('live');
    expect(feed.health().reconnects).toBe(0);
  });

  test('fault 27: after a sleep nothing is live until new data comes on a new socket', async () => {
    const server = await scriptedVenue();
    let slept = 0;
    const { feed, state, states } = follow(binanceUsdmDialect, server.url, { wall: () => Date.now() + slept, limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    slept = 8 * 3_600_000;
    await eventually('a new socket', () => server.requests.some(({ connection }) => connection === 2));
    expect(states.slice(states.indexOf('live') + 1)).not.toContain('live');
    server.send(markFrame('BTCUSDT'));
    await eventually('live again', () => state() === 'live');
  });

  test('fault 27: a frame that waited through the sleep is not taken for news', async () => {
    const server = await scriptedVenue();
    let slept = 0;
    // The timer comes later than the frame.
    const { feed, state, marks } = follow(binanceUsdmDialect, server.url, { wall: () => Date.now() + slept, tickMs: 3000, limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    slept = 8 * 3_600_000;
    server.send(markFrame('BTCUSDT'));
    await eventually('a new socket', () => server.requests.some(({ connection }) => connection === 2));
    expect(marks()).toHaveLength(1);
    expect(state()).not.toBe('live');
  });
});
