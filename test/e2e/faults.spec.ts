import { expect } from '@playwright/test';
import { startHost, test } from './support/terminal.ts';

/** Stale after 5 s; the screen may take a second more to say so. */
const STALE_MS = 8_000;

test('when the exchange falls silent the figures turn stale within the limit, and live again when it speaks', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  const rows = page.getByTestId('position-row');
  const sol = page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]');
  await expect(sol).toHaveClass(/state-live/);
  await host.pause();
  await expect(sol).toHaveClass(/state-stale/, { timeout: STALE_MS });
  await expect(page.locator('[data-testid="position-row"].state-stale')).toHaveCount(await rows.count());
  await expect(page.getByTestId('feed-row')).toHaveAttribute('data-state', 'stale');
  await host.resume();
  await expect(sol).toHaveClass(/state-live/, { timeout: STALE_MS });
  await expect(page.getByTestId('feed-row')).toHaveAttribute('data-state', 'live', { timeout: STALE_MS });
});

test('one silent symbol turns stale alone, and the header names it', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="position-row"][data-symbol="XRPUSDT"]')).toHaveClass(/state-live/);
  await host.silence('XRPUSDT', true);
  await expect(page.locator('[data-testid="position-row"][data-symbol="XRPUSDT"]')).toHaveClass(/state-stale/, { timeout: STALE_MS });
  await expect(page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]')).toHaveClass(/state-live/);
  await expect(page.locator('.age-fig')).toContainText('XRPUSDT');
});

test('a cut connection is opened anew, and nothing is lost', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  const sol = page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]');
  await expect(sol).toHaveClass(/state-live/);
  await host.cut();
  await expect.poll(async () => (await host.feeds())[0]?.reconnects ?? 0, { timeout: STALE_MS }).toBeGreaterThan(0);
  await expect(sol).toHaveClass(/state-live/, { timeout: STALE_MS });
  await expect(page.getByTestId('feed-row')).toHaveAttribute('data-state', 'live', { timeout: STALE_MS });
});

test('a terminal that dies leaves its figures on screen, marked; started anew it shows the same account at its last prices, with their age', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await page.waitForTimeout(2500);
  await host.pause();
  await page.waitForTimeout(1500);
  const before = (await host.views()).at(-1);
  await host.kill();
  await expect(page.getByTestId('connection-banner')).toBeVisible();
  await expect(page.getByTestId('equity')).toHaveText(/\d/);

  // No demo exchange this time: what is stored is all there is.
  const again = await startHost({ databasePath: host.databasePath, demo: false, stepMs: 3_600_000 });
  try {
    await page.goto(again.url);
    const sol = page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]');
    await expect(sol).toHaveClass(/state-(stale|disconnected)/);
    expect(await page.getByTestId('equity').getAttribute('data-exact')).toBe(before?.totals.equity);
    await expect(sol.locator('.price-state')).toHaveText(/\d+ (s|min)|lost/);
    await expect(page.getByTestId('oldest-price')).toHaveText(/\d+ s/);
  } finally {
    await again.close();
  }
});

test('a page of an earlier run is refused by a new one, and says what to do', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await page.evaluate(() => sessionStorage.setItem('plimsoll.token', 'A'.repeat(43)));
  await page.reload();
  await expect(page.getByTestId('start-refused')).toBeVisible();
});
