import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { canonicalJson } from '#shared/document/canonicalJson.ts';
import { test } from './support/terminal.ts';

const GOLDEN = join(import.meta.dirname, '../golden/account-1');
const golden = readFileSync(join(GOLDEN, 'portfolio.json'), 'utf8');
const expected: Readonly<{ totals: Readonly<Record<string, string>> }> = JSON.parse(readFileSync(join(GOLDEN, 'expected.json'), 'utf8'));

async function open(page: Page, text: string, name = 'book.json'): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('a book of one’s own stands beside the demo, with the figures of golden account 1', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await open(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', expected.totals['equity'] ?? '');
  await expect(page.getByTestId('adjusted-equity')).toHaveAttribute('data-exact', expected.totals['adjustedEquity'] ?? '');
  await expect(page.getByTestId('buffer')).toHaveText('22,300.00');
  await expect(page.getByTestId('margin-ratio')).toHaveText(/^9\.8\s%$/);
  await expect(page.getByTestId('demo-badge')).toHaveCount(0);
  await expect(page.getByTestId('stage')).toHaveText('Calm');
  await page.locator('.account-picker .menu-button').click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(2);
  await page.getByRole('menuitemradio', { name: /Demo account/ }).click();
  await expect(page.getByTestId('demo-badge')).toBeVisible();
  expect(offences).toEqual([]);
});

test('a document with faults is refused with every one of them, and nothing changes', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const broken = { ...JSON.parse(golden), colour: 'red', positions: [{ symbol: 'NONE-PERP', contracts: '1e5', entryPrice: '58000' }] };
  await open(page, JSON.stringify(broken), 'broken.json');
  await expect(page.getByTestId('refused')).toBeVisible();
  const faults = await page.getByTestId('fault').allTextContents();
  expect(faults.join('\n')).toContain('colour');
  expect(faults.join('\n')).toContain('positions.0.contracts');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('refused')).toHaveCount(0);
  await expect(page.getByTestId('demo-badge')).toBeVisible();
});

test('a mark typed in by hand wins, wears its badge, survives a restart, and is gone once released', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await open(page, golden);
  const row = page.locator('[data-testid="position-row"][data-symbol="SOL-PERP"]');
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await row.getByRole('button', { name: /mark of SOL-PERP/ }).click();
  await page.getByLabel(/Price in/).fill('minus one');
  await page.getByRole('button', { name: 'Use this price' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'minus one' })).toBeVisible();
  await page.getByLabel(/Price in/).fill('140');
  await page.keyboard.press('Enter');
  await expect(row).toHaveClass(/state-manual/);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '20000');
  await host.close();

  const again = await start();
  await page.goto(again.url);
  await expect(row).toHaveClass(/state-manual/);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '20000');
  await row.getByRole('button', { name: /mark of SOL-PERP/ }).click();
  await page.getByRole('button', { name: 'Release to the feed' }).click();
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
});

test('an export carries the figures on screen under a hash that holds', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const download = page.waitForEvent('download');
  await page.locator('.tool-menu .menu-button').first().click();
  await page.getByRole('menuitem', { name: 'Snapshot, JSON', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^DEMO-plimsoll-demo-account-.*\.json$/);
  const { integrity, ...document } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(integrity.hash).toBe(createHash('sha256').update(canonicalJson(document)).digest('hex'));
  expect(document.account.demo).toBe(true);
});

test('the last account can be removed, and what is left says what to do next', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await page.locator('.account-picker .menu-button').click();
  await page.getByRole('menuitem', { name: /Remove this account/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Remove/ }).click();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await open(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
});
