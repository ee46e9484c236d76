import { describe, expect, test } from 'vitest';
import type { TerminalView } from '#shared/ipc/view.ts';
import { app, noted, powerMonitor } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { accountAt, argsOf, opened, timesOf } from './support/desktop.ts';

const AT_RISK: Partial<TerminalView> = { accounts: [accountAt('danger')] as unknown as TerminalView['accounts'] };
/** @returns whether the app was held back */
function quit(): boolean {
  let held = false;
  app.emit('before-quit', { preventDefault: () => void (held = true) });
  return held;
}
const asked = (): number => timesOf('dialog.showMessageBox');

describe('closing the window', () => {
  test('is told of once that it leaves the app in the tray, then hides it without a word', async () => {
    const { window } = await opened();
    window.close();
    await eventually('the window is hidden', () => timesOf('window.hide') === 1);
    window.close();
    expect([timesOf('window.hide'), asked(), window.webContents.destroyed]).toEqual([2, 1, false]);
    expect(argsOf('dialog.showMessageBox')).toEqual([expect.objectContaining({ message: 'Plimsoll goes on watching in the tray.' })]);
  });

  test('quits when that is the answer', async () => {
    const { window } = await opened({ world: { messageBoxAnswer: 1 } });
    window.close();
    await eventually('the app quits', () => timesOf('app.quit') === 1);
    expect(timesOf('window.hide')).toBe(0);
  });

  test('closes it where there is no tray to come back by', async () => {
    const { window } = await opened({ world: { trayFails: true } });
    window.close();
    expect([window.webContents.destroyed, asked()]).toEqual([true, 0]);
  });
});

describe('quitting', () => {
  test('is not asked about while nobody relies on being watched', async () => {
    const { window } = await opened();
    expect(quit()).toBe(false);
    window.close();
    expect([asked(), window.webContents.destroyed]).toEqual([0, true]);
  });

  test('is asked about once while an account is at risk, and the app stays when that is the answer', async () => {
    const { state } = await opened();
    state(AT_RISK);
    expect([quit(), quit()]).toEqual([true, true]);
    await eventually('it was asked', () => asked() === 1);
    expect(argsOf('dialog.showMessageBox')).toEqual([expect.objectContaining({ message: 'Stop watching?', buttons: ['Keep watching', 'Quit'], defaultId: 0, cancelId: 0 })]);
    expect(timesOf('app.quit')).toBe(0);
  });

  test('goes on when that is the answer', async () => {
    const { state } = await opened({ world: { messageBoxAnswer: 1 } });
    state(AT_RISK);
    expect(quit()).toBe(true);
    await eventually('the app quits', () => timesOf('app.quit') === 1);
    expect(quit()).toBe(false);
  });

  test('is not held up when the system goes down', async () => {
    const { state } = await opened();
    state(AT_RISK);
    powerMonitor.emit('shutdown');
    expect([quit(), asked()]).toEqual([false, 0]);
    expect(noted.length).toBeGreaterThan(0);
  });
});
