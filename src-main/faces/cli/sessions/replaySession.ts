import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { PriceSources } from '../../../jobs/priceSources.ts';
import { createSessionStore } from '../../../jobs/sessionStore.ts';
import { createPlayer } from '../../../session/player.ts';
import { readSessionLines } from '../../../session/sessionFile.ts';
import { readStart } from '../../../session/start.ts';
import { readTurn } from '../../../session/turn.ts';
import { openTerminal } from '../../../terminal.ts';
import { createResults } from './results.ts';

export type Replayed = Readonly<{ turns: number; ticks: number; alerts: number; /** Lines that are no turn, and turns that met nothing. */ unread: number; unmet: number; /** The user ended the recording; else it breaks off. */ whole: boolean; /** Of the program that wrote it. */ version: string }>;

/** A turn is not waited for when it is due within this. */
const NEAR_MS = 4;

/** Runs the program on a recorded session: the same ticks, stages and alerts, at the same times. @param speed how many times faster than it was */
export async function replaySession(path: string, speed: number, print: (line: string) => void): Promise<Result<Replayed, Failure>> {
  const lines = readSessionLines(path);
  const unreadable = (detail: string): Result<never, Failure> => err({ code: 'replay/unreadable', path, detail, retryable: false });
  const first = await lines.next();
  const start = readStart(first.done === true ? '' : first.value);
  if (!start.ok) return unreadable(start.error);
  const second = await lines.next();
  const begin = second.done === true ? null : readTurn(second.value);
  if (begin?.dir !== 'start') return unreadable('it breaks off before its first turn');

  const player = createPlayer(start.value.seed);
  player.setOut(begin);
  const store = createSessionStore(start.value, player.clock.wall);
  const results = createResults(print, player.clock.wall);
  const sources: PriceSources = {
    demoRuns: start.value.demo, replaySources: [],
    urlFor: (dialect, channel) => (channel === 'live' ? dialect.defaultUrl : 'ws://127.0.0.1/recorded'),
    close: () => Promise.resolve(),
  };
  const opened = await openTerminal({ databasePath: ':memory:', face: 'web', demo: start.value.demo, replay: null, outside: player, prepare: store.prepare, witness: results, lists: [], openSources: () => Promise.resolve(sources) });
  if (!opened.ok) return opened;
  const terminal = opened.value;
  terminal.onRaise(results.raised);
  const begun = performance.now();
  let [turns, unread, unmet, whole] = [0, 0, 0, false];
  try {
    for await (const line of lines) {
      const turn = readTurn(line);
      if (turn === null || turn.dir === 'start') {
        unread += 1;
        continue;
      }
      const early = (turn.m - begin.m) / speed - (performance.now() - begun);
      if (early > NEAR_MS) await new Promise((done) => setTimeout(done, early));
      whole = turn.dir === 'end';
      if (!player.play(turn)) unmet += 1;
      turns += 1;
    }
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  } finally {
    results.log(store.alerts());
    await terminal.close();
  }
  return ok({ turns, ...results.counts(), unread, unmet, whole, version: start.value.version });
}
