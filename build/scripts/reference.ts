// Reference cases through the engine: `npm run -s reference`, or `-- FILE…`. Exit 1 when one fails.
import { run } from './run.ts';

process.exitCode = (await run(process.execPath, ['test/reference/main.ts', ...process.argv.slice(2)], 'shown')).code;
