import { readFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openTerminal, type Terminal } from '../../../src-main/terminal.ts';
import { newFolders } from '../db/support/database.ts';

const golden: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../golden/account-1/portfolio.json'), 'utf8'));

const path = newFolders();
let terminal: Terminal;
afterEach(async () => {
  await terminal.close();
  vi.restoreAllMocks();
});

async function opened(): Promise<Terminal> {
  vi.spyOn(console, 'error').mockReturnValue();
  const reply = await openTerminal({ databasePath: path('canary-folder/t.db'), face: 'cli', demo: false, replay: null });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  terminal = reply.value;
  return terminal;
}

async function lines(): Promise<readonly string[]> {
  const reply = await terminal.call('terminal/diagnostics', []);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

/** Every figure of an account, and every name that somebody gave. */
function secretsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

test('the diagnostics hold counts, states and versions, and nothing that is anyone’s', async () => {
  await opened();
  const canaries = ['Canary account', 'canary.example', 'Canary rule', 'https://canary.example/hook/7f3a', '98765.4321'];
  const imported = await terminal.call('portfolio/import', [{ text: JSON.stringify({ ...golden, name: 'Canary account', collateral: [{ asset: 'USDX', amount: '98765.4321', weight: '1' }] }) }]);
  if (!imported.ok || imported.value.accountId === null) throw new Error('not imported');
  const { accountId } = imported.value;
  await terminal.call('network/setHosts', [{ hosts: ['canary.example'] }]);
  await terminal.call('rule/save', [{ rule: { id: 'canary', name: 'Canary rule', on: true, accountId: null, stage: 'watch', holdSeconds: 0, when: { kind: 'condition', of: 'marginRatio', about: '', is: 'above', level: '1', band: '0.5' } } }]);
  await terminal.call('webhook/set', [{ address: 'https://canary.example/hook/7f3a' }]);
  const said = await lines();
  const text = said.join('\n');
  expect(text).toMatch(/^Plimsoll \d+\.\d+\.\d+, cli face, on /);
  expect(text).toContain('1 allowed host,');
  expect(text).toMatch(/Account 2: generic, generic-2020-01-01, 3 positions, 1 collateral line, 0 orders/);
  expect(said.every((line) => line.length < 400 && !line.includes('undefined') && !line.includes('NaN'))).toBe(true);
  for (const canary of [...canaries, accountId, homedir(), hostname(), userInfo().username, 'canary-folder', 'SOL-PERP']) if (canary.length > 3) expect(text).not.toContain(canary);

  const view = await terminal.call('account/view', [{ accountId }]);
  if (!view.ok) throw new Error('no view');
  const figures = secretsIn([view.value.totals, view.value.positions, view.value.collateral, view.value.underlyings]).filter((secret) => /^-?\d/.test(secret) && secret.replaceAll(/[-.0]/g, '').length >= 3);
  expect(figures.length).toBeGreaterThan(20);
  for (const figure of figures) for (const shown of [figure, figure.replace('-', ''), (figure.split('.')[0] ?? '').replace('-', '')]) if (shown.length >= 4) expect(text.split(/[^\d.]+/)).not.toContain(shown);
});
