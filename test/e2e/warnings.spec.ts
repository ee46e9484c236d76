import SqliteDatabase from 'better-sqlite3';
import { expect } from '@playwright/test';
import { test } from './support/terminal.ts';

type Raise = Readonly<{ kind: string; stage: string; title: string; action: string }>;

function raises(path: string): readonly Raise[] {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    return db.prepare<[], Raise>("SELECT kind, stage, title, action FROM alert_event WHERE event = 'raise' ORDER BY id").all();
  } finally {
    db.close();
  }
}

test('a raise is one row, one notice on the page, with the three numbers that help', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  const notices: string[] = [];
  await expect(page.getByTestId('alert-banner')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('stage')).toHaveText(/Warning|Danger|Critical/, { timeout: 30_000 });
  notices.push(...await page.getByTestId('alert-row').allTextContents());
  const written = raises(host.databasePath).filter(({ kind }) => kind === 'stage');
  expect(new Set(written.map(({ stage }) => stage)).size).toBe(written.length);
  for (const { title, action } of written) {
    expect(title).toMatch(/^(Watch|Warning|Danger|Critical|Liquidating): .*\d/);
    expect(action).toMatch(/add [\d,.]+ USDT \(or [\d.,]+ BTC, or [\d.,]+ BNB\)/);
    expect(action).toMatch(/close [\d.,]+ of \w+ \(\d+ % of it\)|closing any single row is not enough/);
    expect(action).toMatch(/clears at \w+ [\d.,]+|no price of one asset alone clears it/);
    expect(notices.filter((text) => text.includes(title))).toHaveLength(1);
  }
});

test('alerts are written while no window looks', async ({ start }) => {
  const host = await start({ stepMs: 100 });
  await expect.poll(() => raises(host.databasePath).map(({ stage }) => stage), { timeout: 40_000 }).toContain('warning');
});

test('an acknowledged alert stays in the list until it clears', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  const row = page.getByTestId('alert-row').first();
  await expect(row).toHaveAttribute('data-state', 'open', { timeout: 30_000 });
  const id = await row.getAttribute('data-alert-id');
  const own = page.locator(`[data-testid="alert-row"][data-alert-id="${id}"]`);
  await own.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(own).toHaveAttribute('data-state', 'acknowledged');
});

test('silence while at risk raises blind since, and clears when prices come back', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  await expect(page.getByTestId('stage')).not.toHaveText('Calm', { timeout: 30_000 });
  await host.pause();
  const blind = page.locator('[data-testid="alert-row"][data-kind="blind"]');
  await expect(blind).toHaveCount(1, { timeout: 20_000 });
  await expect(blind).toContainText(/Blind since \d\d:\d\d/);
  await host.resume();
  await expect(blind).toHaveAttribute('data-state', 'cleared', { timeout: 10_000 });
  expect(raises(host.databasePath).filter(({ kind }) => kind === 'blind')).toHaveLength(1);
});
