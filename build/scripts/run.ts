// Starting other programs: the project's own tools first, so that they run on the project's own Node.
import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
const TOOLS = resolve(ROOT, 'node_modules/.bin');

export type Ran = Readonly<{ code: number; output: string }>;

/** `quiet` keeps the output for the caller, `stderr` sends all of it there, `shown` lets it through. */
export async function run(command: string, args: readonly string[], show: 'quiet' | 'stderr' | 'shown', env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const stdio = show === 'quiet' ? 'pipe' : show === 'stderr' ? 2 : 'inherit';
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: [show === 'quiet' ? 'ignore' : 'inherit', stdio, show === 'quiet' ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env, PATH: `${TOOLS}${delimiter}${process.env['PATH'] ?? ''}` },
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { output += text; });
  return await new Promise((done) => {
    child.once('error', (error) => { done({ code: 127, output: `${command}: ${error.message}` }); });
    child.once('close', (code) => { done({ code: code ?? 1, output }); });
  });
}
