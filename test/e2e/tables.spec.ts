import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { Decimal } from '#shared/num/units.ts';
import type { PositionView } from '#shared/ipc/view.ts';
import { type Host, test } from './support/terminal.ts';
import { wideBook } from './support/wideBook.ts';

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name });
const rows = (page: Page): Locator => page.getByTestId('position-row');
const symbols = async (page: Page): Promise<readonly string[]> => await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-symbol') ?? ''));
const heads = async (page: Page, name = 'Positions'): Promise<readonly string[]> => await grid(page, name).locator('thead th').evaluateAll((all) => all.map((head) => head.getAttribute('data-cell') ?? ''));

async function openBook(page: Page, count: number): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'wide.json', mimeType: 'application/json', buffer: Buffer.from(wideBook(count)) });
  await expect(grid(page, 'Positions')).toHaveAttribute('aria-rowcount', String(count + 1));
}

/** The demo with its prices standing still. */
async function still(page: Page, host: Host): Promise<readonly PositionView[]> {
  await page.goto(host.url);
  await ready(page);
  await host.pause();
  await page.waitForTimeout(600);
  return (await host.views()).at(-1)?.positions ?? [];
}

const focusedCell = async (page: Page): Promise<string> => await page.evaluate(() => {
  const cell = document.activeElement?.closest('[data-cell]');
  return `${cell?.closest('tr')?.getAttribute('aria-rowindex')}/${cell?.getAttribute('data-cell')}`;
});

const sum = (values: readonly (string | null)[]): string => values.reduce((total, value) => total.plus(value ?? NaN), new Decimal(0)).toFixed();

test('S1: every cell of a table is reached by keys, and Tab stops at it once', async ({ page, start, offences }) => {
  const host = await start();
  await still(page, host);
  await rows(page).first().getByTestId('row-name').focus();
  const go = async (...keys: readonly string[]): Promise<string> => {
    for (const key of keys) await page.keyboard.press(key);
    return await focusedCell(page);
  };
  expect(await go('ArrowDown')).toBe('3/symbol');
  expect(await go('End')).toBe('3/without');
  expect(await go('Control+End')).toBe('10/without');
  expect(await go('Home')).toBe('10/symbol');
  expect(await go('Control+Home')).toBe('2/symbol');
  expect(await go('ArrowUp', 'ArrowRight', 'ArrowRight')).toBe('1/entry');
  expect(await go('ArrowDown', 'ArrowRight')).toBe('2/mark');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('price-button');
  expect(await go('PageDown')).toBe('10/mark');
  expect(await go('j')).toBe('10/mark');
  expect(await go('k')).toBe('9/mark');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel'))).not.toBe('positions');
  await page.keyboard.press('Shift+Tab');
  expect(await go()).toBe('9/mark');
  expect(await go('ArrowRight', 'ArrowRight')).toBe('9/pnl');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('derivation')).toBeVisible();
  await expect(page.getByLabel('Figure')).toHaveValue('unrealizedPnl');
  await page.keyboard.press('Escape');
  expect(await go()).toBe('9/pnl');
  expect(offences).toEqual([]);
});

test('S1: a long table keeps the focus and its place while it scrolls, and draws few rows', async ({ page, start }) => {
  const host = await start({ demo: false });
  await page.goto(host.url);
  await openBook(page, 400);
  await rows(page).first().getByTestId('row-name').focus();
  await page.keyboard.press('Control+End');
  expect(await focusedCell(page)).toMatch(/^401\//);
  expect(await rows(page).count()).toBeLessThan(60);
  await expect(page.locator(':focus')).toBeInViewport();
  await page.keyboard.press('PageUp');
  const place = await focusedCell(page);
  await grid(page, 'Positions').evaluate((table) => table.parentElement?.scrollTo(0, 0));
  await expect(grid(page, 'Positions').locator('[aria-rowindex="2"]')).toBeInViewport();
  expect(await focusedCell(page)).toBe(place);
  await page.keyboard.press('ArrowUp');
  await expect(page.locator(':focus')).toBeInViewport();
  expect(await focusedCell(page)).not.toBe(place);
  expect(await page.getByRole('grid', { name: 'Positions' }).getAttribute('aria-rowcount')).toBe('401');
});

test('S3: 28 rows are in view at 1080p in compact lines, and fewer in regular ones, which stay chosen', async ({ page, start }) => {
  const host = await start();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(host.url);
  await ready(page);
  const whole = async (): Promise<number> => await grid(page, 'Positions').evaluate((table) => {
    const height = (selector: string): number => table.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    return Math.floor((table.parentElement?.clientHeight ?? 0) - height('thead') - height('tfoot')) / height('tbody tr');
  });
  expect(await whole()).toBeGreaterThanOrEqual(28);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Regular' }).check();
  await page.keyboard.press('Escape');
  await expect.poll(whole).toBeLessThan(24);
  await host.close();
  const again = await start();
  await page.goto(again.url);
  await ready(page);
  await expect.poll(whole).toBeLessThan(24);
});

test('S3: columns are chosen, moved, saved as sets, kept over a restart, and set back', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  const usual = await heads(page);
  const choose = async (): Promise<void> => await page.getByRole('button', { name: 'Columns of positions' }).click();
  await choose();
  await page.getByRole('checkbox', { name: /^Leverage/ }).check();
  await page.getByRole('checkbox', { name: /^Entry/ }).uncheck();
  await page.getByRole('button', { name: 'Move P&L left' }).click();
  await expect(page.getByRole('checkbox', { name: /^Symbol/ })).toBeDisabled();
  await page.getByLabel('Name for the columns shown now').fill('Risk');
  await page.keyboard.press('Enter');
  const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  const chosen = await heads(page);
  expect(chosen).not.toContain('entry');
  expect(chosen.slice(chosen.indexOf('pnl'), chosen.indexOf('pnl') + 2)).toEqual(['pnl', 'notional']);
  expect(chosen.at(-1)).toBe('leverage');
  await host.close();

  // Another port: the browser's own storage of the first run is not there.
  const again = await start();
  await page.goto(again.url);
  await ready(page);
  await expect.poll(async () => await heads(page)).toEqual(chosen);
  await choose();
  await page.getByRole('button', { name: 'As usual' }).click();
  await expect.poll(async () => await heads(page)).toEqual(usual);
  await page.getByRole('button', { name: 'Risk', exact: true }).click();
  await expect.poll(async () => await heads(page)).toEqual(chosen);
  await page.getByRole('button', { name: 'Forget the set Risk' }).click();
  await expect(page.getByRole('button', { name: 'Risk', exact: true })).toHaveCount(0);
});

