import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  // Importing the real package tries to download the Electron runtime.
  resolve: { alias: { electron: resolve(root, 'test/support/fakeElectron.ts') } },
  test: { include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**'], pool: 'forks', maxWorkers: 2, testTimeout: 20_000 },
});
