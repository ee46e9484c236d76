import { startDemoExchange } from '../exchange/demoExchange.ts';
import type { Recording } from '../exchange/recording.ts';
import { startReplayServer } from '../exchange/replayServer.ts';
import { dialectOf } from '../feeds/dialects.ts';
import type { VenueDialect } from '../feeds/feed.ts';
import type { Channel } from '../feeds/feedDirector.ts';

/** Where each channel of a venue is found. Demo and replay are servers of our own on loopback. */
export type PriceSources = Readonly<{
  demoRuns: boolean;
  replayVenue: string | null;
  urlFor: (venue: string, channel: Channel) => string | null;
  close: () => Promise<void>;
}>;

export type SourceOptions = Readonly<{ demo: boolean; replay: Readonly<{ recording: Recording; dialect: VenueDialect; speed: number }> | null }>;

export async function openPriceSources({ demo, replay }: SourceOptions): Promise<PriceSources> {
  const exchange = demo ? await startDemoExchange() : null;
  const player = replay === null ? null : await startReplayServer({ recording: replay.recording, speed: replay.speed });
  return {
    demoRuns: exchange !== null,
    replayVenue: replay?.dialect.venue ?? null,
    urlFor: (venue, channel) => {
      if (channel === 'demo') return exchange?.url ?? null;
      if (channel === 'replay') return player?.url ?? null;
      return dialectOf(venue)?.defaultUrl ?? null;
    },
    close: async () => {
      await Promise.all([exchange?.close(), player?.close()]);
    },
  };
}
