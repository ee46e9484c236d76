import type { ParsedFrame } from '../feed.ts';
import { type JsonObject, isObject, wordOf } from '../json.ts';

/** Codes after which the same request may succeed: too many requests, an internal fault, a restart. */
const RETRYABLE: ReadonlySet<string> = new Set(['10006', '10016', '10018', '10019', '10403', '10429', '20003']);
const TOPIC = /\btickers\.[\w.-]*\w/g;

/** Reads what is no push: answers to requests in their shapes (linear and inverse, option, private), pongs, errors. */
export function parseControl(json: JsonObject): ParsedFrame {
  const { op, success, type } = json;
  const [code, message] = [json['retCode'] ?? json['ret_code'], json['ret_msg'] ?? json['retMsg']];
  if (type === 'COMMAND_RESP' && isObject(json['data'])) return commandOf(json['data'], json);
  if (op === 'pong' || (message === 'pong' && success !== false)) return { kind: 'heartbeat', reply: null };
  if (success === false || (code !== undefined && code !== '0')) return errorOf(json, wordOf(code ?? op), wordOf(message));
  if (typeof op !== 'string') return { kind: 'malformed', path: '(no topic, op or data)' };
  if ((op === 'subscribe' || op === 'unsubscribe') && success === true) return { kind: 'ack', id: idOf(json), topics: null };
  return { kind: 'other', what: 'args' in json && success === undefined ? 'request' : op };
}

/** The option stream lists what it granted and what not, and names no request. */
function commandOf(data: JsonObject, json: JsonObject): ParsedFrame {
  const [granted, refused] = [namesOf(data['successTopics']), namesOf(data['failTopics'])];
  if (granted === null) return { kind: 'malformed', path: 'data.successTopics' };
  if (refused === null) return { kind: 'malformed', path: 'data.failTopics' };
  return { kind: 'ack', id: idOf(json), topics: granted, ...(refused.length === 0 ? {} : { refused }) };
}

const namesOf = (value: unknown): readonly string[] | null => (Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null);

/**
 * One bad name fails all names of its request, though the words tell only that one. So a request that can be told is left to
 * be halved, and the words decide only where the answer names no request. A topic that is subscribed already is no refusal.
 */
function errorOf(json: JsonObject, code: string, message: string): ParsedFrame {
  const id = idOf(json);
  const topics = id === null ? message.match(TOPIC) ?? [] : [];
  const retryable = RETRYABLE.has(code) || /already subscribed|too (?:many|frequent)/i.test(message);
  return { kind: 'error', id, code: code === '' ? '?' : code, message, retryable, ...(topics.length === 0 ? {} : { topics }) };
}

/** Our requests are numbered; a ping and whatever others send is not. */
function idOf(json: JsonObject): number | null {
  const id = json['req_id'] ?? json['reqId'];
  return typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : null;
}
