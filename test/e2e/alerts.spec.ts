import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import SqliteDatabase from 'better-sqlite3';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

/** What is written of alerts, by kind of row. */
function written(path: string, event: string): readonly Readonly<{ kind: string; title: string; latency: number | null }>[] {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    return db.prepare<[string], { kind: string; title: string; latency: number | null }>('SELECT kind, title, latency_ms AS latency FROM alert_event WHERE event = ? ORDER BY id').all(event);
  } finally {
    db.close();
  }
}

const row = (page: Page, kind: string) => page.locator(`[data-testid="alert-row"][data-kind="${kind}"]`);
const findings = async (page: Page) => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);

/** Opens the editor with a rule that holds at once: BTC is above 1. */
async function writeRule(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByLabel('Figure', { exact: true }).selectOption('price');
  await page.getByRole('combobox', { name: 'Of', exact: true }).fill('BTC');
  await page.getByLabel('Side', { exact: true }).selectOption('above');
  await page.getByLabel('Level', { exact: true }).fill('1');
}

test('F1: a rule is written, tested, fires with value, level and account, and can be deleted and brought back', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await writeRule(page, '');
  await page.getByLabel('Level', { exact: true }).fill('1k');
  await page.getByRole('button', { name: 'Add this rule' }).click();
  await expect(page.getByText('Give the rule a name: its alerts begin with it.')).toBeVisible();
  await expect(page.getByText('"1k" is no number; type digits with a point, such as 70 or 0.05.')).toBeVisible();
  await expect(page.getByLabel('Level', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('BTC lives');
  await page.getByLabel('Level', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Would it fire now?' }).click();
  await expect(page.getByTestId('rule-verdict')).toContainText(/Demo account: would fire now.*BTC price [\d,.]+, above 1/);
  await page.getByRole('button', { name: 'Add this rule' }).click();
  await expect(page.getByTestId('rule')).toContainText('BTC lives Warning, all accounts');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await expect(row(page, 'rule')).toContainText(/BTC lives: BTC price [\d,.]+, above 1 \(Demo account\)/);
  await expect(page.getByTestId('alert-banner')).toContainText('BTC lives');
  expect(written(host.databasePath, 'raise').filter(({ kind }) => kind === 'rule')).toHaveLength(1);

  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'Delete BTC lives' }).click();
  await expect(page.getByText('There is no rule yet.')).toBeVisible();
  expect(written(host.databasePath, 'clear').filter(({ kind }) => kind === 'rule')).toHaveLength(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('rule')).toHaveCount(1);
  await page.getByRole('button', { name: 'Edit BTC lives' }).click();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('rule-editor')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Edit BTC lives' })).toBeFocused();
  await page.getByRole('checkbox', { name: 'On BTC lives' }).uncheck();
  await expect(page.getByTestId('rule')).toHaveClass('off');
  expect(offences).toEqual([]);
});

test('F10: Shift-A snoozes the top alert and A acknowledges one; a snoozed alert waits in its own list until it is woken', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await writeRule(page, 'Mine');
  await page.getByRole('button', { name: 'Add this rule' }).click();
  await expect(page.getByTestId('rule')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(row(page, 'rule')).toHaveAttribute('data-state', 'open');
  await page.keyboard.press('Shift+A');
  await expect(row(page, 'rule')).toHaveCount(0);
  await expect(page.getByTestId('alert-banner').filter({ hasText: 'Mine' })).toHaveCount(0);
  await page.locator('[data-filter-by="snoozed"]').click();
  await expect(row(page, 'rule')).toContainText(/snoozed until \d\d:\d\d UTC/);
  const [snooze] = written(host.databasePath, 'snooze');
  expect(snooze?.title).toContain('Mine');
  expect(snooze?.latency).toBeGreaterThan(0);
  await row(page, 'rule').getByRole('button', { name: 'Wake' }).click();
  await expect(page.getByText('Nothing is snoozed.')).toBeVisible();
  await page.locator('[data-filter-by="open"]').click();
  await page.keyboard.press('a');
  await expect(row(page, 'rule')).toHaveAttribute('data-state', 'acknowledged');
  expect(written(host.databasePath, 'acknowledge')).toHaveLength(1);
});

test('F3: the sound has a volume of its own and a test, and a told alert of danger is heard', async ({ page, start, offences }) => {
  const host = await start();
  await page.addInitScript(() => {
    const made: OscillatorNode[] = [];
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        const node = super.createOscillator();
        made.push(node);
        return node;
      }
    };
    Object.assign(window, { tones: () => made.map(({ frequency }) => frequency.value) });
  });
  const tones = (): Promise<readonly number[]> => page.evaluate(() => {
    const heard: unknown = Reflect.get(window, 'tones');
    return typeof heard === 'function' ? Array.from(heard(), Number) : [];
  });
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Telling' }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Test the sound' }).click();
  await expect.poll(tones).toEqual([880, 880, 880]);
  await page.getByLabel('Volume').fill('20');
  await page.getByLabel('Volume').press('ArrowRight');
  await expect(page.locator('output')).toHaveText('25 %');
  await page.keyboard.press('Escape');
  await writeRule(page, 'Loud');
  await page.getByLabel('Raised as').selectOption('danger');
  await page.getByRole('button', { name: 'Add this rule' }).click();
  await expect.poll(tones).toEqual([880, 880, 880, 660, 660]);
  await page.reload();
  await page.getByRole('button', { name: 'Telling' }).click();
  await expect(page.getByLabel('Volume')).toHaveValue('25');
  expect(offences).toEqual([]);
});

