import type { Failure } from '#shared/domain/failure.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { createSessionStore } from '../../../jobs/sessionStore.ts';
import { createRecorder } from '../../../session/recorder.ts';
import { createSessionFile, type SessionLimits } from '../../../session/sessionFile.ts';
import type { SessionStart } from '../../../session/start.ts';
import { openTerminal, type TerminalOptions } from '../../../terminal.ts';
import { createResults } from './results.ts';

export type Recorded = Readonly<{ ticks: number; alerts: number; bytes: number; parts: number; /** Why it ended before its user ended it; null when it did not. */ reason: string | null }>;

type Options = Readonly<{ start: SessionStart; path: string; limits: SessionLimits; print: (line: string) => void; /** Settles when the user has had enough. */ enough: Promise<unknown>; /** Other price sources than our own; a test hands in those that it can break. */ openSources?: TerminalOptions['openSources'] }>;

const FLUSH_MS = 1000;

/** Runs the program without a window on what the session begins with, and writes down all that reaches it. @throws when the file cannot be made */
export async function recordSession({ start, path, limits, print, enough, openSources }: Options): Promise<Result<Recorded, Failure>> {
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((done) => { stop = done; });
  const file = createSessionFile(path, (reason) => stop(reason), limits);
  file.write(JSON.stringify(start));
  const recorder = createRecorder(file.write, start.seed);
  const store = createSessionStore(start, recorder.clock.wall);
  const results = createResults(print, recorder.clock.wall);
  const opened = await openTerminal({ databasePath: ':memory:', face: 'web', demo: start.demo, replay: null, outside: recorder, prepare: store.prepare, witness: results, lists: [], ...(openSources === undefined ? {} : { openSources }) });
  if (!opened.ok) {
    await file.close();
    return opened;
  }
  const terminal = opened.value;
  terminal.onRaise(results.raised);
  const flushing = setInterval(file.flush, FLUSH_MS);
  const reason = await Promise.race([stopped, enough.then(() => null)]);
  clearInterval(flushing);
  recorder.end();
  results.log(store.alerts());
  await terminal.close();
  await file.close();
  return ok({ ...results.counts(), ...file.size(), reason });
}
