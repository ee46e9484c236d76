import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

export type BinanceMarket = 'usdm' | 'coinm' | 'options';

export type BinanceOptions = Readonly<{
  market?: BinanceMarket;
  /** The most streams of one connection. */
  maxStreams?: number;
  maxMessagesPerSecond?: number;
  /** Streams that a request may not name; the venue itself acknowledges any that is written well. */
  refused?: readonly string[];
  /** Streams that are acknowledged and then never speak, as on the wrong path, or of a symbol that does not exist. */
  silent?: readonly string[];
  /** Requests that are answered "too many requests" before one is granted. */
  busy?: number;
}>;

export type BinanceVenue = LocalVenue & Readonly<{
  /** With the path on which the market's prices are. */
  streamUrl: string;
  /** Every request that was understood, in order. */
  requests: readonly Readonly<{ client: number; method: string; params: readonly string[]; at: number }>[];
  /** To whoever is subscribed to the stream; wrapped where the path asks for that. */
  speak: (stream: string, data: unknown) => void;
  /** As before maintenance: a word of it, and then the close. */
  announceShutdown: () => void;
  shutDown: () => void;
  /** The end of 24 hours. */
  expire: () => void;
}>;

const ROUTED: Readonly<Record<BinanceMarket, RegExp>> = { usdm: /^\/market\//, coinm: /^\/(?:ws|stream)/, options: /^\/market\// };
const PATHS: Readonly<Record<BinanceMarket, string>> = { usdm: '/market/ws', coinm: '/ws', options: '/market/ws' };
const METHODS = ['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS'];

type Json = Readonly<Record<string, unknown>>;
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * A local venue that speaks Binance's market streams: requests are checked and answered as the venue does, streams
 * speak on the path that carries them and only to subscribers, and a client that asks too often is cut. Streams are
 * full values without sequence numbers; the server's pings are the protocol's own.
 */
export async function startBinance({ market = 'usdm', maxStreams = 1024, maxMessagesPerSecond = 10, refused = [], silent = [], ...options }: BinanceOptions = {}): Promise<BinanceVenue> {
  const requests: { client: number; method: string; params: readonly string[]; at: number }[] = [];
  const times = new Map<number, number[]>();
  let busy = options.busy ?? 0;

  const fault = (client: VenueClient, id: unknown, code: number, msg: string): void => client.send({ error: { code, msg }, id: id ?? null });

  function isTooFast({ number }: VenueClient): boolean {
    const now = performance.now();
    const recent = [...(times.get(number) ?? []).filter((at) => now - at < 1000), now];
    times.set(number, recent);
    return recent.length > maxMessagesPerSecond;
  }

  function said(client: VenueClient, text: string): void {
    if (isTooFast(client)) return client.close(1008, 'Too many requests');
    let request: Json;
    try {
      request = JSON.parse(text) as Json;
    } catch {
      return fault(client, null, 3, 'Invalid JSON: expected value at line 1 column 1');
    }
    const { id, method, params } = request;
    if (typeof id !== 'number') return fault(client, null, 2, 'Invalid request: missing field `id`');
    if (typeof method !== 'string' || !METHODS.includes(method)) return fault(client, id, 2, `Invalid request: unknown variant ${JSON.stringify(method)}`);
    if (method === 'LIST_SUBSCRIPTIONS') return client.send({ result: [...client.topics], id });
    if (!isNames(params)) return fault(client, id, 1, 'Invalid value type: expected list of strings');
    requests.push({ client: client.number, method, params, at: performance.now() });
    if (busy > 0) {
      busy -= 1;
      return fault(client, id, -1003, 'Too many requests.');
    }
    const bad = params.find((name) => refused.includes(name) || name !== name.trim() || !name.includes('@'));
    if (bad !== undefined) return fault(client, id, 2, `Invalid request: unknown stream ${bad}`);
    for (const name of params) {
      if (method === 'SUBSCRIBE') client.topics.add(name);
      else client.topics.delete(name);
    }
    return client.topics.size > maxStreams ? client.close(1008, 'Too many streams') : client.send({ result: null, id });
  }

  const venue = await startLocalVenue({ said });
  return {
    ...venue,
    streamUrl: `${venue.url}${PATHS[market]}`,
    requests,
    speak: (stream, data) => {
      if (silent.includes(stream)) return;
      for (const client of venue.clients()) {
        if (client.topics.has(stream) && ROUTED[market].test(client.path)) client.send(client.path.includes('/stream') ? { stream, data } : JSON.stringify(data));
      }
    },
    announceShutdown: () => venue.send({ e: 'serverShutdown', E: 1_790_000_000_000 }),
    shutDown: () => venue.closeWith(1001, 'going away'),
    expire: () => venue.closeWith(1008, 'the connection is 24 hours old'),
  };
}

/** A mark update of either futures market. */
export const binanceMark = (symbol: string, price: string, more: Json = {}): Json => ({ e: 'markPriceUpdate', E: 1_790_000_000_000, s: symbol, p: price, ...more });

/** A 24 h ticker, with the statistics that nobody reads. */
export const binanceTicker = (symbol: string, last: string): Json => ({ e: '24hrTicker', E: 1_790_000_000_000, s: symbol, p: '-1.5', P: '-0.1', w: '7', c: last, Q: '2', o: '8', h: '9', l: '6', v: '1', q: '1', n: 3 });
