// The terminal in a process of its own, as a user starts it.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ROOT } from './run.ts';

/** @param args of `serve` */
export async function startServer(args: readonly string[]): Promise<Readonly<{ url: string; stop: () => Promise<void> }>> {
  const child = spawn(process.execPath, [resolve(ROOT, 'src-main/cli.ts'), 'serve', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((done, fail) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) done(text.trim());
    });
    child.once('exit', (code) => fail(new Error(`the terminal ended with ${code}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
