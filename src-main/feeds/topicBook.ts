import type { Limits } from './limits.ts';

export type TopicState = 'pending' | 'live' | 'silent' | 'refused';
export type Topic = { state: TopicState; /** When it was last asked for. */ askedAt: number; lastDataAt: number | null; reason: string | null; /** It speaks as often as prices do. */ readonly isQuick: boolean };

/** What a look at the topics found: those to ask for again, and whether none of them speaks any more. */
export type Watch = Readonly<{ again: readonly string[]; hopeless: boolean }>;

/** The topics that are wanted and how each one fares. Times are monotonic, in ms. */
export type TopicBook = Readonly<{
  topics: ReadonlyMap<string, Readonly<Topic>>;
  /** Replaces what is wanted. @returns the difference */
  replace: (wanted: readonly string[], at: number) => Readonly<{ added: readonly string[]; gone: readonly string[] }>;
  /** Everything is asked for anew, as on a new socket. @returns all topics */
  askAll: (at: number) => readonly string[];
  /** These are asked for again, as after a gap: what they said before is not current any more. @returns those that are wanted */
  askAgain: (names: readonly string[], at: number) => readonly string[];
  /** Data came. @returns whether any of it was wanted */
  heard: (names: readonly string[], at: number) => boolean;
  refuse: (names: readonly string[], reason: string) => void;
  /** The socket is gone: nothing is live. */
  silence: () => void;
  /** Topics that have said nothing for the limit are named silent and asked for again, and then every `nagMs`; refused ones every ten minutes. */
  watch: (at: number) => Watch;
  /** The live topics that speak as often as prices do: what a new socket must bring before the old one may go. */
  quickAndLive: () => readonly string[];
}>;

/** What was refused is asked for again this often. */
const REFUSED_MS = 600_000;

type TopicLimits = Pick<Limits, 'staleMs' | 'firstDataMs' | 'nagMs' | 'hopelessMs'>;

/** @param staleOf the limit of a topic that speaks less often than prices do; absent: the same for all */
export function createTopicBook({ staleMs, firstDataMs, nagMs, hopelessMs }: TopicLimits, staleOf: (topic: string) => number = () => staleMs): TopicBook {
  const topics = new Map<string, Topic>();
  const limitOf = (name: string, { lastDataAt, askedAt }: Topic): number => Math.max(staleOf(name), lastDataAt === null || lastDataAt < askedAt ? firstDataMs : 0);
  const isQuick = (name: string): boolean => staleOf(name) <= staleMs;

  /** @returns whether the topic is to be asked for again */
  function look(name: string, topic: Topic, at: number): boolean {
    if (topic.state === 'refused') return askRefused(topic, at);
    const quiet = at - Math.max(topic.lastDataAt ?? 0, topic.askedAt);
    if (topic.state === 'silent') {
      if (quiet <= Math.max(nagMs, limitOf(name, topic))) return false;
    } else {
      if (quiet <= limitOf(name, topic)) return false;
      topic.state = 'silent';
      topic.reason = topic.lastDataAt === null ? 'no data since it was asked for' : 'no data';
    }
    topic.askedAt = at;
    return true;
  }

  /** A refusal need not be for ever: a listing may come, or the venue may have been busy. */
  function askRefused(topic: Topic, at: number): boolean {
    if (at - topic.askedAt <= REFUSED_MS) return false;
    topic.state = 'pending';
    topic.askedAt = at;
    return true;
  }

  /** Slow topics prove nothing while every quick one is silent. */
  function isHopeless(at: number): boolean {
    const asked = [...topics].filter(([, { state }]) => state !== 'refused');
    const quick = asked.filter(([name]) => isQuick(name));
    const telling = quick.length > 0 ? quick : asked;
    return telling.length > 0 && telling.every(([name, topic]) => topic.state === 'silent' && at - topic.askedAt > Math.max(hopelessMs, limitOf(name, topic)));
  }

  const ask = (topic: Topic, at: number): void => void Object.assign(topic, { state: 'pending', askedAt: at, reason: null });

  return {
    topics,
    replace: (wanted, at) => {
      const next = new Set(wanted);
      const gone = [...topics.keys()].filter((name) => !next.has(name));
      const added = [...next].filter((name) => !topics.has(name));
      for (const name of gone) topics.delete(name);
      for (const name of added) topics.set(name, { state: 'pending', askedAt: at, lastDataAt: null, reason: null, isQuick: isQuick(name) });
      return { added, gone };
    },
    askAll: (at) => {
      for (const topic of topics.values()) ask(topic, at);
      return [...topics.keys()];
    },
    askAgain: (names, at) => names.filter((name) => {
      const topic = topics.get(name);
      if (topic !== undefined) ask(topic, at);
      return topic !== undefined;
    }),
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
      const again = [...topics].filter(([name, topic]) => look(name, topic, at)).map(([name]) => name);
      return { again, hopeless: isHopeless(at) };
    },
    quickAndLive: () => [...topics].filter(([name, { state }]) => state === 'live' && isQuick(name)).map(([name]) => name),
  };
}
