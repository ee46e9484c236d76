import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '../../../../../src-main/cli.ts');

export type Ran = Readonly<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
export type Running = Readonly<{
  stdout: () => string;
  stderr: () => string;
  /** Resolves when it has ended and both its streams have. */
  ended: Promise<Ran>;
  kill: (signal: NodeJS.Signals) => void;
}>;

/** The program itself, as a process of its own. Its data folder is one that does not exist, unless `--db` says otherwise. */
export function start(args: readonly string[], more: Readonly<{ input?: string; env?: Readonly<Record<string, string>> }> = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, XDG_DATA_HOME: '/nonexistent/plimsoll-test', ...more.env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  child.stdin.on('error', () => undefined);
  child.stdin.end(more.input ?? '');
  const ended = new Promise<Ran>((done) => child.on('close', (code, signal) => done({ code, signal, stdout, stderr })));
  return { stdout: () => stdout, stderr: () => stderr, ended, kill: (signal) => void child.kill(signal) };
}

export const plimsoll = (...args: readonly string[]): Promise<Ran> => start(args).ended;

export const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
