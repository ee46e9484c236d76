import { useCallback } from 'react';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import type { Outcome } from './commands.ts';
import { importCloses, isClosesFile } from './importCloses.ts';
import { isPriceFile } from './priceFile.ts';
import { useAccount, useCommands, useDialogs, useTerminal } from './screen.ts';

/** A character has at most this many bytes: a file beyond the limit in any case is not even sent. */
const MOST_BYTES = 4;

/** What a file of prices did, in a sentence. */
function pricesText({ used, unused }: Readonly<{ used: readonly string[]; unused: readonly string[] }>): string {
  const won = `${used.length === 1 ? 'One price wins' : `${used.length} prices win`} over the feed until released, like one typed in by hand.`;
  return unused.length === 0 ? won : `${won} Not used, because the account holds nothing of it: ${unused.slice(0, 12).join(', ')}${unused.length > 12 ? ` and ${unused.length - 12} more` : ''}.`;
}

/** Opens a portfolio document, a file of daily closes, or one of prices for the account in view; a refused one changes nothing and shows every fault. */
export function useOpenDocument(): (file: File) => Promise<void> {
  const commands = useCommands();
  const dialogs = useDialogs();
  const accountId = useTerminal((terminal) => terminal.selectedAccountId);
  const currency = useAccount((account) => account.valuationCurrency);
  return useCallback(
    async (file) => {
      if (file.size > DOCUMENT_LIMIT * MOST_BYTES) {
        dialogs.show({ kind: 'refused', fileName: file.name, message: `The file has ${file.size} bytes; a portfolio document has at most ${DOCUMENT_LIMIT} characters. Nothing was changed.`, faults: [] });
        return;
      }
      const text = await file.text();
      if (currency !== null && isClosesFile(text)) {
        const closes = await importCloses(commands, text, currency);
        if (closes.done) dialogs.show({ kind: 'message', title: `Daily closes from ${file.name}`, message: closes.value });
        else dialogs.show({ kind: 'refused', fileName: file.name, message: closes.message, faults: closes.faults });
        return;
      }
      if (accountId !== null && isPriceFile(text)) {
        const prices = await commands.importPrices(accountId, text);
        if (prices.done) dialogs.show({ kind: 'message', title: `Prices from ${file.name}`, message: pricesText(prices.value) });
        else dialogs.show({ kind: 'refused', fileName: file.name, message: prices.message, faults: prices.faults });
        return;
      }
      const outcome = await commands.importPortfolio(text);
      if (!outcome.done) dialogs.show({ kind: 'refused', fileName: file.name, message: outcome.message, faults: outcome.faults });
      else if (outcome.value.notes.length > 0) dialogs.show({ kind: 'imported', ...outcome.value });
    },
    [commands, dialogs, accountId, currency],
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
