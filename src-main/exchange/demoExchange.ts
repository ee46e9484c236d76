import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { epochMs } from '#shared/num/units.ts';
import { frameText } from '../util/frameText.ts';
import { markEvent, tickerEvent } from './markEvent.ts';
import { createMarket, demoMarket, type MarketSpec, type Quote, type Swing } from './marketSimulator.ts';
import { createStreamSession, type StreamSession } from './streamSession.ts';

export type DemoExchange = Readonly<{
  /** The market stream, to be used as a venue's URL. */
  url: string;
  port: number;
  /** Faults for tests and drills: no data while paused; one symbol silent; every connection cut. */
  pause: () => void;
  resume: () => void;
  setSilent: (symbol: string, silent: boolean) => void;
  cut: () => void;
  close: () => Promise<void>;
}>;

export type DemoOptions = Readonly<{ seed?: number; specs?: readonly MarketSpec[]; swing?: Swing; stepMs?: number; pingMs?: number; now?: () => number }>;

/** Room for a request that names 200 streams. */
const MAX_REQUEST_BYTES = 1 << 16;
/** A ping every 3 min and 10 min without a pong: the venue cuts after the third. */
const MAX_UNANSWERED_PINGS = 3;

/**
 * An exchange on loopback that speaks the public market stream of Binance USD-M: `/market/ws`, `/market/ws/<stream>`
 * and `/market/stream?streams=a/b`, with its acks, errors, limits and pings. Like the venue, it accepts and
 * acknowledges on any other path, and then sends no marks there.
 *
 * @throws when the machine has no loopback port to give
 */
export async function startDemoExchange({ seed = 7, swing, stepMs = 1000, pingMs = 180_000, now = Date.now, ...options }: DemoOptions = {}): Promise<DemoExchange> {
  const specs = options.specs ?? demoMarket(epochMs(now()));
  const market = createMarket(seed, specs, swing);
  const symbols = new Set(specs.map(({ symbol }) => symbol));
  const sessions = new Map<WebSocket, StreamSession & { unanswered: number }>();
  const silent = new Set<string>();
  let paused = false;
  let steps = 0;

  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, maxPayload: MAX_REQUEST_BYTES });
  server.on('connection', (socket, request) => {
    const session = { unanswered: 0, ...createStreamSession({ path: request.url ?? '/', symbols, send: (text) => socket.send(text), cut: (code, reason) => socket.close(code, reason), now }) };
    sessions.set(socket, session);
    socket.on('pong', () => { session.unanswered = 0; });
    socket.on('message', (data, isBinary) => session.receive(isBinary ? '' : frameText(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => sessions.delete(socket));
  });
  await new Promise<void>((done, failed) => server.once('listening', done).once('error', failed));

  const publish = (quotes: readonly Quote[]): void => {
    const spoken = quotes.filter(({ symbol }) => !silent.has(symbol));
    const at = now();
    const [marks, tickers] = [spoken.map((quote) => markEvent(quote, at)), spoken.map((quote) => tickerEvent(quote, at))];
    for (const session of sessions.values()) session.publish(marks, tickers, steps);
  };
  const stepTimer = setInterval(() => {
    steps += 1;
    const quotes = market.step();
    if (!paused) publish(quotes);
  }, stepMs);
  const pingTimer = setInterval(() => {
    for (const [socket, session] of sessions) {
      session.unanswered += 1;
      if (session.unanswered > MAX_UNANSWERED_PINGS) socket.terminate();
      else socket.ping();
    }
  }, pingMs);

  const { port } = addressOf(server);
  return {
    url: `ws://127.0.0.1:${port}/market/ws`,
    port,
    pause: () => { paused = true; },
    resume: () => { paused = false; },
    setSilent: (symbol, on) => void (on ? silent.add(symbol) : silent.delete(symbol)),
    cut: () => { for (const socket of sessions.keys()) socket.terminate(); },
    close: async () => {
      clearInterval(stepTimer);
      clearInterval(pingTimer);
      for (const socket of sessions.keys()) socket.terminate();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function addressOf(server: WebSocketServer): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo exchange has no port');
  return address;
}
