import { inTexts, parseBounded, parseExact } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, wordOf } from '../json.ts';
import { readQuote } from '../quote.ts';
import { readAccount } from './clearinghouse.ts';
import { accountTopic, contextTopic, pairOf, topicOf } from './symbols.ts';

const VENUE = 'hyperliquid';
const GREETING = 'Websocket connection established.';
/** Of a message whose request the venue does not repeat, this much is kept. */
const LONGEST_WORDS = 300;
const PASSING = /too many|rate limit|try again/i;

/** Reads one frame. Never throws. */
export function parseFrame(frame: string): ParsedFrame {
  if (frame === GREETING) return { kind: 'other', what: 'greeting' };
  const json = parseBounded(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  const { channel, data } = json;
  if (typeof channel !== 'string') return typeof json['method'] === 'string' ? { kind: 'other', what: 'request' } : { kind: 'malformed', path: 'channel' };
  switch (channel) {
    case 'activeAssetCtx':
    case 'activeSpotAssetCtx': return isObject(data) ? readContext(data, channel) : { kind: 'malformed', path: 'data' };
    case 'clearinghouseState': {
      const account = readAccount(inTexts(json)['data']);
      return typeof account === 'string' ? { kind: 'malformed', path: account } : { kind: 'other', what: channel, topics: [accountTopic(account.address, account.dex)] };
    }
    case 'pong': return { kind: 'heartbeat', reply: null };
    case 'subscriptionResponse': return ackOf(data);
    case 'error': return typeof data === 'string' ? errorOf(data) : { kind: 'error', id: null, code: 'error', message: wordOf(data), retryable: false };
    default: return { kind: 'other', what: channel };
  }
}

/** The context of a coin, whole in each frame. On an empty book the prices that come from it are null together. */
function readContext({ coin, ctx }: JsonObject, channel: string): ParsedFrame {
  if (typeof coin !== 'string' || coin === '') return { kind: 'malformed', path: 'data.coin' };
  if (!isObject(ctx)) return { kind: 'malformed', path: 'data.ctx' };
  const isSpot = channel === 'activeSpotAssetCtx';
  const tick = readQuote({ venue: VENUE, symbol: coin, eventAt: null, pair: isSpot ? null : pairOf(coin) }, {
    mark: ['markPx', ctx['markPx']],
    ...(isSpot ? {} : { index: ['oraclePx', ctx['oraclePx']], funding: ['funding', ctx['funding']] }),
  });
  if (tick === null) return { kind: 'other', what: `${channel} without a price`, topics: [contextTopic(coin)] };
  if (typeof tick === 'string') return { kind: 'malformed', path: `data.ctx.${tick}` };
  return { kind: 'ticks', topics: [contextTopic(coin)], ticks: [tick], malformed: 0 };
}

/** The answer repeats the request, with what it left out filled in. It has no id. */
function ackOf(data: unknown): ParsedFrame {
  if (!isObject(data) || typeof data['method'] !== 'string') return { kind: 'malformed', path: 'data.method' };
  const topic = data['method'] === 'subscribe' ? topicOf(data['subscription']) : null;
  return { kind: 'ack', id: null, topics: topic === null ? null : [topic] };
}

/** Words, mostly with the request or what it asks for at their end, as JSON. */
function errorOf(text: string): ParsedFrame {
  const brace = text.indexOf('{');
  const echo = brace < 0 ? undefined : parseExact(text.slice(brace));
  const request = isObject(echo) && isObject(echo['subscription']) ? echo : { method: 'subscribe', subscription: echo };
  const topic = topicOf(request['subscription']);
  // What is there already is there, and what is gone is gone: nothing is refused.
  if (/^Already (?:un)?subscribed/i.test(text)) return { kind: 'ack', id: null, topics: topic === null || /^Already un/i.test(text) ? null : [topic] };
  const words = (topic === null ? text : text.slice(0, brace)).replace(/[:\s]+$/, '').slice(0, LONGEST_WORDS);
  return { kind: 'error', id: null, code: 'error', message: words === '' ? text.slice(0, LONGEST_WORDS) : words, retryable: PASSING.test(words), ...(topic === null || request['method'] !== 'subscribe' ? {} : { topics: [topic] }) };
}
