import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

type Row = Readonly<Record<string, string>>;
type Arg = Readonly<Record<string, unknown>>;

export type OkxOptions = Readonly<{
  /** What each topic (`mark-price:BTC-USDT-SWAP`, `opt-summary:BTC-USD`) says first: its rows. None: it is acknowledged and silent. */
  topics: Readonly<Record<string, readonly Row[]>>;
  /** A client that says nothing for so long is closed with 4004; 30 s at the venue. */
  idleMs?: number;
  /** Requests that a connection may make; 480, refilled in an hour, at the venue. */
  tokens?: number;
}>;

export type OkxVenue = LocalVenue & Readonly<{
  /** The address of the stream, with its path. */
  stream: string;
  /** Rows of a topic to who is subscribed to it; they are also what later subscribers hear first. */
  push: (topic: string, rows: readonly Row[]) => void;
  /** "The connection will soon be closed", and so it is, for those that are connected now. */
  upgrade: (afterMs: number) => void;
  /** Requests of one kind that were heard, as the number of things that each asked for. */
  asked: (op: 'subscribe' | 'unsubscribe') => readonly number[];
}>;

const MAX_REQUEST_BYTES = 65_536;
const START = 1_790_000_000_000;

/** The public stream of OKX v5 on loopback: each thing that a request asks for is answered by itself, pings are text. */
export async function startOkxVenue({ topics, idleMs = 30_000, tokens = 480 }: OkxOptions): Promise<OkxVenue> {
  const rows = new Map(Object.entries(topics));
  const left = new Map<number, number>();
  const idle = new Map<number, NodeJS.Timeout>();
  let at = START;

  function stayAwake(client: VenueClient): void {
    clearTimeout(idle.get(client.number));
    idle.set(client.number, setTimeout(() => client.close(4004, 'No data received in 30s.'), idleMs).unref());
  }

  const argOf = (topic: string): Record<string, string> => {
    const [channel = '', key = ''] = topic.split(':');
    return channel === 'opt-summary' ? { channel, instFamily: key } : { channel, instId: key };
  };
  const pushOf = (topic: string): object => {
    at += 100;
    return { arg: argOf(topic), data: (rows.get(topic) ?? []).map((row) => ({ ts: String(at), ...row })) };
  };

  function subscribe(client: VenueClient, id: string | undefined, arg: Arg): void {
    const key = arg['channel'] === 'opt-summary' ? 'instFamily' : 'instId';
    const topic = `${String(arg['channel'])}:${String(arg[key])}`;
    if (!rows.has(topic)) {
      const [other = key] = Object.keys(arg).filter((name) => name !== 'channel');
      client.send({ id, event: 'error', code: '60018', msg: `Wrong URL or channel:${String(arg['channel'])},${other}:${String(arg[other])} doesn't exist. Please use the correct URL, channel and parameters referring to API document.`, connId: `c${client.number}` });
      return;
    }
    client.topics.add(topic);
    client.send({ id, event: 'subscribe', arg, connId: `c${client.number}` });
    if (rows.get(topic)?.length !== 0) client.send(pushOf(topic));
  }

  function answer(client: VenueClient, text: string): void {
    const invalid = (): void => client.send({ event: 'error', code: '60012', msg: `Invalid request: ${text}`, connId: `c${client.number}` });
    let request: Readonly<{ id?: string; op?: unknown; args?: unknown }> | null;
    try {
      request = JSON.parse(text) as typeof request;
    } catch {
      return invalid();
    }
    const { id, op, args } = request ?? {};
    if ((op !== 'subscribe' && op !== 'unsubscribe') || !Array.isArray(args) || args.length === 0 || text.length > MAX_REQUEST_BYTES) return invalid();
    if (id !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(id)) return invalid();
    const remaining = left.get(client.number) ?? tokens;
    left.set(client.number, remaining - 1);
    if (remaining <= 0) return client.send({ id, event: 'error', code: '60014', msg: 'Requests too frequent', connId: `c${client.number}` });
    for (const arg of args as readonly Arg[]) {
      if (op === 'subscribe') subscribe(client, id, arg);
      else {
        client.topics.delete(`${String(arg['channel'])}:${String(arg['instFamily'] ?? arg['instId'])}`);
        client.send({ id, event: 'unsubscribe', arg, connId: `c${client.number}` });
      }
    }
  }

  const venue = await startLocalVenue({
    connected: (client) => {
      if (client.path !== '/ws/v5/public') client.close(1008, 'no such stream');
      stayAwake(client);
    },
    said: (client, text) => {
      stayAwake(client);
      if (text === 'ping') client.send('pong');
      else answer(client, text);
    },
  });

  return {
    ...venue,
    stream: `${venue.url}/ws/v5/public`,
    push: (topic, next) => {
      rows.set(topic, next);
      venue.publish(topic, pushOf(topic));
    },
    upgrade: (afterMs) => {
      for (const client of venue.clients()) {
        client.send({ event: 'notice', code: '64008', msg: 'The connection will soon be closed for a service upgrade. Please reconnect.', connId: `c${client.number}` });
        setTimeout(() => client.close(1001, 'upgrade'), afterMs).unref();
      }
    },
    asked: (op) => venue.heard.filter(({ text }) => text !== 'ping').map(({ text }) => JSON.parse(text) as Readonly<{ op: string; args: readonly Arg[] }>).filter((request) => request.op === op).map(({ args }) => args.length),
  };
}
