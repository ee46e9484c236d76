import { dialectOf } from '../../src-main/feeds/dialects.ts';
import type { Reader } from '../../src-main/feeds/feed.ts';
import type { Work } from './measure.ts';
import { VENUE_FRAMES, type VenueFrames } from './venueFrames.ts';

/** The same frames read by a venue's parser and by nothing but `JSON.parse`. */
export type FrameWork = Readonly<{ name: string; parse: Work; json: Work }>;

/** @throws Error when a frame gives no ticks: what is fast because it gives up is no measure */
function frameWork({ name, dialect, before = [], frames }: VenueFrames): FrameWork {
  const read = dialectOf(dialect)?.read;
  if (read === undefined) throw new Error(`no dialect ${dialect}`);
  let [reader, kept]: [Reader, number] = [read(), 0];
  const over = (label: string, work: (frame: string) => number, prepare: () => void): Work => ({
    name: `${name}: ${label}`, calls: frames.length, prepare,
    run: () => {
      for (const frame of frames) kept += work(frame);
    },
  });
  return {
    name,
    // A connection of its own for each round: frames that were read before are repeats to it.
    parse: over('to ticks', (frame) => {
      const parsed = reader(frame);
      if (parsed.kind !== 'ticks' || parsed.malformed > 0) throw new Error(`${name}: ${JSON.stringify(parsed).slice(0, 300)}`);
      return parsed.ticks.length;
    }, () => {
      reader = read();
      for (const frame of before) reader(frame);
    }),
    json: over('JSON.parse', (frame) => (JSON.parse(frame) === null ? 1 : 0), () => undefined),
  };
}

export const frameWorks = (): readonly FrameWork[] => VENUE_FRAMES.map(frameWork);
