// Times the engine, the parsers, the feeds and the screen: `npm run -s bench`, or one JSON document with `-- --json`. Exit 1 when a
// target is missed. `npm run -s bench:soak [-- --json] [--seconds N] [--rate N] [--minutes N]`: five feeds at N messages a second for
// N seconds, then the screen for N minutes; 0 leaves one out.
// Calls are timed pinned to one core where the system can do that, so that rounds do not wander between caches.
import { run } from './run.ts';

const built = await run('electron-vite', ['build', '--logLevel', 'warn'], 'stderr');
if (built.code !== 0) process.exit(1);
const [first, ...others] = process.argv.slice(2);
const isSoak = first === 'soak';
const bench = ['--expose-gc', ...(isSoak ? ['test/bench/soak/main.ts', ...others] : ['test/bench/main.ts', ...process.argv.slice(2)])];
const pinned = !isSoak && process.platform === 'linux' && (await run('taskset', ['-c', '0', 'true'], 'quiet')).code === 0;
const { code } = pinned ? await run('taskset', ['-c', '0', process.execPath, ...bench], 'shown') : await run(process.execPath, bench, 'shown');
process.exitCode = code;
