import type { IndexTick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Gap, ParsedFrame, Reader, Reading } from '../feed.ts';
import { isObject, type JsonObject, wordOf } from '../json.ts';
import { instantOf, readQuote } from '../quote.ts';
import { pairOf, productsIn, tickerTopic } from './symbols.ts';

const VENUE = 'coinbase';

/**
 * Reads the frames of one connection. Messages of all channels are counted together: what is missing may have been any
 * product's, and is counted as a gap. A ticker is a whole one and needs nothing of those before it. Never throws.
 */
export function createReader(): Reader {
  const count = createCount();
  return (frame) => {
    let json: unknown;
    try {
      json = JSON.parse(frame);
    } catch {
      return { kind: 'malformed', path: '(not JSON)' };
    }
    if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
    if (json['type'] === 'error') return errorOf(json);
    if (json['type'] === 'subscribe' || json['type'] === 'unsubscribe') return { kind: 'other', what: 'request' };
    if (typeof json['channel'] !== 'string' || json['channel'] === '') return { kind: 'malformed', path: 'channel' };
    const place = count(json['sequence_num']);
    if (place === 'malformed') return { kind: 'malformed', path: 'sequence_num' };
    if (place === 'duplicate' || place === 'out of order') return { kind: 'other', what: place };
    const reading = parseChannel(json['channel'], json);
    // Each ticker is whole: what is missing is counted, and the next one of its product mends it.
    const gap: Gap | null = place === null ? null : { what: place, topics: [] };
    return gap === null ? reading : { ...reading, gap };
  };
}

/** @returns null for the next message, "duplicate" or "out of order" for one that came before, else how many are missing */
type Count = (value: unknown) => string | null;

function createCount(): Count {
  let last: number | null = null;
  return (value) => {
    if (value === undefined) return null;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return 'malformed';
    const before = last;
    if (before !== null && value === before) return 'duplicate';
    // A connection counts from 0 and never comes back to it: a recording goes on with the next connection here.
    if (before !== null && value < before && value > 0) return 'out of order';
    last = value;
    return before === null || value === 0 || value === before + 1 ? null : `message ${value} after ${before}`;
  };
}

function errorOf(json: JsonObject): ParsedFrame {
  const words = [json['message'], json['reason']].filter((part) => typeof part === 'string' && part !== '').map(wordOf);
  const message = words.length === 0 ? '?' : words.join(': ');
  const topics = productsIn(message).map(tickerTopic);
  return { kind: 'error', id: null, code: json['code'] === undefined ? 'error' : wordOf(json['code']), message, retryable: /rate limit|too many/i.test(message), ...(topics.length > 0 ? { topics } : {}) };
}

function parseChannel(channel: string, json: JsonObject): Reading {
  if (channel === 'heartbeats') return { kind: 'heartbeat', reply: null };
  if (channel === 'subscriptions') return { kind: 'ack', id: null, topics: grantedIn(json['events']) };
  if (channel !== 'ticker' && channel !== 'ticker_batch') return { kind: 'other', what: channel };
  const stamp = json['timestamp'];
  const eventAt = stamp === undefined ? null : typeof stamp === 'string' ? instantOf(stamp) : undefined;
  if (eventAt === undefined || (eventAt === null && stamp !== undefined)) return { kind: 'malformed', path: 'timestamp' };
  return parseTickers(json['events'], eventAt);
}

/** All that is subscribed now, not only what was asked for last. */
function grantedIn(events: unknown): readonly string[] | null {
  if (!Array.isArray(events)) return null;
  return events.flatMap((event: unknown) => {
    const tickers = isObject(event) && isObject(event['subscriptions']) ? event['subscriptions']['ticker'] : null;
    return Array.isArray(tickers) ? tickers.filter((product) => typeof product === 'string').map(tickerTopic) : [];
  });
}

/** Good rows go on; bad ones are counted. */
function parseTickers(events: unknown, eventAt: EpochMs | null): Reading {
  if (!Array.isArray(events)) return { kind: 'malformed', path: 'events' };
  const ticks: IndexTick[] = [];
  const topics: string[] = [];
  const wrong: string[] = [];
  for (const [at, event] of events.entries()) {
    const tickers: unknown = isObject(event) ? event['tickers'] : undefined;
    if (!Array.isArray(tickers)) {
      wrong.push(`events.${at}.tickers`);
      continue;
    }
    for (const [row, ticker] of tickers.entries()) {
      const tick = readTicker(ticker, `events.${at}.tickers.${row}`, eventAt);
      if (typeof tick === 'string') wrong.push(tick);
      else if (tick !== null) {
        ticks.push(tick);
        topics.push(tickerTopic(`${tick.base}-${tick.quote}`));
      }
    }
  }
  if (ticks.length > 0) return { kind: 'ticks', topics, ticks, malformed: wrong.length };
  return wrong[0] === undefined ? { kind: 'other', what: 'ticker without a spot price' } : { kind: 'malformed', path: wrong[0] };
}

/** @returns null for a product that is not spot, and for one without a price; the path of what is wrong */
function readTicker(ticker: unknown, path: string, eventAt: EpochMs | null): IndexTick | string | null {
  if (!isObject(ticker)) return path;
  const product = ticker['product_id'];
  if (typeof product !== 'string' || product === '') return `${path}.product_id`;
  const pair = pairOf(product);
  if (pair === null) return null;
  const quote = readQuote({ venue: VENUE, symbol: product, eventAt, pair }, { index: [`${path}.price`, ticker['price']] });
  if (quote === null || typeof quote === 'string') return quote;
  return { kind: 'index', venue: VENUE, base: pair.base, quote: pair.quote, ...(quote.indexPrice === undefined ? {} : { indexPrice: quote.indexPrice }), eventAt };
}
