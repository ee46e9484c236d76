import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { readRecording, type RecordedFrame, type Recording } from '../exchange/recording.ts';
import { dialectOf, dialectOfRecording, DIALECTS } from '../feeds/dialects.ts';
import type { VenueDialect } from '../feeds/feed.ts';
import { isSession, readSessionLines } from '../session/sessionFile.ts';
import { readTurn } from '../session/turn.ts';

/** What one stream said, and the venue that speaks like it. */
export type RecordedFeed = Readonly<{ recording: Recording; dialect: VenueDialect }>;

/** Frames that are enough to tell whose they are. */
const SNIFFED = 200;
/** A session is played whole by `replay`, which reads it as it goes; here it is held in memory. */
const MAX_FRAMES = 2_000_000;

const unreadable = (path: string, detail: string): Result<never, Failure> => err({ code: 'replay/unreadable', path, detail, retryable: false });

/** The streams of a recording: one, or as many as a session had. */
export async function readRecordedFeeds(path: string): Promise<Result<readonly RecordedFeed[], Failure>> {
  if (await isSession(path)) return await readSession(path);
  const recording = await readRecording(path);
  if (!recording.ok) return recording;
  const { url, frames } = recording.value;
  const dialect = dialectOfRecording(url, frames.slice(0, SNIFFED).map(({ raw }) => raw));
  if (dialect === null) return unreadable(path, `its frames are of no venue that is known; expected ${DIALECTS.map(({ title }) => title).join(' or ')}`);
  return ok([{ recording: recording.value, dialect }]);
}

async function readSession(path: string): Promise<Result<readonly RecordedFeed[], Failure>> {
  const streams = new Map<string, RecordedFrame[]>();
  let first: number | null = null;
  let count = 0;
  try {
    for await (const line of readSessionLines(path)) {
      const turn = readTurn(line);
      if (turn?.dir !== 'recv' || turn.raw === null) continue;
      count += 1;
      if (count > MAX_FRAMES) return unreadable(path, `it holds more than ${MAX_FRAMES} frames`);
      first ??= turn.m;
      const [id = ''] = turn.feed.split(':', 1);
      const frames = streams.get(id) ?? [];
      streams.set(id, frames);
      frames.push({ atMs: Math.max(0, turn.m - first), raw: turn.raw });
    }
  } catch (error) {
    return unreadable(path, error instanceof Error ? error.message : String(error));
  }
  const feeds = [...streams].flatMap(([id, frames]) => {
    const dialect = dialectOf(id);
    return dialect === null ? [] : [{ recording: { frames, url: dialect.defaultUrl, timed: true }, dialect }];
  });
  return feeds.length === 0 ? unreadable(path, 'it holds no frame of a venue that is known') : ok(feeds);
}
