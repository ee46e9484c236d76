import { binanceReader, type EventReading, headOf, quoteReading, readIndex, textField } from '../binanceStream.ts';
import type { JsonObject } from '../json.ts';
import { readQuote } from '../quote.ts';
import { indexTopic, marksTopic, splitIndex, underlyingOf } from './symbols.ts';

const VENUE = 'binance-options';

/** Reads one text frame of the public market stream. Never throws. */
export const parseFrame = binanceReader(readEvent);

function readEvent(name: string, event: JsonObject): EventReading {
  switch (name) {
    case 'markPrice': return readMark(name, event);
    // The second is the name of before 2025-12.
    case 'indexPrice':
    case 'index': return readUnderlying(name, event);
    default: return { kind: 'other', what: name };
  }
}

/** Where nobody quotes, volatilities are "-1.0", which is none. Rows of before 2025-12 have a mark and nothing else. */
function readMark(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  const pair = underlyingOf(head.symbol);
  if (pair === null) return { kind: 'malformed', path: 's' };
  if (event['mp'] === undefined) return { kind: 'malformed', path: 'mp' };
  const quote = readQuote({ venue: VENUE, ...head, pair }, {
    mark: textField(event, 'mp'),
    index: textField(event, 'i'),
    option: {
      markVolatility: textField(event, 'vo'), bidVolatility: textField(event, 'b'), askVolatility: textField(event, 'a'),
      greeks: { delta: textField(event, 'd')[1], gamma: textField(event, 'g')[1], vega: textField(event, 'v')[1], theta: textField(event, 't')[1] },
    },
  });
  return quoteReading(name, marksTopic(pair), quote);
}

function readUnderlying(name: string, event: JsonObject): EventReading {
  const head = headOf(event);
  if (typeof head === 'string') return { kind: 'malformed', path: head };
  const pair = splitIndex(head.symbol);
  if (pair === null) return { kind: 'malformed', path: 's' };
  if (event['p'] === undefined) return { kind: 'malformed', path: 'p' };
  return quoteReading(name, indexTopic(pair), readIndex(VENUE, pair, head.eventAt, textField(event, 'p')));
}
