import { useCallback, useState } from 'react';
import { closesWords } from '#shared/ipc/closesWords.ts';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import type { Commands, Outcome } from './commands.ts';
import { useCommands } from './screen.ts';

/** What a chooser of files offers. */
export const CLOSES_ACCEPT = '.csv,.json,text/csv,application/json';

/** True for a file of daily closes: JSON that is a list or has `closes`, or other text whose first line names a date and an asset or a close. */
export function isClosesFile(text: string): boolean {
  const [first = ''] = text.replace(/^\ufeff/, '').trimStart().split(/[\r\n]/, 1);
  if (!/^[[{]/.test(first)) {
    const names = first.toLowerCase().split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim());
    return names.includes('date') && (names.includes('close') || names.includes('asset'));
  }
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return Array.isArray(json) || (typeof json === 'object' && json !== null && 'closes' in json);
  } catch {
    return false;
  }
}

/** Keeps the closes of a text, and says in a line what that did. @param currency what prices are in that do not say so */
export async function importCloses(commands: Pick<Commands, 'importCloses'>, text: string, currency: string): Promise<Outcome<string>> {
  if (text.length > DOCUMENT_LIMIT) return { done: false, message: `The file has ${text.length} characters; a file of daily closes has at most ${DOCUMENT_LIMIT}. Split it by years.`, faults: [] };
  const imported = await commands.importCloses(text, currency);
  return imported.done ? { done: true, value: closesWords(imported.value) } : imported;
}

/** A file of daily closes is read and kept; `outcome` is of the last one. */
export function useImportCloses(currency: string): Readonly<{ outcome: Outcome<string> | null; read: (file: File) => Promise<void> }> {
  const commands = useCommands();
  const [outcome, setOutcome] = useState<Outcome<string> | null>(null);
  const read = useCallback(async (file: File): Promise<void> => setOutcome(await importCloses(commands, await file.text(), currency)), [commands, currency]);
  return { outcome, read };
}
