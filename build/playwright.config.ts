import { defineConfig } from '@playwright/test';
import { BROWSER } from './browser.ts';

/** What is timed runs by itself. */
const TIMED = ['alerts.spec.ts', 'firstRun.spec.ts', 'quality.spec.ts', 'speed.spec.ts'];

export default defineConfig({
  testDir: '../test/e2e',
  outputDir: '../test-results',
  workers: 2,
  projects: [{ name: 'screen', testMatch: '*.spec.ts', testIgnore: TIMED }, { name: 'timed', testMatch: TIMED, workers: 1, dependencies: ['screen'] }],
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'line',
  snapshotPathTemplate: '{testDir}/../golden/screens/{arg}{ext}',
  expect: { toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled' }, toMatchAriaSnapshot: { pathTemplate: '{testDir}/../golden/aria/{arg}{ext}' } },
  use: { trace: 'retain-on-failure', launchOptions: BROWSER },
});
