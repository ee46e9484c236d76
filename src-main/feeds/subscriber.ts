import { epochMs } from '#shared/num/units.ts';
import type { ParsedFrame, VenueDialect } from './feed.ts';
import type { Outside } from './outside.ts';
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
 * @param wall  our clock, for requests that carry a time; `after` waits between two of them
 * @param needs whether a topic is still wanted and not yet live
 */
export function createSubscriber(dialect: Pick<VenueDialect, 'batch' | 'spacingMs' | 'subscribe' | 'unsubscribe'>, send: (text: string) => void, needs: (topic: string) => boolean, { wall, after }: Pick<Outside, 'wall' | 'after'>): Subscriber {
  const queue = createRequestQueue(send, after, dialect.spacingMs);
  let lastId = 0;

  function request(kind: 'subscribe' | 'unsubscribe', topics: readonly string[]): void {
    for (let from = 0; from < topics.length; from += dialect.batch) {
      const batch = topics.slice(from, from + dialect.batch);
      lastId += 1;
      queue.push({ id: lastId, topics: batch, kind, text: dialect[kind](batch, lastId, epochMs(Math.round(wall()))) });
    }
  }

  /** What an ack says was not granted, or leaves out of all that it grants. */
  function refusedBy({ id, topics: granted, refused = [] }: Extract<Answer, { kind: 'ack' }>): Verdict {
    const asked = id === null ? null : queue.answered(id);
    const leftOut = asked?.kind !== 'subscribe' || granted === null ? [] : asked.topics.filter((topic) => !granted.includes(topic));
    const topics = [...new Set([...leftOut, ...refused])];
    return topics.length === 0 ? null : { kind: 'refused', topics, reason: 'the venue did not subscribe it' };
  }

  function answer(reply: Answer): Verdict {
    if (reply.kind === 'ack') return refusedBy(reply);
    const asked = reply.id === null ? null : queue.answered(reply.id);
    const reason = `${reply.message} (${reply.code})`;
    // A request that may succeed later is made again when its topics turn out to be silent.
    if (reply.retryable || asked?.kind === 'unsubscribe') return { kind: 'complaint', text: reason };
    if (reply.topics !== undefined && reply.topics.length > 0) {
      const { topics } = reply;
      // The others of its request failed with it.
      request('subscribe', (asked?.topics ?? []).filter((topic) => !topics.includes(topic) && needs(topic)));
      return { kind: 'refused', topics, reason };
    }
    if (asked === null) return { kind: 'complaint', text: reason };
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
