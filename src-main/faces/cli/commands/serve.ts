import type { Failure } from '#shared/domain/failure.ts';
import type { Result } from '#shared/util/result.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { interrupt } from '../interrupt.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { badSpeed, speedFrom } from '../../../app/speed.ts';
import { databasePathFrom } from '../storePath.ts';

export const SERVE_USAGE = 'serve [--db PATH] [--port N] [--demo] [--replay FILE [--speed N]]';

export type ServeRequest = Readonly<{ databasePath: string; demo: boolean; replay: Readonly<{ path: string; speed: number }> | null; listenOn: number }>;

/** Another face, as this one knows it: it serves until it is closed. */
export type Serve = (request: ServeRequest) => Promise<Result<Readonly<{ url: string; close: () => Promise<void> }>, Failure>>;

/** The terminal on loopback in a browser; its one line on stdout is the address. Ends with an interrupt. */
export async function serveCommand(args: readonly string[], serve: Serve): Promise<ExitCode> {
  const options = { db: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' }, replay: { type: 'string' }, speed: { type: 'string' } } as const;
  const parsed = readArguments(args, options, SERVE_USAGE, [0, 0]);
  if (!parsed.ok) return badInput(parsed.error);
  const port = portFrom(textOf(parsed.value, 'port'));
  if (port === null) return badInput(`--port: is "${textOf(parsed.value, 'port')}"; expected a whole number from 0 to 65535, 0 for any`);
  const speed = speedFrom(textOf(parsed.value, 'speed'));
  if (speed === null) return badInput(badSpeed(textOf(parsed.value, 'speed')));
  const path = textOf(parsed.value, 'replay');
  if (path === undefined && textOf(parsed.value, 'speed') !== undefined) return badInput('--speed: is given without a recording; expected --replay FILE beside it');
  const serving = await serve({
    databasePath: databasePathFrom(parsed.value), demo: isSet(parsed.value, 'demo'), replay: path === undefined ? null : { path, speed }, listenOn: port,
  });
  if (!serving.ok) return refuse(serving.error);
  print(serving.value.url);
  await interrupt();
  await serving.value.close();
  return 0;
}

function portFrom(text: string | undefined): number | null {
  if (text === undefined) return 0;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : null;
}
