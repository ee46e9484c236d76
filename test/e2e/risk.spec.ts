import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/terminal.ts';

async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
}

const ready = async (page: Page): Promise<void> => await expect(page.locator('[data-testid="equity"][data-exact]')).toHaveText(/^\d/);

test('G5: S says the likeliest way the account dies, re-prices days of the past, and gives the chance of it', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('s');
  await expect(page.getByTestId('reverse-sentence')).toHaveText(/together: a day of [\d.]+ σ that costs [\d,.]+ USDT/);
  await expect(page.locator('[data-testid="stress-line"][data-id="march-2020"] [data-testid="stress-stage"]')).toHaveText(/Liquidated/);
  await expect(page.locator('[data-testid="stress-line"][data-id="requirement2"]')).toContainText('prices stay');
  await expect(page.getByTestId('hedge-loss').first()).toContainText('Without');
  const day = page.locator('[data-testid="chance"][data-hours="168"]');
  await expect(day).toHaveText(/%|none seen/);
  await expect(page.getByTestId('odds')).toContainText('50,000 paths', { timeout: 40_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('stress')).toHaveCount(0);
  expect(offences).toEqual([]);
});

test('H1, I1: G tells delta, share of risk and a bad day; privacy hides every amount of it', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('g');
  const rows = page.getByTestId('risk-row');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(5);
  const [threshold, mean] = await Promise.all(['var', 'shortfall'].map(async (id) => Number(await page.getByTestId(id).first().getAttribute('data-exact'))));
  expect(mean).toBeGreaterThan(threshold ?? Infinity);
  await expect(page.getByTestId('simulated-var').first()).toBeVisible();
  const [simulated, beyond] = await Promise.all(['simulated-var', 'simulated-shortfall'].map(async (id) => Number(await page.getByTestId(id).first().getAttribute('data-exact'))));
  expect(beyond).toBeGreaterThan(simulated ?? Infinity);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('g');
  await expect(page.getByTestId('var').first()).toHaveText('•••••');
  await expect(page.getByTestId('simulated-var').first()).toHaveText('•••••');
  await expect(rows.first().locator('td').nth(0)).toHaveText('•••••');
  expect(offences).toEqual([]);
});

