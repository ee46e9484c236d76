import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { readLines } from '../util/lines.ts';

/** One recorded frame: what was received, and when, in ms from the first. */
export type RecordedFrame = Readonly<{ atMs: number; raw: string }>;
export type Recording = Readonly<{ frames: readonly RecordedFrame[]; /** The URL of the session, where the recording says it. */ url: string | null; timed: boolean }>;

const MAX_FRAMES = 2_000_000;
/** Unpacked: a small gzip file may hold far more than memory does. */
const MAX_CHARACTERS = 256_000_000;
const UNTIMED_SPACING_MS = 1000;

/**
 * Reads recorded frames, gzipped or not: the capture format (`{"t": epoch seconds, "dir": "connect|sent|recv|…",
 * "raw": text}` a line), or one bare frame a line, which then plays one a second. Text frames may be JSON strings.
 * A line that cannot be read as either is a frame too: what a venue sent is played as it was, and the parser counts it.
 */
export async function readRecording(path: string): Promise<Result<Recording, Failure>> {
  const frames: RecordedFrame[] = [];
  let url: string | null = null;
  let first: number | null = null;
  let timed = false;
  let characters = 0;
  try {
    for await (const line of readLines(await openRecording(path))) {
      if (line.trim() === '') continue;
      characters += line.length;
      if (frames.length >= MAX_FRAMES || characters > MAX_CHARACTERS) throw new RangeError(`it holds more than ${MAX_FRAMES} frames or ${MAX_CHARACTERS} characters`);
      const entry = readLine(line);
      if (entry.kind === 'connect') url = entry.url;
      if (entry.kind !== 'frame') continue;
      timed ||= entry.seconds !== null;
      first ??= entry.seconds;
      frames.push({ raw: entry.raw, atMs: entry.seconds === null ? frames.length * UNTIMED_SPACING_MS : Math.max(0, (entry.seconds - (first ?? entry.seconds)) * 1000) });
    }
  } catch (error) {
    return err({ code: 'replay/unreadable', path, detail: error instanceof Error ? error.message : String(error), retryable: false });
  }
  if (frames.length === 0) return err({ code: 'replay/unreadable', path, detail: 'it holds no received frame', retryable: false });
  return ok({ frames, url, timed });
}

/** The bytes of a file, unpacked when it starts like gzip, whatever its name. */
async function openRecording(path: string): Promise<Readable> {
  const packed = await startsLikeGzip(path);
  const file = createReadStream(path);
  // A fault of the file reaches the reader of the unpacked stream: the pipeline destroys it with that error.
  return packed ? pipeline(file, createGunzip(), () => undefined) : file;
}

async function startsLikeGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

type Line = Readonly<{ kind: 'frame'; raw: string; seconds: number | null }> | Readonly<{ kind: 'connect'; url: string }> | Readonly<{ kind: 'skip' }>;

function readLine(line: string): Line {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'frame', raw: line, seconds: null };
  }
  if (typeof json === 'string') return { kind: 'frame', raw: json, seconds: null };
  if (typeof json !== 'object' || json === null || !('dir' in json)) return { kind: 'frame', raw: line, seconds: null };
  if (json.dir === 'connect' && 'url' in json && typeof json.url === 'string') return { kind: 'connect', url: json.url };
  if (json.dir !== 'recv' || !('raw' in json) || typeof json.raw !== 'string') return { kind: 'skip' };
  return { kind: 'frame', raw: json.raw, seconds: 't' in json ? secondsOf(json.t) : null };
}

function secondsOf(time: unknown): number | null {
  const seconds = typeof time === 'string' && time.trim() !== '' ? Number(time) : time;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : null;
}
