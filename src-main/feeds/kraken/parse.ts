import { inTexts, parseBounded } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { noneIfZero, readQuote } from '../quote.ts';
import { pairOf, productsIn, tickerTopic } from './symbols.ts';

const VENUE = 'kraken';
const TICKER = 'ticker';

/** Reads one frame of `wss://futures.kraken.com/ws/v1`. Never throws. Numbers keep the venue's own digits, exponents written out. */
export function parseFrame(frame: string): ParsedFrame {
  const json = parseBounded(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  const { event, feed } = json;
  if (typeof event === 'string') return parseEvent(event, inTexts(json));
  if (typeof feed !== 'string' || feed === '') return { kind: 'malformed', path: 'feed' };
  if (feed === TICKER) return parseTicker(json);
  return feed === 'heartbeat' ? { kind: 'heartbeat', reply: null } : { kind: 'other', what: feed };
}

function parseEvent(event: string, json: JsonObject): ParsedFrame {
  switch (event) {
    case 'subscribed': return { kind: 'ack', id: null, topics: topicsOf(json) };
    case 'unsubscribed': return { kind: 'ack', id: null, topics: null };
    case 'subscribed_failed': return errorOf(event, json, topicsOf(json) ?? []);
    // Nothing is lost by it: the product goes on speaking, and nobody listens.
    case 'unsubscribed_failed': return { ...errorOf(event, json, []), retryable: true };
    case 'error':
    case 'alert': return errorOf(event, json, productsIn(wordOf(json['message'])).map(tickerTopic));
    case 'subscribe':
    case 'unsubscribe': return { kind: 'other', what: 'request' };
    case '': return { kind: 'malformed', path: 'event' };
    default: return { kind: 'other', what: event };
  }
}

/** No answer has an id; what it is about is said by its products, of which each gets an answer of its own. */
function errorOf(code: string, json: JsonObject, topics: readonly string[]): Extract<ParsedFrame, { kind: 'error' }> {
  const message = wordOf(json['message']);
  return { kind: 'error', id: null, code, message, retryable: /rate limit|too many/i.test(message), ...(topics.length === 0 ? {} : { topics }) };
}

/** The topics that an answer is about; null when it is about another feed. */
function topicsOf({ feed, product_ids: products }: JsonObject): readonly string[] | null {
  if (feed !== TICKER || !Array.isArray(products)) return null;
  return products.filter((product) => typeof product === 'string').map(tickerTopic);
}

/** A full ticker. `funding_rate` is an amount of money; the rate is `relative_funding_rate`. */
function parseTicker(json: JsonObject): ParsedFrame {
  const symbol = json['product_id'];
  if (typeof symbol !== 'string' || symbol === '') return { kind: 'malformed', path: 'product_id' };
  const eventAt = timeOf(json['time']);
  if (eventAt === null) return { kind: 'malformed', path: 'time' };
  const tick = readQuote({ venue: VENUE, symbol, eventAt, pair: pairOf(symbol) }, {
    mark: ['markPrice', json['markPrice']],
    index: ['index', json['index']],
    last: ['last', noneIfZero(json['last'])],
    funding: ['relative_funding_rate', json['relative_funding_rate']],
    nextFunding: ['next_funding_rate_time', json['next_funding_rate_time']],
  });
  if (typeof tick === 'string') return { kind: 'malformed', path: tick };
  return tick === null ? { kind: 'other', what: 'ticker without a price', topics: [tickerTopic(symbol)] } : { kind: 'ticks', topics: [tickerTopic(symbol)], ticks: [tick], malformed: 0 };
}
