import type { Tick } from '#shared/domain/tick.ts';
import { type DecimalText, epochMs, isPriceText } from '#shared/num/units.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject } from '../json.ts';
import { isFaithful, plainText } from './numberText.ts';
import { indexOfInstrument, indexTopic, tickerTopic } from './symbols.ts';

const VENUE = 'deribit';
const TEST_REPLY = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'public/test', params: {} });

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
  if (isObject(json['error'])) return { kind: 'error', id, code: String(json['error']['code']), message: String(json['error']['message']) };
  if ('result' in json) return { kind: 'ack', id, topics: subscribedTopics(json['result']) };
  return typeof json['method'] === 'string' ? { kind: 'other', what: json['method'] } : { kind: 'malformed', path: 'method' };
}

/** The answer to a subscribe lists what is subscribed in truth, which may be less than what was asked. */
function subscribedTopics(result: unknown): readonly string[] | null {
  return Array.isArray(result) && result.every((item) => typeof item === 'string') ? result : null;
}

function parseSubscription(params: unknown, frame: string): ParsedFrame {
  if (!isObject(params) || typeof params['channel'] !== 'string') return { kind: 'malformed', path: 'params.channel' };
  const channel = params['channel'];
  const [kind = ''] = channel.split('.');
  if (kind !== 'ticker' && kind !== 'deribit_price_index') return { kind: 'other', what: kind };
  const data = params['data'];
  if (!isObject(data)) return { kind: 'malformed', path: 'params.data' };
  const exact = isExact(data) ? data : exactData(frame);
  const tick = kind === 'ticker' ? parseTicker(exact) : parseIndex(exact);
  if (typeof tick === 'string') return { kind: 'malformed', path: `params.data.${tick}` };
  if (tick === null) return { kind: 'other', what: 'ticker without a mark price' };
  const topic = tick.kind === 'mark' ? tickerTopic(tick.symbol) : indexTopic(tick.base, tick.quote);
  return { kind: 'ticks', topics: [topic], ticks: [tick], malformed: 0 };
}

const NUMBERS = ['mark_price', 'index_price', 'last_price', 'current_funding', 'price'] as const;

const isExact = (data: JsonObject): boolean => NUMBERS.every((field) => typeof data[field] !== 'number' || isFaithful(data[field]));

/** Reads the frame again with every number as its own source text. Rare: only where a double might have lost digits. */
function exactData(frame: string): JsonObject {
  const json: unknown = JSON.parse(frame, (_key, value: unknown, context?: Readonly<{ source?: string }>) => (typeof value === 'number' ? context?.source ?? value : value));
  const params = isObject(json) ? json['params'] : null;
  return isObject(params) && isObject(params['data']) ? params['data'] : {};
}

/** A number as text; undefined for null, a missing field or a word such as "expired". */
function textOf(value: unknown): DecimalText | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return plainText(String(value)) ?? undefined;
}

/** @returns null when the venue has no mark (0 or null, as for a closed contract); the field's name when it is wrong */
function parseTicker(data: JsonObject): Tick | string | null {
  const symbol = data['instrument_name'];
  if (typeof symbol !== 'string' || symbol === '') return 'instrument_name';
  const raw = data['mark_price'];
  if (raw === null || raw === 0 || raw === '0') return null;
  const markPrice = textOf(raw);
  if (markPrice === undefined || !isPriceText(markPrice)) return 'mark_price';
  const eventAt = timeOf(data['timestamp']);
  if (eventAt === null) return 'timestamp';
  const underlying = indexOfInstrument(symbol);
  const [indexPrice, lastPrice, fundingRate] = [textOf(data['index_price']), textOf(data['last_price']), textOf(data['current_funding'])];
  return {
    kind: 'mark', venue: VENUE, symbol, markPrice, eventAt,
    ...(indexPrice !== undefined && isPriceText(indexPrice) ? { indexPrice, ...(underlying === null ? {} : { indexBase: underlying.base, indexQuote: underlying.quote }) } : {}),
    ...(lastPrice !== undefined && isPriceText(lastPrice) ? { lastPrice } : {}),
    ...(fundingRate === undefined ? {} : { fundingRate }),
  };
}

function parseIndex(data: JsonObject): Tick | string {
  const [base, quote, rest] = typeof data['index_name'] === 'string' ? data['index_name'].split('_') : [];
  if (base === undefined || quote === undefined || base === '' || quote === '' || rest !== undefined) return 'index_name';
  const indexPrice = textOf(data['price']);
  if (indexPrice === undefined || !isPriceText(indexPrice)) return 'price';
  const eventAt = timeOf(data['timestamp']);
  return eventAt === null ? 'timestamp' : { kind: 'index', venue: VENUE, base: base.toUpperCase(), quote: quote.toUpperCase(), indexPrice, eventAt };
}

function timeOf(value: unknown) {
  const time = typeof value === 'string' ? Number(value) : value;
  return typeof time === 'number' && time > 0 && Number.isFinite(time) ? epochMs(time) : null;
}
