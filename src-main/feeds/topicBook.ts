import type { Limits } from './limits.ts';

export type TopicState = 'pending' | 'live' | 'silent' | 'refused';
export type Topic = { state: TopicState; /** When it was last asked for. */ askedAt: number; lastDataAt: number | null; reason: string | null };

/** What a look at the topics found: those to ask for again, and whether none of them speaks any more. */
export type Watch = Readonly<{ again: readonly string[]; hopeless: boolean }>;

/** The topics that are wanted and how each one fares. Times are monotonic, in ms. */
export type TopicBook = Readonly<{
  topics: ReadonlyMap<string, Readonly<Topic>>;
  /** Replaces what is wanted. @returns the difference */
  replace: (wanted: readonly string[], at: number) => Readonly<{ added: readonly string[]; gone: readonly string[] }>;
  /** Everything is asked for anew, as on a new socket. @returns all topics */
  askAll: (at: number) => readonly string[];
  /** Data came. @returns whether any of it was wanted */
  heard: (names: readonly string[], at: number) => boolean;
  refuse: (names: readonly string[], reason: string) => void;
  /** The socket is gone: nothing is live. */
  silence: () => void;
  /** Topics that have said nothing for the limit are named silent and asked for again, and then every `nagMs`. */
  watch: (at: number) => Watch;
}>;

export function createTopicBook({ staleMs, nagMs, hopelessMs }: Pick<Limits, 'staleMs' | 'nagMs' | 'hopelessMs'>): TopicBook {
  const topics = new Map<string, Topic>();

  /** @returns whether the topic is to be asked for again */
  function look(topic: Topic, at: number): boolean {
    const quiet = at - Math.max(topic.lastDataAt ?? 0, topic.askedAt);
    if (topic.state === 'silent') {
      if (quiet <= nagMs) return false;
    } else {
      if (quiet <= staleMs) return false;
      topic.state = 'silent';
      topic.reason = topic.lastDataAt === null ? 'no data since it was asked for' : 'no data';
    }
    topic.askedAt = at;
    return true;
  }

  return {
    topics,
    replace: (wanted, at) => {
      const next = new Set(wanted);
      const gone = [...topics.keys()].filter((name) => !next.has(name));
      const added = [...next].filter((name) => !topics.has(name));
      for (const name of gone) topics.delete(name);
      for (const name of added) topics.set(name, { state: 'pending', askedAt: at, lastDataAt: null, reason: null });
      return { added, gone };
    },
    askAll: (at) => {
      for (const topic of topics.values()) Object.assign(topic, { state: 'pending', askedAt: at, reason: null });
      return [...topics.keys()];
    },
    heard: (names, at) => {
      let wanted = false;
      for (const name of names) {
        const topic = topics.get(name);
        if (topic === undefined) continue;
        wanted = true;
        topic.state = 'live';
        topic.lastDataAt = at;
        topic.reason = null;
      }
      return wanted;
    },
    refuse: (names, reason) => {
      for (const name of names) {
        const topic = topics.get(name);
        if (topic !== undefined) Object.assign(topic, { state: 'refused', reason });
      }
    },
    silence: () => {
      for (const topic of topics.values()) if (topic.state === 'live') topic.state = 'silent';
    },
    watch: (at) => {
      const asked = [...topics].filter(([, { state }]) => state !== 'refused');
      const again = asked.filter(([, topic]) => look(topic, at)).map(([name]) => name);
      return { again, hopeless: asked.length > 0 && asked.every(([, { state, askedAt }]) => state === 'silent' && at - askedAt > hopelessMs) };
    },
  };
}
