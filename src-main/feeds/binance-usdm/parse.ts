import { binanceReader, type EventReading, headOf, quoteReading, readIndex, readLast, textField } from '../binanceStream.ts';
import type { JsonObject } from '../json.ts';
import { readQuote } from '../quote.ts';
import { assetTopic, isUsdm, markTopic, pairOf, tickerTopic } from './symbols.ts';

const VENUE = 'binance-usdm';
const DOLLAR = 'USD';

/**
 * Reads one text frame of the public market stream. Never throws; what it cannot read is `malformed` with the path of
 * the first offence.
 */
export const parseFrame = binanceReader(readEvent);

function readEvent(name: string, event: JsonObject): EventReading {
  switch (name) {
    case 'markPriceUpdate': return readMark(name, event);
    case '24hrTicker':
    case '24hrMiniTicker': return readTicker(name, event);
    case 'assetIndexUpdate': return readAssetIndex(name, event);
    default: return { kind: 'other', what: name };
  }
}

function readMark(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  const { symbol } = head;
  if (!isUsdm(symbol)) return { kind: 'other', what: `${name} of another market` };
  if (event['p'] === undefined) return { kind: 'malformed', path: 'p' };
  const quote = readQuote({ venue: VENUE, ...head, pair: pairOf(symbol) }, { mark: textField(event, 'p'), index: textField(event, 'i'), funding: textField(event, 'r'), nextFunding: ['T', event['T']] });
  return quoteReading(name, markTopic(symbol), quote);
}

function readTicker(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  return isUsdm(head.symbol) ? readLast(name, tickerTopic(head.symbol), { venue: VENUE, ...head }, event) : { kind: 'other', what: `${name} of another market` };
}

/** What an asset counts as in US dollars in multi-assets mode and portfolio margin: `ADAUSD`, `USDTUSD`. */
function readAssetIndex(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  const base = head.symbol.slice(0, -DOLLAR.length);
  if (base === '' || !head.symbol.endsWith(DOLLAR)) return { kind: 'malformed', path: 's' };
  if (event['i'] === undefined) return { kind: 'malformed', path: 'i' };
  return quoteReading(name, assetTopic(head.symbol), readIndex(VENUE, { base, quote: DOLLAR }, head.eventAt, textField(event, 'i')));
}
