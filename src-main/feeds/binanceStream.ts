import type { IndexTick, Tick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { ParsedFrame, Reader, VenueDialect } from './feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from './json.ts';
import { type Field, type Pair, readQuote } from './quote.ts';

/** What one event of a market stream says. */
export type EventReading =
  | Readonly<{ kind: 'tick'; topic: string; tick: Tick }>
  | Readonly<{ kind: 'other'; what: string }>
  | Readonly<{ kind: 'malformed'; path: string }>;

/** Reads one event by its name, the field `e`. Never throws. */
export type EventReader = (name: string, event: JsonObject) => EventReading;

/** Errors after which the venue says to try again: -1001 internal, -1003 too many requests, -1008 overloaded, -1015 too many orders. */
const RETRYABLE: ReadonlySet<string> = new Set(['-1001', '-1003', '-1008', '-1015']);

/**
 * Reads the market streams that Binance's futures and options share: raw or combined (`{stream, data}`), one event or
 * an array of them, acks and errors. It keeps nothing between frames: no stream has deltas or sequence numbers.
 */
export function binanceReader(readEvent: EventReader): Reader {
  return (frame) => {
    let json: unknown;
    try {
      json = JSON.parse(frame);
    } catch {
      return { kind: 'malformed', path: '(not JSON)' };
    }
    if (isObject(json) && 'data' in json && 'stream' in json) json = json['data'];
    else if (isObject(json) && !('e' in json)) return readControl(json);
    if (Array.isArray(json)) return readEvents(json, readEvent);
    return isObject(json) ? readOne(json, readEvent) : { kind: 'malformed', path: '(not an event)' };
  };
}

function readOne(event: JsonObject, readEvent: EventReader): ParsedFrame {
  const name = event['e'];
  if (typeof name !== 'string' || name === '') return { kind: 'malformed', path: 'e' };
  if (name === 'serverShutdown') return { kind: 'notice', what: 'the server is about to shut down' };
  if (name === 'error') return { kind: 'error', id: null, code: wordOf(event['code']), message: wordOf(event['m']), retryable: true };
  const reading = readEvent(name, event);
  return reading.kind === 'tick' ? { kind: 'ticks', topics: [reading.topic], ticks: [reading.tick], malformed: 0 } : reading;
}

/** Good rows go on; bad ones are counted. An array without a single good row is malformed. */
function readEvents(events: readonly unknown[], readEvent: EventReader): ParsedFrame {
  const ticks: Tick[] = [];
  const topics: string[] = [];
  let malformed = 0;
  let other: string | null = null;
  let path = '0';
  for (let at = 0; at < events.length; at += 1) {
    const event = events[at];
    const name = isObject(event) ? event['e'] : undefined;
    const reading: EventReading = !isObject(event) ? { kind: 'malformed', path: '(not an object)' } : typeof name !== 'string' ? { kind: 'malformed', path: 'e' } : readEvent(name, event);
    if (reading.kind === 'tick') {
      ticks.push(reading.tick);
      topics.push(reading.topic);
    } else if (reading.kind === 'other') {
      other = reading.what;
    } else {
      malformed += 1;
      path = `${at}.${reading.path}`;
    }
  }
  if (ticks.length > 0) return { kind: 'ticks', topics, ticks, malformed };
  return other !== null && malformed === 0 ? { kind: 'other', what: other } : { kind: 'malformed', path };
}

function readControl(json: JsonObject): ParsedFrame {
  const id = typeof json['id'] === 'number' ? json['id'] : null;
  const error = isObject(json['error']) ? json['error'] : 'code' in json && 'msg' in json ? json : null;
  if (error !== null) {
    const code = wordOf(error['code']);
    return { kind: 'error', id, code, message: wordOf(error['msg']), retryable: RETRYABLE.has(code) };
  }
  if ('result' in json) return { kind: 'ack', id, topics: null };
  if (typeof json['method'] === 'string') return { kind: 'other', what: 'request' };
  return { kind: 'malformed', path: '(no event, answer or error)' };
}

/** A field that holds a number as text. A JSON number there is of the wrong form: a double may have lost digits of it. */
export const textField = (event: JsonObject, name: string): Field => [name, typeof event[name] === 'number' ? true : event[name]];

/** Symbol and time of an event. @returns the name of the field that is wrong */
export function headOf(event: JsonObject): Readonly<{ symbol: string; eventAt: EpochMs }> | string {
  const symbol = event['s'];
  if (typeof symbol !== 'string' || symbol === '') return 's';
  const eventAt = timeOf(event['E']);
  return eventAt === null ? 'E' : { symbol, eventAt };
}

/** What `readQuote` made of a quote's fields; `name` is that of its event. */
export function quoteReading(name: string, topic: string, quote: Tick | string | null): EventReading {
  if (quote === null) return { kind: 'other', what: `${name} without a price` };
  return typeof quote === 'string' ? { kind: 'malformed', path: quote } : { kind: 'tick', topic, tick: quote };
}

/** The index of a pair on its own stream. @returns the path of a price of the wrong form; null when there is none */
export function readIndex(venue: string, pair: Pair, eventAt: EpochMs, index: Field): IndexTick | string | null {
  const quote = readQuote({ venue, symbol: pair.base, eventAt, pair }, { index });
  if (quote === null || typeof quote === 'string') return quote;
  const { indexPrice } = quote;
  return { kind: 'index', venue, base: pair.base, quote: pair.quote, ...(indexPrice === undefined ? {} : { indexPrice }), eventAt };
}

/** `last` of a 24 h ticker, full or small; both are news of one topic. */
export function readLast(name: string, topic: string, head: Readonly<{ venue: string; symbol: string; eventAt: EpochMs }>, event: JsonObject): EventReading {
  if (event['c'] === undefined) return { kind: 'malformed', path: 'c' };
  return quoteReading(name, topic, readQuote({ ...head, pair: null }, { last: textField(event, 'c') }));
}

/** A text of each symbol, worked out once; what it is worked out from is asked for with every tick. */
export function remembered<T>(make: (symbol: string) => T): (symbol: string) => T {
  const known = new Map<string, T>();
  return (symbol) => {
    const cached = known.get(symbol);
    if (cached !== undefined) return cached;
    const made = make(symbol);
    if (known.size < 10_000) known.set(symbol, made);
    return made;
  };
}

/**
 * How every Binance market stream is asked: ten messages a second from us, pings and pongs among them, of which
 * requests are at most eight; a server ping that the socket answers by itself; 24 h a connection.
 */
export const BINANCE_REQUESTS: Pick<VenueDialect, 'batch' | 'spacingMs' | 'maxTopics' | 'greet' | 'subscribe' | 'unsubscribe'> = {
  batch: 200,
  spacingMs: 125,
  maxTopics: 200,
  greet: () => [],
  subscribe: (topics, id) => JSON.stringify({ method: 'SUBSCRIBE', params: topics, id }),
  unsubscribe: (topics, id) => JSON.stringify({ method: 'UNSUBSCRIBE', params: topics, id }),
};

/** A ticker speaks when somebody trades, or its window moves on by a minute: it says the last price, and decides no freshness of marks. */
export const TICKER_CADENCE_MS = 60_000;
