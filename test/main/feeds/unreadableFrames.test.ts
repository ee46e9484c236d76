import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import type { FeedEvent } from '../../../src-main/feeds/feed.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');

describe('frames that are not what they should be', () => {
  test('fault 15: late messages of the old socket are dropped by its epoch', async () => {
    const server = await scriptedVenue();
    let reconnect: (() => void) | null = null;
    const onEvent = (event: FeedEvent): void => {
      if (event.kind !== 'ticks') return;
      reconnect?.();
      reconnect = null;
    };
    const { feed, marks, events } = follow(binanceUsdmDialect, server.url, { onEvent, limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    reconnect = feed.reconnect;
    server.send(...Array.from({ length: 50 }, (_, at) => markFrame('BTCUSDT', String(100 + at))));
    await eventually('the new socket', () => server.requests.some(({ connection }) => connection === 2));
    server.send(markFrame('BTCUSDT', '500'));
    await eventually('its price', () => marks().includes('500'));
    expect(marks()).toEqual(['100', '500']);
    expect(events.flatMap((event) => (event.kind === 'ticks' ? event.epoch : []))).toEqual([1, 2]);
  });

  test('fault 23: what cannot be read is counted and kept as a sample, and the feed goes on', async () => {
    const server = await scriptedVenue();
    const { feed, marks, state } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    const long = `{"e":"markPriceUpdate","s":"BTCUSDT","p":"1e9","x":"${'y'.repeat(5000)}"}`;
    server.send('{', '[]', '7', '{"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":100}', markFrame('BTCUSDT', 'none'), Buffer.from([1, 2, 3]));
    await eventually('six', () => feed.health().malformed === 6);
    expect(feed.health().lastMalformed).toBe('(a binary frame)');
    server.send(long, markFrame('BTCUSDT', '101'));
    await eventually('the price after them', () => marks().includes('101'));
    expect(feed.health()).toMatchObject({ malformed: 7, lastMalformed: long.slice(0, 2000), reconnects: 0 });
    expect(state()).toBe('live');
  });

  test('an array with one bad row: the good rows are used, the bad one is counted', async () => {
    const server = await scriptedVenue();
    const { feed, marks } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC, markTopic('ETHUSDT')]);
    await eventually('subscribed', () => feed.health().messages >= 1);
    server.send(`{"stream":"!markPrice@arr","data":[${markFrame('BTCUSDT', 'none')},${markFrame('ETHUSDT', '50')},${markFrame('BTCUSDT', '100')}]}`);
    await eventually('both', () => marks().length === 2);
    expect(feed.health().malformed).toBe(1);
  });

  test('fault 22: a frame of two megabytes is refused, and a new socket goes on', async () => {
    const server = await scriptedVenue();
    const { feed, marks } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send(' '.repeat(2_000_000));
    await eventually('a new socket', () => server.requests.some(({ connection }) => connection === 2));
    expect(feed.health().lastError).toMatch(/a frame was larger than is taken/);
    server.send(markFrame('BTCUSDT', '101'));
    await eventually('its price', () => marks().includes('101'));
  });

  test('fault 22: 200,000 nested brackets are read as malformed and cost nothing else', async () => {
    const server = await scriptedVenue();
    const { feed, marks } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    server.send('['.repeat(200_000) + ']'.repeat(200_000), markFrame('BTCUSDT', '101'));
    await eventually('the price after it', () => marks().includes('101'));
    expect(feed.health()).toMatchObject({ malformed: 1, reconnects: 0 });
  });
});
