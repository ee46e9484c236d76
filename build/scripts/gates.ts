// Every static gate, and what it runs.
import { ROOT, run, type Ran } from './run.ts';
import { sourceFaults } from './sources.ts';
import { licenceFaults } from './licences.ts';

export type GateResult = Readonly<{ name: string; passed: boolean; seconds: number; output: string }>;

const listed = (faults: readonly string[]): Ran => ({ code: faults.length > 0 ? 1 : 0, output: faults.join('\n') });

const GATES: readonly Readonly<{ name: string; check: () => Promise<Ran> }>[] = [
  { name: 'types', check: () => run('tsc', ['-b', 'build/tsconfig.json'], 'quiet') },
  { name: 'lint', check: () => run('npm', ['run', '--silent', 'lint'], 'quiet') },
  { name: 'canary', check: () => run('vitest', ['run', '-c', 'build/vitest.config.ts', 'test/architecture/canary.test.ts'], 'quiet') },
  { name: 'unused code', check: () => run('knip', ['-c', 'build/knip.json', '--no-progress', '--no-config-hints'], 'quiet') },
  { name: 'licences', check: () => Promise.resolve(listed(licenceFaults(ROOT))) },
  { name: 'source files', check: () => Promise.resolve(listed(sourceFaults(ROOT))) },
];

/** One line for each gate as it ends, and below it what a failing one said. */
export async function runGates(): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  for (const { name, check } of GATES) {
    const begun = performance.now();
    const { code, output } = await check();
    const result = { name, passed: code === 0, seconds: (performance.now() - begun) / 1000, output };
    results.push(result);
    console.log(`${result.passed ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${result.seconds.toFixed(1)} s`);
    if (!result.passed) console.log(output.trimEnd().replaceAll(/^/gm, '     '));
  }
  return results;
}
