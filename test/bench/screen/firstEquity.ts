import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { startServer } from '../../../build/scripts/server.ts';
import { withFolder } from './livePage.ts';

const STARTS = 5;

/** ms from the start of the program, on a machine that never saw it, to an equity on the screen; the browser is open before. */
async function firstEquity(browser: Browser): Promise<number> {
  return await withFolder(async (folder) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto('about:blank');
    const begun = performance.now();
    const server = await startServer(['--demo', '--db', join(folder, 'plimsoll.db')]);
    try {
      await page.goto(server.url, { waitUntil: 'commit' });
      await page.getByTestId('equity').filter({ hasText: /\d/ }).waitFor();
      return performance.now() - begun;
    } finally {
      await context.close();
      await server.stop();
    }
  });
}

/** @returns median and slowest, ms */
export async function firstEquities(browser: Browser): Promise<Readonly<{ median: number; slowest: number }>> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) times.push(await firstEquity(browser));
  return { median: times.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? NaN, slowest: Math.max(...times) };
}
