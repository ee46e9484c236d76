import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
const panel = (page: Page, id: string): Locator => page.locator(`[data-panel="${id}"]`);
const edge = (page: Page, name: string): Locator => page.getByRole('separator', { name });
const width = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.width ?? NaN;
const height = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.height ?? NaN;

test('S4: panels are resized by pointer and by key, folded, kept over a restart, and set back', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  const side = edge(page, 'Width of the side panels');
  const usual = await width(panel(page, 'alerts'));
  await expect(side).toHaveAttribute('aria-valuenow', String(Math.round(usual)));
  await side.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => width(panel(page, 'alerts'))).toBe(usual + 70);
  await expect(side).toHaveAttribute('aria-valuenow', String(Math.round(usual + 70)));
  await page.keyboard.press('Home');
  await expect(side).toHaveAttribute('aria-valuenow', (await side.getAttribute('aria-valuemin')) ?? '');
  await page.keyboard.press('Enter');
  await expect.poll(() => width(panel(page, 'alerts'))).toBe(usual);

  const holdings = edge(page, 'Height of collateral and orders');
  const before = await height(panel(page, 'collateral'));
  const box = await holdings.boundingBox();
  if (box === null) throw new Error('the edge is on the screen');
  await page.mouse.move(box.x + 200, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y - 58, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => height(panel(page, 'collateral'))).toBeGreaterThan(before + 55);
  const dragged = await height(panel(page, 'collateral'));
  await panel(page, 'feeds').getByRole('button', { name: 'Feeds' }).click();
  await expect(panel(page, 'feeds').getByRole('button', { name: 'Feeds' })).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByTestId('feed-row')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await host.close();

  const again = await start();
  await page.goto(again.url);
  await ready(page);
  await expect(page.getByTestId('feed-row')).toHaveCount(0);
  await expect.poll(() => height(panel(page, 'collateral'))).toBe(dragged);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Where they stood at first' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('feed-row')).toHaveCount(1);
  await expect.poll(() => height(panel(page, 'collateral'))).toBe(before);
});

test('S4: an underlying narrows every table, a chip in each says so and shows everything again, and no alert is hidden', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  const counts = async (): Promise<readonly number[]> => [await page.getByTestId('position-row').count(), await page.getByTestId('collateral-row').count(), await page.getByTestId('order-row').count()];
  expect(await counts()).toEqual([9, 3, 1]);
  await page.getByRole('button', { name: 'Underlying', exact: true }).click();
  await page.getByRole('menuitemradio', { name: /^BTC/ }).click();
  await expect.poll(counts).toEqual([2, 1, 0]);
  await expect(page.getByTestId('link-chip')).toHaveCount(3);
  await expect(page.getByTestId('link-chip').first()).toHaveText(/only BTC/);
  await expect(panel(page, 'alerts').getByTestId('link-chip')).toHaveCount(0);
  // Totals stay the account's, and the part has its own.
  await expect(page.locator('tfoot')).toContainText(/Shown 2 of 9.*Total/s);
  await panel(page, 'collateral').getByTestId('link-chip').press('Enter');
  await expect.poll(counts).toEqual([9, 3, 1]);
  await expect(page.getByTestId('link-chip')).toHaveCount(0);
});

for (const [window, zoomed] of [['1920 × 1080', { width: 960, height: 540 }], ['1280 × 800', { width: 640, height: 400 }]] as const) {
  test(`fault 49: at 200 % zoom of ${window} everything can be reached and nothing is cut off`, async ({ page, start }) => {
    const host = await start();
    await page.setViewportSize(zoomed);
    await page.goto(host.url);
    await ready(page);
    const lost = await page.evaluate(() => {
      const wide = document.documentElement.clientWidth + 1;
      const cut = [document.documentElement, ...document.querySelectorAll<HTMLElement>('.header, .ladder, .panel, .panel-head')].filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => `scrolls: ${element.className}`);
      const outside = [...document.querySelectorAll<HTMLElement>('.panel, .header button, .headline .fig, .panel-head button, .ladder-figures .fig')]
        .filter((element) => element.getBoundingClientRect().right > wide || element.getBoundingClientRect().left < -1).map((element) => `outside: ${element.className} ${element.textContent}`);
      return [...cut, ...outside];
    });
    expect(lost).toEqual([]);
    for (const id of ['positions', 'collateral', 'orders', 'alerts', 'remedies', 'feeds']) {
      await panel(page, id).scrollIntoViewIfNeeded();
      await expect(panel(page, id).locator('h2')).toBeInViewport();
    }
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    // Three panels overlap nowhere: each starts where the one above ends.
    const boxes = await Promise.all(['positions', 'collateral', 'orders', 'alerts'].map(async (id) => await panel(page, id).boundingBox()));
    for (const [at, box] of boxes.slice(1).entries()) expect(box?.y ?? NaN).toBeGreaterThanOrEqual((boxes[at]?.y ?? NaN) + (boxes[at]?.height ?? NaN) - 1);
  });
}
