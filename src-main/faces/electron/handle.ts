import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { isCall, type TerminalPort } from '#shared/ipc/contract.ts';
import { CALL_MESSAGE } from '#shared/ipc/desktop.ts';
import { isPageUrl } from './page.ts';

/** The only way in from a page: our own page, its main frame, a call that exists. The terminal checks the arguments. */
export function handleCalls({ call }: Pick<TerminalPort, 'call'>): void {
  ipcMain.handle(CALL_MESSAGE, async (event, channel: unknown, args: unknown) => {
    if (!isFromPage(event)) throw new Error("Only Plimsoll's own page may call.");
    if (!isCall(channel)) throw new Error('There is no such call.');
    return call(channel, args);
  });
}

/** A frame that has gone, or is inside another, is nobody's. */
function isFromPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isPageUrl(senderFrame.url);
}
