import { onTestFinished } from 'vitest';
import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

type Market = Readonly<{ oraclePrice: string | null; nextFundingRate?: string }>;

export type DydxOptions = Readonly<{
  markets: Readonly<Record<string, Market>>;
  /** How long the first state takes; up to 20 s at the venue. */
  snapshotMs?: number;
  /** The venue's pings, 30 s apart, and how long it waits for the pong, 10 s. */
  pingEveryMs?: number;
  pongWithinMs?: number;
  /** Subscriptions of one channel in a second that cost nothing. */
  perSecond?: number;
  /** Fetches of the first state that fail before one succeeds. */
  failures?: number;
  /** A change comes before the first state. */
  changesFirst?: boolean;
  /** Who connects is told so this late. */
  connectedAfterMs?: number;
}>;

export type DydxVenue = LocalVenue & Readonly<{
  stream: string;
  /** Oracle prices of a block; also part of what later subscribers hear first. */
  prices: (prices: Readonly<Record<string, string>>) => void;
  /** Trading figures. */
  trading: (rows: Readonly<Record<string, object>>) => void;
  /** The number of one message is taken, and the message is lost. */
  lose: () => void;
  /** The last change once more. */
  repeat: () => void;
  /** An old change, with an old number. */
  late: (prices: Readonly<Record<string, string>>) => void;
  restart: () => void;
  /** Every subscribe and unsubscribe that was understood, in order. */
  requests: readonly Readonly<{ client: number; type: string; channel: string; batched: unknown }>[];
}>;

type Request = Readonly<{ type?: unknown; channel?: unknown; id?: unknown; batched?: unknown }>;

const CHANNELS = ['v4_markets', 'v4_trades', 'v4_orderbook', 'v4_candles', 'v4_subaccounts', 'v4_block_height'];
const BLOCK = { effectiveAt: '2026-09-21T14:13:20.000Z', effectiveAtHeight: '1', marketId: 0 };

/** The indexer of dYdX v4 on loopback: messages are numbered, the first state takes its time, and pings are the protocol's own. */
export async function startDydx({ markets, snapshotMs = 0, pingEveryMs = 30_000, pongWithinMs = 10_000, perSecond = 2, connectedAfterMs = 0, ...options }: DydxOptions): Promise<DydxVenue> {
  const state = new Map<string, Market>(Object.entries(markets));
  const requests: { client: number; type: string; channel: string; batched: unknown }[] = [];
  const numbers = new Map<VenueClient, number>();
  const subscribedAt = new Map<VenueClient, readonly number[]>();
  const overdue = new Map<VenueClient, NodeJS.Timeout>();
  const timers: NodeJS.Timeout[] = [];
  let failures = options.failures ?? 0;
  let lastChange: object | null = null;
  onTestFinished(() => {
    for (const timer of [...timers, ...overdue.values()]) clearTimeout(timer);
  });

  const next = (client: VenueClient): number => {
    const number = (numbers.get(client) ?? 0) + 1;
    numbers.set(client, number);
    return number;
  };
  const headOf = (client: VenueClient, number: number): object => ({ connection_id: `connection-${client.number}`, message_id: number });
  const fault = (client: VenueClient, message: string, number = numbers.get(client) ?? 0): void => client.send({ type: 'error', message, ...headOf(client, number) });
  const oracleOf = (prices: Readonly<Record<string, string>>): object => ({ oraclePrices: Object.fromEntries(Object.entries(prices).map(([ticker, oraclePrice]) => [ticker, { oraclePrice, ...BLOCK }])) });

  function change(contents: object): void {
    for (const client of venue.clients()) {
      if (!client.topics.has('v4_markets')) continue;
      lastChange = { type: 'channel_batch_data', ...headOf(client, next(client)), channel: 'v4_markets', version: '1.0.0', contents: [contents] };
      client.send(lastChange);
    }
  }

  function begin(client: VenueClient, number: number): void {
    if (failures > 0) {
      failures -= 1;
      return fault(client, 'Internal error, could not fetch data for subscription: v4_markets.', number);
    }
    if (client.topics.has('v4_markets')) return fault(client, 'Invalid subscribe message: already subscribed (v4_markets-v4_markets)', number);
    client.topics.add('v4_markets');
    client.send({ type: 'subscribed', ...headOf(client, number), channel: 'v4_markets', contents: { markets: Object.fromEntries([...state].map(([ticker, market]) => [ticker, { ticker, status: 'ACTIVE', ...market }])) } });
  }

  function subscribe(client: VenueClient, number: number): void {
    const now = performance.now();
    const recent = [...(subscribedAt.get(client) ?? []).filter((at) => now - at < 1000), now];
    subscribedAt.set(client, recent);
    if (recent.length > perSecond) {
      fault(client, 'Too many subscribe attempts for channel v4_markets-v4_markets. Please reconnect and try again.', number);
      return client.close(1008, JSON.stringify({ message: 'Rate limited' }));
    }
    if (options.changesFirst === true && requests.length === 1) client.send({ type: 'channel_batch_data', ...headOf(client, next(client)), channel: 'v4_markets', version: '1.0.0', contents: [oracleOf({ 'BTC-USD': '1.0' })] });
    timers.push(setTimeout(() => begin(client, number), snapshotMs));
  }

  function said(client: VenueClient, text: string): void {
    let request: Request;
    try {
      request = JSON.parse(text) as Request;
    } catch {
      return fault(client, 'Invalid message: could not parse');
    }
    const { type, channel, id, batched } = request;
    if (type === 'ping') return;
    if (type !== 'subscribe' && type !== 'unsubscribe') return fault(client, `Invalid message type: ${String(type)}`);
    if (typeof channel !== 'string' || !CHANNELS.includes(channel)) return fault(client, `Invalid channel: ${String(channel)}`);
    if (channel !== 'v4_markets' && typeof id !== 'string') return fault(client, `Invalid id: ${String(id)}`);
    requests.push({ client: client.number, type, channel, batched });
    const number = next(client);
    if (type === 'subscribe') return subscribe(client, number);
    client.topics.delete(channel);
    client.send({ type: 'unsubscribed', ...headOf(client, number), channel });
  }

  function ping(client: VenueClient): void {
    client.ping();
    if (!overdue.has(client)) overdue.set(client, setTimeout(() => client.close(1011, 'Heartbeat timeout'), pongWithinMs));
  }

  const venue = await startLocalVenue({
    said,
    connected: (client) => {
      timers.push(setTimeout(() => client.send({ type: 'connected', ...headOf(client, 0) }), connectedAfterMs), setInterval(() => ping(client), pingEveryMs));
    },
    ponged: (client) => {
      clearTimeout(overdue.get(client));
      overdue.delete(client);
    },
  });
  return {
    ...venue, requests,
    stream: `${venue.url}/v4/ws`,
    prices: (prices) => {
      for (const [ticker, oraclePrice] of Object.entries(prices)) state.set(ticker, { ...state.get(ticker), oraclePrice });
      change(oracleOf(prices));
    },
    trading: (rows) => change({ trading: rows }),
    lose: () => {
      for (const client of venue.clients()) next(client);
    },
    repeat: () => {
      if (lastChange !== null) venue.send(lastChange);
    },
    late: (prices) => {
      for (const client of venue.clients()) client.send({ type: 'channel_data', ...headOf(client, (numbers.get(client) ?? 0) - 1), channel: 'v4_markets', version: '1.0.0', contents: oracleOf(prices) });
    },
    restart: () => venue.closeWith(1012, JSON.stringify({ message: 'Service restarting' })),
  };
}
