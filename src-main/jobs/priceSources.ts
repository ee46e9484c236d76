import { startDemoExchange } from '../exchange/demoExchange.ts';
import { startReplayServer } from '../exchange/replayServer.ts';
import type { VenueDialect } from '../feeds/feed.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import type { RecordedFeed } from './recordedFeeds.ts';

/** Where each channel of a venue is found. Demo and replay are servers of our own on loopback. */
export type PriceSources = Readonly<{
  demoRuns: boolean;
  /** The venues whose recorded prices are played. */
  replaySources: readonly string[];
  urlFor: (dialect: VenueDialect, channel: Channel) => string | null;
  close: () => Promise<void>;
}>;

/** The stream whose protocol the demo exchange speaks. */
const DEMO_STREAM = 'binance-usdm';

export type SourceOptions = Readonly<{ demo: boolean; replay: Readonly<{ feeds: readonly RecordedFeed[]; speed: number }> | null }>;

export async function openPriceSources({ demo, replay }: SourceOptions): Promise<PriceSources> {
  const exchange = demo ? await startDemoExchange() : null;
  const feeds = replay?.feeds ?? [];
  const players = await Promise.all(feeds.map(async ({ recording, dialect }) => [dialect.id, await startReplayServer({ recording, speed: replay?.speed ?? 1 })] as const));
  const byStream = new Map(players);
  return {
    demoRuns: exchange !== null,
    replaySources: [...new Set(feeds.map(({ dialect }) => dialect.venue))],
    urlFor: ({ id, defaultUrl }, channel) => {
      if (channel === 'demo') return id === DEMO_STREAM ? exchange?.url ?? null : null;
      if (channel === 'replay') return byStream.get(id)?.url ?? null;
      return defaultUrl;
    },
    close: async () => {
      await Promise.all([exchange?.close(), ...players.map(async ([, player]) => await player.close())]);
    },
  };
}
