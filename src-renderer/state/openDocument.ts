import { useCallback } from 'react';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import type { Outcome } from './commands.ts';
import { useCommands, useDialogs } from './screen.ts';

/** A character has at most this many bytes: a file beyond the limit in any case is not even sent. */
const MOST_BYTES = 4;

/** Opens a portfolio document from a file; a refused one changes nothing and shows every fault. */
export function useOpenDocument(): (file: File) => Promise<void> {
  const commands = useCommands();
  const dialogs = useDialogs();
  return useCallback(
    async (file) => {
      if (file.size > DOCUMENT_LIMIT * MOST_BYTES) {
        dialogs.show({ kind: 'refused', fileName: file.name, message: `The file has ${file.size} bytes; a portfolio document has at most ${DOCUMENT_LIMIT} characters. Nothing was changed.`, faults: [] });
        return;
      }
      const outcome = await commands.importPortfolio(await file.text());
      if (!outcome.done) dialogs.show({ kind: 'refused', fileName: file.name, message: outcome.message, faults: outcome.faults });
      else if (outcome.value.notes.length > 0) dialogs.show({ kind: 'imported', ...outcome.value });
    },
    [commands, dialogs],
  );
}

/** Runs a command and shows its failure, if any: nothing that was asked for fails in silence. */
export function useRun(): <T>(title: string, command: Promise<Outcome<T>>, then?: (value: T) => void) => void {
  const dialogs = useDialogs();
  return useCallback(
    (title, command, then) => {
      void command.then((outcome) => {
        if (!outcome.done) dialogs.show({ kind: 'message', title, message: outcome.message });
        else then?.(outcome.value);
      });
    },
    [dialogs],
  );
}
