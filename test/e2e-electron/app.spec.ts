import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../..');
const NOTE = join(ROOT, 'node_modules/electron/path.txt');

/** Read, never imported: importing the package starts a download. */
function electronRuntime(): string | null {
  if (!existsSync(NOTE)) return null;
  const runtime = join(ROOT, 'node_modules/electron/dist', readFileSync(NOTE, 'utf8').trim());
  return existsSync(runtime) ? runtime : null;
}

const runtime = electronRuntime();
test.skip(runtime === null, 'not run: no Electron runtime');

let folder: string;
let app: ElectronApplication;
let page: Page;

/** A first start of the demo on a database of its own, which also gives it an instance lock of its own. */
const start = (): Promise<ElectronApplication> =>
  _electron.launch({ ...(runtime === null ? {} : { executablePath: runtime }), args: [ROOT, '--demo', '--db', join(folder, 'demo.db')], cwd: folder });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-electron-'));
  app = await start();
  page = await app.firstWindow();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test('opens its own page, titled, with the demo badge', async () => {
  expect(page.url()).toBe('app://bundle/index.html');
  await expect(page).toHaveTitle(/Plimsoll/);
  await expect(page.getByTestId('demo-badge')).toBeVisible();
});

test('the equity moves', async () => {
  const equity = page.getByTestId('equity');
  const first = await equity.textContent();
  await expect(equity).not.toHaveText(first ?? '', { timeout: 20_000 });
});

test('the page has one object from outside, and no Node', async () => {
  const reach = await page.evaluate(() => ({ port: Object.keys(window.plimsoll ?? {}).toSorted(), node: ['process', 'require', 'Buffer', 'module', 'global'].filter((name) => name in window) }));
  expect(reach).toEqual({ port: ['call', 'subscribe'], node: [] });
});

test('the page has no network, opens no window and stays where it is', async () => {
  const tried = await page.evaluate(async () => ({
    fetched: await fetch('http://127.0.0.1:9/').then(() => true, () => false),
    opened: window.open('https://example.com/') !== null,
    location: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }));
  expect(tried).toEqual({ fetched: false, opened: false, location: 'denied' });
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await expect(page).toHaveURL('app://bundle/index.html');
  expect(app.windows()).toHaveLength(1);
});

test('an inline script is stopped by the content policy', async () => {
  const violations = await page.evaluate(() => new Promise<string[]>((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done([event.effectiveDirective]), { once: true });
    const script = document.createElement('script');
    try {
      script.append('window.injected = true');
      document.body.append(script);
    } catch {
      // Trusted Types may refuse it before it is attached; the violation is reported either way.
    }
  }));
  expect(violations).toHaveLength(1);
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});

test('closing the window ends the app, and the next start opens the same account', async () => {
  test.skip(process.platform === 'darwin', 'on macOS the app stays');
  const ended = app.waitForEvent('close');
  await page.close();
  await ended;
  app = await start();
  page = await app.firstWindow();
  await expect(page.getByTestId('demo-badge')).toBeVisible();
});
