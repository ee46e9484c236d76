import { writeSync } from 'node:fs';
import type { Failure } from '#shared/domain/failure.ts';
import { failureLines } from '#shared/ipc/words.ts';

/** 0 done · 1 anything else · 2 bad input · 3 computed, but a headline is unknown or only a bound. */
export type ExitCode = 0 | 1 | 2 | 3;

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Written whole, also to a pipe, before the process ends. */
function write(file: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // A reader that went away wants nothing more; one that is slow is waited for.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 5);
    }
  }
}

export const print = (text: string): void => write(1, text.endsWith('\n') ? text : `${text}\n`);
export const complain = (text: string): void => write(2, text.endsWith('\n') ? text : `${text}\n`);

/** One line per fault on stderr; bad input is exit code 2. */
export function refuse(failure: Failure): ExitCode {
  for (const line of failureLines(failure)) complain(line);
  return 2;
}

/** One sentence on stderr that names the argument and the fix. */
export function badInput(sentence: string): ExitCode {
  complain(sentence);
  return 2;
}