test('a press sorts, Shift adds a column, the state is told, and rows change places at most once a second and never under the pointer', async ({ page, start }) => {
  const host = await start({ stepMs: 100, symbols: 20 });
  await page.goto(host.url);
  await openBook(page, 20);
  await page.getByRole('button', { name: 'Live off' }).click();
  await page.locator('dialog footer .primary').click();
  const head = (key: string): Locator => grid(page, 'Positions').locator(`thead [data-cell="${key}"]`);
  await head('symbol').getByRole('button').click();
  await expect(head('symbol')).toHaveAttribute('aria-sort', 'ascending');
  const named = await symbols(page);
  expect(named).toEqual(named.toSorted());
  await head('pnl').getByRole('button').click({ modifiers: ['Shift'] });
  await expect(head('symbol')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('pnl').getByRole('button')).toHaveAccessibleName(/P&L ?, sorted second, ascending/);
  await expect(head('pnl')).not.toHaveAttribute('aria-sort', /./);

  // A column that moves: the order is written down whenever it changes.
  await head('pnl').getByRole('button').click();
  await page.mouse.move(10, 10);
  await page.evaluate(() => {
    const seen: Readonly<{ at: number; order: string }>[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const order = [...document.querySelectorAll('[data-testid="position-row"]')].map((row) => row.getAttribute('data-symbol')).join();
      if (seen.at(-1)?.order !== order) seen.push({ at: performance.now(), order });
      requestAnimationFrame(look);
    };
    look();
  });
  await page.waitForTimeout(6000);
  const times = await page.evaluate(() => ('seen' in window && Array.isArray(window.seen) ? window.seen.map((one: { at: number }) => one.at) : []));
  expect(times.length).toBeGreaterThan(1);
  // Timers and frames of a busy machine are late now and then: on the whole it is once a second.
  for (const [at, time] of times.slice(2).entries()) expect(time - (times[at + 1] ?? 0)).toBeGreaterThan(500);
  expect(times.length).toBeLessThanOrEqual(8);

  await rows(page).nth(3).hover();
  await page.waitForTimeout(100);
  const held = await symbols(page);
  await expect(page.locator('[data-panel="positions"] .note')).toHaveText('order held', { timeout: 20_000 });
  expect(await symbols(page)).toEqual(held);
  await page.mouse.move(10, 10);
  await expect.poll(async () => await symbols(page), { timeout: 5000 }).not.toEqual(held);
});

test('totals and subtotals equal the engine’s, to the last digit', async ({ page, start }) => {
  const host = await start();
  const positions = await still(page, host);
  const view = (await host.views()).at(-1);
  const exact = async (testId: string, from: Locator | Page = page): Promise<string | null> => await from.getByTestId(testId).getAttribute('data-exact');
  expect([await exact('total-pnl'), await exact('total-notional'), await exact('total-margin')]).toEqual([view?.totals.unrealizedPnl, view?.totals.notional, view?.totals.maintenanceMargin]);
  await page.getByRole('button', { name: 'Group positions by underlying' }).click();
  const groups = page.getByTestId('group-row');
  await expect(groups).toHaveCount(new Set(positions.map(({ base }) => base)).size);
  for (const group of await groups.all()) {
    const name = await group.getAttribute('data-group');
    const members = positions.filter(({ base }) => base === name);
    expect(await exact('sum-pnl', group), name ?? '').toBe(sum(members.map(({ unrealizedPnl }) => unrealizedPnl)));
    expect(await exact('sum-margin', group), name ?? '').toBe(sum(members.map(({ maintenanceMargin }) => maintenanceMargin)));
  }
  const all = await groups.evaluateAll((some) => some.map((group) => group.querySelector('[data-testid="sum-pnl"]')?.getAttribute('data-exact') ?? null));
  expect(sum(all)).toBe(view?.totals.unrealizedPnl);
  await groups.filter({ hasText: 'BTC' }).getByRole('button').click();
  await expect(rows(page).filter({ hasText: 'BTCUSDT' })).toHaveCount(0);
});

