import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** Ends being pinned to one core: the program collects its garbage on another, and a browser has processes of its own. */
export function useEveryCore(): void {
  if (process.platform === 'linux' && availableParallelism() < cpus().length) spawnSync('taskset', ['-a', '-p', '-c', `0-${cpus().length - 1}`, String(process.pid)]);
}
