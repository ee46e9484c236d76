import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { parseProfile } from '#shared/document/parseProfile.ts';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');

const open = async (page: Page, text: string): Promise<void> => await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) });
const field = (page: Page, asset: string, name: string) => page.locator(`[data-testid="design-asset"][data-asset="${asset}"]`).getByTestId(`design-${name}`);
const exact = (page: Page, figure: string) => expect(page.getByTestId(`design-${figure}`));

test('D tells what each rate covers, re-prices the account under rates of one’s own, refuses a wrong one by a sentence, and saves the set as a document', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await open(page, golden);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  const btc = page.locator('[data-testid="design-row"][data-id^="BTC-PERP"]');
  await expect(btc).toContainText(/1 of 1\s*at 0\.50\s%/);
  // 0.5 % over 3.5 % a day.
  await expect(btc.getByTestId('design-coverage')).toHaveText('0.14 σ');
  await expect(btc.getByTestId('design-volatility')).toContainText('needs σ of BTC now');
  await exact(page, 'maintenance-after').toHaveAttribute('data-exact', '2400');
  await expect(page.getByTestId('design-next')).toContainText('no change of rates is scheduled');
  const save = page.getByRole('button', { name: 'Save as parameter set' });
  await expect(save).toBeDisabled();

  await field(page, 'BTC', 'factors').fill('2');
  await exact(page, 'maintenance-after').toHaveAttribute('data-exact', '2700');
  await field(page, 'SOL', 'factors').fill('double');
  await expect(page.getByTestId('design-fault')).toHaveText('Factor of SOL is "double"; expected a number above 0 and at most 100, such as 1.5, with 6 decimals at most. Nothing is applied.');
  await expect(field(page, 'SOL', 'factors')).toHaveAttribute('aria-invalid', 'true');
  await exact(page, 'maintenance-after').toHaveAttribute('data-exact', '2400');
  await expect(save).toBeDisabled();
  expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations).toEqual([]);

  await field(page, 'SOL', 'factors').fill('1.5');
  await field(page, 'BTC', 'sigmas').fill('7');
  await field(page, 'BTC', 'weights').fill('0.5');
  await field(page, 'SOL', 'volumes').fill('1000');
  await exact(page, 'maintenance-after').toHaveAttribute('data-exact', '3450');
  await exact(page, 'adjusted-after').toHaveAttribute('data-exact', '22000');
  await exact(page, 'maintenance-before').toHaveAttribute('data-exact', '2400');
  await expect(btc.getByTestId('design-asked')).toHaveText(/0\.50\s% → 1\.00\s%/);
  await expect(btc.getByTestId('design-volatility')).toHaveText(/^2\.00\s%$/);
  await page.getByTestId('design-tool').selectOption('buffered');
  await expect(btc.getByTestId('design-volatility')).toHaveText(/^2\.50\s%$/);
  // Five days of a tenth of the volume: 2,250 · (√5 − 1).
  await expect(page.locator('[data-testid="design-row"][data-id^="SOL-PERP"]')).toContainText('2,781.16');

  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const text = readFileSync(await download.path(), 'utf8');
  const profile = parseProfile(text);
  if (!profile.ok) throw new Error(JSON.stringify(profile.error));
  expect(profile.value.sets).toMatchObject([{ source: 'own, from generic-2020-01-01', collateralWeights: { BTC: '0.5' }, dailyVolatility: { BTC: 0.07 } }]);
  expect(profile.value.instrument('SOL-PERP', profile.value.sets[0]?.id ?? '')?.tiers).toMatchObject([{ maintenanceMarginRate: '0.03' }]);
  await expect(page.getByTestId('design-said')).toContainText(download.suggestedFilename());
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('design')).toHaveCount(0);
  // The account is what it was, and the set can be opened beside it.
  await expect(page.locator('.status')).toContainText('generic-2020-01-01');
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await open(page, text);
  await expect(page.getByRole('dialog')).toContainText('documents may name the venue "own-generic-2020-01-01-');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toContainText('Own, from generic-2020-01-01');
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('d');
  await exact(page, 'maintenance-before').toHaveText('•••••');
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('D says when the next rules come into force, what they ask, and the top-up that leaves the ratio as it is', async ({ page, start, offences }) => {
  const { instruments, positions, prices } = JSON.parse(golden) as Readonly<{ instruments: readonly Readonly<{ tiers: readonly object[] }>[]; positions: readonly object[]; prices: object }>;
  const set = (id: string, validFrom: string) => ({ id, venue: 'my-desk', model: 'tiered-cross', validFrom, source: 'desk memo' });
  const later = new Date(Date.now() + 26 * 3_600_000).toISOString();
  const dearer = instruments.map((own) => ({ ...own, tiers: own.tiers.map((tier) => ({ ...tier, maintenanceMarginRate: '0.03', initialMarginRate: '0.05' })) }));
  const profile = { schema: 'plimsoll.profile/1', id: 'my-desk', sets: [{ parameters: set('my-desk-now', '2026-01-01T00:00:00Z'), instruments }, { parameters: set('my-desk-next', later), instruments: dearer }] };
  const book = { schema: 'plimsoll.portfolio/1', name: 'Desk', valuationCurrency: 'USD', venue: 'my-desk', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '26000' }], positions, prices };
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await open(page, JSON.stringify(profile));
  await expect(page.getByRole('dialog')).toContainText('my-desk-next');
  await page.keyboard.press('Escape');
  await open(page, JSON.stringify(book));
  await expect(page.locator('.account-picker b')).toHaveText('Desk');
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  // 2,400 and 3 % of 195,000: 5,850; at 9.6 % of equity the account needs 60,937.50.
  await expect(page.getByTestId('design-next')).toHaveText(/my-desk-next comes into force in 2[56]\.\d h, at .*: margin ratio 9\.6\s% → 23\.4\s%,\s+maintenance margin 2,400\.00 → 5,850\.00; a top-up of 35,937\.50 USD leaves the ratio as it is now\./);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
