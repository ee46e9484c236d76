import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PUSH_MESSAGE } from '#shared/ipc/desktop.ts';
import { startDesktop } from '../../../../src-main/faces/electron/start.ts';
import { openTerminal } from '../../../../src-main/terminal.ts';
import { app, becomeReady, noted, reset, windows } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { play, temporaryFolder, timesOf } from './support/desktop.ts';

test('the demo streams from the real terminal to the page, answers it, and closes with the app', async () => {
  reset({ userData: temporaryFolder() });
  startDesktop({ argv: ['/opt/plimsoll', '--demo', '--db', join(temporaryFolder(), 'demo.db')], openTerminal, pageFolder: temporaryFolder(), preloadFile: '/opt/preload.cjs' });
  becomeReady();
  await eventually('the window is open', () => windows.length === 1);
  const ask = (channel: string, args: unknown): Promise<unknown> => play('ipcMain.handle', { senderFrame: { url: 'app://bundle/index.html', parent: null } }, channel, args) as Promise<unknown>;

  expect(await ask('terminal/state', [])).toMatchObject({ terminal: { face: 'electron' }, accounts: [expect.objectContaining({ demo: true })] });
  await expect(ask('price/set', [{ accountId: 7 }])).rejects.toThrow('accountId');

  const equities = (): ReadonlySet<string> => new Set(noted.filter(({ what, args }) => what === 'webContents.send' && args[0] === PUSH_MESSAGE).map(({ args }) => JSON.stringify(args[1])).flatMap((text) => /"equity":"([^"]+)"/.exec(text)?.[1] ?? []));
  await eventually('equity moves', () => equities().size >= 3, 15_000);

  app.emit('will-quit', { preventDefault: () => undefined });
  await eventually('the terminal is closed', () => timesOf('app.quit') === 1);
});