test('/ filters, what is left has its own sum, Escape shows all again', async ({ page, start }) => {
  const host = await start();
  await still(page, host);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter positions')).toBeFocused();
  await page.keyboard.type('usdt SHORT');
  await expect(rows(page)).toHaveCount(4);
  await expect(page.locator('tfoot')).toContainText(/Shown 4 of 9/);
  await page.keyboard.press('Enter');
  await expect(rows(page).first().getByTestId('row-name')).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(9);
});

test('S6: copying takes what is shown, every digit of it, and no name becomes a formula', async ({ page, start, context }) => {
  const host = await start();
  const positions = await still(page, host);
  await context.grantPermissions(['clipboard-read']);
  const clipboard = async (): Promise<readonly (readonly string[])[]> => (await page.evaluate(async () => await navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
  await page.getByRole('button', { name: 'Copy positions' }).click();
  await expect(page.getByRole('button', { name: '9 rows copied' })).toBeVisible();
  const [head = [], ...lines] = await clipboard();
  expect(head).toEqual(['Symbol', 'Size', 'Entry', 'Mark', 'Notional (USDT)', 'P&L (USDT)', 'Margin (USDT)', 'Share (fraction)', 'Liquidation', 'Distance (fraction)', 'σ', 'Without (fraction)']);
  expect(lines.map(([symbol]) => symbol)).toEqual(await symbols(page));
  for (const [symbol, size, entry, mark, notional, pnl] of lines) {
    const row = positions.find((one) => one.symbol === symbol);
    expect([size, entry, mark, notional, pnl]).toEqual([row?.size, row?.entryPrice, row?.mark.value, row?.notional, row?.unrealizedPnl]);
  }
  await page.getByLabel('Filter positions').fill('eth');
  await rows(page).first().getByTestId('row-name').focus();
  await page.keyboard.press('Control+c');
  expect((await clipboard()).map(([symbol]) => symbol)).toEqual(['Symbol', 'ETHUSDT']);
});

test('S7: nothing flashes unless asked for, then at most once a second in a cell, and not under reduced motion', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  await page.addInitScript(() => {
    const flashes: Readonly<{ at: number; cell: string; ms: number }>[] = [];
    Object.assign(window, { flashes });
    const known = new WeakSet<Animation>();
    const look = (): void => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation;
        if (known.has(animation) || !(effect instanceof KeyframeEffect) || !(effect.target instanceof HTMLTableCellElement)) continue;
        known.add(animation);
        flashes.push({ at: performance.now(), cell: `${effect.target.closest('tr')?.dataset['line']}/${effect.target.dataset['cell']}`, ms: Number(effect.getTiming().duration) });
      }
      requestAnimationFrame(look);
    };
    look();
  });
  type Flash = Readonly<{ at: number; cell: string; ms: number }>;
  const flashes = async (): Promise<readonly Flash[]> => JSON.parse(await page.evaluate(() => JSON.stringify('flashes' in window ? window.flashes : [])));
  await page.goto(host.url);
  await ready(page);
  await page.waitForTimeout(1500);
  expect(await flashes()).toEqual([]);
  await page.getByRole('button', { name: 'Columns of positions' }).click();
  await page.getByRole('checkbox', { name: /^Tint a price/ }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.waitForTimeout(4000);
  const seen = await flashes();
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.every(({ cell, ms }) => cell.endsWith('/mark') && ms < 300)).toBe(true);
  for (const [cell, own] of Map.groupBy(seen, ({ cell: name }) => name)) {
    for (const [at, { at: time }] of own.slice(1).entries()) expect(time - (own[at]?.at ?? 0), cell).toBeGreaterThan(950);
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForTimeout(300);
  const before = (await flashes()).length;
  await page.waitForTimeout(2000);
  expect((await flashes()).length).toBe(before);
});

test('the alert log is a table of its own: sorted, filtered, without a finding', async ({ page, start, offences }) => {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  await expect(page.getByTestId('alert-row').nth(1)).toBeVisible({ timeout: 40_000 });
  await host.pause();
  await page.getByRole('button', { name: 'Log' }).click();
  const log = grid(page, 'Alert log');
  await expect(log.getByTestId('log-row').first()).toBeVisible();
  const stages = async (): Promise<readonly string[]> => await log.locator('td[data-cell="stage"]').allTextContents();
  await log.getByRole('button', { name: 'Stage' }).click();
  const order = ['Liquidating', 'Critical', 'Danger', 'Warning', 'Watch', 'Calm'];
  const ranks = (await stages()).map((stage) => order.indexOf(stage));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(axe.violations.map(({ id }) => id)).toEqual([]);
  expect(offences).toEqual([]);
});
