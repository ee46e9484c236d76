import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import { deribitDialect } from '../../../src-main/feeds/deribit/dialect.ts';
import { tickerTopic } from '../../../src-main/feeds/deribit/symbols.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { binanceAck, deribitAck, markFrame, tickerFrame, type VenueServer } from '../../support/venueServer.ts';

const [BTC, ETH, SOL] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map(markTopic) as [string, string, string];

const asked = (server: VenueServer) => server.requests.map(({ method, topics }) => [method, ...topics]);

describe('what is subscribed', () => {
  test('is what is wanted, then only the difference; with nothing wanted the socket is closed', async () => {
    const server = await scriptedVenue(binanceAck);
    const { feed, state } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC, ETH]);
    await eventually('the first request', () => server.requests.length === 1);
    feed.want([ETH, BTC]);
    feed.want([ETH, SOL]);
    await eventually('the difference', () => server.requests.length === 3);
    feed.want([]);
    await eventually('the end', () => server.open() === 0);
    expect(asked(server)).toEqual([['SUBSCRIBE', BTC, ETH], ['UNSUBSCRIBE', BTC], ['SUBSCRIBE', SOL]]);
    expect(state()).toBe('offline');
  });

  test('on a new socket is what is wanted now, not what was asked for before', async () => {
    const server = await scriptedVenue(binanceAck);
    const { feed } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC, ETH]);
    await eventually('the first request', () => server.requests.length === 1);
    feed.want([ETH, SOL]);
    server.cut();
    await eventually('a request on the new socket', () => server.requests.some(({ connection }) => connection === 2));
    expect(server.requests.filter(({ connection }) => connection === 2).map(({ topics }) => topics)).toEqual([[ETH, SOL]]);
  });

  test('goes out in batches of 200, spaced so that no second holds more than ten messages', async () => {
    const server = await scriptedVenue(binanceAck);
    const topics = Array.from({ length: 450 }, (_, at) => markTopic(`A${at}USDT`));
    const { feed } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want(topics);
    await eventually('three batches', () => server.requests.length === 3);
    expect(server.requests.map((request) => request.topics.length)).toEqual([200, 200, 50]);
    expect(server.requests.flatMap((request) => request.topics)).toEqual(topics);
    const [first, second, third] = server.requests.map(({ at }) => at) as [number, number, number];
    expect(Math.min(second - first, third - second)).toBeGreaterThan(100);
  });

  test('is live with its first data, never with the ack alone', async () => {
    const server = await scriptedVenue(binanceAck);
    const { feed, state, states } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the ack', () => feed.health().messages === 1);
    expect(state()).toBe('open');
    server.send(markFrame('BTCUSDT'));
    await eventually('live', () => state() === 'live');
    expect(states.slice(0, 2)).toEqual(['connecting', 'open']);
  });

  test('has the marks of dated and multiplied contracts under their own names, and the index of each collateral asset', () => {
    const base = { kind: 'perpetual', settlement: 'linear', quote: 'USDT', settle: 'USDT', contractSize: '1' } as const;
    const instruments = [{ ...base, symbol: '1000SHIBUSDT', base: '1000SHIB' }, { ...base, symbol: 'BTCUSDT_270326', base: 'BTC' }] as never;
    expect(binanceUsdmDialect.topicsFor({ instruments, assets: ['USDT', 'BTC', 'BNB'], valuationCurrency: 'USDT' }))
      .toEqual(['1000shibusdt@markPrice@1s', 'btcusdt_270326@markPrice@1s', 'bnbusdt@markPrice@1s', '1000shibusdt@ticker', 'btcusdt_270326@ticker']);
    expect(deribitDialect.topicsFor({ instruments: [{ ...base, symbol: 'BTC-PERPETUAL', base: 'BTC' }] as never, assets: ['USD', 'ETH'], valuationCurrency: 'USD' }))
      .toEqual(['ticker.BTC-PERPETUAL.100ms', 'deribit_price_index.eth_usd']);
  });
});

