import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { readRecording, type Recording } from '../exchange/recording.ts';
import { DIALECTS, dialectOfRecording } from '../feeds/dialects.ts';
import type { VenueDialect } from '../feeds/feed.ts';

/** Frames that are enough to tell whose they are. */
const SNIFFED = 200;

/** A recording, and the venue that speaks like it. */
export async function readRecordedFeed(path: string): Promise<Result<Readonly<{ recording: Recording; dialect: VenueDialect }>, Failure>> {
  const recording = await readRecording(path);
  if (!recording.ok) return recording;
  const { url, frames } = recording.value;
  const dialect = dialectOfRecording(url, frames.slice(0, SNIFFED).map(({ raw }) => raw));
  if (dialect === null) {
    const detail = `its frames are of no venue that is known; expected ${DIALECTS.map(({ title }) => title).join(' or ')}`;
    return err({ code: 'replay/unreadable', path, detail, retryable: false });
  }
  return ok({ recording: recording.value, dialect });
}
