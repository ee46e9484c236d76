import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';

/** One recorded frame: what was received, and when, in ms from the first. */
export type RecordedFrame = Readonly<{ atMs: number; raw: string }>;
export type Recording = Readonly<{ frames: readonly RecordedFrame[]; /** The URL of the session, where the recording says it. */ url: string | null; timed: boolean }>;

/** More than any market stream sends at once. */
const MAX_LINE = 8_000_000;
const MAX_FRAMES = 2_000_000;
const UNTIMED_SPACING_MS = 1000;

/**
 * Reads recorded frames, gzipped or not: the capture format (`{"t": epoch seconds, "dir": "connect|sent|recv|…",
 * "raw": text}` a line), or one bare frame a line, which then plays one a second. Text frames may be JSON strings.
 */
export async function readRecording(path: string): Promise<Result<Recording, Failure>> {
  const frames: RecordedFrame[] = [];
  let url: string | null = null;
  let first: number | null = null;
  let timed = false;
  try {
    const file = createReadStream(path);
    const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
    const failed = new Promise<never>((_, reject) => {
      file.once('error', reject);
      input.once('error', reject);
    });
    const reading = (async () => {
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        if (line.trim() === '') continue;
        if (line.length > MAX_LINE || frames.length >= MAX_FRAMES) throw new Error(`line ${frames.length + 1} is too long, or there are too many`);
        const entry = readLine(line);
        if (entry.kind === 'connect') url = entry.url;
        if (entry.kind !== 'frame') continue;
        timed ||= entry.seconds !== null;
        first ??= entry.seconds;
        frames.push({ raw: entry.raw, atMs: entry.seconds === null ? frames.length * UNTIMED_SPACING_MS : Math.max(0, (entry.seconds - (first ?? entry.seconds)) * 1000) });
      }
    })();
    await Promise.race([reading, failed]);
  } catch (error) {
    return err({ code: 'replay/unreadable', path, detail: error instanceof Error ? error.message : String(error), retryable: false });
  }
  if (frames.length === 0) return err({ code: 'replay/unreadable', path, detail: 'it holds no received frame', retryable: false });
  return ok({ frames, url, timed });
}

type Line = Readonly<{ kind: 'frame'; raw: string; seconds: number | null }> | Readonly<{ kind: 'connect'; url: string }> | Readonly<{ kind: 'skip' }>;

/** A line that is no JSON is a frame too: what a venue sent is played as it was, and the parser counts it. */
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
  const seconds = 't' in json ? Number(json.t) : NaN;
  return { kind: 'frame', raw: json.raw, seconds: Number.isFinite(seconds) ? seconds : null };
}
