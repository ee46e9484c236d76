import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const golden = readFileSync(join(import.meta.dirname, '../golden/account-1/portfolio.json'), 'utf8');

const options = (page: Page) => page.getByTestId('palette').getByRole('option');

test('S1: Ctrl-K reaches every action, symbol and account by keys alone', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(golden) });
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '25000');
  await page.keyboard.press('Control+k');
  const query = page.getByRole('combobox', { name: /Find any action/ });
  await expect(query).toBeFocused();
  const titles = (await options(page).allTextContents()).join('\n');
  for (const title of ['Export a snapshot', 'Open a portfolio…', 'Light theme', 'Go to Positions', 'Columns of positions', 'BTC-PERP', 'USDX', 'Golden account 1', 'Demo account']) expect(titles).toContain(title);
  // Fuzzy: letters of the title in their order.
  await page.keyboard.type('dmo acc');
  await expect(options(page).first()).toContainText('Demo account');
  await expect(query).toHaveAttribute('aria-activedescendant', await options(page).first().getAttribute('id') ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('demo-badge')).toBeVisible();
  // What was chosen last comes first, and a symbol narrows the tables and has the focus.
  await page.keyboard.press('Control+k');
  await expect(options(page).first()).toContainText('Demo account');
  await page.keyboard.type('ethusdt');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('position-row')).toHaveCount(1);
  await expect(page.locator('[data-testid="position-row"][data-symbol="ETHUSDT"]').getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('every underlying');
  await page.keyboard.press('Enter');
  await expect.poll(async () => await page.getByTestId('position-row').count()).toBeGreaterThan(5);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('compare');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('compare')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  expect(offences).toEqual([]);
});

test('S1: arrows walk the list round, nothing found says so, Escape leaves the focus where it was', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('j');
  const before = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('zzqx');
  await expect(page.getByTestId('palette').getByRole('status')).toContainText('Nothing is called “zzqx”');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.textContent ?? '')).toBe(before);
});

test('S2: ? lists the keys; a key is changed by pressing it, a taken one is refused in a sentence, and all go back', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('?');
  const sheet = page.getByTestId('cheat-sheet');
  await expect(sheet.locator('[data-action="privacy"] kbd')).toHaveText('P');
  await expect(sheet.locator('[data-action="account"]')).toHaveText(/Account by its number/);
  await page.getByRole('button', { name: 'Change keys…' }).click();
  const line = page.getByTestId('keys').locator('[data-action="compare"]');
  await line.getByRole('button', { name: /Change/ }).click();
  await page.keyboard.press('a');
  await expect(page.getByTestId('key-fault')).toHaveText('A already is “Acknowledge the top alert”: give that another key first.');
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('key-fault')).toContainText('Ctrl C belongs to the system');
  await page.keyboard.press('Shift+V');
  await expect(page.getByTestId('key-fault')).toHaveText('');
  await expect(line.locator('kbd')).toHaveText(['Shift', 'V']);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('c');
  await expect(page.getByTestId('compare')).toHaveCount(0);
  await page.keyboard.press('Shift+V');
  await expect(page.getByTestId('compare')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('Shift+V');
  await expect(page.getByTestId('compare')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('change keys');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'All as usual' }).click();
  await expect(line.locator('kbd')).toHaveText('C');
});

test('S2: single letters can be turned off; Ctrl-K, F6 and the rest stay', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('Control+,');
  await page.getByRole('textbox', { name: 'Find a setting' }).fill('dictation');
  await expect(page.getByTestId('settings').locator('.setting')).toHaveCount(1);
  await page.getByRole('checkbox', { name: /Single letters/ }).uncheck();
  await page.keyboard.press('Escape');
  for (const key of ['p', 'c', '?', '1', 'Shift+E']) await page.keyboard.press(key);
  await expect(page.locator('dialog')).toHaveCount(0);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('F6');
  await expect(page.locator('.panel:focus')).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toBeVisible();
});

test('S2: digits lead to regions, Alt and a digit to accounts', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.keyboard.press('3');
  await expect(page.locator('.panel').nth(2)).toBeFocused();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(golden) });
  await expect(page.getByTestId('demo-badge')).toHaveCount(0);
  await page.keyboard.press('Alt+1');
  await expect(page.getByTestId('demo-badge')).toBeVisible();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no accessibility finding in palette, cheat sheet, keys and settings, ${colorScheme}`, async ({ page, start }) => {
    const host = await start();
    await page.emulateMedia({ colorScheme });
    await page.goto(host.url);
    await expect(page.getByTestId('equity')).toHaveText(/^\d/);
    for (const [key, testId] of [['Control+k', 'palette'], ['?', 'cheat-sheet'], ['Control+,', 'settings']] as const) {
      await page.keyboard.press(key);
      await expect(page.getByTestId(testId)).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Change keys…' }).click();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  });
}
