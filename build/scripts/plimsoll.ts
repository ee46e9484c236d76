// The command line from a checkout. `serve` shows the built page, so it is built first where it is missing.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT, run } from './run.ts';

if (process.argv[2] === 'serve' && !existsSync(resolve(ROOT, 'out/renderer/index.html'))) {
  const { code } = await run('electron-vite', ['build', '--logLevel', 'warn'], 'stderr');
  if (code !== 0) process.exit(1);
}

const commandLine: string = '../../src-main/cli.ts';
await import(commandLine);
