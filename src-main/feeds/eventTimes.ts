import type { Tick } from '#shared/domain/tick.ts';

type Rows = Readonly<{ ticks: readonly Tick[]; topics: readonly string[] }>;

/** Tells news from repeats by the venue's own time, where that moves on with every message. */
export type EventTimes = Readonly<{
  /**
   * The rows whose time still moves: a topic whose time has stood still for as long as it may be silent says nothing new.
   *
   * @param advances whether the venue's time moves on with every message
   * @param at       monotonic, in ms
   */
  news: (rows: Rows, advances: boolean, at: number, staleOf: (topic: string) => number) => Rows;
}>;

export function createEventTimes(): EventTimes {
  const seen = new Map<string, Readonly<{ eventAt: number; since: number }>>();

  function isNews(topic: string, eventAt: number | null, at: number, staleMs: number): boolean {
    if (eventAt === null) return true;
    const last = seen.get(topic);
    if (last === undefined || eventAt !== last.eventAt) {
      seen.set(topic, { eventAt, since: at });
      return true;
    }
    return at - last.since <= staleMs;
  }

  return {
    news: ({ ticks, topics }, advances, at, staleOf) => {
      if (!advances) return { ticks, topics };
      const kept = topics.flatMap((topic, place) => (isNews(topic, ticks[place]?.eventAt ?? null, at, staleOf(topic)) ? [place] : []));
      return kept.length === topics.length ? { ticks, topics } : { ticks: kept.flatMap((place) => ticks[place] ?? []), topics: kept.flatMap((place) => topics[place] ?? []) };
    },
  };
}
