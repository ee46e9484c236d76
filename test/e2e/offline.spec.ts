import { expect } from '@playwright/test';
import { test } from './support/terminal.ts';

test('offline closes every feed, computes on the last prices, says so, and stays so over a restart', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]')).toHaveClass(/state-live/);
  await page.getByRole('button', { name: 'Work offline' }).click();
  await expect(page.getByText('OFFLINE', { exact: true })).toBeVisible();
  await expect(page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]')).toHaveClass(/state-(stale|disconnected)/);
  expect(await host.feeds()).toEqual([]);
  const equity = await page.getByTestId('equity').getAttribute('data-exact');
  await host.close();

  const again = await start();
  await page.goto(again.url);
  await expect(page.getByText('OFFLINE', { exact: true })).toBeVisible();
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', equity ?? '');
  expect(await again.feeds()).toEqual([]);
  await page.getByRole('button', { name: 'Work offline' }).click();
  await expect(page.locator('[data-testid="position-row"][data-symbol="SOLUSDT"]')).toHaveClass(/state-live/, { timeout: 10_000 });
  expect(offences.filter((offence) => !offence.includes('ERR_CONNECTION_REFUSED') && !offence.includes('WebSocket'))).toEqual([]);
});

test('no feed is opened for one’s own account before live is turned on, and the host is named first', async ({ page, start }) => {
  const host = await start();
  await page.goto(host.url);
  await expect(page.getByTestId('equity')).toHaveText(/\d/);
  const own = {
    schema: 'plimsoll.portfolio/1', name: 'Own', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '20000' }],
    positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60100' } },
  };
  await page.locator('input[type=file]').first().setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own)) });
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '20100');
  expect((await host.feeds()).map(({ id }) => id)).toEqual(['binance-usdm:demo']);
  await page.getByRole('button', { name: /Live off/ }).click();
  await expect(page.getByTestId('go-live')).toContainText('127.0.0.1');
  await page.keyboard.press('Escape');
  expect((await host.feeds()).map(({ id }) => id)).toEqual(['binance-usdm:demo']);
  await page.getByRole('button', { name: /Live off/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Turn|live/i }).last().click();
  await expect(page.locator('[data-testid="position-row"][data-symbol="BTCUSDT"]')).toHaveClass(/state-live/, { timeout: 10_000 });
});
