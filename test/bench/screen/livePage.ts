import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { BROWSER } from '../../../build/browser.ts';
import { startHost } from '../../e2e/support/terminal.ts';
import { wideBook } from '../../e2e/support/wideBook.ts';

const ROWS = 200;

/** A browser for as long as `use` takes. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(BROWSER);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** A temporary folder for as long as `use` takes. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The screen on a live account of 200 positions, each on an underlying of its own.
 *
 * @param ticksPerSecond over all symbols
 */
export async function withLivePage<T>(ticksPerSecond: number, use: (page: Page) => Promise<T>): Promise<T> {
  return await withFolder(async (folder) => await withBrowser(async (browser) => {
    const host = await startHost({ databasePath: join(folder, 'bench.db'), demo: false, stepMs: Math.round((ROWS * 1000) / ticksPerSecond), symbols: ROWS });
    try {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(host.url);
      await page.locator('input[type=file]').first().setInputFiles({ name: 'wide.json', mimeType: 'application/json', buffer: Buffer.from(wideBook(ROWS)) });
      await page.getByTestId('position-row').first().waitFor();
      await page.getByRole('button', { name: 'Live off' }).click();
      await page.locator('dialog footer .primary').click();
      await page.locator('.feed.good').first().waitFor();
      return await use(page);
    } finally {
      await host.close();
    }
  }));
}
