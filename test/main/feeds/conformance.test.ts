import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecording } from '../../../src-main/exchange/recording.ts';
import { dialectOf } from '../../../src-main/feeds/dialects.ts';
import { CORPUS, hasCorpus, withCorpus } from '../../support/corpus.ts';

/**
 * What the recorded frames of one folder of the corpus must give: `reader` is the stream that reads them, `prices`
 * the files that carry prices (with the stream that reads each, the frames of it that carry none, and the ticks of a timed session).
 * Every other file gives no tick.
 */
type Expectation = Readonly<{ reader: string; prices: Readonly<Record<string, Readonly<{ reader: string; without?: number; ticks?: number }>>> }>;
type Counts = Readonly<{ reader: string; frames: number; ticks: number; malformed: number; others: string }>;

const HERE = join(import.meta.dirname, 'conformance');
const FOLDERS = readdirSync(HERE).map((name) => basename(name, '.json'));
const expectationOf = (folder: string): Expectation => JSON.parse(readFileSync(join(HERE, `${folder}.json`), 'utf8')) as Expectation;

function filesOf(folder: string): readonly string[] {
  const at = join(CORPUS, folder);
  const named = (place: string, ending: RegExp): string[] => readdirSync(place).filter((name) => ending.test(name)).map((name) => join(place, name));
  return [...named(at, /\.jsonl$/), ...(readdirSync(at).includes('captures') ? named(join(at, 'captures'), /\.ws\..*\.gz$/) : [])];
}

/** Each file is one connection: what is merged from its frames is merged in their order. */
async function readThrough(reader: string, path: string): Promise<Counts & Readonly<{ without: number }>> {
  const dialect = dialectOf(reader);
  const recording = await readRecording(path);
  if (dialect === null || !recording.ok) throw new Error(`${reader} ${JSON.stringify(recording)}`);
  const read = dialect.read();
  const others = new Map<string, number>();
  let [ticks, malformed, without] = [0, 0, 0];
  for (const { raw } of recording.value.frames) {
    const parsed = read(raw);
    if (parsed.kind === 'ticks') {
      ticks += parsed.ticks.length;
      malformed += parsed.malformed;
      continue;
    }
    without += 1;
    if (parsed.kind === 'malformed') malformed += 1;
    const name = parsed.kind === 'other' ? parsed.what : parsed.kind;
    others.set(name, (others.get(name) ?? 0) + 1);
  }
  return { reader, frames: recording.value.frames.length, ticks, malformed, without, others: [...others].map(([name, count]) => `${name} ${count}`).join(', ') };
}

describe.skipIf(!hasCorpus)(withCorpus('every recorded frame'), () => {
  test.each(FOLDERS)('of %s is a tick or classed by name, and none is malformed', async (folder) => {
    const { reader, prices } = expectationOf(folder);
    const report: Record<string, Counts> = {};
    for (const path of filesOf(folder)) {
      const file = basename(path);
      const expected = prices[file];
      const { without, ...counts } = await readThrough(expected?.reader ?? reader, path);
      report[file] = counts;
      expect(counts.malformed, `${file}: malformed`).toBe(0);
      expect(counts.ticks > 0, `${file}: gives ticks`).toBe(expected !== undefined);
      if (expected !== undefined && expected.ticks === undefined) expect(without, `${file}: frames without a price`).toBe(expected.without ?? 0);
      if (expected?.ticks !== undefined) expect(counts.ticks, `${file}: ticks`).toBe(expected.ticks);
    }
    console.table(report);
    for (const file of Object.keys(prices)) expect(Object.keys(report), 'is in the corpus').toContain(file);
  });
});
