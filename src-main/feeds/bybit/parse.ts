import type { EpochMs } from '#shared/num/units.ts';
import { inTexts, parseBounded } from '../exactJson.ts';
import type { ParsedFrame, Reader } from '../feed.ts';
import { isObject, type JsonObject, timeOf } from '../json.ts';
import { noneIfZero, readQuote } from '../quote.ts';
import { parseControl } from './control.ts';
import { createMerge, type Merged, type Ticker } from './merge.ts';
import { isOption, pairOf } from './symbols.ts';

const VENUE = 'bybit';

/**
 * A reader for one connection to a public stream of v5 (linear, inverse, option). Its tickers are merged: every good one
 * gives the whole of what is known. Never throws; what it cannot read is `malformed` with the path of the first offence.
 */
export function createReader(): Reader {
  const merge = createMerge();
  return (frame) => {
    const json = parseBounded(frame);
    if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
    if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
    return 'topic' in json ? parsePush(json, frame, merge) : parseControl(inTexts(json));
  };
}

function parsePush(json: JsonObject, frame: string, merge: (ticker: Ticker) => Merged): ParsedFrame {
  const { topic, type, data } = json;
  if (typeof topic !== 'string' || topic === '') return { kind: 'malformed', path: 'topic' };
  const dot = topic.indexOf('.');
  const channel = dot < 0 ? topic : topic.slice(0, dot);
  if (channel !== 'tickers') return { kind: 'other', what: channel };
  if (!isObject(data)) return { kind: 'malformed', path: 'data' };
  // Spot names its markets like the perpetuals, and has no mark.
  if ('usdIndexPrice' in data) return { kind: 'other', what: 'spot ticker' };
  if (type !== 'snapshot' && type !== 'delta') return { kind: 'malformed', path: 'type' };
  const symbol = data['symbol'] ?? (dot < 0 ? undefined : topic.slice(dot + 1));
  if (typeof symbol !== 'string' || symbol === '') return { kind: 'malformed', path: 'data.symbol' };
  const at = timeOf(json['ts']);
  if (at === null) return { kind: 'malformed', path: 'ts' };
  const sequence = sequenceOf(json);
  if (sequence === undefined) return { kind: 'malformed', path: 'cs' };
  const merged = merge({ topic, symbol, isSnapshot: type === 'snapshot', sequence, at, data, frame });
  if (merged.kind === 'dropped') return { kind: 'other', what: merged.what, ...(merged.lost === null ? {} : { gap: { what: `${symbol}: ${merged.lost}`, topics: [topic] } }) };
  return readTicker(topic, symbol, at, merged.fields);
}

/**
 * `cs`; option tickers have it in their `id`, between name and time ("tickers.BTC-25JUN27-106000-P-USDT-76572337574-1790373953406").
 *
 * @returns null where there is none, undefined for what is no sequence
 */
function sequenceOf({ cs, id }: JsonObject): number | null | undefined {
  if (typeof cs === 'number') return Number.isSafeInteger(cs) && cs >= 0 && cs < 1e15 ? cs : undefined;
  const text = cs ?? (typeof id === 'string' ? /-(\d{1,15})-\d+$/.exec(id)?.[1] : undefined);
  if (text === undefined) return null;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function readTicker(topic: string, symbol: string, eventAt: EpochMs, fields: JsonObject): ParsedFrame {
  const isOfOption = isOption(symbol);
  const { lastPrice, delta, gamma, vega, theta } = fields;
  const quote = readQuote({ venue: VENUE, symbol, eventAt, pair: pairOf(symbol) }, {
    mark: ['data.markPrice', fields['markPrice']],
    index: ['data.indexPrice', fields['indexPrice']],
    last: ['data.lastPrice', isOfOption ? noneIfZero(lastPrice) : lastPrice],
    funding: ['data.fundingRate', fields['fundingRate']],
    nextFunding: ['data.nextFundingTime', fields['nextFundingTime']],
    ...(!isOfOption ? {} : {
      option: {
        markVolatility: ['data.markPriceIv', fields['markPriceIv']],
        bidVolatility: ['data.bidIv', fields['bidIv']],
        askVolatility: ['data.askIv', fields['askIv']],
        underlyingPrice: ['data.underlyingPrice', fields['underlyingPrice']],
        greeks: { delta, gamma, vega, theta },
      },
    }),
  });
  if (typeof quote === 'string') return { kind: 'malformed', path: quote };
  if (quote === null) return { kind: 'other', what: 'ticker without a price', topics: [topic] };
  return { kind: 'ticks', topics: [topic], ticks: [quote], malformed: 0 };
}
