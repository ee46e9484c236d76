import type { QuoteTick } from '#shared/domain/tick.ts';
import { parseLossless } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { noneIfNegative, noneIfZero, readQuote } from '../quote.ts';
import { indexOfInstrument, indexTopic, pairOfIndex, tickerTopic } from './symbols.ts';

const VENUE = 'deribit';
const TEST_REPLY = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'public/test', params: {} });

/** Too many requests (10028, 10066), "retry" (10040), settlement (10041), full queue (10047), maintenance (11051), internal (11094), unavailable (13028), timed out (13888). */
const PASSING: ReadonlySet<string> = new Set(['10028', '10066', '10040', '10041', '10047', '11051', '11094', '13028', '13888']);

/** Reads one JSON-RPC frame. Never throws. Numbers keep the venue's own digits. */
export function parseFrame(frame: string): ParsedFrame {
  const json = parseLossless(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  if (json['method'] === 'subscription') return readSubscription(json['params']);
  if (json['method'] === 'heartbeat') {
    const asks = isObject(json['params']) && json['params']['type'] === 'test_request';
    return { kind: 'heartbeat', reply: asks ? TEST_REPLY : null };
  }
  const id = idOf(json['id']);
  if (isObject(json['error'])) return errorOf(json['error'], id);
  if ('result' in json) return { kind: 'ack', id, topics: subscribedTopics(json['result']) };
  return typeof json['method'] === 'string' ? { kind: 'other', what: json['method'] } : { kind: 'malformed', path: 'method' };
}

const idOf = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);

function errorOf(error: JsonObject, id: number | null): ParsedFrame {
  const code = wordOf(error['code']);
  return { kind: 'error', id, code, message: wordOf(error['message']), retryable: PASSING.has(code) };
}

/** The answer to a subscribe lists what is subscribed in truth, which may be less than what was asked. */
function subscribedTopics(result: unknown): readonly string[] | null {
  return Array.isArray(result) && result.every((item) => typeof item === 'string') ? result : null;
}

function readSubscription(params: unknown): ParsedFrame {
  if (!isObject(params) || typeof params['channel'] !== 'string' || params['channel'] === '') return { kind: 'malformed', path: 'params.channel' };
  const { channel, data } = params;
  const kind = channel.split('.', 1)[0] ?? channel;
  if (kind === 'ticker') return isObject(data) ? readTicker(data) : { kind: 'malformed', path: 'params.data' };
  if (kind === 'deribit_price_index') return isObject(data) ? readIndex(data) : { kind: 'malformed', path: 'params.data' };
  if (channel.startsWith('markprice.options.')) return Array.isArray(data) ? readMarks(data, channel) : { kind: 'malformed', path: 'params.data' };
  if (channel === 'platform_state' && isObject(data) && data['maintenance'] === true) return { kind: 'notice', what: 'maintenance' };
  return { kind: 'other', what: kind };
}

/** A frame without a price is news of its topic all the same: the contract is closed, and its stream is not silent. */
function readTicker(data: JsonObject): ParsedFrame {
  const { instrument_name: symbol } = data;
  if (typeof symbol !== 'string' || symbol === '') return { kind: 'malformed', path: 'params.data.instrument_name' };
  const tick = tickerQuote(symbol, data);
  if (typeof tick === 'string') return { kind: 'malformed', path: `params.data.${tick}` };
  const topics = [tickerTopic(symbol)];
  return tick === null ? { kind: 'other', what: 'ticker without a price', topics } : { kind: 'ticks', topics, ticks: [tick], malformed: 0 };
}

/** @returns null when nothing is priced; the name of a field that is of the wrong form */
function tickerQuote(symbol: string, data: JsonObject): QuoteTick | string | null {
  const { greeks } = data;
  const eventAt = timeOf(data['timestamp']);
  if (eventAt === null) return 'timestamp';
  // A combo is worth the difference of its legs, which may be below zero: no price as others are.
  const priceOf = 'combo_state' in data ? noneIfNegative : (value: unknown): unknown => value;
  return readQuote({ venue: VENUE, symbol, eventAt, pair: indexOfInstrument(symbol) }, {
    // A contract that is closed has a mark of 0.
    mark: ['mark_price', noneIfZero(priceOf(data['mark_price']))],
    index: ['index_price', data['index_price']],
    last: ['last_price', priceOf(data['last_price'])],
    funding: ['current_funding', data['current_funding']],
    option: {
      percent: true,
      markVolatility: ['mark_iv', data['mark_iv']],
      bidVolatility: ['bid_iv', data['bid_iv']],
      askVolatility: ['ask_iv', data['ask_iv']],
      underlyingPrice: ['underlying_price', data['underlying_price']],
      underlyingName: data['underlying_index'],
      ...(isObject(greeks) ? { greeks } : {}),
    },
  });
}

function readIndex(data: JsonObject): ParsedFrame {
  const pair = pairOfIndex(data['index_name']);
  if (pair === null) return { kind: 'malformed', path: 'params.data.index_name' };
  const eventAt = timeOf(data['timestamp']);
  if (eventAt === null) return { kind: 'malformed', path: 'params.data.timestamp' };
  const quote = readQuote({ venue: VENUE, symbol: '', eventAt, pair }, { index: ['price', data['price']] });
  const topics = [indexTopic(pair)];
  if (quote === null) return { kind: 'other', what: 'deribit_price_index without a price', topics };
  if (typeof quote === 'string') return { kind: 'malformed', path: `params.data.${quote}` };
  const { indexPrice } = quote;
  return { kind: 'ticks', topics, ticks: [{ kind: 'index', venue: VENUE, ...pair, ...(indexPrice === undefined ? {} : { indexPrice }), eventAt }], malformed: 0 };
}

/** Marks of all options of an index in one array. Good rows go on, bad ones are counted. Its `iv` is a fraction, unlike that of a ticker. */
function readMarks(rows: readonly unknown[], channel: string): ParsedFrame {
  const ticks: QuoteTick[] = [];
  const bad: string[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const tick = isObject(row) ? readMarkRow(row) : '(not an object)';
    if (typeof tick === 'string') bad.push(`params.data.${at}.${tick}`);
    else if (tick !== null) ticks.push(tick);
  }
  if (ticks.length > 0) return { kind: 'ticks', topics: ticks.map(() => channel), ticks, malformed: bad.length };
  return bad[0] === undefined ? { kind: 'other', what: 'markprice without a price', topics: [channel] } : { kind: 'malformed', path: bad[0] };
}

function readMarkRow(row: JsonObject): QuoteTick | string | null {
  const symbol = row['instrument_name'];
  if (typeof symbol !== 'string' || symbol === '') return 'instrument_name';
  const eventAt = timeOf(row['timestamp']);
  if (eventAt === null) return 'timestamp';
  return readQuote({ venue: VENUE, symbol, eventAt, pair: null }, { mark: ['mark_price', noneIfZero(row['mark_price'])], option: { markVolatility: ['iv', row['iv']] } });
}
