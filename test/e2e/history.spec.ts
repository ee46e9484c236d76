import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const DAY_MS = 86_400_000;
const DAYS = 140;
/** The day before the one that the test began on. */
const LAST = Math.floor(Date.now() / DAY_MS) - 1;
const ASSETS = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'AVAX', 'LINK', 'BNB'];

/** Closes of the demo's assets for days that end yesterday. */
function closesFile(): string {
  const lines = ASSETS.flatMap((asset, place) => {
    let price = 1000;
    return Array.from({ length: DAYS + 1 }, (_, day) => {
      price *= 1 + (0.02 + 0.004 * place) * Math.sin((day + 1) * (day + 7) * (0.9 + 0.31 * place));
      return `${new Date((LAST - DAYS + day) * DAY_MS).toISOString().slice(0, 10)};${asset};${price.toFixed(4)}`;
    });
  });
  return `\ufeffdate;asset;close\r\n${lines.join('\r\n')}\r\n`;
}

const YESTERDAY = new Date(LAST * DAY_MS).toISOString().slice(0, 10);
const give = async (page: Page, text: string): Promise<void> => await page.getByTestId('market-source').locator('input[type="file"]').setInputFiles({ name: 'closes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const figure = async (page: Page, id: string): Promise<number> => Number(await page.getByTestId(id).first().getAttribute('data-exact'));

test('H1, H2: daily closes are imported in G; σ and correlations are measured on them, and losses of the past are told', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await page.keyboard.press('g');
  await expect(page.getByTestId('historical-unknown')).toContainText('needs 100 days with a return of every asset, and there are 0');
  await expect(page.getByTestId('market-note')).toContainText('put down by hand');

  await give(page, 'date,asset,close\n2026-11-23,BTC,60000.5\n2026-11-24,BTC,none\n');
  await expect(page.getByTestId('closes-refused')).toHaveText('line 3, column close: is "none"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators.');
  await give(page, closesFile());
  await expect(page.getByTestId('closes-imported')).toContainText(`${ASSETS.length * (DAYS + 1)} new, 0 changed, 0 as before`);
  await give(page, closesFile());
  await expect(page.getByTestId('closes-imported')).toContainText(`0 new, 0 changed, ${ASSETS.length * (DAYS + 1)} as before`);

  await expect(page.getByTestId('historical-days')).toContainText(`${DAYS} days of`, { timeout: 15_000 });
  expect(await figure(page, 'historical-shortfall')).toBeGreaterThan(await figure(page, 'historical-var'));
  expect(await figure(page, 'filtered-shortfall')).toBeGreaterThan(await figure(page, 'filtered-var'));

  const before = await figure(page, 'deviation');
  await page.getByTestId('market-method').selectOption({ label: 'EWMA, λ 0.94' });
  await expect(page.getByTestId('market-note')).toContainText(`σ and correlations measured on ${DAYS} days to ${YESTERDAY}, EWMA λ 0.94.`);
  // What was put down by hand moves together by far more than these closes do.
  expect(await figure(page, 'deviation')).toBeLessThan(0.8 * before);

  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);

  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(page.getByTestId('market-note')).toContainText(`measured on ${DAYS} days to ${YESTERDAY}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await expect(page.getByTestId('market-note')).toContainText(`measured on ${DAYS} days to ${YESTERDAY}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await expect(page.getByTestId('design-history').first()).toHaveText(/^\d.*%$/);

  // The choice and the closes are there after a reload.
  await page.reload();
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await page.keyboard.press('g');
  await expect(page.getByTestId('market-method')).toHaveValue('ewma');
  await expect(page.getByTestId('historical-days')).toContainText(`${DAYS} days of`);
  expect(offences).toEqual([]);
});

test('the palette takes a file of daily closes too', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('daily closes');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'closes.csv', mimeType: 'text/csv', buffer: Buffer.from(closesFile()) });
  await expect(page.getByRole('dialog')).toContainText(`${ASSETS.length * (DAYS + 1)} new`);
  expect(offences).toEqual([]);
});
