import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'));

test('a drill moves every price, says so wherever one looks, warns as for real, and gives everything back', async ({ page, start, offences }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: golden });
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('drill');
  await page.keyboard.press('Enter');
  await page.getByLabel('Move in percent').fill('none');
  await page.getByRole('button', { name: 'Start drill' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Move: expected a whole number from -90 to 200 percent.');
  await page.getByLabel('Move in percent').fill('-20');
  expect((await new AxeBuilder({ page }).include('dialog').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Start drill' }).click();

  await expect(page.getByTestId('drill-banner')).toContainText('all prices −20 % by beta');
  await expect(page.getByTestId('equity')).not.toHaveAttribute('data-exact', '25000');
  await expect(page.locator('.header')).toContainText('DRILL');
  const alert = page.getByTestId('alert-row').first();
  await expect(alert).toContainText('Drill: ');
  await page.locator('.price-button').first().click();
  await expect(page.getByTestId('price-dialog')).toContainText('A drill moves this price');
  await expect(page.getByTestId('price-dialog')).toContainText('Last from a feed or document');
  await page.keyboard.press('Escape');

  // A file of moved prices would pass for what was.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('export snapshot');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('A drill has moved the prices of this account.');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'End drill' }).click();
  await expect(page.getByTestId('drill-banner')).toHaveCount(0);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await expect(page.getByTestId('alert-row').filter({ hasText: 'Drill: ' })).toContainText('cleared after');
  expect(offences).toEqual([]);
});
