import { type Figure, figure } from '../figures.ts';
import { bundleSize } from './bundle.ts';
import { firstEquities } from './firstEquity.ts';
import { withBrowser, withLivePage } from './livePage.ts';
import { longRun } from './longRun.ts';
import { watch } from './watch.ts';

const TICKS_PER_SECOND = 2000;
const WARM_UP_MS = 5000;
/** What a page of so many rows may vary by as it scrolls its ages and marks. */
const MOST_NODES = 300;
const MOST_LISTENERS = 50;

/** The screen, in a browser: how much it works, how fast it answers, how soon it shows the first figure. */
export async function screenFigures(seconds: number): Promise<readonly Figure[]> {
  const first = await withBrowser(firstEquities);
  const { busy, longTasks, longestTask, mostCommits, inputP95, inputs } = await withLivePage(TICKS_PER_SECOND, async (page) => {
    await page.waitForTimeout(WARM_UP_MS);
    return await watch(page, seconds);
  });
  const named = (what: string): string => `screen, 200 rows, ${TICKS_PER_SECOND}/s: ${what}`;
  return [
    figure('page, scripts and styles, gzip', 'kB', bundleSize(), null, 300),
    figure('start to first equity on screen', 'ms', first.median, null, 1500), figure('start to first equity on screen, slowest of 5', 'ms', first.slowest),
    figure(named('work a second'), 'ms', busy, null, 150), figure(named('tasks over 50 ms'), '', longTasks, null, 0), figure(named('longest of them'), 'ms', longestTask),
    figure(named('most commits in a frame'), '', mostCommits, null, 1), figure(named(`input to paint, p95 of ${inputs}`), 'ms', inputP95, null, 50),
  ];
}

/** The screen left alone at ten times the rate. */
export async function longScreenFigures(minutes: number): Promise<readonly Figure[]> {
  const { heapSlope, nodesMore, listenersMore } = await withLivePage(TICKS_PER_SECOND * 10, async (page) => await longRun(page, minutes));
  const named = (what: string): string => `screen, 200 rows, ${TICKS_PER_SECOND * 10}/s for ${minutes} min: ${what}`;
  // In less time the heap has not settled.
  return [figure(named('heap, an hour'), 'MB', heapSlope, null, minutes >= 20 ? 1 : null), figure(named('nodes more'), '', nodesMore, null, MOST_NODES), figure(named('listeners more'), '', listenersMore, null, MOST_LISTENERS)];
}
