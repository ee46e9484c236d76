import type { Failure } from '#shared/domain/failure.ts';
import type { Tick } from '#shared/domain/tick.ts';
import { invariant } from '#shared/util/invariant.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { startReplayServer } from '../exchange/replayServer.ts';
import { createFeed } from '../feeds/socketFeed.ts';
import { readRecordedFeeds } from './recordedFeeds.ts';

export type Played = Readonly<{ title: string; frames: number; messages: number; ticks: number; malformed: number }>;

/** The last frames are on their way through the socket when the server has sent them. */
const DRAIN_MS = 100;

/** Plays a recording over a real socket through the real client and parser. @param onTick told of every tick in order */
export async function playRecording(path: string, speed: number, onTick: (tick: Tick) => void): Promise<Result<Played, Failure>> {
  const recorded = await readRecordedFeeds(path);
  if (!recorded.ok) return recorded;
  const [first] = recorded.value;
  invariant(first !== undefined, 'a recording has a stream');
  const { recording, dialect } = first;
  const server = await startReplayServer({ recording, speed });
  let ticks = 0;
  const feed = createFeed(dialect, {
    id: 'replay', url: server.url, replay: true,
    listener: (event) => {
      if (event.kind !== 'ticks') return;
      ticks += event.ticks.length;
      event.ticks.forEach(onTick);
    },
  });
  // Any subscription starts the recording, which plays whatever it holds.
  feed.want(['all']);
  await server.ended;
  await new Promise((done) => setTimeout(done, DRAIN_MS));
  const { messages, malformed } = feed.health();
  await feed.close();
  await server.close();
  return ok({ title: dialect.title, frames: recording.frames.length, messages, ticks, malformed });
}
