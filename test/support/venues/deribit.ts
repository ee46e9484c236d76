import { onTestFinished } from 'vitest';
import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

export type DeribitOptions = Readonly<{
  /** The `data` that each channel begins with, as the text of its JSON, so that every digit is kept; empty: it is granted and silent. */
  channels: Readonly<Record<string, string>>;
  /** After `set_heartbeat` a client is asked for a sign of life this often; 10 s at the venue. */
  testEveryMs?: number;
  /** Without an answer for so long it is closed. */
  answerWithinMs?: number;
  /** Subscriptions of channels that are answered "too many requests" before one is granted. */
  busy?: number;
}>;

export type DeribitVenue = LocalVenue & Readonly<{
  /** With the path of the stream. */
  stream: string;
  /** To who is subscribed to the channel; also what later subscribers hear first. */
  push: (channel: string, data: string) => void;
  /** Every request that was understood, in order. */
  requests: readonly Readonly<{ client: number; method: string; channels: readonly string[] }>[];
}>;

type Request = Readonly<{ jsonrpc?: unknown; id?: unknown; method?: unknown; params?: Readonly<{ channels?: unknown; interval?: unknown }> }>;

const SILENT_CHANNELS = ['platform_state'];
const METHODS = ['public/subscribe', 'public/unsubscribe', 'public/set_heartbeat', 'public/test'];

/** Deribit's public stream on loopback: JSON-RPC, acks that list what was granted, and the question that must be answered. */
export async function startDeribit({ channels, testEveryMs = 10_000, answerWithinMs = 5_000, ...options }: DeribitOptions): Promise<DeribitVenue> {
  const first = new Map(Object.entries(channels));
  const requests: { client: number; method: string; channels: readonly string[] }[] = [];
  const timers = new Map<VenueClient, NodeJS.Timeout>();
  const answerable = new Map<VenueClient, NodeJS.Timeout>();
  let busy = options.busy ?? 0;
  onTestFinished(() => {
    for (const timer of [...timers.values(), ...answerable.values()]) clearTimeout(timer);
  });

  const frameOf = (channel: string, data: string): string => `{"jsonrpc":"2.0","method":"subscription","params":{"channel":${JSON.stringify(channel)},"data":${data}}}`;

  function beat(client: VenueClient): void {
    timers.set(client, setInterval(() => {
      client.send({ jsonrpc: '2.0', method: 'heartbeat', params: { type: 'test_request' } });
      if (!answerable.has(client)) answerable.set(client, setTimeout(() => client.close(1000, 'no answer to a test request'), answerWithinMs));
    }, testEveryMs));
  }

  function subscribe(client: VenueClient, id: unknown, asked: readonly string[]): void {
    const fault = (code: number, message: string, data?: object): void => client.send({ jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } });
    if (!asked.every((channel) => SILENT_CHANNELS.includes(channel)) && busy > 0) {
      busy -= 1;
      return fault(10028, 'too_many_requests');
    }
    if (asked.some((channel) => channel.endsWith('.raw'))) return fault(13778, 'raw_subscriptions_not_available_for_unauthorized');
    const granted = asked.filter((channel) => first.has(channel) || SILENT_CHANNELS.includes(channel));
    for (const channel of granted) client.topics.add(channel);
    client.send({ jsonrpc: '2.0', id, result: granted, usIn: 1, usOut: 2, usDiff: 1, testnet: false });
    for (const channel of granted) {
      const data = first.get(channel) ?? '';
      if (data !== '') client.send(frameOf(channel, data));
    }
  }

  function said(client: VenueClient, text: string): void {
    let request: Request;
    try {
      request = JSON.parse(text) as Request;
    } catch {
      return client.send({ jsonrpc: '2.0', error: { code: -32700, message: 'Parse error' } });
    }
    const { jsonrpc, id, method, params } = request;
    const fault = (code: number, message: string): void => client.send({ jsonrpc: '2.0', id, error: { code, message } });
    if (jsonrpc !== '2.0' || typeof id !== 'number' || typeof params !== 'object') return fault(-32600, 'Invalid Request');
    if (typeof method !== 'string' || !METHODS.includes(method)) return fault(-32601, 'Method not found');
    const asked = params.channels;
    const isSubscription = method.endsWith('subscribe');
    const isForm = !isSubscription || (Array.isArray(asked) && asked.length > 0 && asked.every((channel) => typeof channel === 'string'));
    if (!isForm || (method === 'public/set_heartbeat' && !(typeof params.interval === 'number' && params.interval >= 10))) return fault(-32602, 'Invalid params');
    const names = isSubscription ? asked as readonly string[] : [];
    requests.push({ client: client.number, method, channels: names });
    if (method === 'public/subscribe') return subscribe(client, id, names);
    if (method === 'public/test') {
      clearTimeout(answerable.get(client));
      answerable.delete(client);
    }
    if (method === 'public/set_heartbeat') beat(client);
    for (const channel of names) client.topics.delete(channel);
    client.send({ jsonrpc: '2.0', id, result: isSubscription ? names : method === 'public/test' ? { version: '1.2.26' } : 'ok' });
  }

  const venue = await startLocalVenue({ said });
  return {
    ...venue, requests,
    stream: `${venue.url}/ws/api/v2`,
    push: (channel, data) => {
      if (!SILENT_CHANNELS.includes(channel)) first.set(channel, data);
      venue.publish(channel, frameOf(channel, data));
    },
  };
}
