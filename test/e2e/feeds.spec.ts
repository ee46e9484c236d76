import SqliteDatabase from 'better-sqlite3';
import { expect } from '@playwright/test';
import { test } from './support/terminal.ts';

test('a feed opens to its topics with their ages, its counts and its latency; call latency to every stage', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('feed-row')).toHaveAttribute('data-state', 'live');
  await page.getByTestId('feed-row').getByRole('button').click();
  const detail = page.getByTestId('feed-detail');
  await expect(detail).toContainText('solusdt@markPrice@1s');
  await expect(detail).toContainText(/p50 .* · p95 .* · p99/);
  await expect(detail.getByTestId('feed-topic-row').first()).toContainText('live');
  await page.keyboard.press('Escape');
  await page.getByTestId('call-latency').click();
  await expect(page.getByTestId('latency-stage')).toHaveCount(4);
  await expect(page.getByTestId('latency-stage').last()).toContainText(/\d ms/, { timeout: 10_000 });
  await expect(page.getByTestId('latency-total')).toContainText(/One σ of \w+ over that is [\d.]+ %/);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('the list of allowed hosts takes names and nothing else, and lets them go again', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Network' }).click();
  const dialog = page.getByTestId('network');
  await dialog.getByLabel('Host to allow').fill('https://stream.bybit.com/v5');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(dialog.getByRole('alert').first()).toContainText('write the name alone');
  await expect(dialog.getByTestId('allowed-host')).toHaveCount(0);
  await dialog.getByLabel('Host to allow').fill('Stream.Bybit.com');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(dialog.getByTestId('allowed-host')).toHaveText(/stream\.bybit\.com/);
  await dialog.getByLabel('Band in percent').fill('0.1');
  await dialog.getByRole('button', { name: 'Use' }).click();
  await expect(dialog.getByRole('alert').last()).toContainText('expected a number from 0.5 to 90');
  await dialog.getByLabel('Band in percent').fill('5');
  await dialog.getByRole('button', { name: 'Use' }).click();
  await expect(dialog.getByRole('alert').last()).toHaveText('');
  await page.reload();
  await page.getByRole('button', { name: 'Network' }).click();
  await expect(dialog.getByLabel('Band in percent')).toHaveValue('5');
  await dialog.getByRole('button', { name: /No longer allow/ }).click();
  await expect(dialog.getByTestId('allowed-host')).toHaveCount(0);
});

test('fault 48, the window is frozen: alerts are written all the same, and it shows them when it is thawed', async ({ page, start }) => {
  const host = await start({ stepMs: 100 });
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  const raised = (): readonly string[] => {
    const db = new SqliteDatabase(host.databasePath, { readonly: true });
    try {
      return db.prepare<[], { stage: string }>("SELECT stage FROM alert_event WHERE event = 'raise' AND kind = 'stage' ORDER BY id").all().map(({ stage }) => stage);
    } finally {
      db.close();
    }
  };
  const before = raised().length;
  await expect.poll(() => raised().length, { timeout: 40_000 }).toBeGreaterThan(before);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(page.getByTestId('alert-row').filter({ hasText: new RegExp(raised().at(-1) ?? 'none', 'i') }).first()).toBeVisible({ timeout: 10_000 });
});
