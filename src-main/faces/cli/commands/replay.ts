import { playRecording } from '../../../jobs/playRecording.ts';
import { readArguments, textOf } from '../arguments.ts';
import { badInput, complain, type ExitCode, print, refuse } from '../output.ts';
import { isSession } from '../../../session/sessionFile.ts';
import { VERSION } from '../../../util/version.ts';
import { replaySession } from '../sessions/replaySession.ts';
import { badSpeed, speedFrom } from '../../../app/speed.ts';

export const REPLAY_USAGE = 'replay FILE [--speed N]';

/**
 * Plays a recording and prints what it leads to as lines of JSON, and a count at the end. A session that `record` wrote
 * gives the same ticks, stages and alerts at the same times; bare frames go through the real client and parser, and
 * their ticks are printed.
 */
export async function replayCommand(args: readonly string[]): Promise<ExitCode> {
  const parsed = readArguments(args, { speed: { type: 'string' } }, REPLAY_USAGE, [1, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const speed = speedFrom(textOf(parsed.value, 'speed'));
  if (speed === null) return badInput(badSpeed(textOf(parsed.value, 'speed')));
  const path = parsed.value.positionals[0] ?? '';
  if (await isSession(path)) return await replaySessionFile(path, speed);
  const played = await playRecording(path, speed, (tick) => print(JSON.stringify(tick)));
  if (!played.ok) return refuse(played.error);
  const { title, frames, messages, ticks, malformed } = played.value;
  complain(`${frames} frames of ${title}: ${messages} messages, ${ticks} ticks, ${malformed} malformed`);
  return 0;
}

async function replaySessionFile(path: string, speed: number): Promise<ExitCode> {
  const replayed = await replaySession(path, speed, print);
  if (!replayed.ok) return refuse(replayed.error);
  const { turns, ticks, alerts, unread, unmet, whole, version } = replayed.value;
  complain(`${turns} events: ${ticks} ticks, ${alerts} alerts${whole ? '' : '; the recording breaks off'}${unread === 0 ? '' : `; ${unread} lines cannot be read`}`);
  if (unmet === 0) return 0;
  complain(`${unmet} events met no connection of this program: the session was written by version ${version}, and this is ${VERSION}.`);
  return 1;
}
