import type { ParsedFrame } from '../feed.ts';
import { parseExact } from '../exactJson.ts';
import { isObject, type JsonObject, wordOf } from '../json.ts';
import { topicOfArg } from './symbols.ts';

/** Too frequent, busy, or an internal fault: the same request may succeed later. */
const RETRYABLE: ReadonlySet<string> = new Set(['50001', '50011', '50013', '50026', '50061', '60014', '63999', '64007']);
/** The connection will be closed for an upgrade. */
const UPGRADE = '64008';
/** "Wrong URL or channel:tickers,instId:NOPE-USDT-SWAP doesn't exist." */
const NAMED = /channel:\s*([^\s,]+)\s*,\s*(instId|instFamily|uly):\s*([^\s,"'}]+)/i;

/** Reads an event: the answer to a request, a notice, or news of an account. */
export function parseEvent(event: string, json: JsonObject): ParsedFrame {
  switch (event) {
    // Each name is answered by itself: one answer does not settle its request.
    case 'subscribe':
    case 'unsubscribe': return { kind: 'ack', id: null, topics: null };
    case 'error': return errorOf(json);
    case 'notice': return wordOf(json['code']) === UPGRADE ? { kind: 'notice', what: wordOf(json['msg']) } : { kind: 'other', what: 'notice' };
    default: return { kind: 'other', what: event };
  }
}

function errorOf(json: JsonObject): ParsedFrame {
  const [code, message] = [wordOf(json['code']), wordOf(json['msg'])];
  const echo = echoOf(message);
  const topics = topicsIn(json, message, echo);
  return { kind: 'error', id: idOf(json['id'] ?? echo?.['id']), code, message, retryable: RETRYABLE.has(code), ...(topics.length === 0 ? {} : { topics }) };
}

/** "Invalid request: {…}" repeats the whole request. */
function echoOf(message: string): JsonObject | null {
  const at = message.indexOf('{');
  const echo = at < 0 ? null : parseExact(message.slice(at));
  return isObject(echo) ? echo : null;
}

/** Whom the error is about. A repeated request says so only where it asked for one thing. */
function topicsIn(json: JsonObject, message: string, echo: JsonObject | null): readonly string[] {
  const args = echo?.['args'];
  const echoed: unknown = Array.isArray(args) && args.length === 1 ? args[0] : null;
  const [, channel, key = '', name] = NAMED.exec(message) ?? [];
  const told = [json['arg'], { channel, [key]: name }, echoed].flatMap((arg) => (isObject(arg) ? topicOfArg(arg) ?? [] : []));
  return told.slice(0, 1);
}

const idOf = (id: unknown): number | null => (typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : null);
