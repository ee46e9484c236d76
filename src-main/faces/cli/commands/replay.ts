import { playRecording } from '../../../jobs/playRecording.ts';
import { readArguments, textOf } from '../arguments.ts';
import { badInput, complain, type ExitCode, print, refuse } from '../output.ts';
import { badSpeed, speedFrom } from '../../../app/speed.ts';

export const REPLAY_USAGE = 'replay FILE [--speed N]';

/** Plays a recording through the real client and parser, prints every tick as a line of JSON, and a count at the end. */
export async function replayCommand(args: readonly string[]): Promise<ExitCode> {
  const parsed = readArguments(args, { speed: { type: 'string' } }, REPLAY_USAGE, [1, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const speed = speedFrom(textOf(parsed.value, 'speed'));
  if (speed === null) return badInput(badSpeed(textOf(parsed.value, 'speed')));
  const played = await playRecording(parsed.value.positionals[0] ?? '', speed, (tick) => print(JSON.stringify(tick)));
  if (!played.ok) return refuse(played.error);
  const { title, frames, messages, ticks, malformed } = played.value;
  complain(`${frames} frames of ${title}: ${messages} messages, ${ticks} ticks, ${malformed} malformed`);
  return 0;
}
