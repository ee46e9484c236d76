import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';

type Fields = Readonly<Record<string, string>>;
type Request = Readonly<{ req_id?: string; op?: string; args?: readonly unknown[] }>;

export type BybitOptions = Readonly<{
  kind: 'linear' | 'inverse' | 'option';
  /** Fields of each market's ticker by its symbol. */
  markets: Readonly<Record<string, Fields>>;
  /** Markets that are acknowledged and never speak. */
  silent?: readonly string[];
  /** A client that has not pinged for so long is closed; 10 min at the venue. */
  idleMs?: number;
  /** Unsubscribes are acknowledged and forgotten. */
  forgetsUnsubscribes?: boolean;
}>;

export type BybitVenue = LocalVenue & Readonly<{
  /** The address of the stream, with its path. */
  stream: string;
  /** A delta with what changes; the sequence grows by `steps` (0: it stays, as when an index moves). */
  change: (symbol: string, fields: Fields, steps?: number) => void;
  /** The last delta of a market again. */
  repeat: (symbol: string) => void;
  /** A delta or snapshot with the sequence of `back` steps ago, and a later time. */
  late: (symbol: string, fields: Fields, back: number, type?: 'delta' | 'snapshot') => void;
  /** From now on a subscription brings one delta before its snapshot, or instead of it. */
  deltaFirst: (how: 'before' | 'instead' | 'never') => void;
  /** Any frame to who is subscribed to a market. */
  say: (symbol: string, frame: object) => void;
}>;

const MAX_ARGS_CHARACTERS = 21_000;
const topicOf = (symbol: string): string => `tickers.${symbol}`;

/**
 * A public stream of Bybit v5 on loopback. Linear and inverse fail a whole request for one bad name and say which; options
 * grant what they can and list the rest. A subscription brings a snapshot, changes come as deltas.
 */
export async function startBybitVenue({ kind, markets, silent = [], idleMs = 600_000, forgetsUnsubscribes = false }: BybitOptions): Promise<BybitVenue> {
  const now = new Map(Object.entries(markets));
  const last = new Map<string, object>();
  const idle = new Map<number, NodeJS.Timeout>();
  let [sequence, order, at] = [1000, 'never', 1_790_000_000_000];

  const frameOf = (symbol: string, type: 'snapshot' | 'delta', fields: Fields, cs = sequence): object => {
    const [topic, data] = [topicOf(symbol), { symbol, ...fields }];
    at += 100;
    return kind === 'option' ? { topic, ts: at, type, id: `${topic}-${cs}-${at}`, data } : { topic, type, data, cs, ts: at };
  };

  function stayAwake(client: VenueClient): void {
    clearTimeout(idle.get(client.number));
    idle.set(client.number, setTimeout(() => client.close(1000, 'idle'), idleMs).unref());
  }

  function granted(client: VenueClient, topics: readonly string[]): void {
    for (const topic of topics) {
      const symbol = topic.slice('tickers.'.length);
      client.topics.add(topic);
      if (silent.includes(symbol)) continue;
      if (order !== 'never') client.send(frameOf(symbol, 'delta', { bid1Price: '1' }));
      if (order !== 'instead') client.send(frameOf(symbol, 'snapshot', now.get(symbol) ?? {}));
    }
  }

  function subscribe(client: VenueClient, id: string | undefined, topics: readonly string[]): void {
    const has = (topic: string): boolean => now.has(topic.replace(/^tickers\./, '')) && topic.startsWith('tickers.');
    const head = { conn_id: `c${client.number}` };
    if (kind === 'option') {
      const [successTopics, failTopics] = [topics.filter(has), topics.filter((topic) => !has(topic))];
      client.send({ success: true, ...head, data: { failTopics, successTopics }, type: 'COMMAND_RESP' });
      granted(client, successTopics);
      return;
    }
    const unknown = topics.find((topic) => !has(topic));
    const twice = topics.find((topic) => client.topics.has(topic));
    const ret_msg = unknown !== undefined ? `error:handler not found,topic:${unknown}` : twice !== undefined ? `error:already subscribed,topic:${twice}` : '';
    client.send({ success: ret_msg === '', ret_msg, ...head, req_id: id, op: 'subscribe' });
    if (ret_msg === '') granted(client, topics);
  }

  function answer(client: VenueClient, { req_id, op, args }: Request): void {
    const head = { conn_id: `c${client.number}`, req_id };
    if (op === 'ping') {
      stayAwake(client);
      return client.send(kind === 'option' ? { ...head, op: 'pong', args: [String(at)] } : { success: true, ret_msg: 'pong', ...head, op });
    }
    if (op !== 'subscribe' && op !== 'unsubscribe') return client.send({ success: false, ret_msg: 'error:invalid op', ...head, op });
    if (args === undefined || args.length === 0 || !args.every((topic) => typeof topic === 'string')) return client.send({ success: false, ret_msg: 'error:invalid args', ...head, op });
    const topics = args as readonly string[];
    if (op === 'unsubscribe') {
      if (!forgetsUnsubscribes) for (const topic of topics) client.topics.delete(topic);
      return client.send(kind === 'option' ? { success: true, conn_id: head.conn_id, data: { failTopics: [], successTopics: topics }, type: 'COMMAND_RESP' } : { success: true, ret_msg: '', ...head, op });
    }
    if (JSON.stringify([...client.topics, ...topics]).length > MAX_ARGS_CHARACTERS) return client.send({ success: false, ret_msg: 'error:args too long', ...head, op });
    subscribe(client, req_id, topics);
  }

  const venue = await startLocalVenue({
    connected: (client) => {
      if (client.path !== `/v5/public/${kind}`) client.close(1008, 'no such stream');
      stayAwake(client);
    },
    said: (client, text) => {
      let request: unknown;
      try {
        request = JSON.parse(text);
      } catch {
        return client.send({ success: false, ret_msg: 'Failed to decode incoming data', conn_id: `c${client.number}` });
      }
      answer(client, (request ?? {}) as Request);
    },
  });

  const say = (symbol: string, frame: object): void => venue.publish(topicOf(symbol), frame);
  return {
    ...venue, say,
    stream: `${venue.url}/v5/public/${kind}`,
    change: (symbol, fields, steps = 1) => {
      sequence += steps;
      now.set(symbol, { ...now.get(symbol), ...fields });
      const frame = frameOf(symbol, 'delta', fields);
      last.set(symbol, frame);
      say(symbol, frame);
    },
    repeat: (symbol) => say(symbol, last.get(symbol) ?? {}),
    late: (symbol, fields, back, type = 'delta') => say(symbol, frameOf(symbol, type, fields, sequence - back)),
    deltaFirst: (how) => { order = how; },
  };
}