test.describe('F3: the webhook', () => {
  let server: Server;
  const bodies: string[] = [];
  test.beforeEach(async () => {
    bodies.length = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => { body += part.toString('utf8'); });
      request.on('end', () => {
        bodies.push(body);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  test.afterEach(() => void server.close());

  test('is off by default, goes to allowed hosts alone, has a test, and sends no figure unless asked to', async ({ page, start }) => {
    const host = await start();
    await page.goto(host.url);
    await page.getByRole('button', { name: 'Telling' }).click();
    const section = page.getByRole('region', { name: 'Webhook' });
    const address = section.getByRole('textbox', { name: 'Address' });
    await expect(section.getByRole('checkbox').first()).not.toBeChecked();
    await expect(section.getByRole('checkbox').nth(1)).toBeChecked();
    await address.fill('http://hooks.example.com/a');
    await section.getByRole('button', { name: 'Keep' }).click();
    await expect(section).toContainText('The address must begin with https://.');
    await address.fill('https://hooks.example.com/a/secret');
    await section.getByRole('button', { name: 'Keep' }).click();
    await expect(section).toContainText('hooks.example.com is not on the list of allowed hosts: nothing is sent.');
    await expect(page.getByTestId('warnings')).not.toContainText('secret');
    await section.getByRole('button', { name: 'Send a test' }).click();
    await expect(section.getByRole('status')).toHaveText('The test did not arrive: hooks.example.com is not on the list of allowed hosts.');

    const { port } = server.address() as AddressInfo;
    await address.fill(`http://127.0.0.1:${port}/here`);
    await section.getByRole('button', { name: 'Keep' }).click();
    await section.getByRole('button', { name: 'Send a test' }).click();
    await expect(section.getByRole('status')).toHaveText('The test arrived.');
    expect(bodies).toHaveLength(1);
    await section.getByRole('checkbox').first().check();
    await page.keyboard.press('Escape');
    await writeRule(page, 'Mine');
    await page.getByRole('button', { name: 'Add this rule' }).click();
    await expect.poll(() => bodies.length).toBeGreaterThan(1);
    expect(bodies.at(-1)).toContain('"text":"warning: a rule was met"');
    expect(bodies.join('')).not.toContain('Mine');
    expect(bodies.join('')).not.toContain('Demo account');
  });
});

test('fault 46: a storm of alerts is grouped with the worst first, and the screen answers within 100 ms', async ({ page, start }) => {
  const host = await start();
  let storm = false;
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => socket.send(storm && typeof message === 'string' ? stormed(message) : message));
  });
  await page.goto(host.url);
  await expect(page.getByTestId('stage')).toBeVisible();
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  storm = true;
  await expect(page.getByTestId('alert-group').first()).toBeVisible({ timeout: 10_000 });
  await expect(page.getByTestId('alert-row').first()).toHaveAttribute('data-stage', 'liquidating');
  await expect(page.getByTestId('alert-row')).toHaveCount(3);
  await expect(page.getByTestId('alert-group').first()).toHaveText('and 99 more like it: Critical');
  await expect(page.getByText('800 danger more are open. The worst stand here.')).toBeVisible();
  await page.getByRole('button', { name: 'and 99 more like it: Critical' }).click();
  await expect(page.getByTestId('alert-row')).toHaveCount(53);
  expect(await page.evaluate(() => Number(Reflect.get(Reflect.get(window, 'longest'), 'ms')))).toBeLessThan(100);
});

/** A push as the terminal sends it in a storm: the worst two hundred alerts, and the counts of all. */
function stormed(message: string): string {
  const frame: unknown = JSON.parse(message);
  const push = typeof frame === 'object' && frame !== null && 'push' in frame ? frame.push : null;
  if (typeof push !== 'object' || push === null || !('terminal' in push) || typeof push.terminal !== 'object' || push.terminal === null || !('warnings' in push.terminal)) return message;
  const stages = ['liquidating', ...Array.from({ length: 100 }, () => 'critical'), ...Array.from({ length: 99 }, () => 'danger')];
  const alerts = stages.map((stage, at) => ({
    id: 1000 + at, accountId: stage, accountName: 'Storm', kind: 'suspect', stage, title: `S${at} is held: far off`, action: 'Look at the venue itself.',
    raisedAt: Date.now(), acknowledgedAt: null, clearedAt: null, onStaleData: false, latencyMs: 3, snoozedUntil: null,
  }));
  const { warnings } = push.terminal;
  const open = { calm: 0, watch: 0, warning: 0, danger: 899, critical: 100, liquidating: 1 };
  const terminal = Object.assign({}, push.terminal, { alerts, warnings: Object.assign({}, warnings, { open }) });
  return JSON.stringify({ push: Object.assign({}, push, { terminal, raised: alerts.map(({ id }) => id) }) });
}
