import { existsSync, readFileSync } from 'node:fs';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Result } from '#shared/util/result.ts';
import { type Begun, sessionOfDatabase, sessionOfDemo, sessionOfDocuments } from '../../../jobs/sessionAccounts.ts';
import { SESSION_LIMITS } from '../../../session/sessionFile.ts';
import { VERSION } from '../../../util/version.ts';
import { isSet, type Parsed, readArguments, textOf } from '../arguments.ts';
import { interrupt } from '../interrupt.ts';
import { badInput, complain, type ExitCode, print, refuse } from '../output.ts';
import { recordSession } from '../sessions/recordSession.ts';
import { databasePathFrom } from '../storePath.ts';

export const RECORD_USAGE = 'record --out FILE [--db PATH] [--demo] [--for SECONDS] [--max-mb N] [PORTFOLIO...]';

const MB = 1 << 20;

/** Writes a session down: raw frames of the live feeds and all else that reaches the program; results to stdout as they come. */
export async function recordCommand(args: readonly string[], now: EpochMs): Promise<ExitCode> {
  const options = { out: { type: 'string' }, db: { type: 'string' }, demo: { type: 'boolean' }, for: { type: 'string' }, 'max-mb': { type: 'string' } } as const;
  const parsed = readArguments(args, options, RECORD_USAGE, [0, 1000]);
  if (!parsed.ok) return badInput(parsed.error);
  const out = textOf(parsed.value, 'out');
  if (out === undefined || out === '') return badInput('--out: is missing; expected a file that does not exist yet, such as session.jsonl.gz');
  const seconds = wholeFrom(textOf(parsed.value, 'for'), 86_400 * 31);
  if (seconds === null) return badInput(`--for: is "${textOf(parsed.value, 'for')}"; expected whole seconds, at least 1`);
  const megabytes = wholeFrom(textOf(parsed.value, 'max-mb'), 1_000_000);
  if (megabytes === null) return badInput(`--max-mb: is "${textOf(parsed.value, 'max-mb')}"; expected whole megabytes, at least 1`);
  const begun = begin(parsed.value, now);
  if (typeof begun === 'string') return badInput(begun);
  if (!begun.ok) return refuse(begun.error);
  if (begun.value.accounts.length === 0) return badInput('no stored account has its live feed on; turn one on in the terminal, name a portfolio document, or add --demo');
  const start = { schema: 'plimsoll.session/1' as const, version: VERSION, seed: now % 2 ** 31, ...begun.value };
  const limits = megabytes === undefined ? SESSION_LIMITS : { ...SESSION_LIMITS, mostBytes: megabytes * MB };
  const enough = Promise.race([interrupt(), ...(seconds === undefined ? [] : [new Promise((done) => setTimeout(done, seconds * 1000))])]);
  try {
    const recorded = await recordSession({ start, path: out, limits, print, enough });
    if (!recorded.ok) return refuse(recorded.error);
    const { ticks, alerts, bytes, parts, reason } = recorded.value;
    complain(`${ticks} ticks, ${alerts} alerts; ${bytes} bytes in ${parts} ${parts === 1 ? 'file' : 'files'}${reason === null ? '' : `. It ended early: ${reason}`}`);
    return reason === null ? 0 : 1;
  } catch (error) {
    return badInput(`--out: ${out} cannot be made (${error instanceof Error ? error.message : String(error)}); expected a file that does not exist yet, in a folder that you may write to`);
  }
}

/** @returns a sentence for a document that cannot be opened */
function begin(parsed: Parsed, now: EpochMs): Result<Begun, Failure> | string {
  const texts: string[] = [];
  for (const path of parsed.positionals) {
    try {
      texts.push(readFileSync(path, 'utf8'));
    } catch (error) {
      return `${path}: cannot be read (${error instanceof Error ? error.message : String(error)}); expected a portfolio document`;
    }
  }
  if (texts.length > 0) return sessionOfDocuments(texts, now);
  const path = databasePathFrom(parsed);
  const demo = isSet(parsed, 'demo');
  if (existsSync(path)) return sessionOfDatabase(path, demo, now);
  return demo ? { ok: true, value: sessionOfDemo(now) } : `--db: there is no database at ${path}; name a portfolio document, or add --demo`;
}

/** A whole number from 1 to `most`; undefined when nothing is given, null when it is something else. */
function wholeFrom(text: string | undefined, most: number): number | null | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null;
}
