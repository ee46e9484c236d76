import type { Tick } from '#shared/domain/tick.ts';
import { inTexts, parseBounded } from '../exactJson.ts';
import type { Gap, ParsedFrame, Reader } from '../feed.ts';
import { isObject, type JsonObject, wordOf } from '../json.ts';
import { createInstruments, type RowReading } from './instruments.ts';
import { instrumentTopic, namedIn } from './symbols.ts';

const TABLE = 'instrument';

/** Reads the frames of one connection to `/realtime`. Never throws. What it knows of the table's rows dies with it. */
export function createReader(): Reader {
  const readTable = createTableReader();
  return (frame) => {
    if (frame === 'pong') return { kind: 'heartbeat', reply: null };
    if (frame === 'ping') return { kind: 'heartbeat', reply: 'pong' };
    const json = parseBounded(frame);
    if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
    if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
    if (!('table' in json)) return parseControl(inTexts(json));
    const { table } = json;
    if (typeof table !== 'string' || table === '') return { kind: 'malformed', path: 'table' };
    return table === TABLE ? readTable(json) : { kind: 'other', what: table };
  };
}

/** The `instrument` table: rows as a whole, then what changed of them. What comes before a row's partial is discarded, and it is asked for again. */
function createTableReader(): (json: JsonObject) => ParsedFrame {
  const instruments = createInstruments();
  const described = new Set<string>();
  const missed = new Set<string>();
  let all = false;

  function begin(filter: unknown): void {
    const symbol = isObject(filter) ? filter['symbol'] : undefined;
    if (typeof symbol === 'string') described.add(symbol);
    else all = true;
  }

  /** @returns undefined when its partial has not come */
  function readRow(action: string, symbol: string, row: JsonObject): RowReading {
    if (action === 'partial') {
      missed.delete(symbol);
      return instruments.put(symbol, row);
    }
    if (!all && !described.has(symbol)) return undefined;
    if (action === 'insert') return instruments.put(symbol, row);
    if (action === 'update') return instruments.change(symbol, row);
    instruments.remove(symbol);
    return null;
  }

  /** Once for each symbol, until its partial comes. */
  function gapOf(symbols: readonly string[]): Gap | null {
    if (symbols.length === 0) return null;
    const fresh = [...new Set(symbols)].filter((symbol) => !missed.has(symbol));
    for (const symbol of fresh) missed.add(symbol);
    return fresh.length === 0 ? null : { what: 'an update came before its partial', topics: fresh.map(instrumentTopic) };
  }

  return ({ action, data, filter }) => {
    if (typeof action !== 'string') return { kind: 'malformed', path: 'action' };
    if (action !== 'partial' && action !== 'insert' && action !== 'update' && action !== 'delete') return { kind: 'other', what: `instrument ${action}` };
    if (!Array.isArray(data)) return { kind: 'malformed', path: 'data' };
    if (action === 'partial') begin(filter);
    const [ticks, topics, early]: [Tick[], string[], string[]] = [[], [], []];
    let malformed = 0;
    let path = '';
    for (let at = 0; at < data.length; at += 1) {
      const row: unknown = data[at];
      const symbol: unknown = isObject(row) ? row['symbol'] : null;
      const read = !isObject(row) || typeof symbol !== 'string' || symbol === '' ? 'symbol' : readRow(action, symbol, row);
      if (typeof read === 'string') {
        malformed += 1;
        path = `data.${at}.${read}`;
      } else if (typeof symbol === 'string' && read === undefined) {
        early.push(symbol);
      } else if (typeof symbol === 'string' && read) {
        ticks.push(read);
        topics.push(instrumentTopic(symbol));
      }
    }
    const gap = gapOf(early);
    const reading = readingOf(ticks, topics, malformed, path, early.length > 0 ? 'instrument before its partial' : `instrument ${action}`);
    return gap === null ? reading : { ...reading, gap };
  };
}

function readingOf(ticks: readonly Tick[], topics: readonly string[], malformed: number, path: string, otherwise: string): ParsedFrame {
  if (ticks.length > 0) return { kind: 'ticks', topics, ticks, malformed };
  return malformed > 0 ? { kind: 'malformed', path } : { kind: 'other', what: otherwise };
}

function parseControl(json: JsonObject): ParsedFrame {
  if (typeof json['error'] === 'string' || 'status' in json) return errorOf(json);
  if (typeof json['subscribe'] === 'string') {
    const topic = json['subscribe'];
    if (json['success'] === true) return { kind: 'ack', id: null, topics: [topic] };
    return { kind: 'error', id: null, code: 'not subscribed', message: topic, retryable: false, topics: [topic] };
  }
  if (typeof json['unsubscribe'] === 'string') return { kind: 'ack', id: null, topics: null };
  if (typeof json['info'] === 'string') return json['info'].startsWith('Welcome') ? { kind: 'ready' } : { kind: 'other', what: 'info' };
  if (typeof json['op'] === 'string') return { kind: 'other', what: 'request' };
  if ('success' in json) return { kind: 'ack', id: null, topics: null };
  return { kind: 'malformed', path: '(no table, answer or error)' };
}

/** An error repeats the request: what it is about is the one topic of it, or the one that its words name. */
function errorOf(json: JsonObject): ParsedFrame {
  const code = wordOf(json['status']);
  const message = wordOf(json['error']);
  const request = isObject(json['request']) ? json['request'] : {};
  const args = (Array.isArray(request['args']) ? request['args'] : [request['args']]).filter((arg) => typeof arg === 'string');
  const subscribed = message.startsWith('You are already subscribed');
  const retryable = subscribed || request['op'] === 'unsubscribe' || code === '429' || code.startsWith('5');
  const topics = args.length === 1 ? args : namedIn(message, args);
  return { kind: 'error', id: null, code, message, retryable, ...(topics.length === 0 ? {} : { topics }) };
}
