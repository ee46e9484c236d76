import { stat, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import { failureLines } from '#shared/ipc/words.ts';

/** Faults that a native box can show; the window shows all of them when the file is opened there. */
const SHOWN = 12;

/** Asks for a portfolio document and opens it, as the window does. */
export async function openDocument({ call }: Pick<TerminalPort, 'call'>): Promise<void> {
  const { filePaths: [path] } = await dialog.showOpenDialog({ title: 'Open portfolio', filters: [{ name: 'Portfolio documents', extensions: ['json'] }], properties: ['openFile'] });
  if (path === undefined) return;
  const lines = await refusalOf(path, call);
  if (lines.length === 0) return;
  await dialog.showMessageBox({ type: 'error', title: 'Plimsoll', message: `${basename(path)} was not opened. Nothing was changed.`, detail: [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? [`${lines.length - SHOWN} more.`] : [])].join('\n'), buttons: ['Close'], noLink: true });
}

async function refusalOf(path: string, call: TerminalPort['call']): Promise<readonly string[]> {
  try {
    const { size } = await stat(path);
    if (size > DOCUMENT_LIMIT) return [`It has ${size} bytes; a portfolio document has at most ${DOCUMENT_LIMIT}.`];
    const opened = await call('portfolio/import', [{ text: await readFile(path, 'utf8') }]);
    return opened.ok ? [] : failureLines(opened.error);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
