import { expect, type Page } from '@playwright/test';
import type { AccountView } from '#shared/ipc/view.ts';
import { computed } from './support/recomputed.ts';
import { test } from './support/terminal.ts';

/** Exact text, shown text and the number of the view they belong to, read in one go. */
const shownEquity = (page: Page): Promise<Readonly<{ seq: number; exact: string; text: string }>> => page.evaluate(() => {
  const equity = document.querySelector('[data-testid="equity"]');
  const shell = document.querySelector('[data-testid="shell"]');
  return { seq: Number(shell?.getAttribute('data-seq')), exact: equity?.getAttribute('data-exact') ?? '', text: equity?.textContent ?? '' };
});

const viewOf = (views: readonly AccountView[], seq: number): AccountView | undefined => views.findLast((view) => view.seq === seq);

test('the demo opens, says that it is one, and its equity moves', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('demo-badge')).toHaveText('DEMO');
  const equity = page.getByTestId('equity');
  await expect(equity).toHaveText(/^\d[\d,]*\.\d\d$/);
  const first = await equity.textContent();
  await expect(equity).not.toHaveText(first ?? '');
  expect(await page.getByTestId('position-row').count()).toBeGreaterThanOrEqual(8);
  expect(await page.getByTestId('collateral-row').count()).toBeGreaterThanOrEqual(3);
  expect(await page.getByTestId('order-row').count()).toBe(1);
  expect(offences).toEqual([]);
});

test('the equity on screen is the exact figure of a full recompute at that sequence number', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  // Before every price has come once, equity is unknown.
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  const seen = new Set<number>();
  for (let look = 0; look < 12; look += 1) {
    const shown = await shownEquity(page);
    const view = viewOf(await host.views(), shown.seq);
    expect(view, `the view ${shown.seq} was sent`).toBeDefined();
    if (view === undefined) return;
    expect(shown.exact).toBe(computed(view).equity);
    expect(shown.text).toBe(new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: 'halfEven' } as Intl.NumberFormatOptions).format(shown.exact as unknown as number));
    seen.add(shown.seq);
    await page.waitForTimeout(350);
  }
  expect(seen.size).toBeGreaterThan(2);
});

test('the token leaves the address bar, stays out of every request, and a reload works', async ({ page, start }) => {
  const host = await start();
  const token = new URL(host.url).hash.slice(1);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  expect(page.url()).not.toContain(token);
  await page.reload();
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  expect(requested.filter((url) => url.includes(token))).toEqual([]);
});

test('a page without the token is told so and shows nothing', async ({ page, start }) => {
  const host = await start();
  await page.goto(new URL('/', host.url).href);
  await expect(page.getByTestId('no-token')).toBeVisible();
  await expect(page.getByTestId('equity')).toHaveCount(0);
});
