// Everything: the static gates, the unit and integration tests, the browser tests; and one count at the end.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGates } from './gates.ts';
import { run } from './run.ts';

type Count = Readonly<{ passed: number; failed: number; skipped: number }>;
type VitestReport = Readonly<{ numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }>;
type PlaywrightReport = Readonly<{ stats: Readonly<{ expected: number; unexpected: number; flaky: number; skipped: number }> }>;

const reports = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
const NONE: Count = { passed: 0, failed: 0, skipped: 0 };

async function gates(): Promise<Count> {
  const results = await runGates();
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, skipped: 0 };
}

/** A runner that ended badly without naming a failed test has failed itself; so has one that ran nothing. */
function judged(runner: string, code: number, count: Count): Count {
  if (count.failed > 0 || (code === 0 && count.passed > 0)) return count;
  console.error(`${runner} ended with code ${code} after ${count.passed} passed tests`);
  return { ...count, failed: count.failed + 1 };
}

async function unit(): Promise<Count> {
  const file = join(reports, 'vitest.json');
  const { code } = await run('vitest', ['run', '-c', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], 'shown');
  if (!existsSync(file)) return judged('vitest', code, NONE);
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
  return judged('vitest', code, { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests });
}

async function hasBrowser(): Promise<boolean> {
  const named = process.env['CHROMIUM'];
  const chromium = named ?? '/usr/bin/chromium';
  if (existsSync(chromium)) return true;
  if (named === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('No browser found; installing chromium.');
    const fetched = await run('apt-get', ['update', '-qq'], 'stderr');
    if (fetched.code === 0) await run('apt-get', ['install', '-y', '-qq', 'chromium'], 'stderr', { DEBIAN_FRONTEND: 'noninteractive' });
  }
  return existsSync(chromium);
}

async function browser(): Promise<Count> {
  const built = await run('electron-vite', ['build', '--logLevel', 'warn'], 'shown');
  if (built.code !== 0) return judged('the build', built.code, NONE);
  if (!(await hasBrowser())) {
    console.error('The browser tests need chromium at /usr/bin/chromium, or its path in CHROMIUM.');
    return judged('playwright', 1, NONE);
  }
  const file = join(reports, 'playwright.json');
  const { code } = await run('playwright', ['test', '-c', 'build/playwright.config.ts', '--reporter=line,json'], 'shown', { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  if (!existsSync(file)) return judged('playwright', code, NONE);
  const { stats }: PlaywrightReport = JSON.parse(readFileSync(file, 'utf8'));
  return judged('playwright', code, { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped });
}

const counts: Count[] = [];
for (const stage of [gates, unit, browser]) counts.push(await stage());
rmSync(reports, { recursive: true });

const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
