import type { ServerResponse } from 'node:http';
import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';
import { createIdleWatch } from './idleWatch.ts';

export type KucoinOptions = Readonly<{
  /** That can be subscribed to. */
  contracts: readonly string[];
  /** Topics that are acknowledged, and silent. */
  silent?: readonly string[];
  /** How an unknown contract is refused. Absent: by its name. */
  refusal?: 'named' | 'bare';
  /** Requests that are answered with "too many" before any is taken. */
  busy?: number;
  /** The welcome comes so late. */
  welcomeAfterMs?: number;
  /** A client that sends no ping for this long is cut. Absent: never. */
  pingWithinMs?: number;
  /** Answers a request for a token in the venue's place. @returns whether it did; `number` counts from 1 */
  token?: (response: ServerResponse, number: number) => boolean;
}>;

export type KucoinVenue = LocalVenue & Readonly<{
  /** Where a token is asked for. */
  api: string;
  /** How often it was. */
  tokensAsked: () => number;
  /** Requests for topics, without pings. */
  requests: () => readonly Readonly<{ client: number; id: string; type: string; topic: string }>[];
  /** Fields of `mark.index.price`, to whoever subscribed to the contract. */
  marks: (contract: string, fields: object | string) => void;
  funding: (contract: string, fields: object) => void;
  last: (contract: string, fields: object | string) => void;
  /** The token of every connection is over. */
  expire: () => void;
}>;

const MAX_TOPICS = 100;
const TOPIC = /^\/(?:contract\/instrument|contractMarket\/(?:snapshot|tickerV2|ticker|execution)):([A-Z\d]+)$/;

/** What the venue answers to who asks for a token. */
export function kucoinToken(endpoint: string, token: string): object {
  return { code: '200000', data: { token, instanceServers: [{ endpoint, encrypt: true, protocol: 'websocket', pingInterval: 18_000, pingTimeout: 10_000 }] } };
}

/** `data` may be its own JSON text, for digits and exponents that a double does not keep. */
const message = (topic: string, subject: string, data: object | string): string => `{"topic":"${topic}","type":"message","subject":"${subject}","data":${typeof data === 'string' ? data : JSON.stringify(data)}}`;

/** KuCoin futures: a token over HTTP, good for one connection, then a socket that speaks first. */
export async function startKucoin({ contracts, silent = [], refusal = 'named', busy = 0, welcomeAfterMs = 0, pingWithinMs = Infinity, token }: KucoinOptions): Promise<KucoinVenue> {
  const watch = createIdleWatch(pingWithinMs);
  const unused = new Set<string>();
  const welcomed = new Set<VenueClient>();
  let [asked, leftBusy] = [0, busy];

  function greet(client: VenueClient): void {
    const { searchParams } = new URL(client.path, 'ws://kucoin');
    const id = searchParams.get('connectId') ?? '';
    if (!unused.delete(searchParams.get('token') ?? '')) {
      client.send({ id, type: 'error', code: 401, data: 'token is invalid' });
      client.close(1000, 'token is invalid');
      return;
    }
    welcomed.add(client);
    client.send({ id, type: 'welcome' });
  }

  function answer(client: VenueClient, request: Readonly<Record<string, unknown>>): void {
    const { id, type, topic } = request;
    const refuse = (code: number, data: string): void => client.send({ id, type: 'error', code, data });
    if (!welcomed.has(client)) return refuse(401, 'not connected');
    if (typeof id !== 'string' || typeof topic !== 'string' || topic.includes(',') || (type !== 'subscribe' && type !== 'unsubscribe')) return refuse(400, 'Bad request');
    if (leftBusy > 0) {
      leftBusy -= 1;
      return refuse(509, 'exceed max permits per 10 seconds');
    }
    const contract = TOPIC.exec(topic)?.[1] ?? '';
    if (!contracts.includes(contract)) return refuse(404, refusal === 'named' ? `topic ${topic} is not found` : 'topic does not exist');
    if (type === 'unsubscribe') client.topics.delete(topic);
    else if (client.topics.size >= MAX_TOPICS) return refuse(509, 'exceed max subscription count limitation of 100 per session');
    else if (!silent.includes(topic)) client.topics.add(topic);
    if (request['response'] === true) client.send({ id, type: 'ack' });
  }

  const venue = await startLocalVenue({
    deafToPings: true,
    http: (request, response) => {
      if (request.url !== '/api/v1/bullet-public') return void response.writeHead(404).end();
      if (request.method !== 'POST') return void response.writeHead(405).end();
      asked += 1;
      if (token?.(response, asked) === true) return;
      const fresh = `token-${asked}=/+`;
      unused.add(fresh);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(kucoinToken(`ws://${request.headers.host}/endpoint`, fresh)));
    },
    connected: (client) => {
      watch.alive(client);
      setTimeout(() => greet(client), welcomeAfterMs);
    },
    said: (client, text) => {
      const request = jsonOf(text);
      if (request === null) return client.send({ type: 'error', code: 400, data: 'Bad request' });
      if (request['type'] !== 'ping') return answer(client, request);
      watch.alive(client);
      client.send({ id: request['id'], type: 'pong', timestamp: 1_790_000_000_000_123 });
    },
  });

  const publish = (channel: string, contract: string, subject: string, data: object | string): void => venue.publish(`/${channel}:${contract}`, message(`/${channel}:${contract}`, subject, data));
  return {
    ...venue,
    api: `${venue.httpUrl}/api/v1/bullet-public`,
    tokensAsked: () => asked,
    requests: () => venue.heard.map(({ client, text }) => ({ client, ...(JSON.parse(text) as Readonly<{ id: string; type: string; topic: string }>) })).filter(({ type }) => type !== 'ping'),
    marks: (contract, fields) => publish('contract/instrument', contract, 'mark.index.price', fields),
    funding: (contract, fields) => publish('contract/instrument', contract, 'funding.rate', fields),
    last: (contract, fields) => publish('contractMarket/snapshot', contract, 'snapshot.24h', fields),
    expire: () => {
      for (const client of venue.clients()) {
        client.send({ id: 'x', type: 'error', code: 401, data: 'token is expired' });
        client.close(1000, 'token is expired');
      }
    },
  };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
