import type { Tick } from '#shared/domain/tick.ts';
import { type DecimalText, isPriceText } from '#shared/num/units.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { plainText, sourceOf } from './numberText.ts';
import { indexOfInstrument, indexTopic, tickerTopic } from './symbols.ts';

const VENUE = 'deribit';
const TEST_REPLY = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'public/test', params: {} });
const TOO_MANY_REQUESTS = '10028';

/** Reads one JSON-RPC frame. Never throws. Numbers keep the venue's own digits. */
export function parseFrame(frame: string): ParsedFrame {
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return { kind: 'malformed', path: '(not JSON)' };
  }
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  if (json['method'] === 'subscription') return parseSubscription(json['params'], frame);
  if (json['method'] === 'heartbeat') {
    const asks = isObject(json['params']) && json['params']['type'] === 'test_request';
    return { kind: 'heartbeat', reply: asks ? TEST_REPLY : null };
  }
  const id = typeof json['id'] === 'number' ? json['id'] : null;
  if (isObject(json['error'])) return errorOf(json['error'], id);
  if ('result' in json) return { kind: 'ack', id, topics: subscribedTopics(json['result']) };
  return typeof json['method'] === 'string' ? { kind: 'other', what: json['method'] } : { kind: 'malformed', path: 'method' };
}

function errorOf(error: JsonObject, id: number | null): ParsedFrame {
  const code = wordOf(error['code']);
  return { kind: 'error', id, code, message: wordOf(error['message']), retryable: code === TOO_MANY_REQUESTS };
}

/** The answer to a subscribe lists what is subscribed in truth, which may be less than what was asked. */
function subscribedTopics(result: unknown): readonly string[] | null {
  return Array.isArray(result) && result.every((item) => typeof item === 'string') ? result : null;
}

function parseSubscription(params: unknown, frame: string): ParsedFrame {
  if (!isObject(params) || typeof params['channel'] !== 'string') return { kind: 'malformed', path: 'params.channel' };
  const channel = params['channel'];
  const dot = channel.indexOf('.');
  const kind = dot < 0 ? channel : channel.slice(0, dot);
  if (kind !== 'ticker' && kind !== 'deribit_price_index') return { kind: 'other', what: kind };
  const data = params['data'];
  if (!isObject(data)) return { kind: 'malformed', path: 'params.data' };
  const textOf = textsOf(data, frame);
  const tick = kind === 'ticker' ? parseTicker(data, textOf) : parseIndex(data, textOf);
  if (typeof tick === 'string') return { kind: 'malformed', path: `params.data.${tick}` };
  if (tick === null) return { kind: 'other', what: 'ticker without a mark' };
  const topic = tick.kind === 'mark' ? tickerTopic(tick.symbol) : indexTopic(tick.base, tick.quote);
  return { kind: 'ticks', topics: [topic], ticks: [tick], malformed: 0 };
}

/** A field of a frame's data as text; undefined for null, a missing field or a word such as "expired". */
type TextOf = (field: string) => DecimalText | undefined;

function textsOf(data: JsonObject, frame: string): TextOf {
  let exact: JsonObject | null = null;
  return (field) => {
    const value = data[field];
    if (typeof value === 'string') return plainText(value) ?? undefined;
    if (typeof value !== 'number') return undefined;
    const source = sourceOf(frame, `"${field}"`, value) ?? (exact ??= exactData(frame))[field];
    return typeof source === 'string' ? plainText(source) ?? undefined : undefined;
  };
}

/** The frame's data again with every number as its own source text; empty when it is nested deeper than a reviver can follow. */
function exactData(frame: string): JsonObject {
  try {
    const json: unknown = JSON.parse(frame, (_key, value: unknown, context?: Readonly<{ source?: string }>) => (typeof value === 'number' ? context?.source ?? value : value));
    const params = isObject(json) ? json['params'] : null;
    return isObject(params) && isObject(params['data']) ? params['data'] : {};
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** @returns null when the venue has no usable mark (0 or null for a closed contract, below 0 for a combo); the field's name when it is wrong */
function parseTicker(data: JsonObject, textOf: TextOf): Tick | string | null {
  const symbol = data['instrument_name'];
  if (typeof symbol !== 'string' || symbol === '') return 'instrument_name';
  if (data['mark_price'] === null) return null;
  const markPrice = textOf('mark_price');
  if (markPrice === undefined) return 'mark_price';
  if (!isPriceText(markPrice)) return Number(markPrice) === 0 || 'combo_state' in data ? null : 'mark_price';
  const eventAt = timeOf(data['timestamp']);
  if (eventAt === null) return 'timestamp';
  const underlying = indexOfInstrument(symbol);
  const [indexPrice, lastPrice, fundingRate] = [textOf('index_price'), textOf('last_price'), textOf('current_funding')];
  return {
    kind: 'mark', venue: VENUE, symbol, markPrice, eventAt,
    ...(indexPrice !== undefined && isPriceText(indexPrice) ? { indexPrice, ...(underlying === null ? {} : { indexBase: underlying.base, indexQuote: underlying.quote }) } : {}),
    ...(lastPrice !== undefined && isPriceText(lastPrice) ? { lastPrice } : {}),
    ...(fundingRate === undefined ? {} : { fundingRate }),
  };
}

function parseIndex(data: JsonObject, textOf: TextOf): Tick | string {
  const [base, quote, rest] = typeof data['index_name'] === 'string' ? data['index_name'].split('_') : [];
  if (base === undefined || quote === undefined || base === '' || quote === '' || rest !== undefined) return 'index_name';
  const indexPrice = textOf('price');
  if (indexPrice === undefined || !isPriceText(indexPrice)) return 'price';
  const eventAt = timeOf(data['timestamp']);
  return eventAt === null ? 'timestamp' : { kind: 'index', venue: VENUE, base: base.toUpperCase(), quote: quote.toUpperCase(), indexPrice, eventAt };
}
