import type { Stage } from '#shared/domain/stage.ts';
import type { Store } from '../db/open.ts';
import type { EngineHost } from '../hub/engineHost.ts';

/** Opens every stored account. One that cannot be read is named and left as it is stored; the others open. */
export function openAccounts(accounts: Store['accounts'], engine: Pick<EngineHost, 'open'>, openStage: (accountId: string) => Stage | null): void {
  for (const { accountId, name } of accounts.list()) {
    try {
      const stored = accounts.load(accountId);
      if (stored !== null) engine.open(stored, openStage(accountId));
    } catch (error) {
      console.error(`The stored account ${name} cannot be opened and is left out:`, error);
    }
  }
}
