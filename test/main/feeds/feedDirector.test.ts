import { describe, expect, onTestFinished, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { FeedEvent, Wanted } from '../../../src-main/feeds/feed.ts';
import { type Channel, createFeedDirector, type FeedDirector, staleLimitOf, type Subscription } from '../../../src-main/feeds/feedDirector.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { deribitAck, markFrame } from '../../support/venueServer.ts';

const wanted = (...symbols: readonly string[]): Wanted => ({
  instruments: symbols.map((symbol) => ({ symbol, base: symbol.replace('USDT', ''), quote: 'USDT' }) as Instrument), assets: [], valuationCurrency: 'USDT',
});
const subscription = (accountId: string, channel: Channel, ...symbols: readonly string[]): Subscription => ({ accountId, venue: 'binance-usdm', channel, wanted: wanted(...symbols) });

const OPEN = { refusal: () => null };

async function directing(urls: Partial<Record<string, string>>): Promise<Readonly<{ director: FeedDirector; events: readonly (readonly [Channel, FeedEvent])[]; urls: Partial<Record<string, string>> }>> {
  const events: (readonly [Channel, FeedEvent])[] = [];
  const director = createFeedDirector({ gate: OPEN, urlFor: (dialect, channel) => urls[`${dialect.id}:${channel}`] ?? null, listener: (channel) => (event) => void events.push([channel, event]) });
  onTestFinished(director.close);
  return { director, events, urls };
}

describe('the feed director', () => {
  test('shares one connection among accounts, subscribed to the union of what they hold', async () => {
    const server = await scriptedVenue();
    const { director } = await directing({ 'binance-usdm:demo': server.url });
    director.direct([subscription('a', 'demo', 'BTCUSDT', 'ETHUSDT'), subscription('b', 'demo', 'ETHUSDT', 'SOLUSDT')]);
    await eventually('the request', () => server.requests.length === 1);
    expect(server.requests[0]?.topics.toSorted()).toEqual(['btcusdt', 'ethusdt', 'solusdt'].flatMap((symbol) => [`${symbol}@markPrice@1s`, `${symbol}@ticker`]));
    director.direct([subscription('b', 'demo', 'ETHUSDT', 'SOLUSDT')]);
    await eventually('the difference', () => server.requests.length === 2);
    expect(server.requests[1]).toMatchObject({ method: 'UNSUBSCRIBE', topics: ['btcusdt@markPrice@1s', 'btcusdt@ticker'] });
    expect(server.connectedAt).toHaveLength(1);
  });

  test('opens a feed for each venue and channel, marks recorded prices, and closes what nobody wants', async () => {
    const [demo, replay, deribit] = [await scriptedVenue(), await scriptedVenue(), await scriptedVenue(deribitAck)];
    const { director, events } = await directing({ 'binance-usdm:demo': demo.url, 'binance-usdm:replay': replay.url, 'deribit:live': deribit.url });
    const instrument = { symbol: 'BTC-PERPETUAL', base: 'BTC', quote: 'USD' } as Instrument;
    const others: readonly Subscription[] = [subscription('b', 'replay', 'BTCUSDT'), { accountId: 'c', venue: 'deribit', channel: 'live', wanted: { instruments: [instrument], assets: [], valuationCurrency: 'USD' } }];
    director.direct([subscription('a', 'demo', 'BTCUSDT'), ...others]);
    await eventually('all three', () => [demo, replay, deribit].every(({ requests }) => requests.length > 0));
    expect(director.health().map(({ id }) => id)).toEqual(['binance-usdm:demo', 'binance-usdm:replay', 'deribit:live']);
    demo.send(markFrame('BTCUSDT', '1'));
    replay.send(markFrame('BTCUSDT', '2'));
    await eventually('both prices', () => events.filter(([, { kind }]) => kind === 'ticks').length === 2);
    expect(events.flatMap(([channel, event]) => (event.kind === 'ticks' ? `${channel} ${event.replay}` : [])).toSorted()).toEqual(['demo false', 'replay true']);
    director.direct(others);
    await eventually('closed', () => demo.open() === 0);
    expect(director.healthOf('binance-usdm', 'demo')).toEqual([]);
    expect(replay.open()).toBe(1);
  });

  test('opens no socket for a venue without a dialect or a channel without an address, and closes one that lost it', async () => {
    const server = await scriptedVenue();
    const { director, urls } = await directing({ 'binance-usdm:demo': server.url });
    director.direct([{ ...subscription('a', 'live', 'BTCUSDT') }, { ...subscription('b', 'live', 'X'), venue: 'nowhere' }]);
    expect(director.health()).toEqual([]);
    director.direct([subscription('a', 'demo', 'BTCUSDT')]);
    await eventually('open', () => server.open() === 1);
    delete urls['binance-usdm:demo'];
    director.direct([subscription('a', 'demo', 'BTCUSDT')]);
    await eventually('closed', () => server.open() === 0);
    expect(director.health()).toEqual([]);
  });

  test('goes over to another address', async () => {
    const [first, second] = [await scriptedVenue(), await scriptedVenue()];
    const { director, urls } = await directing({ 'binance-usdm:replay': first.url });
    director.direct([subscription('a', 'replay', 'BTCUSDT')]);
    await eventually('the first', () => first.requests.length === 1);
    urls['binance-usdm:replay'] = second.url;
    director.direct([subscription('a', 'replay', 'BTCUSDT')]);
    await eventually('the second', () => second.requests.length === 1 && first.open() === 0);
    expect(director.health()).toHaveLength(1);
  });

  test('reconnects every feed, and closes all of them', async () => {
    const server = await scriptedVenue();
    const { director } = await directing({ 'binance-usdm:demo': server.url });
    director.direct([subscription('a', 'demo', 'BTCUSDT')]);
    await eventually('the request', () => server.requests.length === 1);
    director.reconnect();
    await eventually('a new socket', () => server.requests.length === 2);
    await director.close();
    await eventually('closed', () => server.open() === 0);
    expect(director.health()).toEqual([]);
  });

  test('data is stale after three times its cadence, five seconds at least', () => {
    expect(staleLimitOf('binance-usdm')).toBe(5000);
    expect(staleLimitOf('deribit')).toBe(15_000);
    expect(staleLimitOf('nowhere')).toBe(5000);
  });
});
