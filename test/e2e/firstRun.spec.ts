import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const card = (page: Page) => page.getByTestId('first-run');
const tour = (page: Page) => page.getByTestId('tour');

async function act(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('Q5: the first run asks nothing: the demo moves within a second, and over it three choices, shown once', async ({ page, start, offences }) => {
  const host = await start({ firstDay: true, stepMs: 200 });
  const began = Date.now();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  const first = await page.getByTestId('equity').getAttribute('data-exact');
  await expect.poll(() => page.getByTestId('equity').getAttribute('data-exact'), { intervals: [20] }).not.toBe(first);
  expect(Date.now() - began).toBeLessThan(4000);
  await expect(card(page).getByRole('heading', { level: 3 })).toHaveText([/Stay with the demo/, /Open my book/, /Turn on a live feed/]);
  // It stops nothing behind it.
  const moved = await page.getByTestId('equity').getAttribute('data-exact');
  await expect.poll(() => page.getByTestId('equity').getAttribute('data-exact')).not.toBe(moved);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await page.waitForTimeout(500);
  await expect(card(page)).toHaveCount(0);
  // And again when it is asked for.
  await act(page, 'welcome');
  await expect(card(page)).toBeVisible();
  expect(offences).toEqual([]);
});

test('Q5: from the choices a book is opened or made, and the card is gone', async ({ page, start }) => {
  const host = await start({ firstDay: true });
  await page.goto(host.url);
  await card(page).getByRole('button', { name: 'New account…' }).click();
  await expect(page.getByTestId('new-account')).toBeVisible();
  await expect(card(page)).toHaveCount(0);
});

test('Q5: the live feed of the choices is asked about by the names of its hosts, and none is contacted before', async ({ page, start, offences }) => {
  const host = await start({ firstDay: true });
  await page.goto(host.url);
  await card(page).getByRole('button', { name: 'Live prices…' }).click();
  await expect(page.getByTestId('go-live')).toContainText('will connect to 127.0.0.1 for Demo book, live prices');
  await page.getByRole('button', { name: 'Stay local' }).click();
  await expect(page.locator('.account-picker')).toContainText('Demo book, live prices');
  expect((await host.feeds()).every(({ host: name }) => name.startsWith('127.0.0.1'))).toBe(true);
  expect(offences).toEqual([]);
});

for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }, { width: 640, height: 400 }]) {
  test(`S1: the tour stands beside each panel that it speaks of, whole in a window of ${size.width} by ${size.height}, and is left by Escape at any step`, async ({ page, start }) => {
    await page.setViewportSize(size);
    const host = await start();
    await page.goto(host.url);
    await expect(page.getByTestId('equity')).toHaveText(/^\d/);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Guided tour' }).click();
    const titles: string[] = [];
    for (let step = 1; step <= 7; step += 1) {
      await expect(tour(page)).toContainText(`${step} of 7`);
      titles.push(await tour(page).getByRole('heading').innerText());
      const box = await tour(page).boundingBox();
      if (box === null) throw new Error('no card');
      expect([box.x >= 0, box.y >= 0, box.x + box.width <= size.width, box.y + box.height <= size.height]).toEqual([true, true, true, true]);
      await expect(page.locator('[data-toured]')).toHaveCount(1);
      await page.keyboard.press('ArrowRight');
    }
    expect(new Set(titles).size).toBe(7);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(tour(page)).toHaveCount(0);
    await expect(page.locator('[data-toured]')).toHaveCount(0);
    await act(page, 'guided tour');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(tour(page)).toHaveCount(0);
  });
}

test('empty panels say what will be there, and have one next step', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/^\d/);
  await act(page, 'new account');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByTestId('saved').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add collateral…' }).click();
  await expect(page.getByTestId('edit-portfolio')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add positions…' }).click();
  await expect(page.getByTestId('edit-portfolio')).toBeVisible();
});
