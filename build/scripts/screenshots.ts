// Retakes the pictures in docs/: the demo account, once it has left calm water, in both themes and two sizes, and as
// other eyes see it (docs/vision). With `--golden` those
// that test/e2e/golden.spec.ts compares the screen with, in test/golden/screens: look at each before it is kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER } from '../browser.ts';
import { ROOT, run } from './run.ts';
import { startServer } from './server.ts';

const SIZES = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }] as const;
const THEMES = ['dark', 'light'] as const;
/** How the screen looks to whoever sees some colours, or all, otherwise. */
const DEFICIENCIES = ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
/** The simulated market falls at first: by then the account is at a stage worth a picture. */
const PATIENCE_MS = 240_000;

const built = await run('electron-vite', ['build', '--logLevel', 'warn'], 'stderr');
if (built.code !== 0) process.exit(1);
if (process.argv.includes('--golden')) process.exit((await run('playwright', ['test', '-c', 'build/playwright.config.ts', 'golden.spec.ts', '--update-snapshots=all'], 'shown')).code);
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-pictures-'));
const server = await startServer(['--demo', '--db', join(folder, 'plimsoll.db')]);
const browser = await chromium.launch(BROWSER);
try {
  const page = await browser.newPage({ viewport: SIZES[1], deviceScaleFactor: 1 });
  await page.goto(server.url);
  await page.getByTestId('first-run').getByRole('button', { name: 'Just look' }).click();
  await page.getByTestId('stage').filter({ hasText: /Warning|Danger/ }).waitFor({ timeout: PATIENCE_MS });
  for (const theme of THEMES) {
    for (const size of SIZES) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize(size);
      await page.waitForTimeout(1500);
      const path = resolve(ROOT, `docs/demo-${theme}-${size.width}.png`);
      await page.screenshot({ path });
      console.log(`docs/demo-${theme}-${size.width}.png`);
    }
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(SIZES[0]);
  const devtools = await page.context().newCDPSession(page);
  for (const type of DEFICIENCIES) {
    await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
    await page.waitForTimeout(300);
    await page.screenshot({ path: resolve(ROOT, `docs/vision/${type}.png`) });
    console.log(`docs/vision/${type}.png`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
