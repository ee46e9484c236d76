import { app, BrowserWindow } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';

/**
 * While privacy is on, no window of ours can be recorded or shared: the system leaves it out of what it captures, where
 * it can (macOS and Windows).
 *
 * @returns whether privacy is on now
 */
export async function followPrivacy(port: TerminalPort): Promise<() => boolean> {
  let on = (await port.call('terminal/state', [])).terminal.settings.privacy;
  app.on('browser-window-created', (_event, window) => window.setContentProtection(on));
  port.subscribe((push) => {
    const next = push.terminal?.settings.privacy ?? on;
    if (next === on) return;
    on = next;
    for (const window of BrowserWindow.getAllWindows()) window.setContentProtection(on);
  });
  return () => on;
}
