import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { Decimal } from '#shared/num/units.ts';
import { test } from './support/terminal.ts';

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

const exact = async (cells: Locator): Promise<readonly Decimal[]> =>
  (await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('data-exact') ?? 'none'))).map((text) => new Decimal(text));
const sum = (values: readonly Decimal[]): string => values.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed();

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);

test('C holds the book against every venue, and the lines add up to the difference of the totals', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('c');
  const rows = page.getByTestId('model-row');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(15);
  await expect(page.locator('[data-testid="model-row"][data-own="true"]')).toHaveCount(1);
  // Known ratios stand first, ascending; bounds and what is unknown after them.
  const ratios = await page.getByTestId('model-ratio').evaluateAll((all) => all.map((cell) => (/^[\d.]/.test(cell.textContent) ? Number(cell.getAttribute('data-exact')) : Infinity)));
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  await expect(page.getByTestId('compare')).toContainText("document's tiers");

  await expect(rows.first().getByRole('button')).toBeFocused();
  const okx = page.locator('[data-testid="model-row"][data-id="okx-single-currency-2025-07-23"]');
  await okx.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const total = page.getByTestId('difference-total');
  await expect(total).toBeVisible();
  for (const figure of ['maintenance', 'initial', 'adjusted']) {
    const [whole] = await exact(total.getByTestId(`total-${figure}`));
    expect(sum(await exact(page.getByTestId('difference-line').getByTestId(`difference-${figure}`))), figure).toBe(whole?.toFixed());
  }
  expect(sum(await exact(total.getByTestId('total-adjusted')))).not.toBe('0');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compare venues' }).click();
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Compare venues' })).toBeFocused();
  expect(offences).toEqual([]);
});

test('M says who saves whom: rows and columns add up, and another move is another answer', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('m');
  const view = page.getByTestId('contribution-view');
  await expect(view).toHaveAttribute('data-move', '-0.2');
  const [cells, payers, takers] = [await exact(page.getByTestId('cell')), await exact(page.getByTestId('payer-total')), await exact(page.getByTestId('taker-total'))];
  expect(cells).toHaveLength(payers.length * takers.length);
  for (const [row, payer] of payers.entries()) expect(sum(cells.slice(row * takers.length, (row + 1) * takers.length))).toBe(payer.toFixed());
  for (const [column, taker] of takers.entries()) expect(sum(cells.filter((_, at) => at % takers.length === column))).toBe(taker.toFixed());
  expect(sum(payers)).toBe(sum(await exact(page.getByTestId('losses'))));

  const [equity, deficit] = [await exact(page.getByTestId('gap-equity')), await exact(page.getByTestId('deficit'))];
  expect(sum([...equity, ...deficit])).toBe('0');
  await expect(page.getByTestId('saving')).toHaveText(/^\d+\.\d\s%$/);
  await expect(page.getByTestId('liquidation-move')).toHaveText(/^−\d/);
  await expect(page.getByTestId('effects').locator('tbody tr')).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByTestId('shock').focus();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowRight');
  await expect(view).toHaveAttribute('data-move', '0.1');
  await expect(page.getByTestId('matrix').locator('thead')).toContainText('ETHUSDT');
  await page.getByLabel('All assets move by', { exact: true }).fill('0');
  await expect(view).toHaveAttribute('data-move', '0');
  await expect(page.getByTestId('contribution')).toContainText('Nothing in this pool gains or loses');
  await page.keyboard.press('Escape');
  await expect(view).toHaveCount(0);
  expect(offences).toEqual([]);
});

test('a figure tells how it comes about, from the ladder and from a row', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await host.pause();
  const shown = await page.getByTestId('equity').getAttribute('data-exact');
  await page.getByTestId('equity').click();
  await expect(page.getByTestId('derivation-value')).toHaveAttribute('data-exact', shown ?? '');
  const steps = page.getByTestId('step');
  const values = async (level: number): Promise<readonly Decimal[]> => await exact(page.locator(`[data-testid="step"][aria-level="${level}"] .step-value`));
  expect(sum(await values(2))).toBe(shown);
  await expect(steps.first()).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
  const count = await steps.count();
  await page.keyboard.press('ArrowLeft');
  await expect(steps).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(steps).toHaveCount(count);
  await page.keyboard.press('Escape');
  await expect(page.locator('.figure-button:focus')).toHaveText(/how it comes about/);

  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.getByTestId('position-row').nth(1).getByTestId('row-name')).toBeFocused();
  // The last prices before the pause may still change the order of the rows: the name is what is followed.
  const name = await page.locator('[data-testid="row-name"]:focus').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('derivation')).toContainText(/mark price of \w+/);
  await expect(page.getByTestId('derivation')).toContainText(/maintenance margin rate, tier \d/);
  await page.getByLabel('Figure').selectOption('Liquidation price');
  await expect(page.getByTestId('derivation-value')).toHaveAttribute('data-exact', /^\d/);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save JSON' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-testid="row-name"]:focus')).toHaveText(name);
  expect(offences).toEqual([]);
});

for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }] as const) {
  test(`nothing scrolls sideways or off the screen at ${size.width} × ${size.height}, light`, async ({ page, start }) => {
    const host = await start();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(size);
    await page.goto(host.url);
    await ready(page);
    for (const key of ['c', 'm']) {
      await page.keyboard.press(key);
      await expect(page.locator('dialog tbody tr').first()).toBeVisible();
      const overflow = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll<HTMLElement>('dialog, dialog .table-scroll, dialog .dialog-body')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`));
      expect(overflow, key).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}
