import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { complain, type ExitCode } from './faces/cli/output.ts';
import { runCommand } from './faces/cli/run.ts';
import { serve } from './faces/web/serve.ts';

/** The built page lies beside the built program, and below out/ in a checkout. */
const built = [resolve(import.meta.dirname, '../renderer'), resolve(import.meta.dirname, '../out/renderer')];
const root = built.find((folder) => existsSync(resolve(folder, 'index.html'))) ?? resolve(import.meta.dirname, '../out/renderer');

process.exitCode = await runCommand(process.argv.slice(2), ({ listenOn, ...terminal }) => serve({ terminal, root, listenOn })).catch((error: unknown): ExitCode => {
  complain(`plimsoll: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
