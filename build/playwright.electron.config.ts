import { defineConfig } from '@playwright/test';

/** The desktop app itself; needs the Electron runtime and a display, and `npm run build` before it. */
export default defineConfig({
  testDir: '../test/e2e-electron',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'line',
});
