import type { JsonObject } from '../json.ts';

/** Fields that are read; nothing else of a ticker is kept. */
const FIELDS = ['markPrice', 'indexPrice', 'lastPrice', 'fundingRate', 'nextFundingTime', 'markPriceIv', 'bidIv', 'askIv', 'underlyingPrice', 'delta', 'gamma', 'vega', 'theta'] as const;

type Fields = Partial<Record<(typeof FIELDS)[number], unknown>>;

export type Ticker = Readonly<{
  topic: string;
  symbol: string;
  isSnapshot: boolean;
  /** Cross sequence: never falls, and may stay while an index moves. Null where the frame carries none. */
  sequence: number | null;
  at: number;
  data: JsonObject;
  frame: string;
}>;

/** What a ticker does to what is known of its symbol. */
export type Merged =
  | Readonly<{ kind: 'fields'; fields: Readonly<Fields> }>
  | Readonly<{ kind: 'dropped'; what: string; /** The topic's snapshot must be asked for. */ lost: string | null }>;

type Known = { fields: Readonly<Fields>; sequence: number | null; at: number; frame: string };

/** Merges the tickers of one connection: a snapshot replaces, a delta changes what it names. */
export function createMerge(): (ticker: Ticker) => Merged {
  const known = new Map<string, Known>();
  /** Topics whose snapshot is on its way. */
  const awaited = new Set<string>();

  function lose({ topic, symbol }: Ticker, what: string, why: string): Merged {
    known.delete(symbol);
    const isNews = !awaited.has(topic);
    awaited.add(topic);
    return { kind: 'dropped', what, lost: isNews ? why : null };
  }

  return (ticker) => {
    const { topic, symbol, isSnapshot, sequence, at, frame } = ticker;
    const before = known.get(symbol);
    if (before === undefined && !isSnapshot) return lose(ticker, 'delta before its snapshot', 'a delta came before its snapshot');
    if (before !== undefined) {
      // The same snapshot again is the answer to being asked again: nothing has changed since, and that is news.
      if (!isSnapshot && frame === before.frame) return { kind: 'dropped', what: 'duplicate', lost: null };
      if (isBehind(ticker, before)) {
        if (isSnapshot) return lose(ticker, 'out of order', 'a snapshot was older than what came before it');
        return { kind: 'dropped', what: 'out of order', lost: null };
      }
    }
    const fields: Fields = isSnapshot || before === undefined ? {} : { ...before.fields };
    for (const name of FIELDS) if (Object.hasOwn(ticker.data, name)) fields[name] = ticker.data[name];
    known.set(symbol, { fields, sequence: sequence ?? before?.sequence ?? null, at, frame });
    awaited.delete(topic);
    return { kind: 'fields', fields };
  };
}

/** By sequence; among frames of the same sequence by the venue's own time. */
function isBehind({ sequence, at }: Ticker, before: Known): boolean {
  if (sequence === null || before.sequence === null) return false;
  return sequence < before.sequence || (sequence === before.sequence && at < before.at);
}
