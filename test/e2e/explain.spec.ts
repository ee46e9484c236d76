import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const terms = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };
const document = (change: Readonly<{ contracts: string; entryPrice: string; cash: string; price: string }>) => ({
  schema: 'plimsoll.portfolio/1', name: 'Explained', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: change.cash }],
  instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...terms }, { symbol: 'BTC-C', kind: 'option', ...terms, expiry: new Date(Date.now() + 20 * 86_400_000).toISOString(), strike: '60000', optionType: 'call' }],
  positions: [{ symbol: 'BTC-PERP', contracts: change.contracts, entryPrice: change.entryPrice }, { symbol: 'BTC-C', contracts: '-3', entryPrice: '2000' }],
  prices: { mark: { 'BTC-PERP': { value: change.price } }, index: { BTC: { value: change.price } }, volatility: { 'BTC-C': '0.55' } },
});

async function open(page: Page, own: object): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own)) });
  await expect(page.locator('.account-picker b')).toHaveText('Explained');
  await expect(page.getByRole('dialog', { name: /^Explained is open/ })).toBeVisible();
  await page.keyboard.press('Escape');
}

const amounts = async (page: Page, selector: string): Promise<readonly number[]> => (await page.locator(selector).allInnerTexts()).map((text) => Number(text.replaceAll(',', '').replace('−', '-').replace('+', '').replace('—', '0')));

test('D5: G explains the change since the baseline, its parts add up, and a trade is told apart; from now on it begins anew', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await open(page, document({ contracts: '1', entryPrice: '60000', cash: '60000', price: '60000' }));
  await open(page, document({ contracts: '2', entryPrice: '60500', cash: '59000', price: '61200' }));
  await page.keyboard.press('g');
  const since = page.getByTestId('since');
  await expect(since.getByTestId('since-age')).toHaveText(/^\d+ s ago$/);
  const row = since.locator('[data-testid="since-row"][data-asset="BTC"]');
  await expect(row).toContainText('60,000.00 → 61,200.00');
  const [delta, gamma, vega, theta, residual, total] = (await amounts(page, '[data-testid="since-row"] td')).slice(1);
  expect(Math.abs((delta ?? 0) + (gamma ?? 0) + (vega ?? 0) + (theta ?? 0) + (residual ?? 0) - (total ?? Number.NaN))).toBeLessThan(0.04);
  expect(gamma).toBeLessThan(0);
  await expect(since.locator('[data-kind="trade"]')).toContainText('traded: 1 → 2, since its trade at 61,000.00');
  await expect(since.locator('[data-kind="trade"] td').last()).toHaveText('+200.00');
  for (const kind of ['funding', 'fees']) await expect(since.locator(`[data-kind="${kind}"] td`).last()).toContainText('?');
  await expect(since.locator('[data-kind="changed"]')).toContainText('not explained');
  await expect(since.getByTestId('since-unexplained')).toContainText('−1,000.00');
  const change = Number(await since.getByTestId('since-change').getAttribute('data-exact'));
  expect(Math.abs((total ?? 0) + 200 - 1000 - change)).toBeLessThan(0.02);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);

  await since.getByRole('button', { name: 'From now' }).click();
  await expect(since.locator('[data-kind="trade"]')).toHaveCount(0);
  await expect(since.getByTestId('since-unexplained')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('g');
  await expect(since.getByTestId('since-change')).toHaveText('•••••');
  await expect(row).not.toContainText('61,200');
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
