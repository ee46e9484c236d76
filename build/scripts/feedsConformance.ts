// Recorded frames through the readers of every venue: `npm run -s feeds:conformance -- FOLDER [--json]`. Exit 1 when a mark,
// ticker or funding frame was missed or one is malformed.
import { run } from './run.ts';

process.exitCode = (await run(process.execPath, ['test/conformance/main.ts', ...process.argv.slice(2)], 'shown')).code;