test('H4: H sizes hedges to the lot, with the margin ratio and every liquidation price after', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('h');
  const card = page.locator('[data-testid="hedge"][data-kind="delta"][data-symbol="SOLUSDT"]');
  await expect(card).toContainText(/Sell [\d,.]+\s*SOLUSDT/);
  await expect(card).toContainText('Liquidation, BTC');
  await expect(card).toContainText('Margin ratio');
  // A linear book has no gamma, and no band is pretended.
  await expect(page.getByTestId('bands')).toHaveText(/SOL.*: no options, no gamma\. Its delta stays/);
  await expect(page.getByTestId('no-trade-band')).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('B2, G2: V asks the book of a scenario model: what binds, line by line, and the heat map; another model is another answer', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('v');
  const unit = page.locator('[data-testid="pm-unit"][data-asset="SOL"]');
  await expect(unit).toContainText(/Binds: price −18\.0\s%, volatility up/);
  await expect(unit.getByTestId('heat').locator('tbody tr')).toHaveCount(13);
  const before = await page.getByTestId('pm-maintenance').getAttribute('data-exact');
  await page.getByTestId('pm-preset').selectOption('paradex.pm');
  await expect(page.getByTestId('pm-maintenance')).not.toHaveAttribute('data-exact', before ?? '');
  await expect(unit).toContainText(/Binds: price −16\.0\s%/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('H1, H4: V of a book with options has Greeks by tenor and hedges with the account after; privacy hides them', async ({ page, start, offences }) => {
  const terms = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };
  const contract = (symbol: string, days: number, strike: string, optionType: 'call' | 'put') => ({ symbol, kind: 'option', ...terms, lotSize: '0.1', expiry: new Date(Date.now() + days * 86_400_000).toISOString(), strike, optionType });
  const document = {
    schema: 'plimsoll.portfolio/1', name: 'Options', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '60000' }],
    instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...terms, lotSize: '0.001', takerFeeRate: '0.0005' }, contract('BTC-C', 20, '60000', 'call'), contract('BTC-P', 120, '50000', 'put')],
    positions: [{ symbol: 'BTC-C', contracts: '-3', entryPrice: '2000' }, { symbol: 'BTC-P', contracts: '1', entryPrice: '2000' }],
    prices: { mark: { 'BTC-PERP': { value: '60000' } }, index: { BTC: { value: '60000' } }, volatility: { 'BTC-C': '0.55', 'BTC-P': '0.6' } },
  };
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
  await expect(page.locator('.account-picker b')).toHaveText('Options');
  await expect(page.getByRole('dialog', { name: 'Options is open' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  const tenors = page.getByTestId('greeks').locator('tbody tr:not(.pm-leg) th');
  await expect(tenors).toHaveText(['Up to 30 days', 'Beyond 90 days', 'All together']);
  // Three naked calls on the money, 12,000 each, and the long put at its mark.
  await expect(page.getByTestId('by-strategy')).toContainText(/a rule for listed equity options\) of the options would be 3\d,\d{3}/);
  const hedges = page.getByTestId('unit-hedges').locator('tbody tr');
  await expect(hedges).toHaveCount(4);
  await expect(hedges.first()).toContainText(/Buy 1\.\d+ BTC-PERP/);
  await expect(hedges.first().locator('td').nth(2)).toHaveText(/^−?0\.000\d$|^0$/);
  // The fee of the option is not known, and so no cost is pretended.
  await expect(page.locator('[data-kind="gamma"] td').nth(1)).toContainText('no taker fee is known');
  // The more risk is shunned, the narrower the band and the more often it is left.
  const bands = page.getByTestId('no-trade-band').getByTestId('band');
  await expect(bands).toHaveCount(3);
  const widths = await bands.locator('td:nth-child(2) b').evaluateAll((all) => all.map((own) => Number(own.getAttribute('title'))));
  expect(widths).toEqual(widths.toSorted((left, right) => right - left));
  await expect(bands.first()).toContainText(/^1−0\.\d+ … \+0\.\d+outside[\d.]+\s%/);
  expect(await accessibilityFaults(page)).toEqual([]);
  const heat = page.getByTestId('heat');
  const now = heat.locator('tbody tr', { has: page.getByRole('rowheader', { name: 'now' }) }).locator('td').nth(2);
  for (const [choice, own] of [['Equity', 'pm-equity'], ['Requirement', 'pm-maintenance']] as const) {
    await page.getByRole('radio', { name: choice }).check();
    await expect(heat).toHaveAttribute('data-figure', choice.toLowerCase());
    await expect(heat.locator('caption')).toContainText('in USD');
    // Prices of this book stand still: the cell of now is the account, digit by digit but for the last of float64.
    expect(Number(await now.getByTestId('heat-amount').getAttribute('data-exact'))).toBeCloseTo(Number(await page.getByTestId(own).getAttribute('data-exact')), 5);
  }
  // What was chosen stays when another model is asked, and until the window is closed.
  await page.getByTestId('pm-preset').selectOption('paradex.pm');
  await expect(page.getByTestId('pm-facts')).toContainText('Valid from 2025-06-01');
  await expect(heat).toHaveAttribute('data-figure', 'requirement');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('v');
  await expect(heat).toHaveAttribute('data-figure', 'ratio');
  await page.getByRole('radio', { name: 'Equity' }).check();
  await expect(now).toHaveText('•••••');
  await expect(heat.locator('tbody')).not.toContainText(/\d,\d/);
  await expect(bands.first()).not.toContainText(/0\.\d+ …/);
  await expect(page.getByTestId('greeks')).not.toContainText(/[1-9]\.\d/);
  await expect(hedges.first()).not.toContainText(/Buy \d/);
  await expect(page.getByTestId('by-strategy')).not.toContainText(/\d,\d/);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('A1, A7: options are a part of equity and of the margin, the liquidation price says that it is about, and stress follows both sides', async ({ page, start, offences }) => {
  const terms = { settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1' };
  const contract = (symbol: string, optionType: 'call' | 'put') => ({ symbol, kind: 'option', ...terms, expiry: new Date(Date.now() + 90 * 86_400_000).toISOString(), strike: '60000', optionType });
  const document = {
    schema: 'plimsoll.portfolio/1', name: 'Straddle', valuationCurrency: 'USDT', venue: 'bybit', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '60000', weight: '1' }],
    instruments: [contract('BTC-C', 'call'), contract('BTC-P', 'put')], positions: [{ symbol: 'BTC-C', contracts: '-2', entryPrice: '5000' }, { symbol: 'BTC-P', contracts: '-2', entryPrice: '5200' }],
    prices: { mark: { 'BTC-C': { value: '5100' }, 'BTC-P': { value: '5050' } }, index: { BTC: { value: '60000' } } },
  };
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
  await expect(page.locator('.account-picker b')).toHaveText('Straddle');
  await expect(page.locator('[data-testid="equity-part"][data-name="optionValue"]')).toHaveAttribute('data-exact', '-20300');
  await expect(page.getByTestId('equity')).toHaveAttribute('data-exact', '39700');
  // 2 · (3 % of 60,000 + mark + 0.2 % of 60,000), twice.
  await expect(page.getByTestId('total-margin')).toContainText('27,980');
  await expect(page.getByTestId('total-options')).toContainText('P&L without options');
  await expect(page.getByTestId('partial-banner')).toHaveCount(0);
  await expect(page.getByTestId('nearest')).toHaveText(/^≈ BTC \+39\.\d.%$/);
  await expect(page.getByTestId('joint-move')).toHaveText(/^≈ −\d\d\.\d.% \/ \+39\.\d.%$/);
  await page.keyboard.press('s');
  await expect(page.getByTestId('reverse-sentence')).toHaveText(/^BTC \+39\.8.%: a day of 11\.3 σ that costs [\d,.]+ USDT/);
  await expect(page.locator('[data-testid="stress-line"][data-id="march-2020"]')).toContainText('Critical');
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('B2: a shipped model is copied, changed, refused where it is wrong, saved and asked; its document comes back, and it is deleted', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('v');
  const [preset, maintenance, facts] = [page.getByTestId('pm-preset'), page.getByTestId('pm-maintenance'), page.getByTestId('pm-facts')];
  await preset.selectOption('deribit.pme.btc');
  await expect(page.getByTestId('pm-badge')).toContainText('Reproduces 114 of 117 published figures and 304 computed from its rules');
  await preset.selectOption('derive.pmrm1');
  await expect(page.getByTestId('pm-badge')).toContainText('Reproduces 0 published figures · with the parameters of tests its rules reproduce 262 published figures');
  await preset.selectOption('okx.pm.btc-eth');
  await expect(facts).toContainText('Valid from 2025-01-15 · stated · OKX help');
  await page.getByTestId('pm-unsure').locator('summary').click();
  await expect(page.getByTestId('pm-unsure')).toContainText('Volatility: points: only the 30 points at expiry are stated');

  await preset.selectOption('paradex.pm');
  await expect(facts).toContainText('Valid from 2025-06-01');
  await page.getByRole('button', { name: 'Edit a copy…' }).click();
  const [editor, faults] = [page.getByTestId('preset-editor'), page.getByTestId('preset-faults')];
  const field = (path: string) => editor.locator(`[data-path="model.${path}"]`);
  const save = page.getByRole('button', { name: 'Save as my own' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await editor.getByLabel('Name').fill('Twice Paradex');
  await field('volatility.down').fill('100');
  await save.click();
  await expect(faults).toHaveText('model.volatility.down is 1; expected a number of 0 or more and below 1: 0.3 is 30 % down, and no volatility falls by all of itself.');
  await expect(field('volatility.down')).toHaveAttribute('aria-invalid', 'true');
  await field('volatility.down').fill('22');
  await editor.getByRole('button', { name: 'Remove the move 0 %' }).click();
  await save.click();
  await expect(faults).toHaveText('model.grid has no scenario at which the price stays; expected one with "move" 0.');
  await editor.getByRole('button', { name: 'Replace' }).click();
  await field('combination.initialFactor').fill('2x');
  await save.click();
  await expect(faults).toHaveText('model.combination.initialFactor is "2x"; expected a number such as 12.5.');
  await field('combination.initialFactor').fill('2');
  await field('combination.maintenanceFactor').fill('1');
  await editor.getByLabel('Price move 1', { exact: true }).fill('-32');
  await save.click();
  await expect(editor).toHaveCount(0);

  await expect(preset).toHaveValue('own:Twice Paradex');
  await expect(facts).toContainText('Own, from Paradex portfolio margin of 2025-06-01');
  await expect(facts).toContainText('differs in Scenarios; Requirement: initial factor; Requirement: maintenance factor');
  await expect(page.locator('[data-testid="pm-unit"][data-asset="SOL"]')).toContainText(/Binds: price −32\.0\s%/);
  const own = Number(await maintenance.getAttribute('data-exact'));

  await page.getByRole('button', { name: 'Edit…', exact: true }).click();
  await field('combination.maintenanceFactor').fill('0.5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor).toHaveCount(0);
  await expect.poll(async () => Number(await maintenance.getAttribute('data-exact')) / own).toBeLessThan(0.6);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save Twice Paradex as a file' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ schema: 'plimsoll.scenario-preset/1', name: 'Twice Paradex', from: 'paradex.pm', model: { combination: { maintenanceFactor: 0.5 } } });
  await page.getByRole('button', { name: 'Add from a document…' }).click();
  const paste = page.getByTestId('preset-add');
  await paste.getByRole('textbox').fill(text.replace('"contingencies": []', '"contingencies": [{ "kind": "moonPhase" }]'));
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(paste.locator('.faults li')).toHaveText(/^model\.contingencies\.0\.kind is "moonPhase"; expected an object whose "kind" is/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await paste.getByRole('textbox').fill(text);
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(preset).toHaveValue('own:Twice Paradex (2)');

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(preset).toHaveValue('derive.pmrm2.btc-eth');
  await expect(preset.locator('optgroup option')).toHaveText(['Twice Paradex']);
  await page.reload();
  await ready(page);
  await page.keyboard.press('v');
  await preset.selectOption('own:Twice Paradex');
  await expect(facts).toContainText('Own, from Paradex');
  expect(offences).toEqual([]);
});

test('G5: S supposes funding, a halt, volatility, and winners that are taken away; the chances take jumps and a night', async ({ page, start, offences }) => {
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.keyboard.press('s');
  const halt = page.locator('[data-testid="stress-line"][data-id="halt"]');
  await expect(halt).toContainText('USDT cannot be moved');
  await page.locator('[data-field="halted"]').selectOption('BTC');
  await expect(halt).toContainText('BTC cannot be moved');
  const funding = page.locator('[data-testid="stress-line"][data-id="funding"]');
  await expect(funding).toContainText('Funding × 3 for 7 days');
  await page.locator('[data-field="fundingKind"]').selectOption('rate');
  await expect(funding).toContainText('Funding of 0.1 % each 8 h for 7 days');
  await page.locator('[data-field="days"]').fill('100');
  await expect(page.getByTestId('stress').getByRole('alert').filter({ hasText: 'Days' })).toHaveText('Days: expected a number from 0.25 to 90.');
  await page.locator('[data-field="days"]').fill('1');
  await expect(funding).toContainText('for 1 day');
  await expect(page.locator('[data-testid="stress-line"][data-id="deleveraged:march-2020"]')).toContainText(/Without \S+ from half-way/);
  const sentence = page.getByTestId('stressed-sigmas');
  const before = await sentence.textContent();
  await page.getByTestId('suppose').locator('[data-field="sigma"]').fill('4');
  await expect(sentence).not.toHaveText(before ?? '');

  const week = page.locator('[data-testid="chance"][data-hours="168"] b');
  await expect(page.getByTestId('odds')).toContainText('50,000 paths', { timeout: 40_000 });
  const usual = Number.parseFloat(await week.textContent() ?? '');
  await page.getByRole('button', { name: 'Chances at σ × 4' }).click();
  await expect(page.getByTestId('odds')).toContainText('σ × 4');
  await expect(async () => expect(Number.parseFloat(await week.textContent() ?? '')).toBeGreaterThan(usual)).toPass();
  await page.getByText('Sudden jumps').click();
  await page.getByText('While you sleep').click();
  await page.locator('[data-field="from"]').fill('22:30');
  await expect(page.getByTestId('chance-asleep')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('odds')).toContainText('22:30 UTC to 06:30 UTC');
  await expect(page.getByTestId('add-to-sleep')).toHaveText(/[\d,]+\.\d\d/, { timeout: 20_000 });
  await expect(page.getByTestId('odds')).toContainText('jumps as of BTC');
  await page.locator('[data-field="mean"]').fill('-100');
  await expect(page.getByTestId('odds').getByRole('alert')).toHaveText('Mean jump: expected a number from -95 to 300 percent.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('what takes long says how far it is, is cancelled and asked again, and closing gives it up', async ({ page, start, offences }) => {
  test.setTimeout(150_000);
  const terms = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };
  const options = Array.from({ length: 1000 }, (_, at) => ({ symbol: `BTC-${at}`, kind: 'option', ...terms, lotSize: '0.1', expiry: new Date(Date.now() + (7 + (at % 5) * 20) * 86_400_000).toISOString(), strike: String(30_000 + Math.floor(at / 5) * 300), optionType: at % 2 === 0 ? 'call' : 'put' }));
  const document = {
    schema: 'plimsoll.portfolio/1', name: 'Many', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '6000000' }],
    instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...terms, lotSize: '0.001' }, ...options], positions: options.map(({ symbol }, at) => ({ symbol, contracts: String((at % 7) - 3 || 1), entryPrice: '2000' })),
    prices: { mark: { 'BTC-PERP': { value: '60000' } }, index: { BTC: { value: '60000' } }, volatility: Object.fromEntries(options.map(({ symbol }) => [symbol, '0.55'])) },
  };
  const host = await start();
  await page.goto(host.url);
  await ready(page);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
  await expect(page.getByRole('dialog', { name: 'Many is open' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  const computing = page.getByTestId('computing');
  await expect(computing.getByRole('progressbar')).toBeVisible();
  await computing.getByRole('button', { name: 'Cancel' }).click();
  await expect(computing).toContainText('Cancelled.');
  await expect(page.getByTestId('pm-scenario')).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await computing.getByRole('button', { name: 'Compute again' }).click();
  await expect(computing.getByRole('progressbar')).toBeVisible();
  // Closed and opened again, it starts anew and comes to its end.
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  await expect(page.getByTestId('pm-scenario')).toBeVisible({ timeout: 100_000 });
  await expect(computing.getByRole('progressbar')).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect(offences).toEqual([]);
});
