import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';
import { createIdleWatch } from './idleWatch.ts';

type Fields = Readonly<Record<string, unknown>>;

export type BitmexOptions = Readonly<{
  /** Rows of the `instrument` table, by their symbol. */
  instruments: Readonly<Record<string, Fields>>;
  /** Acknowledged, and silent. */
  silent?: readonly string[];
  /** A client that says nothing for this long is cut. Absent: never. */
  idleMs?: number;
  /** An error says which symbol it means. Absent: yes. */
  names?: boolean;
}>;

export type BitmexVenue = LocalVenue & Readonly<{
  /** Changed fields of a row, to whoever subscribed to it. */
  update: (symbol: string, fields: Fields) => void;
  /** A row is gone. */
  remove: (symbol: string) => void;
  /** As many partials to come are kept back: updates come before them. */
  holdBack: (partials: number) => void;
}>;

/** BitMEX' realtime stream: a welcome, an answer for each argument, tables as a partial and then what changed. */
export async function startBitmex({ instruments, silent = [], idleMs = Infinity, names = true }: BitmexOptions): Promise<BitmexVenue> {
  const watch = createIdleWatch(idleMs);
  const rows = new Map<string, Fields>(Object.entries(instruments).map(([symbol, fields]) => [symbol, { symbol, ...fields }]));
  let [remaining, heldBack] = [40, 0];

  function subscribe(client: VenueClient, topic: string, request: object): void {
    const symbol = topic.slice('instrument:'.length);
    const row = rows.get(symbol);
    if (!topic.startsWith('instrument:')) return client.send({ status: 400, error: `Unknown table: ${topic}`, meta: {}, request });
    if (row === undefined) return client.send({ status: 400, error: names ? `Unknown or expired symbol: ${symbol}. Please see the documentation.` : 'Unknown or expired symbol.', meta: {}, request });
    if (client.topics.has(topic)) return client.send({ status: 400, error: `You are already subscribed to this topic: ${topic}`, meta: {}, request });
    client.send({ success: true, subscribe: topic, request });
    if (silent.includes(symbol)) return;
    client.topics.add(topic);
    if (heldBack > 0) {
      heldBack -= 1;
      return;
    }
    client.send({ table: 'instrument', action: 'partial', keys: ['symbol'], types: { symbol: 'symbol', markPrice: 'float' }, filter: { symbol }, data: [row] });
  }

  const venue = await startLocalVenue({
    connected: (client) => {
      remaining -= 1;
      client.send({ info: 'Welcome to the BitMEX Realtime API.', version: '2.0.0', timestamp: '2026-09-21T14:13:20.000Z', docs: 'https://www.bitmex.com/app/wsAPI', limit: { remaining } });
      watch.alive(client);
    },
    said: (client, text) => {
      watch.alive(client);
      if (text === 'ping') return client.send('pong');
      const request = JSON.parse(text) as Readonly<{ op?: unknown; args?: unknown }>;
      const args = Array.isArray(request.args) ? request.args.map(String) : [String(request.args)];
      if (request.op === 'subscribe') for (const topic of args) subscribe(client, topic, request);
      else if (request.op === 'unsubscribe') {
        for (const topic of args) {
          if (client.topics.delete(topic)) client.send({ success: true, unsubscribe: topic, request });
          else client.send({ status: 400, error: `You are not subscribed to this topic: ${topic}`, meta: {}, request });
        }
      } else client.send({ status: 400, error: 'Unrecognized request.', meta: {}, request });
    },
  });

  return {
    ...venue,
    update: (symbol, fields) => {
      rows.set(symbol, { ...rows.get(symbol), symbol, ...fields });
      venue.publish(`instrument:${symbol}`, { table: 'instrument', action: 'update', data: [{ symbol, ...fields }] });
    },
    remove: (symbol) => {
      rows.delete(symbol);
      venue.publish(`instrument:${symbol}`, { table: 'instrument', action: 'delete', data: [{ symbol }] });
    },
    holdBack: (partials) => {
      heldBack = partials;
    },
  };
}
