import { describe, expect, test } from 'vitest';
import { STAGES } from '#shared/domain/stage.ts';
import type { TerminalView } from '#shared/ipc/view.ts';
import { followStanding, type Standing, standingOf } from '../../../../src-main/faces/electron/standing.ts';
import { accountAt, calmTerminal, scriptedTerminal } from './support/desktop.ts';

const accounts = (...all: readonly object[]): Partial<TerminalView> => ({ accounts: all as unknown as TerminalView['accounts'] });
const feeds = (...hosts: readonly string[]): Partial<TerminalView> => ({ feeds: hosts.map((host) => ({ host, state: 'live' })) as unknown as TerminalView['feeds'] });
const standing = (changes: Partial<TerminalView>): Standing => standingOf(calmTerminal(changes));

describe('how the terminal stands', () => {
  test('is the worst stage of the user’s own accounts, and of the demo only while there is no other', () => {
    expect(standing(accounts(accountAt('watch'), accountAt('danger'), accountAt('liquidating', { demo: true }))).worst).toBe('danger');
    expect(standing(accounts(accountAt('critical', { demo: true }))).worst).toBe('critical');
    expect(standing({}).worst).toBe('calm');
  });

  test('someone relies on it from Watch on, or while prices come from beyond this machine', () => {
    expect(STAGES.map((stage) => standing(accounts(accountAt(stage))).armed)).toEqual([false, true, true, true, true, true]);
    expect(standing(accounts(accountAt('critical', { demo: true }))).armed).toBe(false);
    expect([['fstream.binance.com'], ['127.0.0.1:4100', '[::1]:80', 'localhost:1'], ['127.0.0.1.example.com']].map((hosts) => standing(feeds(...hosts)).armed)).toEqual([true, false, true]);
    expect(standing({ ...feeds('fstream.binance.com'), offline: true }).armed).toBe(false);
    expect(standing({ feeds: [{ host: 'fstream.binance.com', state: 'offline' }] as unknown as TerminalView['feeds'] }).armed).toBe(false);
  });

  test('holds no name and no amount', () => {
    expect(JSON.stringify(standing(accounts(accountAt('danger'))))).not.toMatch(/Main|1,234/);
  });

  test('is told when it changes, and not with every push', async () => {
    const { terminal, state, push } = scriptedTerminal();
    const told: string[] = [];
    const now = await followStanding(terminal, ({ worst }) => told.push(worst));
    push({ seq: 1, now: 1 });
    state(accounts(accountAt('danger')));
    state(accounts(accountAt('danger')));
    state({});
    expect(told).toEqual(['calm', 'danger', 'calm']);
    expect(now().worst).toBe('calm');
  });
});
