import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { VenueDialect } from '../../../../src-main/feeds/feed.ts';
import { hyperliquidDialect } from '../../../../src-main/feeds/hyperliquid/dialect.ts';
import { accountTopic } from '../../../../src-main/feeds/hyperliquid/symbols.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { type HyperliquidOptions, type HyperliquidVenue, startHyperliquid } from '../../../support/venues/hyperliquid.ts';

const BTC = 'activeAssetCtx:BTC';
const PEPE = 'activeAssetCtx:kPEPE';
const ADDRESS = '0x00000000000000000000000000000000000000a1';
const ACCOUNT = accountTopic(ADDRESS);
const context = (coin: string, markPx: string, more: object = {}): object => ({ coin, ctx: { funding: '0.0000125', markPx, oraclePx: markPx, midPx: markPx, premium: '0', impactPxs: [markPx, markPx], ...more } });
const account = (dex: string): object => ({ dex, user: ADDRESS, clearinghouseState: { assetPositions: [], withdrawable: '10.5', time: 1_790_000_000_000 } });
const TOPICS = {
  [BTC]: context('BTC', '60418.123456789012345', { oraclePx: '60401.5' }),
  [PEPE]: context('kPEPE', '0.012345'),
  'activeAssetCtx:xyz:AAPL': context('xyz:AAPL', '312.12'),
  'activeAssetCtx:MATIC': context('MATIC', '0.376', { midPx: null, premium: null, impactPxs: null, funding: '0.0' }),
  'activeAssetCtx:@107': { coin: '@107', ctx: { markPx: '23.277', midPx: '23.28', circulatingSupply: '1' } },
};

/** The same stream with the limits of the test for every topic, and requests as fast as they can be. */
const { cadenceOf: _slow, ...bare } = hyperliquidDialect;
const QUICK: VenueDialect = { ...bare, spacingMs: 5 };
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000 };

async function following(topics: readonly string[], options: Partial<HyperliquidOptions> = {}, limits: object = PATIENT, dialect: VenueDialect = QUICK): Promise<Readonly<{ venue: HyperliquidVenue; followed: FollowedFeed }>> {
  const venue = await startHyperliquid({ topics: TOPICS, ...options });
  const followed = follow(dialect, venue.stream, { limits });
  followed.feed.want(topics);
  return { venue, followed };
}

const quote = (symbol: string, fields: object): object => ({ kind: 'quote', venue: 'hyperliquid', symbol, eventAt: null, ...fields });

