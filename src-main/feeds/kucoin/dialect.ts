import type { VenueDialect, Wanted } from '../feed.ts';
import { isObject } from '../json.ts';
import { parseFrame } from './parse.ts';
import { cadenceOf, contractFor, instrumentTopic, pairOf, snapshotTopic } from './symbols.ts';

const request = (type: 'subscribe' | 'unsubscribe', [topic = '']: readonly string[], id: number): string => JSON.stringify({ id: String(id), type, topic, privateChannel: false, response: true });

/**
 * KuCoin futures. A token is asked for by HTTP before each connection. A topic takes a list of symbols, but a request
 * only one topic, so each goes out alone: a hundred take twelve seconds, well below a hundred messages in ten.
 */
export const kucoinFuturesDialect: VenueDialect = {
  id: 'kucoin-futures',
  venue: 'kucoin',
  title: 'KuCoin futures',
  defaultUrl: 'https://api-futures.kucoin.com/api/v1/bullet-public',
  otherHosts: ['ws-api-futures.kucoin.com'],
  cadenceMs: 1000,
  cadenceOf,
  firstDataMs: 20_000,
  maxTopics: 100,
  topicsFor,
  handshake: { method: 'POST', read: readToken },
  waitsForReady: true,
  greet: () => [],
  // The venue cuts who says nothing for 60 s, and asks for a ping every 18 s (50 s in earlier years).
  keepAlive: { everyMs: 10_000, text: (id) => JSON.stringify({ id: `ping-${id}`, type: 'ping' }) },
  batch: 1,
  subscribe: (topics, id) => request('subscribe', topics, id),
  unsubscribe: (topics, id) => request('unsubscribe', topics, id),
  read: () => parseFrame,
};

/** Marks and last price of each held contract; the marks of a perpetual, for its index, of each asset that none of them covers. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const held = instruments.filter(({ kind, symbol }) => (kind === 'perpetual' || kind === 'future') && pairOf(symbol) !== null).map(({ symbol }) => symbol);
  const covered = new Set(held.map(pairOf).map((pair) => `${pair?.base}/${pair?.quote}`));
  const indices = assets.filter((asset) => !covered.has(`${asset}/${valuationCurrency}`)).flatMap((asset) => contractFor(asset, valuationCurrency) ?? []);
  return [...new Set([...held.flatMap((symbol) => [instrumentTopic(symbol), snapshotTopic(symbol)]), ...indices.map(instrumentTopic)])];
}

/** The answer names servers and one token for all of them; it holds for one connection, and for a day. */
function readToken(body: string, id: string): Readonly<{ url: string }> | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const data = isObject(json) && json['code'] === '200000' ? json['data'] : null;
  if (!isObject(data) || typeof data['token'] !== 'string' || data['token'] === '' || !Array.isArray(data['instanceServers'])) return null;
  const server: unknown = data['instanceServers'].find((one: unknown) => isObject(one) && (one['protocol'] ?? 'websocket') === 'websocket' && typeof one['endpoint'] === 'string');
  const endpoint = isObject(server) ? String(server['endpoint']) : '';
  if (!URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  url.searchParams.set('token', data['token']);
  url.searchParams.set('connectId', id);
  return { url: url.href };
}
