import { defineConfig } from '@playwright/test';
import { BROWSER } from './browser.ts';

export default defineConfig({
  testDir: '../test/e2e',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'line',
  snapshotPathTemplate: '{testDir}/../golden/screens/{arg}{ext}',
  expect: { toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled' } },
  use: { trace: 'retain-on-failure', launchOptions: BROWSER },
});