describe('what the venue refuses', () => {
  test('one bad name among eight is found and named with the venue’s words; the others live', async () => {
    const names = ['A', 'B', 'C', 'BAD', 'E', 'F', 'G', 'H'];
    const bad = markTopic('BADUSDT');
    const server = await scriptedVenue(({ id, topics }) => [JSON.stringify(topics.includes(bad) ? { error: { code: 2, msg: 'unknown stream' }, id } : { result: null, id })]);
    const { feed, topic } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want(names.map((name) => markTopic(`${name}USDT`)));
    await eventually('the refusal', () => topic(bad) === 'refused');
    for (const name of names) if (name !== 'BAD') server.send(markFrame(`${name}USDT`));
    await eventually('the others live', () => feed.health().state === 'live');
    expect(feed.health().topics.find((entry) => entry.topic === bad)?.reason).toBe('unknown stream (2)');
    const granted = server.requests.filter(({ topics }) => !topics.includes(bad)).flatMap(({ topics }) => topics);
    expect(granted.toSorted()).toEqual(names.filter((name) => name !== 'BAD').map((name) => markTopic(`${name}USDT`)).toSorted());
  });

  test('a topic that is no longer wanted is not asked for again after an error', async () => {
    let firstAnswer: (() => void) | null = null;
    const server = await scriptedVenue(({ id, topics }) => {
      if (topics.length < 3) return [JSON.stringify({ result: null, id })];
      firstAnswer = () => server.send(JSON.stringify({ error: { code: 2, msg: 'unknown stream' }, id }));
      return [];
    });
    const { feed } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC, ETH, SOL]);
    await eventually('the request', () => firstAnswer !== null);
    feed.want([BTC, ETH]);
    firstAnswer!();
    await eventually('both halves', () => server.requests.length === 4);
    expect(asked(server).slice(1)).toEqual([['UNSUBSCRIBE', SOL], ['SUBSCRIBE', BTC], ['SUBSCRIBE', ETH]]);
  });

  test('what a Deribit ack leaves out is refused, and the rest lives', async () => {
    const [perpetual, missing] = [tickerTopic('BTC-PERPETUAL'), tickerTopic('BTC-1JAN20')];
    const server = await scriptedVenue((request) => deribitAck({ ...request, topics: request.topics.filter((topic) => topic !== missing) }));
    const { feed, topic, state } = follow(deribitDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([perpetual, missing]);
    await eventually('the refusal', () => topic(missing) === 'refused');
    server.send(tickerFrame('BTC-PERPETUAL'));
    await eventually('live', () => state() === 'live');
  });

  test('too many requests refuses no topic: it is asked for again later', async () => {
    const perpetual = tickerTopic('BTC-PERPETUAL');
    let refusals = 0;
    const server = await scriptedVenue((request) => {
      if (!request.topics.includes(perpetual) || request.method !== 'public/subscribe' || refusals === 1) return deribitAck(request);
      refusals += 1;
      return [JSON.stringify({ jsonrpc: '2.0', id: request.id, error: { code: 10028, message: 'too_many_requests' } })];
    });
    const { feed, topic, state } = follow(deribitDialect, server.url, { limits: { hopelessMs: 5_000 } });
    feed.want([perpetual]);
    await eventually('it is said', () => feed.health().lastError === 'too_many_requests (10028)');
    expect(topic(perpetual)).toBe('pending');
    await eventually('it is asked for again', () => server.requests.filter(({ method, topics }) => method === 'public/subscribe' && topics.includes(perpetual)).length === 2);
    server.send(tickerFrame('BTC-PERPETUAL'));
    await eventually('live', () => state() === 'live');
    expect(feed.health().reconnects).toBe(0);
  });

  test('a complaint that answers no request is shown', async () => {
    const server = await scriptedVenue(binanceAck);
    const { feed } = follow(binanceUsdmDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the ack', () => feed.health().messages === 1);
    server.send(JSON.stringify({ error: { code: 3, msg: 'Invalid JSON' }, id: null }));
    await eventually('the complaint', () => feed.health().lastError === 'Invalid JSON (3)');
  });
});

describe('Deribit’s heartbeat', () => {
  test('is asked for before anything else, and every test request is answered', async () => {
    const server = await scriptedVenue(deribitAck);
    const { feed } = follow(deribitDialect, server.url, { limits: { staleMs: 60_000 } });
    feed.want([tickerTopic('BTC-PERPETUAL')]);
    await eventually('its requests', () => server.requests.length === 3);
    expect(asked(server)).toEqual([['public/set_heartbeat'], ['public/subscribe', 'platform_state'], ['public/subscribe', tickerTopic('BTC-PERPETUAL')]]);
    server.send(JSON.stringify({ jsonrpc: '2.0', method: 'heartbeat', params: { type: 'test_request' } }));
    await eventually('the answer', () => server.requests.length === 4);
    server.send(JSON.stringify({ jsonrpc: '2.0', method: 'heartbeat', params: { type: 'heartbeat' } }), tickerFrame('BTC-PERPETUAL'));
    await eventually('live', () => feed.health().state === 'live');
    expect(server.requests.at(-1)?.method).toBe('public/test');
  });
});
