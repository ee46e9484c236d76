import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/util/result.ts';
import { badSpeed, speedFrom } from '../../app/speed.ts';
import { accountIn } from './deepLink.ts';

export type Launch = Readonly<{ demo: boolean; /** Absolute; null for the platform's own place. */ databasePath: string | null; replay: Readonly<{ path: string; speed: number }> | null; /** Of a link that the app was started by. */ accountId: string | null }>;

const USAGE = 'usage: plimsoll [--demo] [--db PATH] [--replay FILE [--speed N]]';

/** Switches of Chromium that only choose how it draws. */
const HARMLESS = /^--(?:ozone-platform(?:-hint)?|disable-gpu|force-device-scale-factor|force-color-profile|lang)(?:=|$)/;

/**
 * Reads what the app was started with. Chromium, V8 and Node read the same line, and some of their switches open the app
 * to other programs or take its walls down (--remote-debugging-port, --inspect, --no-sandbox, --js-flags): so whatever is
 * not listed here is refused.
 *
 * @param args       without the program itself
 * @param defaultApp the runtime was started with the app's folder, which then stands first among the operands
 */
export function readLaunch(args: readonly string[], defaultApp: boolean, platform: NodeJS.Platform): Result<Launch, string> {
  const slashed = platform === 'win32' ? args.find((arg) => arg.startsWith('/')) : undefined;
  if (slashed !== undefined) return err(`"${slashed}" is not understood: on Windows it would be read as a switch.\n${USAGE}`);
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((arg) => !HARMLESS.test(arg)),
      options: { demo: { type: 'boolean' }, db: { type: 'string' }, replay: { type: 'string' }, speed: { type: 'string' } },
      allowPositionals: true,
    });
    const [link, ...others] = positionals.slice(defaultApp ? 1 : 0);
    const accountId = link === undefined ? null : accountIn(link);
    const surplus = link !== undefined && accountId === null ? link : others[0];
    if (surplus !== undefined) return err(`"${surplus}" is not understood.\n${USAGE}`);
    return launchOf(values, accountId);
  } catch (error) {
    return err(`${error instanceof Error ? error.message.split('. To')[0] : String(error)}.\n${USAGE}`);
  }
}

type Values = Readonly<{ demo?: boolean; db?: string; replay?: string; speed?: string }>;

function launchOf({ demo = false, db, replay, speed }: Values, accountId: string | null): Result<Launch, string> {
  if (db === '') return err(`--db needs the path of a database file.\n${USAGE}`);
  if (replay === '') return err(`--replay needs the path of a recording.\n${USAGE}`);
  if (speed !== undefined && replay === undefined) return err(`--speed belongs to --replay.\n${USAGE}`);
  const pace = speedFrom(speed);
  if (pace === null) return err(`${badSpeed(speed)}.\n${USAGE}`);
  return ok({ demo, databasePath: db === undefined ? null : resolve(db), replay: replay === undefined ? null : { path: resolve(replay), speed: pace }, accountId });
}
