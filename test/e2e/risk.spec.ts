import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);

test('G5: S says the likeliest way the account dies, re-prices days of the past, and gives the chance of it', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('s');
  await expect(page.getByTestId('reverse-sentence')).toHaveText(/together: a day of [\d.]+ σ that costs [\d,.]+ USDT/);
  await expect(page.locator('[data-testid="stress-line"][data-id="march-2020"] [data-testid="stress-stage"]')).toHaveText(/Liquidated/);
  await expect(page.locator('[data-testid="stress-line"][data-id="requirement2"]')).toContainText('prices stay');
  await expect(page.getByTestId('hedge-loss').first()).toContainText('Without');
  const day = page.locator('[data-testid="chance"][data-hours="168"]');
  await expect(day).toHaveText(/%|none seen/);
  await expect(page.getByTestId('odds')).toContainText('50,000 paths', { timeout: 40_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('stress')).toHaveCount(0);
  expect(offences).toEqual([]);
});

test('H1, I1: G tells delta, share of risk and a bad day; privacy hides every amount of it', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('g');
  const rows = page.getByTestId('risk-row');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(5);
  const [threshold, mean] = await Promise.all(['var', 'shortfall'].map(async (id) => Number(await page.getByTestId(id).first().getAttribute('data-exact'))));
  expect(mean).toBeGreaterThan(threshold ?? Infinity);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('g');
  await expect(page.getByTestId('var').first()).toHaveText('•••••');
  await expect(rows.first().locator('td').nth(0)).toHaveText('•••••');
  expect(offences).toEqual([]);
});

test('H4: H sizes hedges to the lot, with the margin ratio and every liquidation price after', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('h');
  const card = page.locator('[data-testid="hedge"][data-kind="delta"][data-symbol="SOLUSDT"]');
  await expect(card).toContainText(/Sell [\d,.]+\s*SOLUSDT/);
  await expect(card).toContainText('Liquidation, BTC');
  await expect(card).toContainText('Margin ratio');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('B2, G2: V asks the book of a scenario model: what binds, line by line, and the heat map; another model is another answer', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('v');
  const unit = page.locator('[data-testid="pm-unit"][data-asset="SOL"]');
  await expect(unit).toContainText(/Binds: price −18\.0\s%, volatility up/);
  await expect(unit.getByTestId('heat').locator('tbody tr')).toHaveCount(13);
  const before = await page.getByTestId('pm-maintenance').getAttribute('data-exact');
  await page.getByTestId('pm-preset').selectOption('paradex.pm');
  await expect(page.getByTestId('pm-maintenance')).not.toHaveAttribute('data-exact', before ?? '');
  await expect(unit).toContainText(/Binds: price −16\.0\s%/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
