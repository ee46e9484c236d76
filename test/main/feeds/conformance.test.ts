import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecording } from '../../../src-main/exchange/recording.ts';
import { DIALECTS } from '../../../src-main/feeds/dialects.ts';
import type { ParsedFrame, VenueDialect } from '../../../src-main/feeds/feed.ts';
import { CORPUS, hasCorpus, withCorpus } from '../../support/corpus.ts';

type Counts = { frames: number; ticks: number } & Record<Exclude<ParsedFrame['kind'], 'ticks'>, number>;

/** Files of the corpus whose every frame must give ticks; in the rest there must be none. */
const PRICES: Readonly<Record<string, readonly string[]>> = {
  'binance-usdm': ['markPrice.arr.jsonl', 'markPriceUpdate.jsonl'],
  deribit: ['deribit_price_index.jsonl', 'ticker.future.jsonl', 'ticker.option.jsonl'],
};
/** Frames of those files that carry no mark: a closed option. */
const WITHOUT_MARK: Readonly<Record<string, number>> = { 'ticker.option.jsonl': 1 };
/** Timed sessions, with the ticks that their frames must give. */
const SESSIONS: Readonly<Record<string, number>> = { 'cryptofeed.BINANCE_FUTURES.ws.1.0.frames.jsonl.gz': 0, 'cryptofeed.DERIBIT.ws.1.0.frames.jsonl.gz': 89 };

function filesOf(venue: string): readonly string[] {
  const folder = join(CORPUS, venue);
  const named = (at: string, ending: RegExp): string[] => readdirSync(at).filter((name) => ending.test(name)).map((name) => join(at, name));
  return [...named(folder, /\.jsonl$/), ...named(join(folder, 'captures'), /\.ws\..*\.gz$/)];
}

async function readThrough({ parse }: VenueDialect, path: string): Promise<Counts> {
  const counts: Counts = { frames: 0, ticks: 0, ack: 0, error: 0, heartbeat: 0, other: 0, malformed: 0 };
  const recording = await readRecording(path);
  if (!recording.ok) throw new Error(JSON.stringify(recording.error));
  for (const { raw } of recording.value.frames) {
    const parsed = parse(raw);
    counts.frames += 1;
    counts[parsed.kind] += parsed.kind === 'ticks' ? parsed.ticks.length : 1;
  }
  return counts;
}

describe.skipIf(!hasCorpus)(withCorpus('every recorded frame'), () => {
  test.each(DIALECTS.map((dialect): [string, VenueDialect] => [dialect.venue, dialect]))('of %s is a tick or classed by name, and none is malformed', async (venue, dialect) => {
    const report: Record<string, Counts> = {};
    for (const path of filesOf(venue)) report[basename(path)] = await readThrough(dialect, path);
    console.table(report);
    for (const [file, counts] of Object.entries(report)) {
      expect(counts.malformed, `${file}: malformed`).toBe(0);
      const carriesPrices = PRICES[venue]?.includes(file) === true;
      if (carriesPrices) expect(counts.other, `${file}: frames without a mark`).toBe(WITHOUT_MARK[file] ?? 0);
      expect(counts.ticks > 0, `${file}: gives ticks`).toBe(carriesPrices || (SESSIONS[file] ?? 0) > 0);
      if (file in SESSIONS) expect(counts.ticks, `${file}: ticks`).toBe(SESSIONS[file]);
    }
    expect(Object.keys(report).length).toBeGreaterThan(20);
  });
});
