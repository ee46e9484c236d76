import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './support/terminal.ts';

test('diagnostics show every line before they are saved, and what is unticked stays here', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('diagnostics');
  await page.keyboard.press('Enter');
  const lines = page.getByTestId('diagnostics').getByRole('listitem');
  await expect(lines.first()).toHaveText(/^Plimsoll \d/);
  expect((await new AxeBuilder({ page }).include('dialog').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id }) => id)).toEqual([]);
  const shown = await lines.allTextContents();
  await lines.first().getByRole('checkbox').uncheck();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('plimsoll-diagnostics.txt');
  expect(readFileSync(await saved.path(), 'utf8').trimEnd().split('\n')).toEqual(shown.slice(1));
  expect(offences).toEqual([]);
});
