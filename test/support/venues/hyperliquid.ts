import { onTestFinished } from 'vitest';
import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

export type HyperliquidOptions = Readonly<{
  /** The `data` that each topic (`activeAssetCtx:BTC`) begins with; null: it is granted and silent. Others are refused. */
  topics: Readonly<Record<string, object | null>>;
  /** A client that was sent nothing for so long is closed; 60 s at the venue. */
  idleMs?: number;
  /** Greets with words that are no JSON. */
  greets?: boolean;
}>;

export type HyperliquidVenue = LocalVenue & Readonly<{
  stream: string;
  /** To who is subscribed; also what later subscribers hear first. */
  push: (topic: string, data: object) => void;
  /** Every subscribe and unsubscribe that was understood, in order. */
  requests: readonly Readonly<{ client: number; method: string; topic: string }>[];
}>;

type Subscription = Readonly<{ type?: unknown; coin?: unknown; user?: unknown; dex?: unknown }>;

const FORMS: Readonly<Record<string, readonly string[]>> = { activeAssetCtx: ['coin'], clearinghouseState: ['user'], trades: ['coin'] };

/** Hyperliquid's stream on loopback: one subscription a request, answers that repeat it, and a close for who lets the line rest. */
export async function startHyperliquid({ topics, idleMs = 60_000, greets = false }: HyperliquidOptions): Promise<HyperliquidVenue> {
  const first = new Map(Object.entries(topics));
  const requests: { client: number; method: string; topic: string }[] = [];
  const idle = new Map<VenueClient, NodeJS.Timeout>();
  onTestFinished(() => {
    for (const timer of idle.values()) clearTimeout(timer);
  });

  function send(client: VenueClient, ...frames: readonly (object | string)[]): void {
    client.send(...frames);
    clearTimeout(idle.get(client));
    idle.set(client, setTimeout(() => client.close(1000, 'Inactive'), idleMs));
  }

  const nameOf = ({ type, coin, user, dex }: Subscription): string => [type, coin ?? user, ...(dex === undefined || dex === '' ? [] : [dex])].map(String).join(':');
  // Spot pairs are asked for like perpetuals, and answered on a channel of their own.
  const channelOf = (topic: string): string => (/^activeAssetCtx:(?:@|\w+\/)/.test(topic) ? 'activeSpotAssetCtx' : topic.split(':', 1)[0] ?? '');

  function subscribe(client: VenueClient, subscription: Subscription, topic: string): void {
    if (!first.has(topic)) return send(client, { channel: 'error', data: `Invalid subscription: ${JSON.stringify(subscription)}` });
    if (client.topics.has(topic)) return send(client, { channel: 'error', data: `Already subscribed: ${JSON.stringify(subscription)}` });
    client.topics.add(topic);
    send(client, { channel: 'subscriptionResponse', data: { method: 'subscribe', subscription: subscription.type === 'clearinghouseState' ? { dex: '', ...subscription } : subscription } });
    const data = first.get(topic) ?? null;
    if (data !== null) send(client, { channel: channelOf(topic), data });
  }

  function said(client: VenueClient, text: string): void {
    const unreadable = (): void => send(client, { channel: 'error', data: `Error parsing JSON into valid websocket request: ${text}` });
    let request: Readonly<{ method?: unknown; subscription?: Subscription }>;
    try {
      request = JSON.parse(text) as typeof request;
    } catch {
      return unreadable();
    }
    const { method, subscription } = request;
    if (method === 'ping') return send(client, { channel: 'pong' });
    const form = typeof subscription?.type === 'string' ? FORMS[subscription.type] : undefined;
    if ((method !== 'subscribe' && method !== 'unsubscribe') || subscription === undefined || form === undefined || form.some((field) => typeof subscription[field as 'coin'] !== 'string')) return unreadable();
    const topic = nameOf(subscription);
    requests.push({ client: client.number, method, topic });
    if (method === 'subscribe') return subscribe(client, subscription, topic);
    if (!client.topics.delete(topic)) return send(client, { channel: 'error', data: `Already unsubscribed: ${JSON.stringify(subscription)}` });
    send(client, { channel: 'subscriptionResponse', data: { method, subscription } });
  }

  const venue = await startLocalVenue({
    said,
    connected: (client) => {
      idle.set(client, setTimeout(() => client.close(1000, 'Inactive'), idleMs));
      if (greets) send(client, 'Websocket connection established.');
    },
  });
  return {
    ...venue, requests,
    stream: `${venue.url}/ws`,
    push: (topic, data) => {
      first.set(topic, data);
      for (const client of venue.clients()) if (client.topics.has(topic)) send(client, { channel: channelOf(topic), data });
    },
  };
}
