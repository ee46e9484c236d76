import { binanceReader, type EventReading, headOf, quoteReading, readIndex, readLast, textField } from '../binanceStream.ts';
import { type JsonObject, timeOf } from '../json.ts';
import { readQuote } from '../quote.ts';
import { indexTopic, markTopic, pairName, splitPair, tickerTopic } from './symbols.ts';

const VENUE = 'binance-coinm';

/** Reads one text frame of the public market stream. Never throws. */
export const parseFrame = binanceReader(readEvent);

function readEvent(name: string, event: JsonObject): EventReading {
  switch (name) {
    case 'markPriceUpdate': return readMark(name, event);
    case 'indexPriceUpdate': return readPairIndex(name, event);
    case '24hrTicker':
    case '24hrMiniTicker': return readTicker(name, event);
    default: return { kind: 'other', what: name };
  }
}

/** Frames before 2023 have no index here; since then `i` is its price. */
function readMark(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  const pair = pairName(head.symbol);
  if (pair === null) return { kind: 'other', what: `${name} of another market` };
  if (event['p'] === undefined) return { kind: 'malformed', path: 'p' };
  const quote = readQuote({ venue: VENUE, ...head, pair: splitPair(pair) }, { mark: textField(event, 'p'), index: textField(event, 'i'), funding: textField(event, 'r'), nextFunding: ['T', event['T']] });
  return quoteReading(name, markTopic(head.symbol), quote);
}

/** Here `i` is the name of the pair, and `p` the index. */
function readPairIndex(name: string, event: JsonObject): EventReading {
  const pair = typeof event['i'] === 'string' ? event['i'] : '';
  const split = splitPair(pair);
  if (split === null) return { kind: 'malformed', path: 'i' };
  const eventAt = timeOf(event['E']);
  if (eventAt === null) return { kind: 'malformed', path: 'E' };
  if (event['p'] === undefined) return { kind: 'malformed', path: 'p' };
  return quoteReading(name, indexTopic(pair), readIndex(VENUE, split, eventAt, textField(event, 'p')));
}

function readTicker(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  return pairName(head.symbol) === null ? { kind: 'other', what: `${name} of another market` } : readLast(name, tickerTopic(head.symbol), { venue: VENUE, ...head }, event);
}
