import { describe, expect, test } from 'vitest';
import { calls } from '#shared/ipc/contract.ts';
import { CALL_MESSAGE } from '#shared/ipc/desktop.ts';
import { noted } from '../../../support/fakeElectron.ts';
import { opened, play } from './support/desktop.ts';
import { sourceFiles } from './support/sources.ts';

const pageFrame = { url: 'app://bundle/index.html', parent: null };

describe('9: a call from a page', () => {
  const evilFrames: readonly (readonly [string, unknown])[] = [
    ['a frame that is gone', null],
    ['a frame inside the page', { url: 'app://bundle/index.html', parent: pageFrame }],
    ['another host', { url: 'app://elsewhere/index.html', parent: null }],
    ['a host that only begins alike', { url: 'app://bundle.evil/index.html', parent: null }],
    ['another port', { url: 'app://bundle:80/index.html', parent: null }],
    ['another scheme', { url: 'other://bundle/index.html', parent: null }],
    ['a web page', { url: 'https://bundle/index.html', parent: null }],
    ['a file', { url: 'file:///bundle/index.html', parent: null }],
    ['a page made of text', { url: 'data:text/html,app://bundle/', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['no address', { url: '', parent: null }],
  ];

  test.each(evilFrames)('is refused from %s on every channel', async (_name, senderFrame) => {
    const { asked } = await opened();
    const before = asked.length;
    for (const channel of Object.keys(calls)) await expect(play('ipcMain.handle', { senderFrame }, channel, [])).rejects.toThrow('own page');
    expect(asked).toHaveLength(before);
  });

  test.each(['', 'no/such', 'constructor', '__proto__', 'toString', null, undefined, 7, {}, ['terminal/state']])('is refused for what is no channel: %j', async (channel) => {
    const { asked } = await opened();
    const before = asked.length;
    await expect(play('ipcMain.handle', { senderFrame: pageFrame }, channel, [])).rejects.toThrow('no such call');
    expect(asked).toHaveLength(before);
  });

  test('from our page reaches the terminal, which judges its arguments', async () => {
    const { asked } = await opened();
    const before = asked.length;
    for (const channel of Object.keys(calls)) await play('ipcMain.handle', { senderFrame: pageFrame }, channel, [{ odd: true }]);
    expect(asked.slice(before)).toEqual(Object.keys(calls).map((channel) => ({ channel, args: [{ odd: true }] })));
  });

  test('has one way in: one message, named in one file', async () => {
    await opened();
    expect(noted.filter(({ what }) => what.startsWith('ipcMain.')).map(({ what, args }) => [what, args[0]])).toEqual([['ipcMain.handle', CALL_MESSAGE]]);
    expect(sourceFiles('src-main').filter(({ text }) => /\bipcMain\b/.test(text)).map(({ file }) => file)).toEqual(['src-main/faces/electron/handle.ts']);
  });
});
