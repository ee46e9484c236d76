import { DIALECTS, venueOfRecording } from '../../../feeds/dialects.ts';
import type { Tick } from '#shared/domain/tick.ts';
import { createFeed } from '../../../feeds/socketFeed.ts';
import { readRecording } from '../../../exchange/recording.ts';
import { startReplayServer } from '../../../exchange/replayServer.ts';
import { readArguments, textOf } from '../arguments.ts';
import { complain, type ExitCode, print, refuse } from '../output.ts';

export const REPLAY_USAGE = 'replay FILE [--speed N]';

/** `--speed`: a number above 0; absent is 1. */
export function speedFrom(text: string | undefined): number | null {
  const speed = Number(text ?? '1');
  return Number.isFinite(speed) && speed > 0 && speed <= 1e6 ? speed : null;
}

/** Plays a recording through the real client and parser, prints every tick as a line of JSON, and a count at the end. */
export async function replayCommand(args: readonly string[]): Promise<ExitCode> {
  const parsed = readArguments(args, { speed: { type: 'string' } }, REPLAY_USAGE, [1, 1]);
  if (!parsed.ok) {
    complain(parsed.error);
    return 2;
  }
  const speed = speedFrom(textOf(parsed.value, 'speed'));
  if (speed === null) {
    complain(`--speed: is "${textOf(parsed.value, 'speed')}"; expected a number above 0`);
    return 2;
  }
  const path = parsed.value.positionals[0] ?? '';
  const recording = await readRecording(path);
  if (!recording.ok) return refuse(recording.error);
  const dialect = venueOfRecording(recording.value.url, recording.value.frames.slice(0, 200).map(({ raw }) => raw));
  if (dialect === null) {
    complain(`${path}: its frames are of no venue that is known; expected ${DIALECTS.map(({ title }) => title).join(' or ')}`);
    return 2;
  }
  const server = await startReplayServer({ recording: recording.value, speed });
  let ticks = 0;
  const show = (tick: Tick): void => {
    ticks += 1;
    print(JSON.stringify(tick));
  };
  const feed = createFeed(dialect, {
    id: 'replay', url: server.url, replay: true,
    listener: (event) => {
      if (event.kind === 'ticks') event.ticks.forEach(show);
    },
  });
  feed.want(dialect.topicsFor({ instruments: [], assets: ['BTC'], valuationCurrency: 'USD' }));
  await server.ended;
  // The last frames are still on their way through the socket.
  await new Promise((done) => setTimeout(done, 100));
  const { messages, malformed } = feed.health();
  await feed.close();
  await server.close();
  complain(`${recording.value.frames.length} frames of ${dialect.title}: ${messages} messages, ${ticks} ticks, ${malformed} malformed`);
  return 0;
}
