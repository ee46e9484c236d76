import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readRecording } from '../../src-main/exchange/recording.ts';
import { dialectOf } from '../../src-main/feeds/dialects.ts';

/**
 * What the recorded frames of one folder of a corpus must give: `reader` is the stream that reads them, `prices` the
 * files that carry prices (with the stream that reads each, the frames of it that carry none, and the ticks of a timed session).
 * Every other file gives no tick.
 */
export type Expectation = Readonly<{ reader: string; prices: Readonly<Record<string, Readonly<{ reader: string; without?: number; ticks?: number }>>> }>;

/** How the frames of one file were read. `missed`: those of a price channel that were not recognised as such. */
export type Counts = Readonly<{ reader: string; frames: number; ticks: number; classed: number; malformed: number; missed: number; others: string }>;

const HERE = resolve(import.meta.dirname, '../main/feeds/conformance');
export const COVERED: readonly string[] = readdirSync(HERE).map((name) => basename(name, '.json'));

/** @returns null for a folder that no stream reads */
export function expectationOf(folder: string): Expectation | null {
  const path = join(HERE, `${folder}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Expectation) : null;
}

/** The files of a folder that hold frames: channels, and timed sessions. */
export function filesOf(folder: string): readonly string[] {
  const named = (place: string, ending: RegExp): string[] => (existsSync(place) ? readdirSync(place).filter((name) => ending.test(name)).map((name) => join(place, name)) : []);
  return [...named(folder, /\.jsonl$/), ...named(join(folder, 'captures'), /\.ws\..*\.gz$/)];
}

/** Why a frame of a price channel may give no price: it has none, or may not be used where it stands. */
const PRICELESS = /without|duplicate|out of order|before its|past interval|spot ticker/;
/** What the venue says on any channel. */
const CONTROL: ReadonlySet<string> = new Set(['ack', 'error', 'heartbeat', 'ready', 'notice']);

/** Reads a file as one connection would: what is merged from its frames is merged in their order. */
export async function readThrough(reader: string, path: string, carriesPrices: boolean): Promise<Counts> {
  const dialect = dialectOf(reader);
  const recording = await readRecording(path);
  if (dialect === null || !recording.ok) throw new Error(`${reader} ${JSON.stringify(recording)}`);
  const read = dialect.read();
  const others = new Map<string, number>();
  let [ticks, malformed, missed, classed] = [0, 0, 0, 0];
  for (const { raw } of recording.value.frames) {
    const parsed = read(raw);
    if (parsed.kind === 'ticks') {
      ticks += parsed.ticks.length;
      malformed += parsed.malformed;
      continue;
    }
    if (parsed.kind === 'malformed') malformed += 1;
    else classed += 1;
    const name = parsed.kind === 'other' ? parsed.what : parsed.kind;
    if (carriesPrices && !CONTROL.has(name) && !PRICELESS.test(name)) missed += 1;
    others.set(name, (others.get(name) ?? 0) + 1);
  }
  return { reader, frames: recording.value.frames.length, ticks, classed, malformed, missed, others: [...others].map(([name, count]) => `${name} ${count}`).join(', ') };
}
