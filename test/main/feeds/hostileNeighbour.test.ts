import { deflateRawSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import type { FeedHealth } from '../../../src-main/feeds/feed.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { scriptedVenue } from '../../support/venues.ts';
import { markFrame, type VenueServer } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');
const LIMITS = { staleMs: 60_000, firstDataMs: 60_000, transportDeadMs: 60_000, hopelessMs: 60_000 };

/** A text frame that says it is compressed: some 100 kB that unfold to 100 MB. */
function bomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(100_000_000, 0x20));
  const header = Buffer.alloc(10);
  header.writeUInt8(0xc1, 0);
  header.writeUInt8(127, 1);
  header.writeBigUInt64BE(BigInt(packed.length), 2);
  return Buffer.concat([header, packed]);
}

/** A venue that tells a numbered price every 2 ms, and how long each of them took to arrive. */
async function goodNeighbour() {
  const server = await scriptedVenue();
  const sentAt: number[] = [];
  const took: number[] = [];
  const { feed, marks, state } = follow(binanceUsdmDialect, server.url, {
    id: 'good', limits: LIMITS,
    onEvent: (event) => {
      if (event.kind !== 'ticks') return;
      for (const tick of event.ticks) if (tick.kind === 'quote') took.push(performance.now() - (sentAt[Number(tick.markPrice) - 1] ?? NaN));
    },
  });
  feed.want([BTC]);
  await eventually('subscribed', () => feed.health().messages === 1);
  const timer = setInterval(() => {
    sentAt.push(performance.now());
    server.send(markFrame('BTCUSDT', String(sentAt.length), Date.now()));
  }, 2);
  const stop = (): void => clearInterval(timer);
  onTestFinished(stop);
  return { feed, marks, state, took, sentAt, stop };
}

type Attack = Readonly<{ what: string; everyMs: number; frames: () => (server: VenueServer) => void; seen: (health: FeedHealth) => boolean }>;

const ATTACKS: readonly Attack[] = [
  { what: 'frames of 2 MB', everyMs: 20, frames: () => {
    const frame = ' '.repeat(2_000_000);
    return (server) => server.send(frame);
  }, seen: ({ reconnects, lastError }) => reconnects >= 3 && /larger than is taken/.test(lastError ?? '') },
  { what: 'decompression bombs', everyMs: 20, frames: () => {
    const bytes = bomb();
    return (server) => server.sendRaw(bytes);
  }, seen: ({ reconnects, lastError }) => reconnects >= 3 && /RSV1/.test(lastError ?? '') },
  { what: '200,000 nested brackets', everyMs: 100, frames: () => {
    const frame = '['.repeat(200_000) + ']'.repeat(200_000);
    return (server) => server.send(frame);
  }, seen: ({ malformed, reconnects }) => malformed >= 10 && reconnects === 0 },
  { what: '1,000 malformed frames a second', everyMs: 10, frames: () => {
    const frames = Array.from({ length: 10 }, (_, at) => ['{', '[]', '{"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":100}', markFrame('BTCUSDT', 'none'), '\u0000'.repeat(at + 1)][at % 5] ?? '');
    return (server) => server.send(...frames);
  }, seen: ({ malformed, reconnects, suspect }) => malformed >= 1500 && reconnects === 0 && suspect },
];

describe('fault 22, a venue that sends what nobody can use', () => {
  test.each(ATTACKS)('$what: the other feed has every tick, in order and at once, and this one is back when it stops', async ({ everyMs, frames, seen }) => {
    const attack = frames();
    const good = await goodNeighbour();
    const server = await scriptedVenue();
    const { feed, marks } = follow(binanceUsdmDialect, server.url, { id: 'hostile', limits: LIMITS });
    feed.want([BTC]);
    await eventually('subscribed', () => feed.health().messages === 1);
    let worst = 0;
    const before = process.memoryUsage().rss;
    const timer = setInterval(() => {
      attack(server);
      worst = Math.max(worst, process.memoryUsage().rss - before);
    }, everyMs);
    onTestFinished(() => clearInterval(timer));
    await eventually('the attack was felt', () => seen(feed.health()) && good.sentAt.length >= 400, 15_000);
    clearInterval(timer);
    good.stop();
    await eventually('all of the good prices', () => good.marks().length === good.sentAt.length);
    expect(good.marks()).toEqual(good.sentAt.map((_, at) => String(at + 1)));
    expect(good.feed.health()).toMatchObject({ state: 'live', malformed: 0, superseded: 0, reconnects: 0, lastError: null });
    // The attacker's own work is in it too: both sides run in this process.
    expect(good.took.toSorted((a, b) => a - b)[Math.floor(good.took.length * 0.95)]).toBeLessThan(50);
    expect(worst).toBeLessThan(90e6);
    await eventually('a good price of the hostile venue', () => {
      server.send(markFrame('BTCUSDT', '101'));
      return marks().includes('101');
    });
  }, 30_000);
});
