import { useCallback } from 'react';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { useDialogs, useStore } from './screen.ts';

/** Opens the derivation of a figure of the selected account. @param name whose figure it is; left out, the account's */
export function useDerive(): (figure: FigureRef, name?: string) => void {
  const dialogs = useDialogs();
  const store = useStore();
  return useCallback(
    (figure, name) => {
      const { account } = store.get();
      if (account !== null) dialogs.show({ kind: 'derivation', accountId: account.accountId, name: name ?? account.name, unit: account.valuationCurrency, figure });
    },
    [dialogs, store],
  );
}
