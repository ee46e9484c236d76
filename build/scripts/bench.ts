// Times the engine and the parsers: `npm run -s bench`, or one JSON document with `-- --json`. Exit 1 when a target is missed.
// Pinned to one core where the system can do that, so that rounds do not wander between caches.
import { run } from './run.ts';

const bench = ['--expose-gc', 'test/bench/main.ts', ...process.argv.slice(2)];
const pinned = process.platform === 'linux' && (await run('taskset', ['-c', '0', 'true'], 'quiet')).code === 0;
const { code } = pinned ? await run('taskset', ['-c', '0', process.execPath, ...bench], 'shown') : await run(process.execPath, bench, 'shown');
process.exitCode = code;
