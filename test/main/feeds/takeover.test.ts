import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000, hopelessMs: 60_000 };

describe('a socket that is about to end', () => {
  test('fault 20, the cut at 24 h: a second socket takes over while the first still speaks, and no second is without data', async () => {
    const server = await scriptedVenue();
    const { feed, marks, states, state } = follow(binanceUsdmDialect, server.url, { limits: { ...PATIENT, lifetimeMs: 300, successorRetryMs: 100 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(markFrame('BTCUSDT', '100'));
    await eventually('live', () => state() === 'live');
    await eventually('the second socket', () => server.requests.some(({ connection }) => connection === 2));
    expect(server.open()).toBe(2);
    expect(state()).toBe('live');
    server.send(markFrame('BTCUSDT', '101'));
    await eventually('the first is gone', () => server.open() === 1);
    server.send(markFrame('BTCUSDT', '102'));
    await eventually('the second speaks', () => marks().includes('102'));
    expect(states.slice(states.indexOf('live'))).toEqual(['live']);
    expect(feed.health().reconnects).toBe(0);
  });

  test('fault 21, a close for a restart: called planned, given time, and no failure of the line', async () => {
    const server = await scriptedVenue();
    const { feed, state } = follow(binanceUsdmDialect, server.url, { limits: { ...PATIENT, plannedMs: 200 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    const closedAt = performance.now();
    server.closeWith(1012, 'Service restart');
    await eventually('closed', () => state() === 'waiting');
    expect(feed.health()).toMatchObject({ planned: 'Service restart (1012)', unstable: false });
    await eventually('back', () => server.connectedAt.length === 2);
    expect((server.connectedAt[1] ?? 0) - closedAt).toBeGreaterThanOrEqual(195);
    await eventually('open', () => state() === 'open');
    expect(feed.health().planned).toBeNull();
  });

  test('fault 7, lost again and again: it is called unstable until it has brought good data for long enough', async () => {
    const server = await scriptedVenue();
    const { feed, state } = follow(binanceUsdmDialect, server.url, { limits: { ...PATIENT, forgiveMs: 100 } });
    feed.want([BTC]);
    for (let round = 1; round <= 3; round += 1) {
      await eventually(`socket ${round}`, () => server.requests.filter(({ method }) => method === 'SUBSCRIBE').length === round);
      server.cut();
    }
    await eventually('the fourth', () => server.requests.filter(({ method }) => method === 'SUBSCRIBE').length === 4);
    expect(feed.health().unstable).toBe(true);
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    await eventually('forgiven', () => !feed.health().unstable);
  });
});
