import { parseBounded } from '../exactJson.ts';
import type { Gap, ParsedFrame, Reader } from '../feed.ts';
import { isObject, type JsonObject, wordOf } from '../json.ts';
import { createMarkets, type Markets, type Merged } from './markets.ts';
import { createSequence, type Place, type Sequence } from './sequence.ts';
import { MARKETS } from './symbols.ts';

/** What is merged of one connection. */
type Session = {
  connection: string | null;
  sequence: Sequence;
  /** Null without a snapshot, or when messages after it were lost. */
  markets: Markets | null;
  /** Of the last change of markets that came, applied or not: an older snapshot does not hold it. */
  lastChange: number;
  /** A new snapshot has been asked for. */
  asked: boolean;
};

const begin = (connection: string | null): Session => ({ connection, sequence: createSequence(), markets: null, lastChange: -1, asked: false });

/** What a client says. */
const REQUESTS: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'ping']);
const PASSING = /too many|internal error|already subscribed/i;

/** A reader for one connection of the indexer. Never throws. */
export function createReader(): Reader {
  let session = begin(null);

  return (frame) => {
    const json = parseBounded(frame);
    if (json === undefined) return { kind: 'malformed', path: '(not JSON)' };
    if (!isObject(json)) return { kind: 'malformed', path: '(not an object)' };
    const { type, connection_id: connection } = json;
    if (typeof type !== 'string') return { kind: 'malformed', path: 'type' };
    if (type === 'pong') return { kind: 'heartbeat', reply: null };
    if (typeof connection !== 'string') return REQUESTS.has(type) ? { kind: 'other', what: 'request' } : { kind: 'malformed', path: 'connection_id' };
    const id = numberOf(json['message_id']);
    if (id === null) return { kind: 'malformed', path: 'message_id' };
    // A recording may hold several connections; what one of them said is no state of another.
    if (connection !== session.connection) session = begin(connection);
    switch (type) {
      case 'connected': {
        session.sequence(id);
        return { kind: 'ready' };
      }
      // It has the number of the message before it, or that of its request.
      case 'error': return { ...errorOf(wordOf(json['message'])), ...gapAfter(session, session.sequence(id)) };
      case 'subscribed': return json['channel'] === MARKETS ? snapshot(session, json['contents'], id) : passing(session, json, id);
      case 'channel_data': return json['channel'] === MARKETS ? changed(session, [json['contents']], id) : passing(session, json, id);
      case 'channel_batch_data': {
        if (json['channel'] !== MARKETS) return passing(session, json, id);
        return Array.isArray(json['contents']) ? changed(session, json['contents'], id) : { kind: 'malformed', path: 'contents' };
      }
      case 'unsubscribed': {
        const place = session.sequence(id);
        if (json['channel'] === MARKETS) session.markets = null;
        return { kind: 'ack', id: null, topics: null, ...gapAfter(session, place) };
      }
      default: return passing(session, json, id);
    }
  };
}

const numberOf = (value: unknown): number | null => ((typeof value === 'string' || typeof value === 'number') && /^\d{1,15}$/.test(String(value)) ? Number(value) : null);

/** Lost messages may have held changes of markets: the state is dropped and asked for again, once. Before a snapshot nothing is lost. */
function gapAfter(session: Session, place: Place): Readonly<{ gap?: Gap }> {
  if (place.kind !== 'missing' || session.markets === null) return {};
  session.markets = null;
  session.asked = true;
  return { gap: { what: place.what, topics: [MARKETS] } };
}

/** A message of another channel counts in the numbers, and is not read. */
function passing(session: Session, { type, channel }: JsonObject, id: number): ParsedFrame {
  const place = session.sequence(id);
  return { kind: 'other', what: typeof channel === 'string' ? channel : wordOf(type), ...gapAfter(session, place) };
}

/** The number of a snapshot is taken when it is asked for, and it may come after messages with later ones. */
function snapshot(session: Session, contents: unknown, id: number): ParsedFrame {
  const place = session.sequence(id);
  if (session.markets !== null && (place.kind === 'duplicate' || place.kind === 'late')) return { kind: 'other', what: place.kind === 'late' ? 'out of order' : 'duplicate' };
  if (id < session.lastChange) {
    session.asked = true;
    return { kind: 'other', what: 'out of order', gap: { what: 'a snapshot older than what came after it', topics: [MARKETS] } };
  }
  if (!isObject(contents) || !isObject(contents['markets'])) return { kind: 'malformed', path: 'contents.markets' };
  const merged: Merged = { priced: false, malformed: [] };
  session.markets = createMarkets();
  session.asked = false;
  session.markets.merge(contents['markets'], 'contents.markets', merged);
  return readingOf(session.markets, merged);
}

function changed(session: Session, parts: readonly unknown[], id: number): ParsedFrame {
  const place = session.sequence(id);
  if (place.kind === 'duplicate') return { kind: 'other', what: 'duplicate' };
  if (place.kind === 'late') return { kind: 'other', what: 'out of order' };
  session.lastChange = id;
  const lost = gapAfter(session, place);
  const { markets } = session;
  if (markets === null) {
    const unasked = session.asked ? {} : { gap: { what: 'a change before its snapshot', topics: [MARKETS] } };
    session.asked = true;
    return { kind: 'other', what: 'a change without its snapshot', ...unasked, ...lost };
  }
  const merged: Merged = { priced: false, malformed: [] };
  for (const [at, part] of parts.entries()) {
    const path = parts.length === 1 ? 'contents' : `contents.${at}`;
    if (!isObject(part)) {
      merged.malformed.push(path);
      continue;
    }
    markets.merge(part['trading'], `${path}.trading`, merged);
    markets.merge(part['oraclePrices'], `${path}.oraclePrices`, merged);
  }
  return readingOf(markets, merged);
}

/**
 * Every market's quote, once any oracle price came: it says that the chain goes on, and what is left out has not changed.
 * Trading figures alone say nothing of prices: they come from the indexer, even while the chain stands.
 */
function readingOf(markets: Markets, { priced, malformed }: Merged): ParsedFrame {
  const ticks = priced ? markets.ticks() : [];
  if (ticks.length > 0) return { kind: 'ticks', topics: ticks.map(() => MARKETS), ticks, malformed: malformed.length };
  return malformed[0] === undefined ? { kind: 'other', what: `${MARKETS} without an oracle price` } : { kind: 'malformed', path: malformed[0] };
}

/** Words without a code. Those about our channel name it. */
function errorOf(message: string): ParsedFrame {
  const retryable = PASSING.test(message);
  return { kind: 'error', id: null, code: 'error', message, retryable, ...(message.includes(MARKETS) ? { topics: [MARKETS] } : {}) };
}
