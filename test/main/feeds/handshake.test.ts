import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { startReplayServer } from '../../../src-main/exchange/replayServer.ts';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import type { VenueDialect } from '../../../src-main/feeds/feed.ts';
import { createHostGate } from '../../../src-main/feeds/hostGate.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { type LocalVenue, startLocalVenue } from '../../support/localVenue.ts';
import { rawServer } from '../../support/venues.ts';
import { markFrame } from '../../support/venueServer.ts';

const BTC = markTopic('BTCUSDT');
const HOUR_MS = 3_600_000;
/** Nothing is stale while a test looks elsewhere, and a clock that is put forward is no sleep. */
const CALM = { staleMs: HOUR_MS, firstDataMs: HOUR_MS, hopelessMs: HOUR_MS, transportDeadMs: 24 * HOUR_MS, handshakeMs: 5_000, sleepMs: Infinity };

/** A stream that is let in by a token, and speaks plainly. */
const dialect: VenueDialect = {
  ...binanceUsdmDialect,
  handshake: {
    method: 'POST',
    read: (body, id) => {
      try {
        const { url } = JSON.parse(body) as Readonly<{ url?: unknown }>;
        return typeof url === 'string' ? { url: `${url}?connectId=${id}` } : null;
      } catch {
        return null;
      }
    },
  },
};

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
type Door = LocalVenue & Readonly<{ /** What each request for a token asked with. */ asked: readonly string[]; answerWith: (answer: Answer | null) => void }>;

/** A venue that answers requests for a token as the test says; null: properly. It prices whatever is subscribed. */
async function startDoor(first: Answer | null): Promise<Door> {
  const asked: string[] = [];
  let answer = first;
  const venue: LocalVenue = await startLocalVenue({
    http: (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (answer === null) response.writeHead(200).end(JSON.stringify({ url: `${venue.url}/ws` }));
      else answer(response, request);
    },
    said: (client) => client.send(markFrame('BTCUSDT')),
  });
  return { ...venue, asked, answerWith: (next) => { answer = next; } };
}

/** Clocks that the test puts forward, the wall's being off by `off`. */
function clocks(off = 0) {
  let ahead = 0;
  return { forward: (ms: number) => { ahead += ms; }, wall: () => Date.now() + ahead + off, monotonic: () => performance.now() + ahead };
}

const refuse = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer => (response) => void response.writeHead(status, headers).end(body);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Follows a feed at a door that refuses, until it waits. */
async function turnedAway(door: Door, off = 0) {
  const clock = clocks(off);
  const followed = follow(dialect, `${door.httpUrl}/token`, { limits: CALM, wall: clock.wall, monotonic: clock.monotonic });
  followed.feed.want([BTC]);
  await eventually('waiting', () => followed.state() === 'waiting');
  return { ...followed, ...clock };
}