describe('Hyperliquid', () => {
  test('mark, oracle price as index and funding of perpetuals, marks of spot pairs, one request each', async () => {
    const { venue, followed } = await following(Object.keys(TOPICS), { greets: true }, PATIENT, hyperliquidDialect);
    await eventually('live', () => followed.state() === 'live');
    expect(followed.ticks).toEqual([
      quote('BTC', { markPrice: '60418.123456789012345', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USDC', fundingRate: '0.0000125' }),
      quote('kPEPE', { markPrice: '0.012345', indexPrice: '0.012345', indexBase: 'PEPE', indexQuote: 'USDC', indexMultiplier: '1000', fundingRate: '0.0000125' }),
      quote('xyz:AAPL', { markPrice: '312.12', indexPrice: '312.12', fundingRate: '0.0000125' }),
      quote('MATIC', { markPrice: '0.376', indexPrice: '0.376', indexBase: 'MATIC', indexQuote: 'USDC', fundingRate: '0.0' }),
      quote('@107', { markPrice: '23.277' }),
    ]);
    expect(venue.requests).toEqual(Object.keys(TOPICS).map((topic) => ({ client: 1, method: 'subscribe', topic })));
    expect(JSON.parse(venue.heard[0]?.text ?? '')).toEqual({ method: 'subscribe', subscription: { type: 'activeAssetCtx', coin: 'BTC' } });
    expect(followed.feed.health().malformed).toBe(0);
  });

  test('pings keep the connection; who lets the line rest is closed', async () => {
    const { venue, followed } = await following([BTC], { idleMs: 200 });
    const silent = await streamClient(venue.stream);
    await eventually('the silent one is closed', () => silent.closed() !== null);
    await eventually('many pings', () => venue.heard.filter(({ text }) => text === '{"method":"ping"}').length > 8);
    expect(followed.feed.health()).toMatchObject({ state: 'live', reconnects: 0, roundTripMs: expect.any(Number) as number });
    expect(hyperliquidDialect.keepAlive?.everyMs).toBe(15_000);
  });

  test('an unknown coin is refused by name while the others live', async () => {
    const unknown = 'activeAssetCtx:xyz:NOPE';
    const { venue, followed } = await following([BTC, unknown, PEPE]);
    await eventually('live and refused', () => [BTC, PEPE].every((topic) => followed.topic(topic) === 'live') && followed.topic(unknown) === 'refused');
    expect(followed.feed.health().topics.find(({ topic }) => topic === unknown)?.reason).toBe('Invalid subscription (error)');
    expect(venue.requests).toHaveLength(3);
  });

  test('what is granted and silent is stale, never live', async () => {
    const { venue, followed } = await following([BTC, PEPE], { topics: { ...TOPICS, [PEPE]: null } }, {});
    const heart = setInterval(() => venue.push(BTC, TOPICS[BTC]), 20);
    await eventually('stale', () => followed.topic(PEPE) === 'stale').finally(() => clearInterval(heart));
    expect(followed.topic(BTC)).toBe('live');
    expect(followed.states).not.toContain('live');
  });

  test('a context without a price makes nothing live', async () => {
    const { followed } = await following([BTC], { topics: { [BTC]: context('BTC', '', { markPx: null, oraclePx: null, funding: null }) } }, {});
    await eventually('stale', () => followed.topic(BTC) === 'stale');
    expect(followed.ticks).toEqual([]);
  });

  test('what is already subscribed, or already not, refuses nothing', async () => {
    const { venue, followed } = await following([BTC]);
    await eventually('live', () => followed.state() === 'live');
    const subscription = JSON.stringify({ type: 'activeAssetCtx', coin: 'BTC' });
    const before = followed.feed.health().messages;
    venue.send({ channel: 'error', data: `Already subscribed: ${subscription}` }, { channel: 'error', data: `Already unsubscribed: ${subscription}` });
    await eventually('both came', () => followed.feed.health().messages >= before + 2);
    expect(followed.feed.health()).toMatchObject({ state: 'live', lastError: null });
  });

  test('an account by its address is a topic like any, at the venue and at a builder', async () => {
    const builders = accountTopic(ADDRESS.toUpperCase().replace('0X', '0x'), 'xyz');
    const { venue, followed } = await following([BTC, ACCOUNT, builders], { topics: { ...TOPICS, [ACCOUNT]: account(''), [builders]: account('xyz') } });
    await eventually('live', () => followed.state() === 'live');
    expect(followed.ticks).toHaveLength(1);
    expect(venue.heard.map(({ text }): unknown => JSON.parse(text)).filter((request) => JSON.stringify(request).includes('clearinghouse'))).toEqual([
      { method: 'subscribe', subscription: { type: 'clearinghouseState', user: ADDRESS } },
      { method: 'subscribe', subscription: { type: 'clearinghouseState', user: ADDRESS, dex: 'xyz' } },
    ]);
    expect([BTC, ACCOUNT, builders].map((topic) => hyperliquidDialect.cadenceOf?.(topic))).toEqual([1000, 10_000, 10_000]);
  });

  test('a lost connection is made anew; contexts are whole, so nothing of the old one is left', async () => {
    const { venue, followed } = await following([BTC, PEPE]);
    await eventually('live', () => followed.state() === 'live');
    venue.cut();
    venue.push(BTC, context('BTC', '60500', { funding: null }));
    await eventually('live again', () => venue.connectedAt.length === 2 && followed.state() === 'live');
    expect(followed.ticks[2]).toEqual(quote('BTC', { markPrice: '60500', indexPrice: '60500', indexBase: 'BTC', indexQuote: 'USDC' }));
    expect(venue.requests.filter(({ client }) => client === 2).map(({ topic }) => topic)).toEqual([BTC, PEPE]);
  });

  test('what is not wanted any more is given back, one request each', async () => {
    const { venue, followed } = await following([BTC, PEPE]);
    await eventually('live', () => followed.state() === 'live');
    followed.feed.want([BTC]);
    await eventually('given back', () => venue.requests.length === 3);
    expect(venue.requests[2]).toEqual({ client: 1, method: 'unsubscribe', topic: PEPE });
  });

  const perpetual = (symbol: string, base = symbol): object => ({ kind: 'perpetual', symbol, base });
  test.each([
    ['perpetuals, with the index in their context', [perpetual('BTC'), perpetual('kPEPE', 'PEPE')], ['BTC', 'PEPE'], 'USDC', [BTC, PEPE]],
    ['spot pairs, and the index of the coin', [{ kind: 'spot', symbol: '@107', base: 'HYPE' }], ['HYPE', 'USDC'], 'USDC', ['activeAssetCtx:@107', 'activeAssetCtx:HYPE']],
    ['coins of builders, which have no index of an asset', [perpetual('xyz:AAPL', 'AAPL'), perpetual('xyz:TSLA')], ['AAPL', 'xyz:TSLA'], 'USDC', ['activeAssetCtx:xyz:AAPL', 'activeAssetCtx:xyz:TSLA']],
    ['no index of the margin currency', [], ['USDC', 'SHIB'], 'USD', ['activeAssetCtx:kSHIB']],
    ['nothing that the venue has not', [{ kind: 'option', symbol: 'BTC-1', base: 'BTC' }, { kind: 'future', symbol: 'BTC-2', base: 'BTC' }], [], 'USDC', []],
  ])('asks for %s', (_name, instruments, assets, valuationCurrency, topics) => {
    expect(hyperliquidDialect.topicsFor({ instruments: instruments as unknown as readonly Instrument[], assets, valuationCurrency })).toEqual(topics);
  });
});
