import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import Database from 'better-sqlite3';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');

async function open(page: Page, text: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

async function enter(page: Page): Promise<void> {
  await page.locator('h1').click();
  await page.keyboard.press('w');
  await expect(page.getByTestId('what-if-frame')).toBeVisible();
}

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

/** Everything that is stored of one account and its alerts. */
function stored(path: string, accountId: string): string {
  const db = new Database(path, { readonly: true });
  const tables = ['account', 'parameter_set', 'instrument', 'collateral', 'position', 'open_order', 'beta', 'last_price', 'manual_price', 'alert_event'];
  const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM ${table} WHERE account_id = ?`).all(accountId)]);
  db.close();
  return JSON.stringify(rows);
}

/** Everything that is said of the account. */
const shown = async (page: Page): Promise<string> => (await page.locator('.headline, .ladder, .main-column, .account-picker').allInnerTexts()).join('\n').replaceAll(/\d+ (?:s|min)\b|<1 s/g, 'age');

test('G1: the book is forked and changed beside the live one, before and after from the engine; nothing of it is stored, nothing warns, and Esc restores exactly', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await open(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  const before = await shown(page);
  const accountId = await page.getByTestId('shell').getAttribute('data-account') ?? '';
  const rows = stored(host.databasePath, accountId);
  expect(rows).toContain('SOL-PERP');
  const title = await page.title();
  await enter(page);
  await expect(page.getByTestId('what-if-strip')).toContainText('What-if');
  await expect(page).toHaveTitle(/^WHAT-IF, not live/);
  await expect(page.getByTestId('what-if-strip')).toContainText(/on prices of \d\d:\d\d:\d\d UTC/);

  await page.getByTestId('move-all').fill('-20');
  await expect(page.getByTestId('buffer-before')).toHaveAttribute('data-exact', '22300');
  await expect(page.getByTestId('buffer-after')).toHaveAttribute('data-exact', '6640');
  await expect(page.getByTestId('marginRatio-after')).toHaveAttribute('data-exact', /^0\.2242/);
  // The whole window shows the fork; the title says what is live meanwhile.
  await expect(page.getByTestId('buffer')).toHaveAttribute('data-exact', '6640');
  await expect(page.getByTestId('live-buffer')).toHaveAttribute('data-exact', '22300');
  const btc = page.locator('[data-testid="underlying-liquidation"][data-name="BTC"]');
  await expect(btc).toHaveAttribute('data-before', /^39,541\.28/);
  await expect(btc).not.toHaveAttribute('data-after', /^39,541/);

  // A wrong field is named in one sentence, and what was typed stays.
  await page.getByRole('button', { name: 'Trade…' }).click();
  await page.getByLabel('Symbol').fill('BTC-PERP');
  await page.getByLabel('Contracts, − to sell').fill('1e5');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-fault')).toHaveText(/^Contracts is "1e5"; expected .+\.$/);
  await expect(page.getByLabel('Contracts, − to sell')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Symbol')).toHaveValue('BTC-PERP');
  await page.getByLabel('Contracts, − to sell').fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-list').getByRole('listitem')).toHaveText(/Buy 2 BTC-PERP at the mark/);
  await expect(page.locator('[data-testid="what-if-row"][data-id="BTC-PERP|both|cross"]')).toHaveAttribute('data-standing', 'changed');
  // A row added, one closed, an order and money moved; the move of prices is made on all of it.
  await page.getByRole('button', { name: 'Close ETH-PERP' }).click();
  await expect(page.locator('[data-testid="what-if-row"][data-id="ETH-PERP|both|cross"]')).toHaveAttribute('data-standing', 'removed');
  await page.getByRole('button', { name: 'Deposit or withdraw…' }).click();
  await page.getByRole('combobox', { name: 'Asset' }).fill('USDX');
  await page.getByLabel('Amount, − to withdraw').fill('-1000');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('change-list').getByRole('listitem')).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);

  // Far beyond liquidation: the screen says so, and no alert is raised.
  await expect(page.getByTestId('stage-after')).toHaveAttribute('data-stage', 'liquidating');
  await page.waitForTimeout(1500);
  await expect(page.locator('[data-testid="announcer-assertive"]')).toHaveText('');

  // Nothing hypothetical leaves as if it were live.
  await page.locator('h1').click();
  await page.keyboard.press('e');
  await expect(page.getByTestId('message')).toContainText('This is a what-if, not the live account');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('what-if-frame')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByTestId('what-if-frame')).toHaveCount(0);
  await expect(page.getByTestId('buffer')).toHaveAttribute('data-exact', '22300');
  expect(await shown(page)).toBe(before);
  expect(await page.title()).toBe(title);
  expect(stored(host.databasePath, accountId)).toBe(rows);

  // What was changed is not lost.
  await enter(page);
  await page.getByRole('button', { name: /Take up the last one/ }).click();
  await expect(page.getByTestId('change-list').getByRole('listitem')).toHaveCount(3);
  await expect(page.getByTestId('move-all')).toHaveValue('-20');
  expect(offences).toEqual([]);
});

test('G1: a fork stands on the prices of its moment while the live ones go on, takes newer ones when asked, and leads back to what is live by then', async ({ page, start, offences }) => {
  const host = await start({ stepMs: 200 });
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await enter(page);
  const equity = page.getByTestId('equity');
  const forked = await equity.getAttribute('data-exact');
  const live = await page.getByTestId('live-buffer').getAttribute('data-exact');
  await expect(page.getByTestId('live-buffer')).not.toHaveAttribute('data-exact', live ?? '');
  await page.waitForTimeout(1200);
  expect(await equity.getAttribute('data-exact')).toBe(forked);
  await page.getByRole('button', { name: 'Take live prices' }).click();
  await expect(equity).not.toHaveAttribute('data-exact', forked ?? '');
  await page.locator('.price-button').first().click();
  await expect(page.getByRole('dialog')).toContainText('It holds in this what-if alone');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('what-if-frame')).toHaveCount(0);
  await expect.poll(async () => (await host.views()).some(({ totals }) => totals.equity === forked)).toBe(true);
  const now = await equity.getAttribute('data-exact');
  expect((await host.views()).map(({ totals }) => totals.equity)).toContain(now);
  expect(offences).toEqual([]);
});

test('G3: a what-if is saved under a name, is there after a restart, says what does not fit another book, is deleted, and comes back from its file', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await open(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await enter(page);
  await page.getByTestId('move-all').fill('-20');
  await page.getByRole('button', { name: 'Close ETH-PERP' }).click();
  await expect(page.getByTestId('change-list').getByRole('listitem')).toHaveCount(1);
  const after = await page.getByTestId('buffer-after').getAttribute('data-exact');
  await page.getByRole('button', { name: 'Scenarios…' }).click();
  await page.getByPlaceholder('Name').fill('Black Thursday');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('scenario')).toContainText('1 change, all assets −20 %');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(offences).toEqual([]);
  await host.close();

  const again = await start({ demo: false });
  await page.goto(again.url);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await page.keyboard.press('s');
  // The same buffer as in the what-if it was saved from.
  const own = page.locator('[data-testid="stress-line"][data-id="own:Black Thursday"]');
  await expect(own).toContainText('all −20');
  await expect(own).toContainText('1 change of the book');
  expect(after).toBe('-4880');
  await expect(own).toContainText('−4,880.00');
  await page.keyboard.press('Escape');
  await enter(page);
  await page.getByRole('button', { name: 'Scenarios…' }).click();
  await page.getByTestId('scenario').getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('buffer-after')).toHaveAttribute('data-exact', after ?? '');
  await page.keyboard.press('Escape');
  const { positions, ...rest } = JSON.parse(golden);
  await open(page, JSON.stringify({ ...rest, name: 'No ether', positions: positions.filter(({ symbol }: Readonly<{ symbol: string }>) => symbol !== 'ETH-PERP') }));
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '23000');
  await enter(page);
  await page.getByRole('button', { name: 'Scenarios…' }).click();
  await page.getByTestId('scenario').getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('skipped')).toContainText('Close ETH-PERP at its mark. There is no position ETH-PERP in this book any more.');
  await page.getByRole('button', { name: 'Scenarios…' }).click();
  const download = page.waitForEvent('download');
  await page.getByTestId('scenario').getByRole('button', { name: 'Save Black Thursday as a file' }).click();
  const file = await (await download).path();
  await page.getByTestId('scenario').getByRole('button', { name: 'Delete Black Thursday' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(page.getByTestId('scenario')).toHaveCount(0);
  const input = page.getByRole('dialog').locator('input[type=file]');
  await input.setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(golden) });
  await expect(page.getByRole('alert').filter({ hasText: 'plimsoll.scenario/1' })).toBeVisible();
  await input.setInputFiles(file);
  await expect(page.getByTestId('scenario')).toContainText('1 change, all assets −20 %');
});
