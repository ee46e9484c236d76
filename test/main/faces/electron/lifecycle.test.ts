import { describe, expect, test, vi } from 'vitest';
import { followLifecycle } from '../../../../src-main/faces/electron/lifecycle.ts';
import { app, powerMonitor, reset, WebContents, windows } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { argsOf, opened, scriptedTerminal, timesOf } from './support/desktop.ts';

const quit = () => {
  let prevented = false;
  app.emit('will-quit', { preventDefault: () => void (prevented = true) });
  return prevented;
};

describe('followLifecycle', () => {
  test.each([['linux', 1], ['win32', 1], ['darwin', 0]] as const)('with no window left the app quits, except on macOS (%s)', (platform, quits) => {
    reset();
    followLifecycle(scriptedTerminal().terminal, { show: () => undefined, page: () => null }, platform);
    app.emit('window-all-closed');
    expect(timesOf('app.quit')).toBe(quits);
  });

  test('the terminal is closed once, and the app waits for it', async () => {
    const { lived } = await opened();
    const gate = Promise.withResolvers<void>();
    lived.close = gate.promise;
    expect([quit(), quit()]).toEqual([true, true]);
    expect([lived.closed, timesOf('app.quit')]).toEqual([1, 0]);
    gate.resolve();
    await eventually('the app quits', () => timesOf('app.quit') === 1);
    expect(quit()).toBe(false);
    expect(lived.closed).toBe(1);
  });

  test('a terminal that cannot close ends the app all the same, as a failure', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { lived } = await opened();
    lived.close = Promise.reject(new Error('disk full'));
    quit();
    await eventually('the app ends', () => timesOf('app.exit') === 1);
    expect(argsOf('app.exit')).toEqual([1]);
    expect(said.mock.calls[0]?.[0]).toContain('disk full');
    said.mockRestore();
  });

  test('no window opens on a terminal that is closing', async () => {
    const { window, lived } = await opened();
    lived.close = new Promise(() => undefined);
    window.close();
    quit();
    app.emit('second-instance', {}, [], '/', null);
    expect(windows).toHaveLength(1);
  });

  test('the terminal hears that the machine woke up', async () => {
    const { lived } = await opened();
    powerMonitor.emit('resume');
    expect(lived.resumed).toBe(1);
  });
});

describe('fault 30: a page whose process ends', () => {
  const crash = (contents: WebContents, reason = 'crashed'): void => void app.emit('render-process-gone', {}, contents, { reason, exitCode: 1 });

  test('is loaded again once; a second time within a minute asks, without stopping the terminal', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { window, lived } = await opened();
    crash(window.webContents);
    expect([timesOf('webContents.reload'), timesOf('dialog.showMessageBox')]).toEqual([1, 0]);
    crash(window.webContents, 'oom');
    await eventually('loaded again on request', () => timesOf('webContents.reload') === 2);
    expect([timesOf('dialog.showMessageBox'), timesOf('dialog.showErrorBox'), lived.closed]).toEqual([1, 0, 0]);
    expect(argsOf('dialog.showMessageBox')).toEqual([expect.objectContaining({ type: 'error', detail: expect.stringContaining('Reason: oom.') })]);
    said.mockRestore();
  });

  test('quits when that is the answer', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { window } = await opened({ world: { messageBoxAnswer: 1 } });
    crash(window.webContents);
    crash(window.webContents);
    await eventually('the app quits', () => timesOf('app.quit') === 1);
    expect(timesOf('webContents.reload')).toBe(1);
    said.mockRestore();
  });

  test('is loaded again each time when crashes are far apart', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    reset();
    followLifecycle(scriptedTerminal().terminal, { show: () => undefined, page: () => null }, 'linux');
    const contents = new WebContents();
    crash(contents);
    clock.mockReturnValue(60_001);
    crash(contents);
    expect([timesOf('webContents.reload'), timesOf('dialog.showMessageBox')]).toEqual([2, 0]);
    clock.mockRestore();
    said.mockRestore();
  });

  test('in good order is nothing', async () => {
    const { window } = await opened();
    crash(window.webContents, 'clean-exit');
    expect(timesOf('webContents.reload')).toBe(0);
  });
});
