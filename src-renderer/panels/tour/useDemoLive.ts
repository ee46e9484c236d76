import { useCallback } from 'react';
import { useRun } from '../../state/openDocument.ts';
import { useScreen } from '../../state/screen.ts';
import type { Store } from '../../state/store.ts';

const NAME = 'Demo book, live prices';

/** The demo has its own market: a copy of its book becomes an account that real prices can be asked for. Nothing is contacted here; the question about that follows. */
export function useDemoLive(): () => void {
  const { store, commands, dialogs } = useScreen();
  const run = useRun();
  return useCallback(() => {
    const accounts = store.get().terminal?.accounts ?? [];
    const demo = accounts.find((account) => account.demo);
    const present = accounts.find((account) => !account.demo && account.name === NAME);
    const ask = (accountId: string): void => onceShown(store, accountId, (hosts) => dialogs.show({ kind: 'goLive', accountId, accountName: NAME, hosts }));
    dialogs.close();
    if (present !== undefined) run('Live prices', commands.selectAccount(present.accountId), () => ask(present.accountId));
    else if (demo !== undefined) run('Live prices', commands.portfolioText(demo.accountId), ({ text }) => run('Live prices', commands.savePortfolio(null, named(text)), ({ accountId }) => ask(accountId)));
  }, [store, commands, dialogs, run]);
}

function named(text: string): string {
  const document: unknown = JSON.parse(text);
  return JSON.stringify({ ...(typeof document === 'object' ? document : {}), name: NAME });
}

/** Waits until an account is on the screen, which knows the hosts of its feed. */
function onceShown(store: Pick<Store, 'get' | 'subscribe'>, accountId: string, then: (hosts: readonly string[]) => void): void {
  const look = (): boolean => {
    const { live } = store.get();
    if (live?.accountId !== accountId) return false;
    then(live.liveHosts);
    return true;
  };
  if (look()) return;
  const stop = store.subscribe(() => {
    if (look()) stop();
  });
}
