import { homedir } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { databasePath } from '../../../../src-main/app/dataFolder.ts';
import { becomeReady, noted, notifications, windows, world } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { alert, argsOf, launch, opened, placeOf, timesOf } from './support/desktop.ts';

describe('startDesktop', () => {
  test('takes the instance lock, then waits for Electron, then opens the database, then the window', async () => {
    await opened();
    const order = ['app.enableSandbox', 'app.requestSingleInstanceLock', 'app.whenReady', 'openTerminal', 'new BrowserWindow', 'window.loadURL', 'window.show'];
    expect(order.map(placeOf)).toEqual(order.map(placeOf).toSorted((a, b) => a - b));
  });

  test('touches nothing before Electron is ready', () => {
    const { options } = launch();
    expect([options, windows, timesOf('protocol.handle')]).toEqual([[], [], 0]);
  });

  test('locks the session before any page can exist', async () => {
    await opened();
    for (const guard of ['session.setPermissionRequestHandler', 'session.setPermissionCheckHandler', 'webRequest.onBeforeRequest', 'protocol.handle', 'webContents.setWindowOpenHandler']) {
      expect(placeOf(guard)).toBeLessThan(placeOf('window.loadURL'));
    }
  });

  test('opens the database of the platform’s data folder, or the one that was named', async () => {
    expect((await opened()).options).toEqual([{ databasePath: databasePath(process.env, process.platform, homedir()), face: 'electron', demo: false, replay: null }]);
    expect((await opened({ args: ['--demo', '--db', '/data/x.db', '--replay', '/data/day.jsonl', '--speed', '10'] })).options)
      .toEqual([{ databasePath: '/data/x.db', face: 'electron', demo: true, replay: { path: '/data/day.jsonl', speed: 10 } }]);
  });

  test('a named database has a profile, and so an instance lock, of its own', () => {
    const profileOf = (...args: string[]): string => {
      launch({ args, world: { userData: '/tmp/plimsoll-profile' } });
      return world.userData;
    };
    const own = profileOf();
    expect(own).toBe('/tmp/plimsoll-profile');
    expect(profileOf('--db', '/data/x.db')).toBe(profileOf('--db', '/data/../data/x.db'));
    expect(new Set([own, profileOf('--db', '/data/x.db'), profileOf('--db', '/data/y.db')]).size).toBe(3);
    expect(placeOf('app.setPath')).toBeLessThan(placeOf('app.requestSingleInstanceLock'));
  });

  test('a database that is refused ends the app with its sentence and no window', async () => {
    launch({ opens: { code: 'database/damaged', path: '/data/x.db', detail: 'page 7', retryable: false } });
    becomeReady();
    await eventually('the app ends', () => timesOf('app.exit') === 1);
    expect(argsOf('dialog.showErrorBox')).toEqual(['Plimsoll cannot start', '/data/x.db is damaged (page 7); it was left untouched: move it away and restore the newest backup beside it.']);
    expect(argsOf('app.exit')).toEqual([1]);
    expect(windows).toEqual([]);
  });

  test('a page that cannot be loaded ends the app with the reason', async () => {
    await opened({ world: { loadFails: new Error('ERR_FILE_NOT_FOUND') } });
    await eventually('the app ends', () => timesOf('app.exit') === 1);
    expect(argsOf('dialog.showErrorBox')).toEqual(['Plimsoll cannot start', 'ERR_FILE_NOT_FOUND']);
  });

  test('nothing is said to a page that crashed, went elsewhere or is gone', async () => {
    const { window, push } = await opened({ world: { trayFails: true } });
    const spoken = (change: () => void): number => {
      change();
      const before = timesOf('webContents.send');
      push({ seq: 1, now: 5 });
      return timesOf('webContents.send') - before;
    };
    expect(spoken(() => undefined)).toBe(1);
    expect(spoken(() => void (window.webContents.crashed = true))).toBe(0);
    window.webContents.crashed = false;
    expect(spoken(() => void (window.webContents.destroyed = true))).toBe(0);
    window.webContents.destroyed = false;
    for (const url of ['https://example.com/', 'app://bundle.evil/', '']) expect(spoken(() => void (window.webContents.url = url))).toBe(0);
    window.webContents.url = 'app://bundle/index.html';
    expect(spoken(() => undefined)).toBe(1);
    expect(spoken(() => window.close())).toBe(0);
  });

  test('a click on a notification shows the window on the alert’s account', async () => {
    const { window, asked, raise } = await opened();
    window.state.minimized = true;
    raise(alert({ accountId: 'second' }));
    notifications[0]?.emit('click', {});
    expect([timesOf('window.restore'), timesOf('window.focus')]).toEqual([1, 1]);
    expect(asked.at(-1)).toEqual({ channel: 'account/select', args: [{ accountId: 'second' }] });
  });

  test('writes nothing to the console on a good start', async () => {
    const error = vi.spyOn(console, 'error');
    await opened();
    expect(error).not.toHaveBeenCalled();
    expect(noted.length).toBeGreaterThan(0);
    error.mockRestore();
  });
});
