import { onTestFinished } from 'vitest';
import type { VenueClient } from '../localVenue.ts';

/** Closes each client that lets too much time pass without a sign of life. */
export type IdleWatch = Readonly<{ alive: (client: VenueClient) => void }>;

/** @param withinMs Infinity: never */
export function createIdleWatch(withinMs: number): IdleWatch {
  const timers = new Map<VenueClient, NodeJS.Timeout>();
  onTestFinished(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return {
    alive: (client) => {
      clearTimeout(timers.get(client));
      if (Number.isFinite(withinMs)) timers.set(client, setTimeout(() => client.close(1000, 'idle'), withinMs));
    },
  };
}
