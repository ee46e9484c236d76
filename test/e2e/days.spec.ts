import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);

test('G4: a day of one’s own is pasted, refused where it is wrong, asked at once among the days of the past, saved as a file, and deleted', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('s');
  const line = page.locator('[data-testid="stress-line"][data-id="own-day:Sunday"]');
  await page.getByRole('button', { name: 'Days of your own…' }).click();
  const own = page.getByTestId('own-days');
  const [box, add] = [own.getByRole('textbox'), page.getByRole('button', { name: 'Add it' })];
  await expect(own).toContainText('None is kept yet; there is room for 12.');
  await expect(box).toBeFocused();
  const day = { schema: 'plimsoll.episode/1', name: 'Sunday', date: '2024-08-05', moves: [{ asset: 'BTC', move: -0.18, source: 'a chart of mine' }, { asset: 'SOLUSDT', move: -0.3 }], others: { move: -0.25 } };
  await box.fill(JSON.stringify(day));
  await add.click();
  await expect(own.locator('.faults li')).toHaveText('moves.1.asset is "SOLUSDT", no asset that a venue lists or an account here has; expected "SOL"');
  expect(await accessibilityFaults(page)).toEqual([]);
  await box.fill(JSON.stringify({ ...day, moves: [day.moves[0], { asset: 'SOL', move: -1 }] }));
  await add.click();
  await expect(own.locator('.faults li')).toHaveText(/^moves\.1\.move is -1; expected a number above -1/);
  await page.locator('input[type=file]').last().setInputFiles({ name: 'day.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...day, moves: [day.moves[0], { asset: 'SOL', move: -0.3 }] })) });
  await add.click();
  await expect(own.getByRole('status')).toHaveText('“Sunday” is kept, among the days of the past.');
  await expect(own.getByTestId('own-day')).toContainText('2024-08-05 · 2 moves by name, 1 without a source');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save Sunday as a file' }).click();
  expect(JSON.parse(await readFile(await (await download).path(), 'utf8'))).toMatchObject({ ...day, moves: [day.moves[0], { asset: 'SOL', move: -0.3 }], venueMarks: [] });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back' }).click();

  await expect(line).toContainText('2024-08-05, your own');
  await expect(line.locator('.moves-cell')).toContainText(/SOL −30\s%\*/);
  await expect(line.locator('.moves-cell')).toContainText(/BTC −18\s%(?!\*)/);
  await expect(line.locator('.moves-cell span')).toHaveAttribute('title', /BTC −18\.0\s%: a chart of mine/);
  await expect(line.getByTestId('stress-stage')).toHaveText(/Liquidated/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByTestId('survives').first()).toHaveText(/ of 5$/);
  await expect(page.getByTestId('survives').first()).toHaveAttribute('title', /Sunday: (outlasted|liquidated)/);
  await page.keyboard.press('Escape');

  await page.reload();
  await ready(page);
  await page.keyboard.press('s');
  await expect(line).toBeVisible();
  await page.getByRole('button', { name: 'Days of your own…' }).click();
  await own.getByRole('button', { name: 'Delete Sunday' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(own.getByTestId('own-day')).toHaveCount(0);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(line).toHaveCount(0);
  expect(offences).toEqual([]);
});
