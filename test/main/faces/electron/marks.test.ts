import { describe, expect, test, vi } from 'vitest';
import type { Stage } from '#shared/domain/stage.ts';
import type { TerminalView } from '#shared/ipc/view.ts';
import { trayTemplate } from '../../../../src-main/faces/electron/tray.ts';
import { nativeTheme, noted, powerMonitor, trays, world } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { accountAt, opened, timesOf } from './support/desktop.ts';

const at = (stage: Stage, open: Partial<Record<Stage, number>> = {}, snoozed: readonly string[] = []): Partial<TerminalView> => ({
  accounts: [accountAt(stage)], warnings: { open: { calm: 0, watch: 0, warning: 0, danger: 0, critical: 0, liquidating: 0, ...open }, snoozes: snoozed.map((accountId) => ({ accountId })) },
}) as unknown as Partial<TerminalView>;

const tray = () => {
  const [own] = trays;
  if (own === undefined) throw new Error('no tray');
  return own;
};
const item = (label: RegExp) => {
  const found = tray().template.find((own) => own.label !== undefined && label.test(own.label));
  if (found === undefined) throw new Error(`the tray has no ${String(label)}`);
  return found;
};
const inkOf = (): string => tray().image.pixels.map(({ buffer }) => buffer.toString('base64')).join();

describe('the mark in the tray', () => {
  test('has another shape for each stage, and its word', async () => {
    const { state } = await opened();
    const stages = ['calm', 'watch', 'warning', 'danger', 'critical', 'liquidating'] as const;
    const drawn = stages.map((stage) => {
      state(at(stage));
      return [inkOf(), tray().toolTip] as const;
    });
    expect(new Set(drawn.map(([ink]) => ink)).size).toBe(stages.length);
    expect(drawn.map(([, words]) => words)).toEqual(['Plimsoll: Calm', 'Plimsoll: Watch', 'Plimsoll: Warning', 'Plimsoll: Danger', 'Plimsoll: Critical', 'Plimsoll: Liquidating']);
    expect(tray().image.pixels.map(({ width, scaleFactor }) => [width, scaleFactor])).toEqual([[16, 1], [32, 2]]);
  });

  test('is light on a dark system and dark on a light one', async () => {
    await opened();
    const dark = inkOf();
    world.dark = false;
    nativeTheme.emit('updated');
    expect(inkOf()).not.toBe(dark);
  });

  test('Q3: has no name and no amount in its words or its menu', async () => {
    const { state } = await opened();
    state(at('danger', { critical: 2 }));
    expect(`${tray().toolTip} ${JSON.stringify(tray().template)}`).not.toMatch(/Main|\d{2,}/);
  });

  test('shows the window, pauses the alerts of every account for an hour, resumes them, quits', async () => {
    const { window, asked, state } = await opened();
    const before = timesOf('window.show');
    tray().emit('click');
    item(/^Show/).click?.({ checked: false });
    expect(timesOf('window.show') - before).toBe(2);
    expect(window.webContents.destroyed).toBe(false);
    state(at('danger'));
    item(/^Pause alerts for 1 h/).click?.({ checked: false });
    state(at('danger', {}, ['main']));
    item(/^Resume/).click?.({ checked: false });
    expect(asked.filter(({ channel }) => channel === 'alert/snoozeAccount').map(({ args }) => args)).toEqual([[{ accountId: 'main', minutes: 60 }], [{ accountId: 'main', minutes: 0 }]]);
    item(/^Quit/).click?.({ checked: false });
    expect(timesOf('app.quit')).toBe(1);
  });

  test('has nothing to pause without an account', () => {
    const acts = { show: () => undefined, pause: () => undefined, keepsAwake: () => true, setKeepAwake: () => undefined };
    const template = trayTemplate({ worst: 'calm', armed: false, critical: 0, accountIds: [], snoozedIds: [] }, acts);
    expect(template.find(({ label }) => label?.startsWith('Pause'))?.enabled).toBe(false);
  });

  test('is missing on a system that has none, which is said once and stops nothing', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { state } = await opened({ world: { trayFails: true } });
    state(at('danger'));
    expect([trays.length, said.mock.calls.length]).toEqual([0, 1]);
    said.mockRestore();
  });
});

describe('the badge', () => {
  test('counts the open alerts of the two worst stages, and goes with them', async () => {
    const { state } = await opened();
    const counted = noted.length;
    state(at('critical', { danger: 4, critical: 2, liquidating: 1 }));
    state(at('calm'));
    expect(noted.slice(counted).filter(({ what }) => what === 'app.setBadgeCount').map(({ args }) => args[0])).toEqual([3, 0]);
  });
});

describe('the machine', () => {
  const blocked = () => noted.flatMap(({ what, args }) => (what.startsWith('powerSaveBlocker.') ? [[what.slice('powerSaveBlocker.'.length), args[0]]] : []));

  test('is kept awake only while someone relies on being watched', async () => {
    const { state } = await opened();
    expect(blocked()).toEqual([]);
    state(at('watch'));
    state(at('danger'));
    state(at('calm'));
    expect(blocked()).toEqual([['start', 'prevent-app-suspension'], ['stop', 7]]);
  });

  test('sleeps when the user would rather have that', async () => {
    const { state } = await opened();
    state(at('watch'));
    item(/^Keep the computer awake/).click?.({ checked: false });
    expect(blocked()).toEqual([['start', 'prevent-app-suspension'], ['stop', 7]]);
    state(at('danger'));
    expect(blocked()).toHaveLength(2);
  });
});

describe('Q3: the locked screen', () => {
  const privacy = (asked: readonly Readonly<{ channel: string; args: unknown }>[]) => asked.filter(({ channel }) => channel === 'settings/set').map(({ args }) => args);

  test('hides amounts, and shows them again', async () => {
    const { asked } = await opened();
    powerMonitor.emit('lock-screen');
    powerMonitor.emit('unlock-screen');
    powerMonitor.emit('unlock-screen');
    expect(privacy(asked)).toEqual([[{ privacy: true }], [{ privacy: false }]]);
  });

  test('leaves them hidden for whoever hid them before', async () => {
    const { asked, state } = await opened();
    state({ settings: { theme: 'dark', privacy: true } as never });
    powerMonitor.emit('lock-screen');
    powerMonitor.emit('unlock-screen');
    await eventually('nothing was asked', () => privacy(asked).length === 0);
  });
});
