import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { DialogState } from '../../src-renderer/state/dialogs.ts';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');
const binance = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Tokyo desk', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '1500' }],
  positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' }, index: { BTC: '60000' } },
});

const file = async (page: Page, text: string): Promise<void> => await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });

async function act(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const acting = (words: string) => async (page: Page): Promise<void> => await act(page, words);
const press = (name: string | RegExp) => async (page: Page): Promise<void> => await page.getByRole('button', { name }).first().click();

/** How each dialog is come to, from the main screen of an own Binance account beside the demo's feed. One that is new is missing here until it has its line. */
const WAYS: Readonly<Record<DialogState['kind'], (page: Page) => Promise<void>>> = {
  refused: async (page) => await file(page, '{"schema":"plimsoll.portfolio/1"}'),
  imported: async (page) => await file(page, binance),
  goLive: press('Live off'),
  price: press(/mark of BTCUSDT/),
  drill: acting('drill'),
  removeAccount: acting('remove this account'),
  compare: press('Compare venues'),
  contribution: press('Who saves whom'),
  stress: async (page) => await page.keyboard.press('s'),
  exposure: async (page) => await page.keyboard.press('g'),
  portfolioMargin: async (page) => await page.keyboard.press('v'),
  hedges: async (page) => await page.keyboard.press('h'),
  design: async (page) => await page.keyboard.press('d'),
  derivation: async (page) => await page.getByTestId('equity').click(),
  feed: async (page) => await page.locator('.feed-name').first().click(),
  latency: async (page) => await page.getByTestId('call-latency').click(),
  network: press('Network'),
  columns: press('Columns of positions'),
  alertLog: press('Log'),
  rules: press('Rules'),
  warnings: press('Telling'),
  palette: async (page) => await page.keyboard.press('Control+k'),
  cheatSheet: async (page) => await page.keyboard.press('?'),
  keys: acting('change keys'),
  settings: acting('settings'),
  accounts: acting('all accounts'),
  scenarios: acting('scenarios'),
  diagnostics: acting('diagnostics'),
  editPortfolio: acting('edit this account'),
  newAccount: acting('new account'),
  newPortfolio: async (page) => {
    await act(page, 'new account');
    await page.getByRole('dialog').getByRole('textbox').first().fill('Osaka');
    await page.getByRole('dialog').locator('footer .primary').click();
    await expect(page.getByRole('dialog')).toContainText('Create the account');
  },
  saved: async (page) => {
    await act(page, 'edit this account');
    await page.getByLabel('Name').fill('Tokyo desk 2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  },
  welcome: acting('welcome'),
  tour: acting('guided tour'),
  message: async (page) => {
    await act(page, 'work offline');
    await expect(page.locator('.status')).toContainText('offline');
    await act(page, 'reconnect');
  },
};

test('S7: no accessibility finding in any dialog, in either theme', async ({ page, start, offences }) => {
  test.setTimeout(150_000);
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await file(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await file(page, binance);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '1500');
  const found: string[] = [];
  for (const [kind, open] of Object.entries(WAYS)) {
    await open(page);
    const dialog = page.locator('dialog[open], [role=dialog]').last();
    await expect(dialog, `the dialog ${kind} opens`).toBeVisible();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page }).include('dialog[open], [role=dialog]');
      // Of the other theme only the colours are other.
      const { violations } = await (colorScheme === 'dark' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']) : axe.withRules(['color-contrast'])).analyze();
      found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${kind}, ${colorScheme}: ${id} ${target.join(' ')}`)));
    }
    for (let at = 0; at < 3 && (await page.locator('dialog[open], [role=dialog]').count()) > 0; at += 1) await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]'), `the dialog ${kind} closes by Escape`).toHaveCount(0);
  }
  expect(found).toEqual([]);
  expect(offences).toEqual([]);
});
