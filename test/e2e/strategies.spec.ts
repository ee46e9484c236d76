import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const terms = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };
const expiry = new Date(Date.now() + 20 * 86_400_000).toISOString();
const call = (strike: string) => ({ symbol: `BTC-${strike}-C`, kind: 'option', ...terms, expiry, strike, optionType: 'call' });
const document = (short: string) => ({
  schema: 'plimsoll.portfolio/1', name: 'Overwriter', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '60000' }, { asset: 'BTC', amount: '1', weight: '0.9' }],
  instruments: [call('65000'), call('75000')], positions: [{ symbol: 'BTC-65000-C', contracts: short, entryPrice: '1500' }, { symbol: 'BTC-75000-C', contracts: '1', entryPrice: '200' }],
  prices: { index: { BTC: { value: '60000' } }, volatility: { 'BTC-65000-C': '0.55', 'BTC-75000-C': '0.6' } },
});

async function open(page: Page, own: object): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own)) });
  await expect(page.locator('.account-picker b')).toHaveText('Overwriter');
  await expect(page.getByRole('dialog', { name: /^Overwriter is open/ })).toBeVisible();
  await page.keyboard.press('Escape');
}

test('M2, W16: V tells cover, what is uncovered and what it asks; legs are put together by hand, kept over a start, and grouped automatically again', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await open(page, document('-6'));
  await page.keyboard.press('v');
  const section = page.getByTestId('strategies');
  const rows = section.getByTestId('strategy');
  await expect(section.getByTestId('coverage')).toHaveText(/^Short calls on 6 BTC: covered 1 by what is held · 1 by long calls; uncovered 4 \(\+[\d,.]+ of maintenance margin\)\.$/, { timeout: 20_000 });
  await expect(rows).toContainText([/^Covered callwith what is held1\.000BTC, BTC-65000-C65,000\.0058,500\.00\+[\d,.]+$/, /^Vertical/, /^By itself/]);
  const maintenance = Number(await page.getByTestId('pm-maintenance').getAttribute('data-exact'));

  await section.getByRole('button', { name: 'Regroup…' }).click();
  await section.getByRole('button', { name: 'Put together' }).click();
  await expect(section.getByRole('alert')).toHaveText('Choose the legs that belong together first.');
  await section.getByRole('checkbox', { name: 'BTC', exact: true }).check();
  await section.getByRole('checkbox', { name: 'BTC-75000-C' }).check();
  await section.getByRole('textbox', { name: 'Name' }).fill('Core');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
  await section.getByRole('button', { name: 'Put together' }).click();
  await expect(section.getByTestId('regroup').locator('tbody tr').first()).toContainText('Core');
  await section.getByRole('button', { name: 'Done' }).click();
  await expect(rows).toContainText([/^Core.*BTC, BTC-75000-C/, /^By itself6\.000/]);
  // Some seconds of time value have gone, and no more.
  expect(Math.abs(Number(await page.getByTestId('pm-maintenance').getAttribute('data-exact')) / maintenance - 1)).toBeLessThan(1e-5);

  // Another size of a leg, and one that is gone: the group is shown as it still is, after a new load too.
  await page.keyboard.press('Escape');
  await open(page, { ...document('-2'), positions: [{ symbol: 'BTC-65000-C', contracts: '-2', entryPrice: '1500' }] });
  await page.reload();
  await expect(page.locator('.account-picker b')).toHaveText('Overwriter');
  await page.keyboard.press('v');
  await expect(rows.first()).toContainText('gone: BTC-75000-C');

  await section.getByRole('button', { name: 'Regroup…' }).click();
  await section.getByRole('button', { name: 'Group automatically' }).click();
  await expect(section.getByRole('button', { name: 'Group automatically' })).toBeDisabled();
  await section.getByRole('button', { name: 'Done' }).click();
  await expect(rows).toContainText([/^Covered call/, /^By itself/]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('M2: a vault share is looked through in V: the asset, its short call as a covered call, and the delta of both', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  const vault = (calls: readonly object[]) => ({
    ...document('-1'), instruments: [], positions: [], prices: { index: { BTC: { value: '60000' }, vBTC: { value: '29000' } } },
    collateral: [{ asset: 'USD', amount: '10000' }, { asset: 'vBTC', amount: '2', weight: '0.5', holds: { asset: 'BTC', amount: '0.5', shortCalls: calls } }],
  });
  const book = vault([{ strike: '66000', expiry, contracts: '0.5', volatility: '0.6' }]);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(book)) });
  // Nothing is to be said of it: it is open at once.
  await expect(page.locator('.account-picker b')).toHaveText('Overwriter');
  await page.keyboard.press('v');
  const unit = page.locator('[data-testid="pm-unit"][data-asset="BTC"]');
  await expect(unit).toContainText('vBTC: its shares are looked through to the BTC that they hold', { timeout: 20_000 });
  await expect(unit.getByTestId('coverage')).toHaveText('Short calls on 1 BTC: covered 1 by what is held; uncovered 0.');
  await expect(unit.getByTestId('strategy')).toContainText(/^Covered call.*vBTC: BTC, vBTC: call 66000/);
  const line = (name: string | RegExp) => unit.getByTestId('greeks').locator('tr', { has: page.getByRole('rowheader', { name }) }).locator('td').first();
  const [held, call, all] = await Promise.all([line('vBTC: BTC'), line(/^vBTC: call/), line('All together')].map(async (cell) => Number((await cell.innerText()).replace('−', '-'))));
  expect(held).toBe(1);
  expect(call).toBeLessThan(-0.1);
  expect(Math.abs((held ?? 0) + (call ?? 0) - (all ?? Number.NaN))).toBeLessThan(2e-4);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
