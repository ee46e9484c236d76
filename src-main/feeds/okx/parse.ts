import type { Tick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { inTexts, parseBounded } from '../exactJson.ts';
import type { ParsedFrame } from '../feed.ts';
import { isObject, type JsonObject, timeOf } from '../json.ts';
import { type QuoteFields, readQuote } from '../quote.ts';
import { parseEvent } from './control.ts';
import { type Channel, familyOf, isChannel, pairOfIndex, topicOf } from './symbols.ts';

const VENUE = 'okx';

/** Reads one frame of the public stream of v5. Stateless: each push is whole. Never throws. */
export function parseFrame(frame: string): ParsedFrame {
  if (frame === 'pong') return { kind: 'heartbeat', reply: null };
  if (frame === 'ping') return { kind: 'other', what: 'ping' };
  const json = parseBounded(frame);
  if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
  if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
  const { event, arg, op, data } = json;
  if (typeof event === 'string') return parseEvent(event, inTexts(json));
  if (isObject(arg)) return parsePush(arg, data);
  if (typeof op === 'string') return { kind: 'other', what: 'args' in json ? 'request' : op };
  return { kind: 'malformed', path: '(no event, arg or op)' };
}

function parsePush(arg: JsonObject, data: unknown): ParsedFrame {
  const { channel } = arg;
  if (channel === undefined) return { kind: 'other', what: 'push without a channel' };
  if (typeof channel !== 'string' || channel === '') return { kind: 'malformed', path: 'arg.channel' };
  if (!isChannel(channel)) return { kind: 'other', what: channel };
  return Array.isArray(data) ? parseRows(channel, data) : { kind: 'malformed', path: 'data' };
}

/** Good rows go on, bad ones are counted; a push of bad rows alone is malformed. */
function parseRows(channel: Channel, rows: readonly unknown[]): ParsedFrame {
  const [ticks, topics, without]: [Tick[], string[], string[]] = [[], [], []];
  let malformed = 0;
  let path = 'data';
  for (let at = 0; at < rows.length; at += 1) {
    const read = parseRow(channel, rows[at]);
    if (typeof read === 'string') {
      if (malformed === 0) path = read === '' ? `data.${at}` : `data.${at}.${read}`;
      malformed += 1;
    } else if (read.tick === null) without.push(read.topic);
    else {
      ticks.push(read.tick);
      topics.push(read.topic);
    }
  }
  if (ticks.length > 0) return { kind: 'ticks', topics, ticks, malformed };
  return malformed > 0 ? { kind: 'malformed', path } : { kind: 'other', what: `${channel} without a price`, topics: [...new Set(without)] };
}

/** @returns the topic of the row with its tick, if it says anything; or the name of the field that is wrong, empty for the row itself */
function parseRow(channel: Channel, row: unknown): Readonly<{ topic: string; tick: Tick | null }> | string {
  if (!isObject(row)) return '';
  const symbol = row['instId'];
  if (typeof symbol !== 'string' || symbol === '') return 'instId';
  const eventAt = timeOf(row['ts']);
  // Funding had no time of its own in 2022.
  if (eventAt === null && !(channel === 'funding-rate' && row['ts'] === undefined)) return 'ts';
  const tick = channel === 'index-tickers' ? indexTick(symbol, eventAt, row['idxPx']) : readQuote({ venue: VENUE, symbol, eventAt, pair: null }, FIELDS[channel](row));
  if (typeof tick === 'string') return tick;
  return { topic: topicOf(channel, channel === 'opt-summary' ? familyOf(symbol) : symbol), tick };
}

const FIELDS: Readonly<Record<Exclude<Channel, 'index-tickers'>, (row: JsonObject) => QuoteFields>> = {
  tickers: (row) => ({ last: ['last', row['last']] }),
  'mark-price': (row) => ({ mark: ['markPx', row['markPx']] }),
  // The rate is charged at `fundingTime`; `nextFundingTime` is the one after.
  'funding-rate': (row) => ({ funding: ['fundingRate', row['fundingRate']], nextFunding: ['fundingTime', row['fundingTime']] }),
  'opt-summary': (row) => ({
    option: {
      markVolatility: ['markVol', row['markVol']],
      bidVolatility: ['bidVol', row['bidVol']],
      askVolatility: ['askVol', row['askVol']],
      underlyingPrice: ['fwdPx', row['fwdPx']],
      greeks: { delta: row['deltaBS'], gamma: row['gammaBS'], vega: row['vegaBS'], theta: row['thetaBS'] },
      coinGreeks: { delta: row['delta'], gamma: row['gamma'], vega: row['vega'], theta: row['theta'] },
    },
  }),
};

/** Keyed by the id of an index, not of a contract. A price that can be none leaves a tick without one. */
function indexTick(id: string, eventAt: EpochMs | null, price: unknown): Tick | string | null {
  const pair = pairOfIndex(id);
  if (pair === null) return 'instId';
  const quote = readQuote({ venue: VENUE, symbol: id, eventAt, pair }, { index: ['idxPx', price] });
  if (quote === null || typeof quote === 'string') return quote;
  return { kind: 'index', venue: VENUE, base: pair.base, quote: pair.quote, ...(quote.indexPrice === undefined ? {} : { indexPrice: quote.indexPrice }), eventAt };
}
