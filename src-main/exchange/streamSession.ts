import type { MarkEvent, TickerEvent } from './markEvent.ts';

/** One client of the market stream, without its socket. */
export type StreamSession = Readonly<{
  receive: (text: string) => void;
  /** @param step counts seconds: marks without `@1s` speak every third, tickers every second one. */
  publish: (marks: readonly MarkEvent[], tickers: readonly TickerEvent[], step: number) => void;
}>;

export type SessionOptions = Readonly<{
  /** The request path with its query: it decides what is routed and whether frames are wrapped. */
  path: string;
  symbols: ReadonlySet<string>;
  send: (text: string) => void;
  cut: (code: number, reason: string) => void;
  now: () => number;
}>;

const MAX_STREAMS = 1024;
const MAX_MESSAGES_PER_SECOND = 10;
const SLOW_EVERY = 3;
const TICKER_EVERY = 2;
const ORIGIN = 'ws://exchange';

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The venue's side of the conversation: requests in, acks, errors, marks and last prices out. */
export function createStreamSession({ path, symbols, send, cut, now }: SessionOptions): StreamSession {
  const { pathname, searchParams } = new URL(URL.canParse(path, ORIGIN) ? path : '/', ORIGIN);
  const routed = pathname.startsWith('/market/');
  const combined = pathname.endsWith('/stream');
  const named = pathname.split('/ws/')[1];
  const streams = new Set([...(named === undefined ? [] : named.split('/')), ...(searchParams.get('streams')?.split('/') ?? [])].filter((name) => name !== ''));
  let window = { second: 0, count: 0 };

  const overLimit = (): boolean => {
    const second = Math.floor(now() / 1000);
    window = window.second === second ? { second, count: window.count + 1 } : { second, count: 1 };
    return window.count > MAX_MESSAGES_PER_SECOND;
  };
  const fault = (id: unknown, code: number, msg: string): void => send(JSON.stringify({ error: { code, msg }, id: id ?? null }));

  function receive(text: string): void {
    if (overLimit()) return cut(1008, 'Too many requests');
    let request: unknown;
    try {
      request = JSON.parse(text);
    } catch {
      return fault(null, 3, 'Invalid JSON: expected value at line 1 column 1');
    }
    if (!isJson(request) || typeof request['id'] !== 'number') return fault(null, 2, 'Invalid request: missing field `id`');
    const { id, method, params } = request;
    if (method === 'LIST_SUBSCRIPTIONS') return send(JSON.stringify({ result: [...streams], id }));
    if (method !== 'SUBSCRIBE' && method !== 'UNSUBSCRIBE') return fault(id, 2, `Invalid request: unknown variant ${JSON.stringify(method)}`);
    if (!isNames(params)) return fault(id, 2, 'Invalid request: params must be a list of streams');
    const bad = params.find((name) => !isStream(name));
    if (bad !== undefined) return fault(id, 2, `Invalid request: unknown stream ${bad}`);
    if (method === 'SUBSCRIBE') params.forEach((name) => streams.add(name));
    else params.forEach((name) => streams.delete(name));
    return streams.size > MAX_STREAMS ? cut(1008, 'Too many streams') : send(JSON.stringify({ result: null, id }));
  }

  function isStream(name: string): boolean {
    const [topic = '', kind, speed] = name.split('@');
    if (kind === 'ticker') return speed === undefined && symbols.has(topic.toUpperCase());
    if (kind?.startsWith('markPrice') !== true && topic !== '!markPrice') return true;
    if (speed !== undefined && speed !== '1s') return false;
    return topic === '!markPrice' || symbols.has(topic.toUpperCase());
  }

  const wrap = (stream: string, data: unknown): string => JSON.stringify(combined ? { stream, data } : data);

  /** @returns what a stream says in this second, or null when it says nothing */
  function spokenBy(stream: string, marks: readonly MarkEvent[], tickers: readonly TickerEvent[], step: number): unknown {
    const [topic = '', kind, speed] = stream.split('@');
    const of = ({ s }: MarkEvent | TickerEvent): boolean => s === topic.toUpperCase();
    if (kind === 'ticker') return step % TICKER_EVERY === 0 ? tickers.find(of) ?? null : null;
    if (speed !== '1s' && step % SLOW_EVERY !== 0) return null;
    if (topic === '!markPrice') return marks;
    return kind === 'markPrice' ? marks.find(of) ?? null : null;
  }

  function publish(marks: readonly MarkEvent[], tickers: readonly TickerEvent[], step: number): void {
    if (!routed) return;
    for (const stream of streams) {
      const data = spokenBy(stream, marks, tickers, step);
      if (data !== null) send(wrap(stream, data));
    }
  }
  return { receive, publish };
}
