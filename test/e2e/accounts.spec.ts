import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { Decimal } from '#shared/num/units.ts';
import { test } from './support/terminal.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8'));

const book = (name: string, usdx: string, own: object = {}): string => JSON.stringify({ ...golden, name, collateral: [{ asset: 'USDX', amount: usdx, weight: '1' }], ...own });

const BINANCE = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Tokyo desk', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '5000' }],
  positions: [{ symbol: 'BTCUSDT', contracts: '0.01', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' }, index: { BTC: '60000', USD: '1.001' } },
});

/** A first start has the demo account; these tests are about accounts of one's own. */
async function begin(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.account-picker .menu-button').click();
  await page.getByRole('menuitem', { name: 'Remove this account…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.account-picker')).toHaveCount(0);
}

async function openAll(page: Page, documents: readonly string[]): Promise<void> {
  for (const text of documents) {
    await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.locator('.account-picker b')).toHaveText(JSON.parse(text).name);
  }
}

async function list(page: Page): Promise<void> {
  await page.locator('.account-picker .menu-button').click();
  await page.getByRole('menuitem', { name: 'All accounts…' }).click();
  await expect(page.getByTestId('account-row').first()).toBeVisible();
}

const names = (page: Page): Promise<readonly (string | null)[]> => page.getByTestId('account-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-name')));

test('R1: two accounts at the same venue stand beside each other under their own names', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await begin(page, host.url);
  await openAll(page, [BINANCE, JSON.stringify({ ...JSON.parse(BINANCE), name: 'London desk', collateral: [{ asset: 'USDT', amount: '900' }] })]);
  await list(page);
  expect(await names(page)).toEqual(['London desk', 'Tokyo desk']);
  await expect(page.getByTestId('account-row').filter({ hasText: 'binance-usdm' })).toHaveCount(2);
  await page.getByTestId('account-row').filter({ hasText: 'Tokyo desk' }).getByRole('button').click();
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '5000');
  expect(offences).toEqual([]);
});

test('R2: one list across venues stands by severity, and each row keeps its own model', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await begin(page, host.url);
  await openAll(page, [book('Calm', '900000'), BINANCE, book('Worst', '4000')]);
  await list(page);
  expect(await names(page)).toEqual(['Worst', 'Calm', 'Tokyo desk']);
  const worst = page.getByTestId('account-row').first();
  await expect(worst.getByTestId('account-stage')).not.toHaveText(/Calm/);
  await expect(worst).toContainText('generic');
  await expect(page.getByTestId('account-row').last()).toContainText('binance-usdm');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  expect(offences).toEqual([]);
});

test('R3: the consolidated line adds equity by a rate that is named, and no margin, ratio or buffer', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await begin(page, host.url);
  await openAll(page, [book('One', '900000'), book('Two', '10000')]);
  await list(page);
  const sum = async (): Promise<string> => (await page.getByTestId('account-row').getByTestId('equity-in').evaluateAll((all) => all.map((cell) => cell.getAttribute('data-exact') ?? 'none'))).reduce((total, value) => total.plus(value), new Decimal(0)).toFixed();
  await expect(page.getByTestId('consolidated-equity')).toHaveAttribute('data-exact', await sum());
  const figures = page.getByTestId('consolidated').locator('.figure');
  await expect(figures).toHaveCount(1);
  // What one account has to spare is not lent to another.
  await expect(page.getByTestId('account-row').filter({ hasText: 'Two' }).getByTestId('buffer-of')).toHaveAttribute('data-exact', '6600');
  await page.keyboard.press('Escape');
  await openAll(page, [JSON.stringify({ ...golden, name: 'Euro', valuationCurrency: 'EUR', collateral: [{ asset: 'EUR', amount: '1000', weight: '1' }], positions: [], instruments: [], prices: { mark: {}, index: {} }, betas: {} })]);
  await list(page);
  await expect(page.getByTestId('consolidated-words')).toContainText('equity of 2 of 3 accounts; left out for want of a rate from EUR to USD (Euro)');
  await expect(page.getByTestId('account-row').filter({ hasText: 'Euro' }).getByTestId('equity-in')).toHaveText(/^\?/);
  expect(offences).toEqual([]);
});

test('R4: one move for all accounts says who is liquidated first, second and third, and who is not', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await begin(page, host.url);
  await openAll(page, [book('Deep', '900000'), book('Second', '9000'), book('Third', '15000'), book('First', '5000')]);
  await list(page);
  await page.getByTestId('overview-shock').fill('-45');
  await expect(page.getByTestId('order-line')).toHaveText([/^first First at −/, /^second Second at −/, /^third Third at −/]);
  await expect(page.getByTestId('staying')).toHaveText('Not liquidated: Deep');
  await expect(page.getByTestId('account-row').filter({ hasText: 'Deep' }).getByTestId('place')).toHaveAttribute('data-place', 'none');
  await page.getByTestId('overview-shock').fill('-1');
  await expect(page.getByTestId('order')).toContainText('No account is liquidated.');
  expect(offences).toEqual([]);
});

test('S1: the list of accounts is a table like the others: sorted, filtered, its columns chosen, walked by keys, copied with every digit', async ({ page, start, context, offences }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const host = await start({ demo: false });
  await begin(page, host.url);
  await openAll(page, ['Echo', 'Alpha', 'Delta', 'Bravo', 'Foxtrot', 'Charlie'].map((name, at) => book(name, String(20_000 * (at + 1)))));
  await list(page);
  const grid = page.getByRole('grid', { name: 'Accounts' });
  expect(await names(page)).toEqual(['Echo', 'Alpha', 'Delta', 'Bravo', 'Foxtrot', 'Charlie']);
  await grid.getByRole('button', { name: /^Account/ }).click();
  await expect.poll(() => names(page)).toEqual(['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot']);
  await page.getByRole('textbox', { name: 'Filter accounts' }).fill('bravo');
  await expect.poll(() => names(page)).toEqual(['Bravo']);
  await page.getByRole('textbox', { name: 'Filter accounts' }).press('Escape');
  await page.mouse.move(0, 0);
  await grid.locator('tbody [data-cell=account]').first().locator('button').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(grid.locator('[data-line]:has(:focus)')).toHaveAttribute('data-name', 'Bravo');
  await expect(grid.locator(':focus')).toHaveAttribute('data-cell', 'ratio');
  await page.getByRole('button', { name: 'Copy accounts' }).click();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
  expect(copied[0]?.slice(0, 4)).toEqual(['Account', 'Venue and model', 'Stage', 'Margin ratio (fraction)']);
  expect(copied[1]?.[0]).toBe('Alpha');
  expect(copied[1]?.at(-1)).toBe(await page.getByTestId('account-row').first().getByTestId('equity-in').getAttribute('data-exact'));
  await page.getByRole('button', { name: 'Columns of accounts' }).click();
  await page.locator('[data-column=venue] input').click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByTestId('account-row')).toHaveCount(6);
  await expect(grid.locator('thead')).not.toContainText('Venue');
  expect(offences).toEqual([]);
});
