import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');

async function openGolden(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(golden) });
  await expect(page.getByTestId('buffer')).toHaveText(/22.300.00/);
}

const colourOf = (page: Page, selector: string): Promise<string> => page.locator(selector).first().evaluate((element) => getComputedStyle(element).color);

test('S5: three palettes, each kept, and a sign beside every colour', async ({ page, start }) => {
  const host = await start();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  const seen = new Map<string, string>();
  for (const label of ['Green and coral', 'Blue and orange', 'Red up']) {
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: label }).check();
    await page.keyboard.press('Escape');
    seen.set(label, `${await colourOf(page, '[data-cell="pnl"] .gain')} ${await colourOf(page, '[data-cell="pnl"] .loss')}`);
    for (const cell of await page.locator('[data-cell="pnl"] :is(.gain, .loss)').all()) await expect(cell).toHaveText(/^[+\u2212]/);
  }
  expect(new Set(seen.values()).size).toBe(3);
  expect(seen.get('Red up')).toBe('rgb(255, 128, 149) rgb(79, 195, 168)');
  await page.reload();
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  expect(`${await colourOf(page, '[data-cell="pnl"] .gain')} ${await colourOf(page, '[data-cell="pnl"] .loss')}`).toBe(seen.get('Red up'));
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`S5: high contrast, chosen or asked for by the system, has 7 : 1 everywhere, ${colorScheme}`, async ({ page, start }) => {
    const host = await start();
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await page.goto(host.url);
    await expect(page.getByTestId('equity')).toHaveText(/^\d/);
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`))).toEqual([]);
    await page.emulateMedia({ colorScheme, contrast: 'no-preference' });
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'usual');
    await page.keyboard.press('Control+,');
    await page.getByRole('radiogroup', { name: 'Contrast' }).getByRole('radio', { name: 'High' }).check();
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
  });
}

test('S6: separators and dates follow the locale on the screen, hover has every digit, files never change', async ({ page, context, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await openGolden(page);
  await context.grantPermissions(['clipboard-read']);
  const copied = async (): Promise<string> => {
    await page.getByRole('button', { name: /Copy positions|copied/ }).first().click();
    return await page.evaluate(() => navigator.clipboard.readText());
  };
  const exported = async (): Promise<Readonly<Record<string, unknown>>> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
    return JSON.parse(readFileSync(await download.path(), 'utf8'));
  };
  const [copy, file] = [await copied(), await exported()];
  await page.keyboard.press('Control+,');
  for (const [id, sample, date] of [['fr', '\u22121\u202f234\u202f567,50', /nov\./], ['de-CH', '567.50', /^\u22121['’]234['’]567.50 · 25?.*Nov/], ['es', '\u22121.234.567,50', /nov/], ['en-IN', '\u221212,34,567.50', /Nov/], ['ja', '\u22121,234,567.50', /\d月/], ['plain', '\u22121,234,567.50', /\d{4}-\d\d-\d\d/], ['de', '\u22121.234.567,50', /Nov|\d\./]] as const) {
    await page.getByRole('combobox', { name: 'Figures and dates' }).selectOption(id);
    await expect(page.getByTestId('locale-sample'), id).toContainText(sample);
    await expect(page.getByTestId('locale-sample'), id).toHaveText(date);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('buffer')).toHaveText('22.300,00');
  await expect(page.getByTestId('margin-ratio')).toHaveText('9,8\u00a0%');
  await expect(page.getByTestId('buffer')).toHaveAttribute('title', /22\.300/);
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  expect(await copied()).toBe(copy);
  const again = await exported();
  expect(Object.keys(again)).toEqual(Object.keys(file));
  for (const part of ['totals', 'positions', 'jointMove']) expect([part, again[part]]).toEqual([part, file[part]]);
  await page.reload();
  await expect(page.getByTestId('buffer')).toHaveText('22.300,00');
  expect(offences).toEqual([]);
});
