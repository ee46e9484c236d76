// Opens the desktop app; where its runtime is not installed or no display is there, the same terminal in a browser.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT, run } from './run.ts';

const home = resolve(ROOT, 'node_modules/electron');
const args = process.argv.slice(2);

/** Read, never imported: importing the package starts a download. */
function electronRuntime(): string | undefined {
  const note = resolve(home, 'path.txt');
  if (!existsSync(note)) return undefined;
  const runtime = resolve(home, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(runtime) ? runtime : undefined;
}

const hasDisplay = process.platform !== 'linux' || [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
const runtime = electronRuntime();

const built = await run('electron-vite', ['build', '--logLevel', 'warn'], 'quiet');
if (built.code !== 0) {
  console.error(built.output);
  process.exitCode = 1;
} else if (runtime !== undefined && hasDisplay) {
  process.exitCode = (await run(runtime, [ROOT, ...args], 'shown')).code;
} else {
  const why = runtime === undefined ? 'the Electron runtime is not installed (`npx install-electron` fetches it)' : 'there is no display';
  console.error(`No desktop window: ${why}. Open the address below in a browser.`);
  process.argv.splice(2, args.length, 'serve', ...args);
  const commandLine: string = '../../src-main/cli.ts';
  await import(commandLine);
}
