import type { MarkTick } from '#shared/domain/tick.ts';
import { type DecimalText, isDecimalText, isPriceText } from '#shared/num/units.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf, wordOf } from '../json.ts';
import { markTopic, splitSymbol } from './symbols.ts';

const VENUE = 'binance-usdm';

/**
 * Reads one text frame of the public market stream: combined (`{stream, data}`) or raw, one event or an array.
 * Never throws; what it cannot read is `malformed` with the path of the first offence.
 */
export function parseFrame(frame: string): ParsedFrame {
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return { kind: 'malformed', path: '(not JSON)' };
  }
  if (Array.isArray(json)) return parseEvents(json);
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  if ('data' in json && 'stream' in json) return Array.isArray(json['data']) ? parseEvents(json['data']) : parseEvent(json['data']);
  if ('e' in json) return parseEvent(json);
  return parseControl(json);
}

function parseEvent(event: unknown): ParsedFrame {
  if (!isObject(event)) return { kind: 'malformed', path: 'data' };
  if (event['e'] !== 'markPriceUpdate') return typeof event['e'] === 'string' ? { kind: 'other', what: event['e'] } : { kind: 'malformed', path: 'e' };
  const tick = parseMark(event);
  return typeof tick === 'string' ? { kind: 'malformed', path: tick } : { kind: 'ticks', topics: [markTopic(tick.symbol)], ticks: [tick], malformed: 0 };
}

/** Good rows go on; bad ones are counted. An array without a single good row is malformed. */
function parseEvents(events: readonly unknown[]): ParsedFrame {
  const ticks: MarkTick[] = [];
  const topics: string[] = [];
  let malformed = 0;
  let other: string | null = null;
  let path = '0';
  for (let at = 0; at < events.length; at += 1) {
    const event = events[at];
    const name = isObject(event) ? event['e'] : undefined;
    if (typeof name === 'string' && name !== 'markPriceUpdate') {
      other = name;
      continue;
    }
    const tick = isObject(event) ? parseMark(event) : '(not an object)';
    if (typeof tick === 'string') {
      malformed += 1;
      path = `${at}.${tick}`;
    } else {
      ticks.push(tick);
      topics.push(markTopic(tick.symbol));
    }
  }
  if (ticks.length > 0) return { kind: 'ticks', topics, ticks, malformed };
  return other !== null && malformed === 0 ? { kind: 'other', what: other } : { kind: 'malformed', path };
}

/** @returns the tick, or the name of the field that is wrong */
function parseMark(event: JsonObject): MarkTick | string {
  const { s: symbol, p: markPrice } = event;
  if (typeof symbol !== 'string' || symbol === '') return 's';
  if (typeof markPrice !== 'string' || !isPriceText(markPrice)) return 'p';
  const eventAt = timeOf(event['E']);
  if (eventAt === null) return 'E';
  const indexPrice = absentOr(event['i'], isPriceText);
  if (indexPrice === null) return 'i';
  const fundingRate = absentOr(event['r'], isDecimalText);
  if (fundingRate === null) return 'r';
  const nextFundingAt = timeOf(event['T']);
  const pair = splitSymbol(symbol);
  return {
    kind: 'mark', venue: VENUE, symbol, markPrice, eventAt,
    ...(indexPrice === undefined ? {} : { indexPrice, ...(pair === null ? {} : { indexBase: pair.base, indexQuote: pair.quote }) }),
    ...(fundingRate === undefined ? {} : { fundingRate }),
    ...(nextFundingAt === null ? {} : { nextFundingAt }),
  };
}

/** Missing and "" mean that the contract has none. @returns undefined for those, null for what is not of the form */
function absentOr(value: unknown, isOfForm: (text: string) => text is DecimalText): DecimalText | undefined | null {
  if (value === undefined || value === '') return undefined;
  return typeof value === 'string' && isOfForm(value) ? value : null;
}

function parseControl(json: JsonObject): ParsedFrame {
  const id = typeof json['id'] === 'number' ? json['id'] : null;
  const error = isObject(json['error']) ? json['error'] : 'code' in json && 'msg' in json ? json : null;
  if (error !== null) return { kind: 'error', id, code: wordOf(error['code']), message: wordOf(error['msg']), retryable: false };
  if ('result' in json) return { kind: 'ack', id, topics: null };
  if (typeof json['method'] === 'string') return { kind: 'other', what: json['method'] };
  return { kind: 'malformed', path: '(no event, answer or error)' };
}
