import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);

const ASSETS = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'ADA', 'AVAX', 'LINK', 'LTC', 'DOT', 'BCH', 'TRX', 'SUI', 'NEAR', 'UNI', 'AAVE', 'ETC', 'FIL', 'ATOM'];

/** 400 rows on twenty assets: a perpetual and nineteen dated futures on each. */
function largeBook(): string {
  const rows = Array.from({ length: 400 }, (_, at) => ({ symbol: `R${at}`, base: ASSETS[at % ASSETS.length] ?? '', ...(at < ASSETS.length ? { kind: 'perpetual' } : { kind: 'future', expiry: new Date(Date.now() + 200 * 86_400_000).toISOString() }) }));
  return JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Large', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '900000' }],
    instruments: rows.map((own) => ({ settlement: 'linear', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }], ...own })),
    positions: rows.map(({ symbol }, at) => ({ symbol, contracts: String((at % 3 === 0 ? -1 : 1) * (1 + at % 7)), entryPrice: '1000' })),
    prices: { mark: Object.fromEntries(rows.map(({ symbol }, at) => [symbol, { value: String(990 + at % 20) }])), index: Object.fromEntries(ASSETS.map((asset) => [asset, { value: '1000' }])) },
  });
}

test('hedges, one book under every model and who saves whom are computed beside the terminal: they say how far they are, are cancelled and asked again', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(largeBook()) });
  await expect(page.locator('.account-picker b')).toHaveText('Large');
  await page.keyboard.press('Escape');
  const computing = page.getByTestId('computing');
  for (const [key, answer] of [['h', 'hedge'], ['c', 'model-row']] as const) {
    await page.keyboard.press(key);
    await expect(computing.getByRole('progressbar')).toBeVisible();
    await computing.getByRole('button', { name: 'Cancel' }).click();
    await expect(computing).toContainText('Cancelled.');
    await expect(page.getByTestId(answer)).toHaveCount(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await computing.getByRole('button', { name: 'Compute again' }).click();
    await expect(page.getByTestId(answer).first()).toBeVisible({ timeout: 60_000 });
    await expect(computing).toHaveText('');
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('m');
  await expect(page.getByTestId('contribution-view')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('slider').fill('-35');
  await expect(page.getByTestId('contribution-view')).toHaveAttribute('data-move', '-0.35', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
