import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { app, nativeTheme, noted, windows, world } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { argsOf, opened, placeOf, temporaryFolder, timesOf } from './support/desktop.ts';

const keptIn = (folder: string, state: unknown): void => writeFileSync(join(folder, 'window.json'), JSON.stringify(state));

/** Closing the window closes it: there is nothing to come back by. */
const NO_TRAY = { world: { trayFails: true } };

describe('the window', () => {
  test.each([[true, '#0b1015'], [false, '#eef2f5']])('opens on the ground of its theme, dark %s, so that nothing flashes', async (dark, ground) => {
    const { window } = await opened({ world: { dark } });
    expect(window.options).toMatchObject({ show: false, backgroundColor: ground, title: 'Plimsoll' });
  });

  test('is shown only once it is drawn', async () => {
    const { window } = await opened();
    expect(timesOf('window.show')).toBe(1);
    window.emit('ready-to-show');
    expect(timesOf('window.show')).toBe(1);
    expect(placeOf('window.loadURL')).toBeLessThan(placeOf('window.show'));
  });

  test('keeps its place when it closes and finds it again', async () => {
    const { window } = await opened();
    const place = { x: 40, y: 60, width: 1300, height: 820 };
    Object.assign(window.bounds, place);
    window.state.maximized = true;
    window.close();
    expect(JSON.parse(readFileSync(join(world.userData, 'window.json'), 'utf8'))).toEqual({ bounds: place, maximized: true, fullScreen: false });
    const next = await opened({ world: { userData: world.userData } });
    expect(next.window.options).toMatchObject(place);
    expect(placeOf('window.maximize')).toBeLessThan(placeOf('window.show'));
  });

  test('comes back to a display that is there', async () => {
    const userData = temporaryFolder();
    keptIn(userData, { bounds: { x: 4000, y: 10, width: 1000, height: 700 }, maximized: false, fullScreen: false });
    const { window } = await opened({ world: { userData } });
    expect(window.options).toMatchObject({ x: 460, y: 190, width: 1000, height: 700 });
    expect(timesOf('window.maximize')).toBe(0);
  });

  test('a place on a second display is kept while that display is there', async () => {
    const userData = temporaryFolder();
    const bounds = { x: 2000, y: 10, width: 1000, height: 700 };
    keptIn(userData, { bounds, maximized: false, fullScreen: true });
    const displays = [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }, { id: 2, workArea: { x: 1920, y: 0, width: 1920, height: 1080 } }];
    const { window } = await opened({ world: { userData, displays } });
    expect(window.options).toMatchObject(bounds);
    expect(argsOf('window.setFullScreen')).toEqual([true]);
  });

  test('a damaged place is no place', async () => {
    const userData = temporaryFolder();
    writeFileSync(join(userData, 'window.json'), '{"bounds":{"x":"left"}}');
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { window } = await opened({ world: { userData } });
    expect(window.options).toMatchObject({ x: 240, y: 90, width: 1440, height: 900 });
    expect(said.mock.calls).toEqual([[expect.stringContaining('bounds.x must be a whole number of pixels')]]);
    said.mockRestore();
  });

  test('that was closed is opened anew, once', async () => {
    const { window } = await opened(NO_TRAY);
    window.close();
    app.emit('activate');
    app.emit('activate');
    await eventually('a second window', () => windows.length === 2);
    expect(windows[1]?.options).toMatchObject({ webPreferences: { sandbox: true } });
  });

  test('closed while it loads is no fault', async () => {
    const { window } = await opened(NO_TRAY);
    world.loadFails = new Error('ERR_ABORTED');
    window.close();
    app.emit('activate');
    const again = windows.at(-1);
    again?.close();
    await new Promise((done) => setTimeout(done, 5));
    expect([timesOf('dialog.showErrorBox'), timesOf('app.exit')]).toEqual([0, 0]);
  });
});

describe('privacy', () => {
  test('Q3: keeps the window out of recordings from the moment it is turned on', async () => {
    const { push, state } = await opened();
    const told = (): readonly unknown[] => noted.filter(({ what }) => what === 'window.setContentProtection').map(({ args }) => args[0]);
    expect(told()).toEqual([false]);
    state({ settings: { theme: 'dark', privacy: true } as never });
    push({ seq: 2, now: 2 });
    expect(told()).toEqual([false, true]);
  });
});

describe('the theme', () => {
  test('of the settings is the native theme before the window opens, and follows a change', async () => {
    const { push, state } = await opened();
    expect(nativeTheme.themeSource).toBe('dark');
    state({ settings: { theme: 'light', privacy: false } as never });
    expect(nativeTheme.themeSource).toBe('light');
    push({ seq: 2, now: 2 });
    expect(nativeTheme.themeSource).toBe('light');
  });

  test('that changes repaints the ground of the window', async () => {
    await opened();
    world.dark = false;
    nativeTheme.emit('updated');
    expect(noted.at(-1)).toEqual({ what: 'window.setBackgroundColor', args: ['#eef2f5'] });
  });
});