describe('fault 17: whoever gives the token does not', () => {
  test.each<[string, number, Readonly<Record<string, string>>, number, string]>([
    ['too many requests, for so many seconds', 429, { 'retry-after': '1800' }, 1_800_000, 'HTTP 429'],
    ['too many requests, without saying for how long', 429, {}, 16_000, 'HTTP 429'],
    ['too many requests, in words', 429, { 'retry-after': 'later' }, 16_000, 'HTTP 429'],
    ['banned, for more than an hour: looked after once an hour', 418, { 'retry-after': '86400' }, HOUR_MS, 'HTTP 418'],
    ['banned, without saying for how long', 418, {}, 120_000, 'HTTP 418'],
    ['forbidden', 403, {}, 60_000, 'HTTP 403'],
    ['a fault of the venue', 500, {}, 5_000, 'HTTP 500'],
    ['no service for a while', 503, { 'retry-after': '600' }, 600_000, 'HTTP 503'],
    ['nothing there', 404, {}, 5_000, 'HTTP 404'],
  ])('%s', async (_name, status, headers, patienceMs, words) => {
    const door = await startDoor(refuse(status, headers, '<html>go away</html>'));
    const { feed, state, states, forward } = await turnedAway(door);
    expect(feed.health().lastError).toBe(`127.0.0.1:${door.port} answered ${words}`);
    expect((feed.health().retryAt ?? 0) - Date.now()).toBeGreaterThan(patienceMs - 3_000);
    expect((feed.health().retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(patienceMs);
    door.answerWith(null);
    forward(patienceMs - 3_000);
    await pause(60);
    expect([door.asked.length, door.connectedAt.length, state()]).toEqual([1, 0, 'waiting']);
    forward(3_000);
    await eventually('live', () => states.at(-1) === 'live');
    expect(states).toEqual(['connecting', 'waiting', 'connecting', 'open', 'live']);
    expect(door.asked).toEqual(['POST /token', 'POST /token']);
  });

  test.each([['right', 0], ['an hour slow', -HOUR_MS]])('a date, by a wall clock that is %s: waited for, for at most an hour', async (_name, off) => {
    const door = await startDoor((response) => refuse(429, { 'retry-after': new Date(Math.ceil(Date.now() / 1000) * 1000 + 1_200_000).toUTCString() })(response, {} as IncomingMessage));
    const { feed, state, forward, wall } = await turnedAway(door, off);
    const least = Math.min(HOUR_MS, 1_200_000 - off) - 1_000;
    expect((feed.health().retryAt ?? 0) - wall()).toBeGreaterThan(least - 1_000);
    door.answerWith(null);
    forward(least - 2_000);
    await pause(60);
    expect(door.asked).toHaveLength(1);
    forward(5_000);
    await eventually('live', () => state() === 'live');
  });

  test('a date that our clock, being fast, has seen already: as if it had asked for nothing', async () => {
    const door = await startDoor((response) => refuse(429, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })(response, {} as IncomingMessage));
    const { feed, wall } = await turnedAway(door, 2 * HOUR_MS);
    expect((feed.health().retryAt ?? 0) - wall()).toBeGreaterThan(13_000);
  });

  test('again and again: never asked sooner than it wants, however often', async () => {
    const door = await startDoor(refuse(429, { 'retry-after': '30' }));
    const { feed, state, forward } = await turnedAway(door);
    for (let round = 2; round <= 6; round += 1) {
      forward(29_000);
      await pause(30);
      expect(door.asked).toHaveLength(round - 1);
      forward(1_100);
      await eventually('asked again', () => door.asked.length === round && state() === 'waiting');
    }
    expect(feed.health().unstable).toBe(true);
    door.answerWith(null);
    forward(60_000);
    await eventually('live', () => state() === 'live');
    expect(feed.health()).toMatchObject({ retryAt: null, malformed: 0 });
  });

  test('a head that asks for patience, and a body that never ends: the patience is kept', async () => {
    const door = await startDoor((response) => void response.writeHead(429, { 'retry-after': '600' }).write('<html>'));
    const { feed } = await turnedAway(door);
    expect((feed.health().retryAt ?? 0) - Date.now()).toBeGreaterThan(597_000);
    expect(feed.health().lastError).toMatch(/HTTP 429/);
  });

  test.each<[string, Answer]>([
    ['a page', refuse(200, { 'content-type': 'text/html' }, '<!doctype html><title>Maintenance</title>')],
    ['nothing', refuse(204)],
    ['an empty body', refuse(200)],
    ['another form', refuse(200, {}, '{"code":"429000","msg":"Too Many Requests"}')],
    ['bytes', (response) => void response.writeHead(200).end(Buffer.from([0xff, 0xfe, 0x00, 0x80]))],
    ['more than an answer should be', refuse(200, {}, `{"url":"${'a'.repeat(3 << 20)}"}`)],
  ])('a success that holds %s is none: waited, and asked again', async (_name, answer) => {
    const door = await startDoor(answer);
    const { feed, state, states, forward } = await turnedAway(door);
    expect(feed.health().lastError).toBe(`127.0.0.1:${door.port} answered something that is no address to connect to`);
    door.answerWith(null);
    forward(3_000);
    await pause(40);
    expect(door.asked).toHaveLength(1);
    forward(3_000);
    await eventually('live', () => state() === 'live');
    expect(states).not.toContain('stale');
  });

  test('a body that does not end is cut off at its limit, not taken in', async () => {
    let written = 0;
    const door = await startDoor((response) => {
      const chunk = 'a'.repeat(1 << 16);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      response.writeHead(200);
      more();
    });
    const { feed } = await turnedAway(door);
    expect(feed.health().lastError).toMatch(/no address to connect to/);
    const then = written;
    await pause(100);
    expect(written).toBe(then);
  });

  test('a redirect is not followed: the token goes nowhere else', async () => {
    const other = await startDoor(null);
    const door = await startDoor((response) => refuse(302, { location: `${other.httpUrl}/token` })(response, {} as IncomingMessage));
    const { feed, state, states } = follow(dialect, `${door.httpUrl}/token`, { limits: CALM });
    feed.want([BTC]);
    await eventually('three attempts', () => door.asked.length >= 3);
    expect(other.asked).toEqual([]);
    expect(states).not.toContain('open');
    expect(feed.health().lastError).toMatch(/answered with a redirect, which is not followed/);
    door.answerWith(null);
    await eventually('live', () => state() === 'live');
  });

  test('no answer at all: given up in time, tried again, and let in when there is one', async () => {
    const door = await startDoor(() => undefined);
    const { feed, state, states } = follow(dialect, `${door.httpUrl}/token`, { limits: { ...CALM, handshakeMs: 80 } });
    feed.want([BTC]);
    await eventually('three attempts', () => door.asked.length >= 3);
    expect(feed.health().lastError).toMatch(/too long|in time/);
    expect(states).not.toContain('open');
    door.answerWith(null);
    await eventually('live', () => state() === 'live');
  });

  test('a body that stops half way is given up in time', async () => {
    const door = await startDoor((response) => void response.writeHead(200).write('{"url":'));
    const { feed } = follow(dialect, `${door.httpUrl}/token`, { limits: { ...CALM, handshakeMs: 80 } });
    feed.want([BTC]);
    await eventually('three attempts', () => door.asked.length >= 3);
    expect(feed.health().lastError).toMatch(/too long|in time/);
  });

  test('a connection that ends without an answer, or nobody there', async () => {
    const server = await rawServer((socket) => socket.destroy());
    const gone = follow(dialect, `http://127.0.0.1:${server.port}/token`, { limits: CALM });
    const nobody = follow(dialect, 'http://127.0.0.1:9/token', { limits: CALM });
    gone.feed.want([BTC]);
    nobody.feed.want([BTC]);
    await eventually('three attempts of each', () => server.sockets.length >= 3 && nobody.feed.health().reconnects >= 3);
    expect(nobody.feed.health().lastError).toMatch(/refuses the connection|bad port/);
    expect(gone.feed.health().lastError).not.toBeNull();
    expect([...gone.states, ...nobody.states]).not.toContain('open');
  });
});

describe('the address that a token comes with', () => {
  test.each([['no URL', 'here'], ['another host', 'wss://elsewhere.example/ws'], ['another host, unencrypted', 'ws://elsewhere.example/ws']])('is not used when it is %s', async (_name, url) => {
    const door = await startDoor(refuse(200, {}, JSON.stringify({ url })));
    const refused: string[] = [];
    const gate = createHostGate({ allowed: () => [], offline: () => false, onRefused: (host) => refused.push(host) });
    const { feed, states } = follow(dialect, `${door.httpUrl}/token`, { limits: CALM, gate });
    feed.want([BTC]);
    await eventually('two attempts', () => door.asked.length >= 2);
    expect(feed.health().lastError).toMatch(/cannot be used|not on the list|without encryption/);
    expect(feed.health().lastError).not.toMatch(/connectId/);
    expect(states).not.toContain('open');
    expect(refused).toEqual(url.startsWith('wss') ? ['elsewhere.example'] : []);
  });

  test('is another with each connection, and never shown', async () => {
    const door = await startDoor(null);
    const { feed, events, state } = follow(dialect, `${door.httpUrl}/token`, { limits: CALM });
    feed.want([BTC]);
    for (const round of [1, 2, 3]) {
      await eventually('live', () => state() === 'live' && door.connectedAt.length === round);
      if (round < 3) door.cut();
    }
    expect(door.asked).toHaveLength(3);
    expect(JSON.stringify(events)).not.toContain('connectId');
  });
});

describe('a feed that is closed while it asks', () => {
  test('stops asking, and nothing comes after', async () => {
    const late = vi.fn();
    const ended: Promise<void>[] = [];
    const door = await startDoor((response, request) => {
      ended.push(new Promise((done) => request.socket.once('close', () => done())));
      response.once('finish', late);
    });
    const { feed, events } = follow(dialect, `${door.httpUrl}/token`, { limits: CALM });
    feed.want([BTC]);
    await eventually('asked', () => door.asked.length === 1);
    const since = performance.now();
    await feed.close();
    await ended[0];
    // At once: the request is not left to its own time limit.
    expect(performance.now() - since).toBeLessThan(CALM.handshakeMs / 2);
    const then = events.length;
    await pause(60);
    expect([events.length, door.asked.length, door.connectedAt.length]).toEqual([then, 1, 0]);
    expect(late).not.toHaveBeenCalled();
  });

  test('with nothing wanted any more, it is offline and opens no socket', async () => {
    const held: ServerResponse[] = [];
    const door = await startDoor((response) => void held.push(response));
    const { feed, state } = follow(dialect, `${door.httpUrl}/token`, { limits: CALM });
    feed.want([BTC]);
    await eventually('asked', () => held.length === 1);
    feed.want([]);
    held[0]?.writeHead(200).end(JSON.stringify({ url: `${door.url}/ws` }));
    await pause(60);
    expect([state(), door.connectedAt.length]).toEqual(['offline', 0]);
  });
});

describe('a recording of a venue that wants a token', () => {
  test('is played by a socket of our own: nobody is asked for one', async () => {
    const frames = ['100', '101'].map((mark, at) => ({ atMs: at * 10, raw: markFrame('BTCUSDT', mark) }));
    const player = await startReplayServer({ recording: { frames, url: null, timed: true }, speed: 1 });
    const { feed, marks } = follow({ ...dialect, waitsForReady: true }, player.url, { limits: CALM, replay: true });
    feed.want([BTC]);
    await eventually('both prices', () => marks().length === 2);
    expect(marks()).toEqual(['100', '101']);
    await feed.close();
    await player.close();
  });
});
