import type { ParsedFrame, VenueDialect } from './feed.ts';
import { createRequestQueue } from './requestQueue.ts';

type Answer = Extract<ParsedFrame, { kind: 'ack' | 'error' }>;

/** What an answer means: topics that the venue refused, or a complaint that belongs to no request. */
export type Verdict = Readonly<{ kind: 'refused'; topics: readonly string[]; reason: string }> | Readonly<{ kind: 'complaint'; text: string }> | null;

export type Subscriber = Readonly<{
  request: (kind: 'subscribe' | 'unsubscribe', topics: readonly string[]) => void;
  answer: (answer: Answer) => Verdict;
  clear: () => void;
}>;

/**
 * Asks a venue for topics in its batches and reads the answers. An ack alone proves nothing: only data makes a topic
 * live. What an ack leaves out is refused.
 *
 * @param needs whether a topic is still wanted and not yet live
 */
export function createSubscriber(dialect: VenueDialect, send: (text: string) => void, needs: (topic: string) => boolean): Subscriber {
  const queue = createRequestQueue(send);
  let lastId = 0;

  function request(kind: 'subscribe' | 'unsubscribe', topics: readonly string[]): void {
    for (let from = 0; from < topics.length; from += dialect.batch) {
      const batch = topics.slice(from, from + dialect.batch);
      lastId += 1;
      queue.push({ id: lastId, topics: batch, kind, text: dialect[kind](batch, lastId) });
    }
  }

  function answer(reply: Answer): Verdict {
    const asked = reply.id === null ? null : queue.answered(reply.id);
    if (reply.kind === 'ack') {
      const granted = reply.topics;
      if (asked?.kind !== 'subscribe' || granted === null) return null;
      const refused = asked.topics.filter((topic) => !granted.includes(topic));
      return refused.length === 0 ? null : { kind: 'refused', topics: refused, reason: 'the venue did not subscribe it' };
    }
    const reason = `${reply.message} (${reply.code})`;
    if (asked === null) return { kind: 'complaint', text: reason };
    // A request that may succeed later is made again when its topics turn out to be silent.
    if (asked.kind !== 'subscribe' || reply.retryable) return { kind: 'complaint', text: reason };
    if (asked.topics.length === 1) return { kind: 'refused', topics: asked.topics, reason };
    // One bad name fails the whole request: halving finds it, and the others live.
    const left = asked.topics.filter(needs);
    const middle = Math.ceil(left.length / 2);
    request('subscribe', left.slice(0, middle));
    request('subscribe', left.slice(middle));
    return null;
  }

  return { request, answer, clear: queue.clear };
}
