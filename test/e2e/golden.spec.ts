import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

// The screen as it should look and read: pictures in test/golden/screens, trees of what is read out in test/golden/aria. After a
// change that is meant, look at what `npm run screenshots -- --golden` writes, and keep it.

const golden: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8'));
/** One hour after the prices of golden account 1. */
const STILL_AT = Date.UTC(2026, 10, 23, 1);

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });

const book = (name: string, usdx: string): string => JSON.stringify({ ...golden, name, collateral: [{ asset: 'USDX', amount: usdx, weight: '1' }] });

async function openBook(page: Page, text: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.locator('.account-picker b')).toHaveText(String(JSON.parse(text).name));
}

/** A screen without the demo, which moves. */
async function begin(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.account-picker .menu-button').click();
  await page.getByRole('menuitem', { name: 'Remove this account…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.account-picker')).toHaveCount(0);
}

/** What counts and times what really passes is left out, but behind a dialog, where it is a few faint dots. */
const looksLike = async (page: Page, name: string): Promise<void> => {
  await page.mouse.move(0, 0);
  const mask = (await page.locator('dialog[open]').count()) > 0 ? [] : [page.locator('.status'), page.getByTestId('call-latency')];
  await expect.soft(page, `another look than test/golden/screens/${name}.png`).toHaveScreenshot(`${name}.png`, { mask, maskColor: '#6b7785' });
};

async function act(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await looksLike(page, `${name}-${colorScheme}`);
  }
}

test('the main screen looks as it should: empty, and at every stage', async ({ page, start }) => {
  const host = await start({ demo: false, stillAt: STILL_AT });
  await begin(page, host.url);
  await inBothThemes(page, 'empty');
  await openBook(page, book('Osaka', '900000'));
  await inBothThemes(page, 'calm');
  await openBook(page, book('Berlin', '20000'));
  await looksLike(page, 'watch-light');
  await openBook(page, book('Lagos', '13000'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await looksLike(page, 'warning-dark');
  await openBook(page, book('Tokyo', '9000'));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await inBothThemes(page, 'danger-1920');
  await page.setViewportSize({ width: 1280, height: 800 });
  await openBook(page, book('Quito', '5000'));
  await inBothThemes(page, 'critical');
  await openBook(page, book('Oslo', '3000'));
  await looksLike(page, 'liquidating-light');
});

test('what stands over the main screen looks as it should', async ({ page, start }) => {
  const host = await start({ demo: false, stillAt: STILL_AT });
  await begin(page, host.url);
  await openBook(page, book('Second desk', '20000'));
  await openBook(page, book('First desk', '9000'));
  await act(page, 'all accounts');
  await expect(page.getByTestId('account-row')).toHaveCount(2);
  await inBothThemes(page, 'accounts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compare venues' }).click();
  await expect(page.getByTestId('model-ratio').first()).toBeVisible();
  await looksLike(page, 'compare-light');
  await page.keyboard.press('Escape');
  await act(page, 'alert log');
  await looksLike(page, 'alert-log-light');
  await page.keyboard.press('Escape');
  await act(page, 'edit this account');
  await expect(page.getByRole('dialog')).toContainText('SOL-PERP');
  await looksLike(page, 'edit-light');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sol');
  await looksLike(page, 'palette-light');
  await page.keyboard.press('Escape');
  await page.emulateMedia({ colorScheme: 'dark' });
  await act(page, 'settings');
  await looksLike(page, 'settings-dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await expect(page.getByTestId('what-if-frame')).toBeVisible();
  await page.getByTestId('move-all').fill('-10');
  // Equally near: the order that they come in, once it is no longer that of before.
  await expect(page.getByTestId('position-row').first()).toHaveAttribute('data-symbol', 'BTC-PERP');
  await inBothThemes(page, 'what-if');
});

test('the screen looks as it should with amounts hidden, in high contrast, for any colour vision, and at 200 %', async ({ page, start }) => {
  const host = await start({ demo: false, stillAt: STILL_AT });
  await begin(page, host.url);
  await openBook(page, book('Tokyo', '9000'));
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(/•/);
  await looksLike(page, 'hidden-dark');
  await page.keyboard.press('p');
  await act(page, 'palette blue and orange');
  await looksLike(page, 'blue-orange-dark');
  await act(page, 'high contrast');
  await looksLike(page, 'high-contrast-dark');
  await act(page, 'contrast as the system');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 640, height: 400 });
  await looksLike(page, 'zoomed-light');
});

test('S7: what is read out of the main flow: the screen, an alert, a what-if', async ({ page, start }) => {
  const host = await start({ demo: false, stillAt: STILL_AT });
  await begin(page, host.url);
  await openBook(page, book('Tokyo', '9000'));
  await expect(page.getByTestId('alert-row')).toHaveCount(1);
  const reads = async (of: Locator, name: string): Promise<void> => await expect.soft(of, `another tree than test/golden/aria/${name}.aria.yml`).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  await reads(page.getByRole('banner'), 'header');
  await reads(page.getByRole('region', { name: 'Margin ladder' }), 'ladder');
  await reads(page.getByRole('grid', { name: 'Positions' }), 'positions');
  await reads(page.getByRole('region', { name: 'Alerts' }), 'alerts');
  await act(page, 'alert log');
  await reads(page.getByRole('dialog'), 'alert-log');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await page.getByTestId('move-all').fill('-5');
  await expect(page.getByTestId('position-row').first()).toContainText('what-if');
  await reads(page.locator('.what-if'), 'what-if');
});
