import { onTestFinished } from 'vitest';
import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

export type CoinbaseOptions = Readonly<{
  /** The products that exist, with the price of their snapshot; null: none yet, so that nothing comes with the answer. */
  products: Readonly<Record<string, string | null>>;
  /** Products that speak under another name. */
  aliases?: Readonly<Record<string, string>>;
  /** How an unknown product is refused. Absent: by its name. */
  refusal?: 'named' | 'bare';
  /** Who asks for nothing within this is cut; 5 s at the venue. */
  firstWithinMs?: number;
  heartbeatMs?: number;
  /** A connection on which nothing was said for this long is closed; 60 to 90 s at the venue. */
  quietMs?: number;
  /** Requests in a second; further ones are refused. */
  perSecond?: number;
}>;

export type CoinbaseVenue = LocalVenue & Readonly<{
  /** A price, which is that of later snapshots too. */
  trade: (product: string, price: string) => void;
  /** A frame of any channel, with the next number. */
  say: (channel: string, events: unknown) => void;
  /** So many messages never arrive. */
  lose: (count: number) => void;
  /** The last message, once more. */
  repeat: () => void;
  /** A price that was overtaken: its number is three before the last. */
  late: (product: string, price: string) => void;
  /** The products that were asked for, in order. */
  asked: (type: 'subscribe' | 'unsubscribe') => readonly string[];
}>;

type Session = { sequence: number; heartbeats: boolean; last: object; recent: number[]; quiet: NodeJS.Timeout | undefined };

const STAMP = '2026-09-21T14:13:20.123456789Z';

/** Coinbase Advanced Trade's market stream. One count runs through all that a connection says; answers have no id. */
export async function startCoinbase({ products, aliases = {}, refusal = 'named', firstWithinMs = 5000, heartbeatMs = 50, quietMs = 60_000, perSecond = 8 }: CoinbaseOptions): Promise<CoinbaseVenue> {
  const prices = new Map(Object.entries(products));
  const sessions = new Map<VenueClient, Session>();

  function say(client: VenueClient, channel: string, events: unknown): void {
    const session = sessions.get(client);
    if (session === undefined) return;
    session.last = { channel, client_id: '', timestamp: STAMP, sequence_num: session.sequence, events };
    session.sequence += 1;
    clearTimeout(session.quiet);
    session.quiet = setTimeout(() => client.close(1000, 'no updates'), quietMs);
    client.send(session.last);
  }

  const tickersOf = (type: 'snapshot' | 'update', product: string): object => [{ type, tickers: [{ type: 'ticker', product_id: aliases[product] ?? product, price: prices.get(product), volume_24_h: '1', best_bid: '', price_percent_chg_24_h: '-1' }] }];
  const grants = (client: VenueClient): object => {
    const tickers = [...client.topics].map((topic) => topic.slice('ticker:'.length));
    return [{ subscriptions: { ...(tickers.length > 0 ? { ticker: tickers } : {}), ...(sessions.get(client)?.heartbeats === true ? { heartbeats: ['heartbeats'] } : {}) } }];
  };

  function answer(client: VenueClient, session: Session, text: string): void {
    const refuse = (message: string, reason?: string): void => client.send({ type: 'error', message, ...(reason === undefined ? {} : { reason }) });
    const now = performance.now();
    session.recent = [...session.recent.filter((at) => now - at < 1000), now];
    if (session.recent.length > perSecond) return refuse('rate limit exceeded');
    const request = JSON.parse(text) as Readonly<{ type?: unknown; channel?: unknown; product_ids?: unknown }>;
    const { type, channel, product_ids: names } = request;
    if (type !== 'subscribe' && type !== 'unsubscribe') return refuse('type is not valid');
    if (channel === 'heartbeats') {
      session.heartbeats = type === 'subscribe';
      return say(client, 'subscriptions', grants(client));
    }
    if (channel !== 'ticker' || !Array.isArray(names)) return refuse('channel is not valid');
    for (const name of names as readonly string[]) {
      if (!prices.has(name)) return refuse('failed to subscribe', refusal === 'named' ? `${name} is not a valid product` : 'product is not valid');
      if (type === 'subscribe') client.topics.add(`ticker:${name}`);
      else client.topics.delete(`ticker:${name}`);
      if (type === 'subscribe' && prices.get(name) !== null) say(client, 'ticker', tickersOf('snapshot', name));
    }
    say(client, 'subscriptions', grants(client));
  }

  const venue = await startLocalVenue({
    connected: (client) => {
      sessions.set(client, { sequence: 0, heartbeats: false, last: {}, recent: [], quiet: undefined });
      setTimeout(() => { if (sessions.get(client)?.recent.length === 0) client.close(1008, 'no subscribe message'); }, firstWithinMs).unref();
    },
    said: (client, text) => {
      const session = sessions.get(client);
      if (session !== undefined) answer(client, session, text);
    },
  });
  const beating = setInterval(() => {
    for (const client of venue.clients()) if (sessions.get(client)?.heartbeats === true) say(client, 'heartbeats', [{ current_time: STAMP, heartbeat_counter: 1 }]);
  }, heartbeatMs);
  onTestFinished(() => {
    clearInterval(beating);
    for (const { quiet } of sessions.values()) clearTimeout(quiet);
  });

  const ofAll = (act: (client: VenueClient, session: Session) => void): void => {
    for (const client of venue.clients()) {
      const session = sessions.get(client);
      if (session !== undefined) act(client, session);
    }
  };
  return {
    ...venue,
    trade: (product, price) => {
      prices.set(product, price);
      ofAll((client) => { if (client.topics.has(`ticker:${product}`)) say(client, 'ticker', tickersOf('update', product)); });
    },
    say: (channel, events) => ofAll((client) => say(client, channel, events)),
    lose: (count) => ofAll((_client, session) => { session.sequence += count; }),
    repeat: () => ofAll((client, { last }) => client.send(last)),
    late: (product, price) => ofAll((client, { sequence }) => client.send({ channel: 'ticker', timestamp: STAMP, sequence_num: sequence - 4, events: [{ type: 'update', tickers: [{ product_id: product, price }] }] })),
    asked: (type) => venue.heard.map(({ text }) => JSON.parse(text) as Readonly<{ type: string; product_ids?: readonly string[] }>).filter((request) => request.type === type).flatMap((request) => request.product_ids ?? []),
  };
}
