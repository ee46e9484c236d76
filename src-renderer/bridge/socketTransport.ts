import { retryDelayMs } from './backoff.ts';
import { isRecord } from './guards.ts';
import type { Reach, Transport } from './transport.ts';

/** What the socket transport needs from the browser; a test hands in fakes. */
export type SocketPlace = Readonly<{
  open: () => WebSocket;
  /** Whether the host answers plain requests: tells a refused token from a host that is gone. */
  probe: () => Promise<boolean>;
  now: () => number;
  random: () => number;
  later: (act: () => void, ms: number) => () => void;
}>;

type Pending = Readonly<{ resolve: (reply: unknown) => void; reject: (error: Error) => void }>;

/** How long a call may take before the connection counts as dead. */
const CALL_TIMEOUT_MS = 15_000;

export function createSocketTransport(place: SocketPlace): Transport {
  const pending = new Map<number, Pending>();
  const pushListeners = new Set<(push: unknown) => void>();
  const reachListeners = new Set<(reach: Reach, retryAt: number | null) => void>();
  let reach: Reach = 'connecting';
  let retryAt: number | null = null;
  let socket: WebSocket | null = null;
  let attempt = 0;
  let nextId = 1;
  let closed = false;
  let cancelRetry = (): void => undefined;

  const setReach = (next: Reach, at: number | null = null): void => {
    reach = next;
    retryAt = at;
    for (const listener of reachListeners) listener(reach, retryAt);
  };

  const connect = (): void => {
    cancelRetry();
    if (closed) return;
    const opened = place.open();
    socket = opened;
    let wasOpen = false;
    opened.addEventListener('open', () => {
      wasOpen = true;
      attempt = 0;
      setReach('connected');
    });
    opened.addEventListener('message', (event) => receive(event.data));
    opened.addEventListener('close', () => {
      if (socket === opened) void drop(wasOpen);
    });
  };

  /** A refused upgrade and an absent host look the same to a WebSocket: a plain request tells them apart. */
  const drop = async (wasOpen: boolean): Promise<void> => {
    socket = null;
    for (const call of pending.values()) call.reject(new Error('The connection to Plimsoll was lost before it answered.'));
    pending.clear();
    if (closed) return;
    if (!wasOpen && (await place.probe())) return setReach('refused');
    const delay = retryDelayMs(attempt, place.random());
    attempt += 1;
    setReach('lost', place.now() + delay);
    cancelRetry = place.later(connect, delay);
  };

  const receive = (data: unknown): void => {
    const message = parse(data);
    if (message === null) return;
    if ('push' in message) {
      for (const listener of pushListeners) listener(message['push']);
      return;
    }
    const id = message['id'];
    const call = typeof id === 'number' ? pending.get(id) : undefined;
    if (call === undefined || typeof id !== 'number') return;
    pending.delete(id);
    if ('reply' in message) call.resolve(message['reply']);
    else call.reject(new Error(errorText(message['error'])));
  };

  connect();
  return {
    call: (channel, args) =>
      new Promise((resolve, reject) => {
        if (socket === null || socket.readyState !== 1) {
          reject(new Error('Plimsoll is not connected; nothing was sent.'));
          return;
        }
        const id = nextId;
        nextId += 1;
        const used = socket;
        const cancel = place.later(() => used.close(), CALL_TIMEOUT_MS);
        pending.set(id, {
          resolve: (reply) => {
            cancel();
            resolve(reply);
          },
          reject: (error) => {
            cancel();
            reject(error);
          },
        });
        used.send(JSON.stringify({ id, call: channel, args }));
      }),
    subscribe: (listener) => {
      pushListeners.add(listener);
      return () => pushListeners.delete(listener);
    },
    onReach: (listener) => {
      reachListeners.add(listener);
      listener(reach, retryAt);
      return () => reachListeners.delete(listener);
    },
    retryNow: () => {
      if (socket === null) connect();
    },
    close: () => {
      closed = true;
      cancelRetry();
      socket?.close();
    },
  };
}

/** A frame that is no JSON object is not ours: dropped, as a newer host may speak of things this page does not know. */
function parse(data: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  if (isRecord(error) && typeof error['message'] === 'string') return error['message'];
  return 'Plimsoll could not answer this request.';
}
