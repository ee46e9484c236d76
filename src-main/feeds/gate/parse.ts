import type { QuoteTick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { inTexts, parseBounded } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { readQuote } from '../quote.ts';
import { contractNamed, contractsIn, tickerTopic } from './symbols.ts';

const VENUE = 'gate';
const TICKERS = 'futures.tickers';
/** Of the venue's error codes the one for a fault of its own. */
const SERVER_FAULT = '3';

/** Reads one frame of a futures stream; those of other products are classed by their channel. Never throws. */
export function parseFrame(frame: string): ParsedFrame {
  const json = parseBounded(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  const { channel, event, error } = json;
  if (error !== null && error !== undefined) return errorOf(inTexts(json), error);
  if (typeof channel !== 'string' || channel === '') return { kind: 'malformed', path: 'channel' };
  if (channel.endsWith('.pong')) return { kind: 'heartbeat', reply: null };
  if (event === 'subscribe' || event === 'unsubscribe') return answerOf(inTexts(json));
  if (channel.endsWith('.system')) return parseNotice(channel, json['result']);
  return channel === TICKERS && event === 'update' ? parseTickers(json) : { kind: 'other', what: channel };
}

const idOf = (id: unknown): number | null => (typeof id === 'string' && /^-?\d{1,15}$/.test(id) ? Number(id) : null);

function errorOf(json: JsonObject, error: unknown): ParsedFrame {
  const [code, message] = isObject(error) ? [wordOf(error['code']), wordOf(error['message'])] : ['?', wordOf(error)];
  const id = idOf(json['id']);
  // With an id, the request is halved until the name is found and the others are asked for again at once.
  const topics = id === null ? contractsIn(message).map(tickerTopic) : [];
  return { kind: 'error', id, code, message, retryable: code === SERVER_FAULT || /too many/i.test(message), ...(topics.length === 0 ? {} : { topics }) };
}

/** An answer has a result, or an error that is null; a request has neither. */
function answerOf(json: JsonObject): ParsedFrame {
  if (!('result' in json || 'error' in json)) return { kind: 'other', what: 'request' };
  const status = isObject(json['result']) ? json['result']['status'] : 'success';
  const id = idOf(json['id']);
  return status === 'success' ? { kind: 'ack', id, topics: null } : { kind: 'error', id, code: wordOf(status), message: 'not subscribed', retryable: false };
}

/** The connection will be closed for an upgrade. */
function parseNotice(channel: string, result: unknown): ParsedFrame {
  if (!isObject(result) || result['type'] !== 'upgrade') return { kind: 'other', what: channel };
  return { kind: 'notice', what: typeof result['msg'] === 'string' ? result['msg'] : 'a service upgrade' };
}

/** Good rows go on; bad ones are counted. The rows were once recorded as an array inside the array. */
function parseTickers(json: JsonObject): ParsedFrame {
  const { result } = json;
  if (!Array.isArray(result)) return { kind: 'malformed', path: 'result' };
  const eventAt = timeIn(json);
  if (eventAt === null) return { kind: 'malformed', path: 'time' };
  const ticks: QuoteTick[] = [];
  const unpriced: string[] = [];
  let malformed = 0;
  let path = '';
  const rows: readonly unknown[] = result.flat();
  for (const [at, row] of rows.entries()) {
    const tick = isObject(row) ? parseTicker(row, eventAt) : '(not an object)';
    if (typeof tick === 'string') {
      malformed += 1;
      path = `result.${at}.${tick}`;
    } else if (tick !== null) ticks.push(tick);
    else if (isObject(row) && typeof row['contract'] === 'string') unpriced.push(tickerTopic(row['contract']));
  }
  if (ticks.length > 0) return { kind: 'ticks', topics: ticks.map(({ symbol }) => tickerTopic(symbol)), ticks, malformed };
  return malformed > 0 ? { kind: 'malformed', path } : { kind: 'other', what: 'futures.tickers without a price', ...(unpriced.length > 0 ? { topics: unpriced } : {}) };
}

/** Ms where the frame has them, else its seconds. */
function timeIn({ time, time_ms: ms }: JsonObject): EpochMs | null {
  return timeOf(ms) ?? (typeof time === 'string' || typeof time === 'number' ? timeOf(Number(time) * 1000) : null);
}

/** @returns the path of what is wrong, or null when the row has no price */
function parseTicker(row: JsonObject, eventAt: EpochMs): QuoteTick | string | null {
  const symbol = row['contract'];
  if (typeof symbol !== 'string' || symbol === '') return 'contract';
  return readQuote({ venue: VENUE, symbol, eventAt, pair: contractNamed(symbol)?.pair ?? null }, {
    mark: ['mark_price', row['mark_price']],
    index: ['index_price', row['index_price']],
    last: ['last', row['last']],
    funding: ['funding_rate', row['funding_rate']],
  });
}
