import type { Outside } from './outside.ts';

/** Sends requests no faster than a venue allows, and knows which topics each one named. */
export type RequestQueue = Readonly<{
  push: (request: Request) => void;
  /** The request that an answer belongs to; forgotten once answered. */
  answered: (id: number) => Request | null;
  clear: () => void;
}>;

export type Request = Readonly<{ id: number; topics: readonly string[]; text: string; kind: 'subscribe' | 'unsubscribe' }>;

/** Binance cuts a client that sends more than ten messages a second. */
const SPACING_MS = 125;
const REMEMBERED = 2000;

/** @param spacingMs least time between two requests */
export function createRequestQueue(send: (text: string) => void, after: Outside['after'], spacingMs = SPACING_MS): RequestQueue {
  const waiting: Request[] = [];
  const sent = new Map<number, Request>();
  let stopWaiting: (() => void) | null = null;
  const next = (): void => {
    const request = waiting.shift();
    if (request === undefined) {
      stopWaiting = null;
      return;
    }
    sent.set(request.id, request);
    // Some venues answer without a number: what was sent long ago will not be answered any more.
    const [oldest] = sent.keys();
    if (sent.size > REMEMBERED && oldest !== undefined) sent.delete(oldest);
    send(request.text);
    stopWaiting = after(spacingMs, next);
  };
  return {
    push: (request) => {
      waiting.push(request);
      if (stopWaiting === null) next();
    },
    answered: (id) => {
      const request = sent.get(id) ?? null;
      sent.delete(id);
      return request;
    },
    clear: () => {
      waiting.length = 0;
      sent.clear();
      stopWaiting?.();
      stopWaiting = null;
    },
  };
}
