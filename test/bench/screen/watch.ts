import type { Page } from '@playwright/test';

export type Watched = Readonly<{
  /** ms of processor time that the page's main thread worked, a second. */
  busy: number;
  /** Tasks over 50 ms, and the longest of them; 0 where there was none. */
  longTasks: number;
  longestTask: number;
  /** Most commits of React between two frames. */
  mostCommits: number;
  /** ms from a key or press to the frame that shows it; the browser says it in steps of 8. */
  inputP95: number;
  inputs: number;
}>;

const BETWEEN_INPUTS_MS = 250;
/** The browser says nothing of what is faster. */
const LEAST_MS = 16;

/** What is noted in the page while it is watched. */
type Noted = { longTasks: number[]; inputs: Map<number, number>; mostCommits: number; stop: () => void };
type Watching = typeof globalThis & { plimsollNoted: Noted };

async function begin(page: Page): Promise<void> {
  await page.evaluate((leastMs) => {
    const noted: Noted = { longTasks: [], inputs: new Map(), mostCommits: 0, stop: () => undefined };
    const tasks = new PerformanceObserver((list) => noted.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    tasks.observe({ type: 'longtask' });
    const events = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration } = entry as PerformanceEntry & { interactionId: number };
        if (interactionId > 0) noted.inputs.set(interactionId, Math.max(noted.inputs.get(interactionId) ?? 0, duration));
      }
    });
    const slow: PerformanceObserverInit & { durationThreshold: number } = { type: 'event', durationThreshold: leastMs };
    events.observe(slow);
    let commits = 0;
    const changes = new MutationObserver(() => { commits += 1; });
    changes.observe(document.body, { subtree: true, childList: true, characterData: true });
    let going = true;
    const frame = (): void => {
      noted.mostCommits = Math.max(noted.mostCommits, commits);
      commits = 0;
      if (going) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    noted.stop = () => {
      going = false;
      for (const observer of [tasks, events, changes]) observer.disconnect();
    };
    (globalThis as Watching).plimsollNoted = noted;
  }, LEAST_MS);
}

const end = async (page: Page): Promise<Readonly<{ longTasks: readonly number[]; inputs: readonly number[]; mostCommits: number }>> => await page.evaluate(() => {
  const { longTasks, inputs, mostCommits, stop } = (globalThis as Watching).plimsollNoted;
  stop();
  return { longTasks, inputs: [...inputs.values()], mostCommits };
});

/** Watches a live page for so long, then uses it by keys and the pointer for as long again. */
export async function watch(page: Page, seconds: number): Promise<Watched> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  await begin(page);
  const before = await worked();
  await page.waitForTimeout(seconds * 1000);
  const busy = ((await worked()) - before) * 1000 / seconds;
  const { longTasks, mostCommits } = await end(page);
  await devtools.send('Performance.disable');
  await devtools.detach();
  return { busy, longTasks: longTasks.length, longestTask: Math.max(0, ...longTasks), mostCommits, ...(await useByHand(page, seconds)) };
}

/** Arrow keys through the table of positions, and presses on its rows. */
async function useByHand(page: Page, seconds: number): Promise<Pick<Watched, 'inputP95' | 'inputs'>> {
  await begin(page);
  const inputs = Math.floor((seconds * 1000) / BETWEEN_INPUTS_MS);
  await page.getByTestId('position-row').first().getByRole('gridcell').first().click();
  for (let at = 1; at < inputs; at += 1) {
    if (at % 4 === 0) await page.getByTestId('position-row').nth(at % 10).getByRole('gridcell').first().click();
    else await page.keyboard.press(at % 8 < 4 ? 'ArrowDown' : 'ArrowUp');
    await page.waitForTimeout(BETWEEN_INPUTS_MS);
  }
  const { inputs: slow } = await end(page);
  const all = [...Array.from({ length: Math.max(0, inputs - slow.length) }, () => LEAST_MS), ...slow].toSorted((a, b) => a - b);
  return { inputP95: all[Math.min(all.length - 1, Math.floor(all.length * 0.95))] ?? NaN, inputs: all.length };
}
