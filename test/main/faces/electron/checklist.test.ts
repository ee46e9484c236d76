// The numbered rules for a hardened Electron app, each held on the recording fake. Rule 9 is in handle.test.ts.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PUSH_MESSAGE } from '#shared/ipc/desktop.ts';
import { contentPolicy } from '../../../../src-main/app/contentPolicy.ts';
import { app, noted, windows } from '../../../support/fakeElectron.ts';
import { sourceFiles } from './support/sources.ts';
import { argsOf, launch, opened, placeOf, play, temporaryFolder, timesOf } from './support/desktop.ts';

const get = async (url: string, method = 'GET'): Promise<Response> => await (play('protocol.handle', { url, method }) as Promise<Response>);

describe('the desktop app', () => {
  test('1: opens its own page and no other', async () => {
    await opened();
    expect(noted.filter(({ what }) => what === 'window.loadURL').map(({ args }) => args)).toEqual([['app://bundle/index.html']]);
  });

  test('2: gives its page a sandbox, a world of its own and nothing more', async () => {
    const { window } = await opened();
    expect(window.options['webPreferences']).toEqual({
      preload: '/opt/out/preload/preload.cjs', sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, navigateOnDragDrop: false, devTools: false,
    });
  });

  test('3: sandboxes every process before Electron is ready', () => {
    launch();
    expect(placeOf('app.enableSandbox')).toBeLessThan(placeOf('app.whenReady'));
    expect(placeOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(placeOf('app.whenReady'));
  });

  test('4: grants no permission, whatever is asked for', async () => {
    await opened();
    const declared = /setPermissionRequestHandler\(handler: \(\(webContents: WebContents, permission: ([^,]+),/.exec(readFileSync(resolve('node_modules/electron/electron.d.ts'), 'utf8'))?.[1] ?? '';
    const permissions = [...declared.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
    expect(permissions.length).toBeGreaterThan(40);
    for (const permission of permissions) {
      const answers: unknown[] = [];
      play('session.setPermissionRequestHandler', {}, permission, (granted: boolean) => answers.push(granted), {});
      expect([permission, ...answers, play('session.setPermissionCheckHandler', {}, permission, 'app://bundle', {})]).toEqual([permission, false, false]);
    }
    expect(play('session.setDevicePermissionHandler', { deviceType: 'usb' })).toBe(false);
    const streams: unknown[] = [];
    play('session.setDisplayMediaRequestHandler', {}, (stream: unknown) => streams.push(stream));
    expect(streams).toEqual([null]);
  });

  test('5: sends the content policy with every answer, refusals included', async () => {
    await opened();
    for (const url of ['app://bundle/index.html', 'app://bundle/', 'app://bundle/missing.js', 'app://bundle/..%2fx', 'app://elsewhere/index.html']) {
      const { headers } = await get(url);
      expect([url, headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([url, contentPolicy('none'), 'nosniff']);
    }
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('6: a page does not leave its place (%s)', async (event) => {
    const { window } = await opened();
    let prevented = 0;
    window.webContents.emit(event, { url: 'https://example.com/', preventDefault: () => void (prevented += 1) });
    expect(prevented).toBe(1);
  });

  test.each(['https://example.com/', 'https://example.com.evil.example/', 'http://127.0.0.1:4173/', 'file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'app://bundle/index.html', 'about:blank', ''])('7: opens no second window and nothing outside (%s)', async (url) => {
    await opened();
    expect(play('webContents.setWindowOpenHandler', { url })).toEqual({ action: 'deny' });
    expect([timesOf('shell.openExternal'), timesOf('shell.openPath'), windows.length]).toEqual([0, 0, 1]);
  });

  test('8: stands on a supported Electron', () => {
    const { version } = JSON.parse(readFileSync(resolve('node_modules/electron/package.json'), 'utf8')) as { version: string };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  test('10: the page hears pushes through the preload only, and only as data', async () => {
    const { window, push } = await opened();
    push({ seq: 1, now: 5 });
    expect(noted.filter(({ what }) => what === 'webContents.send').map(({ args }) => args)).toEqual([[PUSH_MESSAGE, { seq: 1, now: 5 }]]);
    expect(window.options['webPreferences']).toHaveProperty('contextIsolation', true);
  });

  test.each([
    'app://bundle/..%2fsecret.txt', 'app://bundle/%2e%2e/secret.txt', 'app://bundle/../secret.txt', 'app://bundle/index.html%00', 'app://bundle/..\\secret.txt', 'app://bundle/..%5csecret.txt', 'app://bundle//etc/passwd',
    'app://other/index.html', 'app://bundle.evil/index.html', 'app://bundle:80/index.html', 'app://evil@bundle/index.html', 'app:///index.html', 'file:///etc/passwd', 'app://bundle/link.txt', 'nonsense',
  ])('11: its scheme serves the built page and nothing beside it (%s)', async (url) => {
    const { folder } = await opened();
    const outside = join(temporaryFolder(), 'secret.txt');
    writeFileSync(outside, 'secret');
    symlinkSync(outside, join(folder, 'link.txt'));
    const answer = await get(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('secret');
  });

  test('11: its scheme answers GET, and has no powers beyond a web page’s', async () => {
    await opened();
    expect((await get('app://bundle/index.html')).status).toBe(200);
    expect(await (await get('app://bundle/')).text()).toBe('<!doctype html>');
    expect((await get('app://bundle/index.html', 'POST')).status).toBe(405);
    expect(argsOf('protocol.registerSchemesAsPrivileged')).toEqual([[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]]);
  });

  test.each([
    ['http://127.0.0.1:4173/', true], ['https://example.com/', true], ['ws://127.0.0.1:1/', true], ['wss://fstream.binance.com/ws', true], ['ftp://example.com/', true], ['file:///etc/passwd', true], ['chrome://gpu', true], ['nonsense', true],
    ['app://bundle/index.html', false], ['blob:app://bundle/0b5d', false], ['data:,', false],
  ])('12: a page has no network: %s is cancelled: %s', async (url, cancel) => {
    await opened();
    const answers: unknown[] = [];
    play('webRequest.onBeforeRequest', { url }, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{ cancel }]);
  });

  test('12: a page has no way out through WebRTC or the spelling checker', async () => {
    await opened();
    expect(argsOf('webContents.setWebRTCIPHandlingPolicy')).toEqual(['disable_non_proxied_udp']);
    expect(argsOf('session.setSpellCheckerEnabled')).toEqual([false]);
  });

  test('15: a second instance ends before the database is touched', async () => {
    const { options } = launch({ world: { lock: false } });
    await new Promise((done) => setTimeout(done, 5));
    expect(argsOf('app.exit')).toEqual([0]);
    expect([options, timesOf('app.whenReady'), windows.length]).toEqual([[], 0, 0]);
  });

  test('15: a second launch only shows the window; what it was told is not obeyed', async () => {
    const { window, options } = await opened();
    window.state.minimized = true;
    app.emit('second-instance', {}, ['/opt/plimsoll', '--db', '/elsewhere.db', 'app://bundle/other'], '/', null);
    expect([timesOf('window.restore'), timesOf('window.focus'), timesOf('window.loadURL'), options.length, windows.length]).toEqual([1, 1, 1, 1, 1]);
  });

  test('17: a page cannot put another page inside itself', async () => {
    const { window } = await opened();
    let prevented = 0;
    window.webContents.emit('will-attach-webview', { preventDefault: () => void (prevented += 1) }, {}, {});
    expect(prevented).toBe(1);
  });

  test('18: no text becomes code: neither by the policy nor in the page’s source', () => {
    expect(contentPolicy('none')).not.toMatch(/unsafe-eval|unsafe-inline|wasm-unsafe-eval/);
    expect(contentPolicy('none')).toContain("script-src 'self';");
    expect(sourceFiles('src-renderer', 'src-main/preload').filter(({ text }) => /\beval\(|new Function\b|dangerouslySetInnerHTML|\.innerHTML\b|document\.write/.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test.each([
    '--remote-debugging-port=9222', '--remote-debugging-port', '--remote-debugging-pipe', '-remote-debugging-port=9222', '--remote-allow-origins=*', '--inspect', '--inspect=0.0.0.0:9229', '--inspect-brk', '--inspect-publish-uid=http',
    '--no-sandbox', '--disable-gpu-sandbox', '--disable-web-security', '--js-flags=--expose-gc', '--load-extension=/tmp/x', '--proxy-server=evil', '--host-resolver-rules=MAP * evil', '--ignore-certificate-errors',
    '--renderer-cmd-prefix=gdb', '--user-data-dir=/tmp/x', '-r', '--require=/tmp/x.js', '/elsewhere/main.js',
  ])('19: will not start with %s', async (arg) => {
    const { options } = launch({ args: ['--demo', arg] });
    await new Promise((done) => setTimeout(done, 2));
    expect(argsOf('app.exit')).toEqual([2]);
    expect(argsOf('dialog.showErrorBox')).toEqual(['Plimsoll cannot start', expect.stringContaining('usage: plimsoll [--demo]')]);
    expect([options, timesOf('app.whenReady')]).toEqual([[], 0]);
  });

  test('19: what is shipped has no developer tools and no reload', async () => {
    await opened({ packaged: true });
    expect(JSON.stringify(argsOf('Menu.setApplicationMenu'))).not.toMatch(/reload|devtools/i);
    const { window } = await opened({ packaged: false });
    expect(JSON.stringify(argsOf('Menu.setApplicationMenu'))).toMatch(/toggleDevTools/);
    expect(window.options['webPreferences']).toHaveProperty('devTools', true);
  });

  test('24: tells nobody anything: no updates, no request, and crash reports on this machine alone, when that was chosen', async () => {
    await opened();
    expect(noted.filter(({ what }) => /^(?:crashReporter|autoUpdater|net)\./.test(what))).toEqual([]);
    expect(sourceFiles('src-main/faces/electron', 'src-main/preload').filter(({ text }) => /\bcrashReporter\b|\bautoUpdater\b|\bnet\b|https?:\/\//.test(text)).map(({ file }) => file)).toEqual(['src-main/faces/electron/crashReports.ts']);
  });
});
