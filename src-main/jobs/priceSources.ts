import { startDemoExchange } from '../exchange/demoExchange.ts';
import type { Recording } from '../exchange/recording.ts';
import { startReplayServer } from '../exchange/replayServer.ts';
import type { VenueDialect } from '../feeds/feed.ts';
import type { Channel } from '../feeds/feedDirector.ts';

/** Where each channel of a venue is found. Demo and replay are servers of our own on loopback. */
export type PriceSources = Readonly<{
  demoRuns: boolean;
  /** The venue whose recorded prices are played. */
  replaySource: string | null;
  urlFor: (dialect: VenueDialect, channel: Channel) => string | null;
  close: () => Promise<void>;
}>;

/** The stream whose protocol the demo exchange speaks. */
const DEMO_STREAM = 'binance-usdm';

export type SourceOptions = Readonly<{ demo: boolean; replay: Readonly<{ recording: Recording; dialect: VenueDialect; speed: number }> | null }>;

export async function openPriceSources({ demo, replay }: SourceOptions): Promise<PriceSources> {
  const exchange = demo ? await startDemoExchange() : null;
  const player = replay === null ? null : await startReplayServer({ recording: replay.recording, speed: replay.speed });
  return {
    demoRuns: exchange !== null,
    replaySource: replay?.dialect.venue ?? null,
    urlFor: ({ id, defaultUrl }, channel) => {
      if (channel === 'demo') return id === DEMO_STREAM ? exchange?.url ?? null : null;
      if (channel === 'replay') return id === replay?.dialect.id ? player?.url ?? null : null;
      return defaultUrl;
    },
    close: async () => {
      await Promise.all([exchange?.close(), player?.close()]);
    },
  };
}
