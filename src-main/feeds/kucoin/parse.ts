import type { EpochMs } from '#shared/num/units.ts';
import { inTexts, parseBounded } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { type QuoteFields, readQuote } from '../quote.ts';
import { fundingTopic, instrumentTopic, pairOf, snapshotTopic } from './symbols.ts';

const VENUE = 'kucoin';
/** Too many requests, too many in ten seconds. */
const RETRYABLE: ReadonlySet<string> = new Set(['429', '509']);
const REQUESTS: ReadonlySet<unknown> = new Set(['subscribe', 'unsubscribe', 'ping', 'openTunnel', 'closeTunnel']);
/** The granularity of the rate that is charged next, in ms. That of a whole interval has been charged already. */
const CURRENT_RATE = '60000';

/** Reads one frame of the public futures stream; numbers keep the venue's own digits. Never throws. */
export function parseFrame(frame: string): ParsedFrame {
  const json = parseBounded(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  const { type, topic } = json;
  if (REQUESTS.has(type)) return { kind: 'other', what: 'request' };
  if (type === 'welcome') return { kind: 'ready' };
  if (type === 'pong') return { kind: 'heartbeat', reply: null };
  if (type === 'ack') return { kind: 'ack', id: idOf(inTexts(json)['id']), topics: null };
  if (type === 'error') return errorOf(inTexts(json));
  if (topic !== undefined) return typeof topic === 'string' && topic.startsWith('/') ? parseMessage(topic, json) : { kind: 'malformed', path: 'topic' };
  return typeof type === 'string' && /^[A-Za-z]/.test(type) && type !== 'message' ? { kind: 'other', what: type } : { kind: 'malformed', path: '(no topic, answer or error)' };
}

/** Our ids are whole numbers; those of a welcome or of a connection are words. */
function idOf(value: unknown): number | null {
  const id = typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return Number.isSafeInteger(id) ? id : null;
}

function errorOf(json: JsonObject): ParsedFrame {
  const [code, message] = [wordOf(json['code']), wordOf(json['data'])];
  const topics = message.match(/\/contract\w*\/\w+:\w+/g) ?? [];
  return { kind: 'error', id: idOf(json['id']), code, message, retryable: RETRYABLE.has(code), ...(topics.length > 0 ? { topics } : {}) };
}

/** Frames of older years have no type; what names its topic and subject is a message all the same. */
function parseMessage(topic: string, { subject, data }: JsonObject): ParsedFrame {
  const colon = topic.indexOf(':');
  const channel = colon < 0 ? topic.slice(1) : topic.slice(1, colon);
  if (typeof subject !== 'string') return { kind: 'malformed', path: 'subject' };
  const fieldsOf = FIELDS.get(channel)?.get(subject);
  if (fieldsOf === undefined) return channel === '' ? { kind: 'malformed', path: 'topic' } : { kind: 'other', what: channel === 'contract/instrument' ? `${channel} ${subject}` : channel };
  if (!isObject(data)) return { kind: 'malformed', path: 'data' };
  const symbol = data['symbol'] ?? topic.slice(colon + 1);
  if (typeof symbol !== 'string' || symbol === '' || colon < 0) return { kind: 'malformed', path: 'data.symbol' };
  const found = fieldsOf(data);
  if ('other' in found) return { kind: 'other', what: found.other };
  if ('malformed' in found) return { kind: 'malformed', path: found.malformed };
  const eventAt = instantIn(data[found.time]);
  if (eventAt === undefined) return { kind: 'malformed', path: `data.${found.time}` };
  const tick = readQuote({ venue: VENUE, symbol, eventAt, pair: pairOf(symbol) }, found.fields);
  if (typeof tick === 'string') return { kind: 'malformed', path: tick };
  return tick === null ? { kind: 'other', what: `${subject} without a value`, topics: [found.topic(symbol)] } : { kind: 'ticks', topics: [found.topic(symbol)], ticks: [tick], malformed: 0 };
}

type Readable = Readonly<{ topic: (symbol: string) => string; time: 'timestamp' | 'ts'; fields: QuoteFields }>;
type FieldsOf = (data: JsonObject) => Readable | Readonly<{ other: string }> | Readonly<{ malformed: string }>;

/** What is read, by channel and subject. */
const FIELDS: ReadonlyMap<string, ReadonlyMap<string, FieldsOf>> = new Map([
  ['contract/instrument', new Map<string, FieldsOf>([
    ['mark.index.price', (data) => ({ topic: instrumentTopic, time: 'timestamp', fields: { mark: ['data.markPrice', data['markPrice']], index: ['data.indexPrice', data['indexPrice']] } })],
    ['funding.rate', fundingIn],
  ])],
  ['contractMarket/snapshot', new Map<string, FieldsOf>([['snapshot.24h', (data) => ({ topic: snapshotTopic, time: 'ts', fields: { last: ['data.lastPrice', data['lastPrice']] } })]])],
  // The older ticker speaks with every trade. It is not asked for, and stands for the snapshot where a recording has it.
  ['contractMarket/ticker', new Map<string, FieldsOf>([['ticker', (data) => ({ topic: snapshotTopic, time: 'ts', fields: { last: ['data.price', data['price']] } })]])],
]);

function fundingIn(data: JsonObject): ReturnType<FieldsOf> {
  const granularity = data['granularity'] ?? CURRENT_RATE;
  const text = typeof granularity === 'number' ? String(granularity) : granularity;
  if (typeof text !== 'string' || !/^\d+$/.test(text)) return { malformed: 'data.granularity' };
  if (text !== CURRENT_RATE) return { other: 'contract/instrument funding.rate of a past interval' };
  return { topic: fundingTopic, time: 'timestamp', fields: { funding: ['data.fundingRate', data['fundingRate']] } };
}

/** A time in ms, or in ns (19 digits, more than a double holds). @returns null for none, undefined for what is no time */
function instantIn(value: unknown): EpochMs | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return timeOf(value) ?? undefined;
  const text = wordOf(value);
  return timeOf(/^\d{19}$/.test(text) ? text.slice(0, 13) : text) ?? undefined;
}
