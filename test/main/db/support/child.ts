import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A child process that runs one of the scripts beside this file. */
export type Child = Readonly<{
  /** The whole lines it has printed. */
  lines: readonly string[];
  /** Resolves at the first line, or at its end. */
  spoke: Promise<void>;
  kill: () => Promise<void>;
}>;

export function child(script: string, ...args: readonly string[]): Child {
  const started = spawn(process.execPath, [resolve(import.meta.dirname, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ended = new Promise<void>((done) => started.on('close', () => done()));
  const first = new Promise<void>((done) => {
    let rest = '';
    started.stdout.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      if (lines.length > 0) done();
    });
  });
  return {
    lines,
    spoke: Promise.race([first, ended]),
    kill: async () => {
      started.kill('SIGKILL');
      await ended;
    },
  };
}
