import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

const SIZES = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }] as const;

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no accessibility finding on the demo, in a menu or in a dialog, ${colorScheme}`, async ({ page, start }) => {
    const host = await start();
    await page.emulateMedia({ colorScheme });
    await page.goto(host.url);
    await expect(page.getByTestId('equity')).toHaveText(/\d/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('.account-picker .menu-button').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const openers = [page.getByRole('button', { name: /mark of SOLUSDT/ }), page.locator('.feed-name'), page.getByTestId('call-latency'), page.getByRole('button', { name: 'Network' })];
    for (const opener of openers) {
      await opener.click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

for (const size of SIZES) {
  test(`nothing is cut off or scrolls sideways at ${size.width} × ${size.height}`, async ({ page, start }) => {
    const host = await start();
    await page.setViewportSize(size);
    await page.goto(host.url);
    await expect(page.getByTestId('equity')).toHaveText(/\d/);
    const overflow = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll<HTMLElement>('.table-scroll, .header, .ladder, .panel')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`));
    expect(overflow).toEqual([]);
  });
}

test('digits change and nothing moves', async ({ page, start }) => {
  const host = await start({ stepMs: 300 });
  await page.goto(host.url);
  // Prices stream and the account is still calm: no notice comes in between.
  await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push('value' in entry && typeof entry.value === 'number' ? entry.value : 0);
    }).observe({ type: 'layout-shift' });
    Object.assign(window, { seen });
  });
  await page.waitForTimeout(5000);
  const shifts = await page.evaluate(() => ('seen' in window && Array.isArray(window.seen) ? window.seen.map(Number) : [NaN]));
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
});

test('a script that is not ours does not run', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.intruded = true';
      document.body.append(script);
    } catch (error) {
      return error instanceof TypeError ? 'refused' : String(error);
    }
    return String('intruded' in window);
  });
  expect(ran).toBe('refused');
  expect(offences.some((offence) => offence.includes('policy'))).toBe(true);
});

test('the page cannot reach beyond its own host', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const outcome = await page.evaluate(async () => await fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused'));
  expect(outcome).toBe('refused');
});

test('heap and nodes stay flat while prices stream', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  const devtools = await page.context().newCDPSession(page);
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const sample = async (): Promise<Readonly<{ heap: number; nodes: number }>> => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { nodes } = await devtools.send('Memory.getDOMCounters');
    return { heap: usedSize, nodes };
  };
  await page.waitForTimeout(6000);
  const before = await sample();
  await page.waitForTimeout(12_000);
  const after = await sample();
  expect(after.heap - before.heap).toBeLessThan(1_000_000);
  expect(after.nodes - before.nodes).toBeLessThan(300);
});
