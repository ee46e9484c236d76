import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Host } from './support/terminal.ts';
import { leaksIn, saidBy } from './support/leaks.ts';
import { test } from './support/terminal.ts';

const MASK = '•••••';

/** The demo at rest, at risk: alerts with their sentences, and what helps, are on the screen. */
async function atRisk(page: Page, start: (options: { stepMs: number }) => Promise<Host>): Promise<Host> {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  await expect(page.getByTestId('stage')).toHaveText(/Warning|Danger|Critical/, { timeout: 40_000 });
  await host.pause();
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  return host;
}

const leaks = async (page: Page, host: Host): Promise<readonly string[]> => leaksIn(await saidBy(page), (await host.views()).slice(-4));

const hidden = (page: Page) => page.getByRole('button', { name: 'amounts hidden' });

test('Q3: one key hides every amount and liquidation price in words, titles and the window’s title, all as wide', async ({ page, start, offences }) => {
  const host = await atRisk(page, start);
  expect((await leaks(page, host)).length, 'the search finds what is shown').toBeGreaterThan(50);
  await page.keyboard.press('p');
  await expect(hidden(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('equity')).toHaveText(MASK);
  expect(await leaks(page, host)).toEqual([]);
  for (const column of ['size', 'entry', 'notional', 'pnl', 'margin', 'liquidation']) {
    const cells = await page.locator(`[data-testid="position-row"] [data-cell="${column}"]`).allTextContents();
    expect(cells.length, column).toBeGreaterThan(5);
    expect(new Set(cells.map((cell) => cell.replace('none', MASK).slice(0, MASK.length))), column).toEqual(new Set([MASK]));
  }
  await expect(page.getByTestId('alert-row').first()).toContainText(MASK);
  await expect(page.getByTestId('margin-ratio')).toHaveText(/\d.*%/);
  // What comes next is hidden too.
  await host.resume();
  await page.waitForTimeout(1500);
  await host.pause();
  await page.waitForTimeout(500);
  expect(await leaks(page, host)).toEqual([]);
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  expect(offences).toEqual([]);
});

test('Q3: no dialog, menu or table shows what is hidden', async ({ page, start }) => {
  const host = await atRisk(page, start);
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(MASK);
  const ask = async (title: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
  };
  const openers = [
    () => ask('all accounts'), () => ask('alert rules'), () => ask('scenarios'), () => ask('settings'), () => ask('columns of positions'),
    () => page.keyboard.press('c'), () => page.keyboard.press('m'), () => page.keyboard.press('Control+k'), () => page.keyboard.press('w'),
    () => page.getByRole('button', { name: 'Log' }).click(), () => page.locator('.fig .figure-button').first().click(), () => page.getByTestId('row-name').first().click(), () => page.locator('.price-button').first().click(),
    () => page.locator('.underlying-menu .menu-button').click(), () => page.locator('.account-picker .menu-button').click(),
  ];
  for (const [at, open] of openers.entries()) {
    await open();
    await page.waitForTimeout(700);
    expect(await leaks(page, host), `opener ${at}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
});

test('Q3: what is copied has no amounts, an export leaves them out unless asked, a derivation is kept back', async ({ page, context, start }) => {
  const host = await atRisk(page, start);
  await context.grantPermissions(['clipboard-read']);
  const copied = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Copy positions' }).click();
    return await page.evaluate(() => navigator.clipboard.readText());
  };
  expect(leaksIn([await copied()], (await host.views()).slice(-4)).length).toBeGreaterThan(10);
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(MASK);
  await page.waitForTimeout(2100);
  const hiddenCopy = await copied();
  expect(hiddenCopy).toContain(`SOLUSDT`);
  expect(leaksIn([hiddenCopy], (await host.views()).slice(-4))).toEqual([]);
  const exported = async (act: () => Promise<void>): Promise<Readonly<Record<string, unknown>>> => {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return JSON.parse(readFileSync(await download.path(), 'utf8'));
  };
  expect((await exported(() => page.keyboard.press('e')))['redacted']).toBe(true);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('menuitem').first()).toHaveText('Snapshot without amounts, JSON');
  expect((await exported(() => page.getByRole('menuitem', { name: 'Snapshot, JSON, with amounts' }).click()))).toHaveProperty('portfolio.collateral.0.amount');
  await page.locator('.fig .figure-button').first().click();
  await expect(page.getByRole('button', { name: 'Save JSON' })).toBeDisabled();
});

test('Q3: it holds after a reload, after a restart, in every window, and while the terminal is away', async ({ page, context, start }) => {
  const first = await start();
  await page.goto(first.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  const other = await context.newPage();
  await other.goto(first.url);
  await page.keyboard.press('p');
  await expect(other.getByTestId('equity')).toHaveText(MASK);
  await page.reload();
  await expect(page.getByTestId('equity')).toHaveText(MASK);
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await expect(other.getByTestId('equity')).toHaveText(/^\d/);
  await first.kill();
  await expect(page.getByTestId('connection-banner')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByTestId('equity')).toHaveText(MASK);
  await expect(hidden(page)).toBeVisible();
  const second = await start();
  const third = await context.newPage();
  await third.goto(second.url);
  await expect(third.getByTestId('equity')).toHaveText(/^\d/);
  await third.keyboard.press('p');
  await expect(third.getByTestId('equity')).toHaveText(MASK);
  await second.close();
  const last = await start();
  await page.goto(last.url);
  await expect(page.getByTestId('equity')).toHaveText(MASK);
});

test('Q4: an account on a public ledger says who can see it, any other does not', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await expect(page.getByTestId('public-badge')).toHaveCount(0);
  const document = readFileSync(join(import.meta.dirname, '../../docs/examples/hyperliquid.portfolio.json'), 'utf8');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(document) });
  await expect(page.getByTestId('public-badge')).toHaveText('PUBLIC');
  await expect(page.getByTestId('public-badge')).toHaveAttribute('title', /Who can see this: on Hyperliquid anyone/);
  await page.locator('.account-picker .menu-button').click();
  await expect(page.getByRole('menuitemradio', { name: /public/ })).toHaveCount(1);
});
