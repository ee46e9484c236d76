import type { FeedView } from '#shared/ipc/feedView.ts';

export type FeedLook = 'good' | 'idle' | 'bad';
export type FeedWord = Readonly<{ word: string; look: FeedLook }>;

const STATES: Readonly<Record<FeedView['state'], FeedWord>> = {
  offline: { word: 'offline', look: 'idle' },
  connecting: { word: 'connecting', look: 'idle' },
  open: { word: 'subscribing', look: 'idle' },
  live: { word: 'live', look: 'good' },
  stale: { word: 'silent', look: 'bad' },
  waiting: { word: 'lost', look: 'bad' },
  closed: { word: 'off', look: 'idle' },
};

/** How a feed is, in one word: the worst thing that can be said of it. */
export function feedWord({ state, planned, unstable, suspect }: FeedView): FeedWord {
  if (planned !== null && state !== 'live') return { word: 'restarting', look: 'idle' };
  if (suspect && state === 'live') return { word: 'garbled', look: 'bad' };
  if (unstable && (state === 'live' || state === 'open')) return { word: 'unstable', look: 'bad' };
  return STATES[state];
}

/** A duration from under a millisecond to minutes: "<1 ms", "84 ms", "2.4 s", "3 min". Rounded up: it is never shown shorter than it is. */
export function durationText(ms: number): string {
  if (ms < 1) return '<1 ms';
  if (ms < 1000) return `${Math.ceil(ms)} ms`;
  const seconds = Math.ceil(ms / 100) / 10;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.ceil(ms / 60_000)} min`;
}

/** "12 ms behind ours", "5.0 min ahead of ours". */
export function offsetText(ms: number): string {
  return Math.abs(ms) < 1 ? 'the same as ours' : `${durationText(Math.abs(ms))} ${ms < 0 ? 'behind' : 'ahead of'} ours`;
}

/** "820 B", "12.4 kB", "1.2 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
