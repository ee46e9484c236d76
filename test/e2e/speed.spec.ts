import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';
import { wideBook } from './support/wideBook.ts';

const ROWS = 200;

// A trace writes into the page, which is no commit of ours.
test.use({ trace: 'off' });

async function openLive(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'wide.json', mimeType: 'application/json', buffer: Buffer.from(wideBook(ROWS)) });
  await expect(page.getByTestId('position-row').first()).toBeVisible();
  await page.getByRole('button', { name: 'Live off' }).click();
  await page.locator('dialog footer .primary').click();
  await expect(page.locator('.feed.good').first()).toBeVisible();
}

/** Commits of React: each is one batch of changes, told before the next frame. */
const commits = async (page: Page, ms: number): Promise<Readonly<{ most: number; perSecond: number }>> => await page.evaluate(async (watchedMs) => {
  let [batches, most, all, going] = [0, 0, 0, true];
  const observer = new MutationObserver(() => {
    batches += 1;
    all += 1;
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  const frame = (): void => {
    most = Math.max(most, batches);
    batches = 0;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await new Promise((done) => setTimeout(done, watchedMs));
  going = false;
  observer.disconnect();
  return { most, perSecond: (all / watchedMs) * 1000 };
}, ms);

test('200 rows at 2,000 ticks a second: one commit a frame, and few rows drawn', async ({ page, start }) => {
  test.setTimeout(90_000);
  const host = await start({ demo: false, stepMs: 100, symbols: ROWS });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(host.url);
  await openLive(page);
  const first = await page.getByTestId('total-pnl').getAttribute('data-exact');
  await page.waitForTimeout(3000);
  expect(await page.getByTestId('total-pnl').getAttribute('data-exact')).not.toBe(first);
  expect(await page.getByTestId('position-row').count()).toBeLessThan(40);
  // How much work that is, is measured by the bench.
  const { most, perSecond: committed } = await commits(page, 5000);
  expect(most).toBeLessThanOrEqual(1);
  expect(committed).toBeLessThan(10);
});
