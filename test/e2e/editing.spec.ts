import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');

async function openBook(page: Page, text: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
}

async function act(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** What a spreadsheet's copy does in a field. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.getByTestId('edit-portfolio').getByLabel(label, { exact: true }).first().evaluate((field, cells) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const cell = (page: Page, label: string) => page.getByTestId('edit-portfolio').getByLabel(label, { exact: true });
const exactEquity = (page: Page) => page.getByTestId('equity');

test('O4: a new account is made from nothing and without a symbol database: cells of a spreadsheet fill rows, an unknown symbol opens its fields', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await act(page, 'new account');
  await page.getByLabel('Name').fill('From a sheet');
  await page.getByLabel('Valued in').fill('USD');
  await page.getByRole('button', { name: 'Continue' }).click();
  await paste(page, 'Symbol, new row', 'Symbol\tQty\tAvg price\tMark price\nBTC-PERP\t1\t58,000.00\t60,000.00\nETH-PERP\t(20)\t3,100.00\t3,000.00\nSOL-PERP\t500\t160.00\t150.00');
  await paste(page, 'Asset, new row', 'USDX\t20,000.00\t1\t100%\nBTC\t0.10\t60000\t95%');
  await expect(page.getByTestId('edit-verdict')).toHaveText(/^3 cells to correct/);
  await expect(page.getByTestId('edit-instruments').getByTestId('edit-row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Create the account' }).click();
  // What is missing has the focus; nothing was written.
  await expect(cell(page, 'Contract size, BTC-PERP')).toBeFocused();
  await expect(page.getByTestId('edit-fault').first()).toHaveText(/^Contract size is missing; expected a figure/);
  await paste(page, 'Contract size, BTC-PERP', '1\t\t0.5%\t1%\n1\t\t1%\t2%\n1\t\t2%\t4%');
  await expect(page.getByTestId('edit-verdict')).toHaveAttribute('data-state', 'valid');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByTestId('saved')).toBeVisible();
  await page.keyboard.press('Escape');
  // The golden account, typed in: equity and the liquidation price of SOL by hand-made figures.
  await expect(exactEquity(page)).toHaveAttribute('data-exact', '25000');
  await expect(page.locator('[data-testid="position-row"][data-symbol="SOL-PERP"]')).toContainText('104.4');
  expect(offences).toEqual([]);
});

test('O4: every wrong cell says what is wrong and what to write there, and nothing is written before all are right', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await openBook(page, golden);
  await act(page, 'edit this account');
  await cell(page, 'Contracts, ETH-PERP').fill('twenty');
  await cell(page, 'Weight, USDX').fill('1.5');
  await cell(page, 'Entry price, SOL-PERP').fill('0');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('edit-fault')).toHaveText([/^Contracts is "twenty"; expected a figure/, 'Entry price is "0"; expected a figure above 0 and below 1e15', 'Weight is "1.5"; expected a figure from 0 to 1']);
  await expect(cell(page, 'Contracts, ETH-PERP')).toHaveAccessibleDescription(/expected a figure/);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(cell(page, 'Contracts, ETH-PERP')).toBeFocused();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('edit-leaving')).toContainText('not saved');
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await expect(exactEquity(page)).toHaveAttribute('data-exact', '25000');
});

test('O4: steps are taken back and done again while editing, and the last change after it was saved', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await openBook(page, golden);
  await act(page, 'edit this account');
  await cell(page, 'Amount, USDX').fill('21000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove SOL-PERP' }).click();
  await expect(page.getByTestId('edit-positions').getByTestId('edit-row')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('edit-positions').getByTestId('edit-row')).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'Amount, USDX')).toHaveValue('20000');
  await page.keyboard.press('Control+Shift+z');
  await expect(cell(page, 'Amount, USDX')).toHaveValue('21000');
  await page.getByLabel('Name').fill('Renamed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByTestId('saved').waitFor();
  await expect(exactEquity(page)).toHaveAttribute('data-exact', '26000');
  await expect(page.locator('.account-picker')).toContainText('Renamed');
  await page.getByRole('button', { name: 'Undo this change' }).click();
  await expect(exactEquity(page)).toHaveAttribute('data-exact', '25000');
  await expect(page.locator('.account-picker')).toContainText('Golden account 1');
  await page.keyboard.press('Escape');
  await act(page, 'undo the last change');
  await expect(exactEquity(page)).toHaveAttribute('data-exact', '26000');
});

test('O4: a name that another account has replaces nothing', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await openBook(page, golden);
  await act(page, 'new account');
  await page.getByLabel('Name').fill('Golden account 1');
  await expect(page.getByTestId('new-account')).toContainText('Another account has this name.');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await page.getByLabel('Name').fill('Second');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name').fill('Golden account 1');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByTestId('edit-verdict')).toContainText('Another account is called "Golden account 1"');
  await expect(page.getByTestId('edit-portfolio')).toBeVisible();
});

test('O4: the demo is not edited: what is saved is an account of its own', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('demo-badge')).toBeVisible();
  await act(page, 'edit this account');
  await expect(page.getByTestId('edit-portfolio')).toContainText('The demo itself is not edited');
  await expect(page.getByLabel('Name')).toHaveValue('Demo account copy');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByTestId('saved').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('demo-badge')).toHaveCount(0);
  await expect(page.locator('.account-picker')).toContainText('Demo account copy');
});

test('Q3: while amounts are hidden the editor shows none, and offers to show them', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await openBook(page, golden);
  await page.keyboard.press('p');
  await act(page, 'edit this account');
  await expect(page.getByTestId('edit-hidden')).toBeVisible();
  await expect(page.getByTestId('edit-portfolio')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show amounts' }).click();
  await expect(cell(page, 'Amount, USDX')).toHaveValue('20000');
});
