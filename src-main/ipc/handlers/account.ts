import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';

/** A what-if is no account: nothing that changes or exports one takes it. */
export const unknownAccount = (accountId: string): Result<never, Failure> =>
  err(isWhatIf(accountId) ? { code: 'whatIf/not-live', retryable: false } : { code: 'account/unknown', accountId, retryable: false });

type AccountCalls = 'account/view' | 'account/select' | 'account/remove';

export function accountHandlers({ store, engine, alerts, desk, previous, groups, now, redirect }: Workbench): Pick<Handlers, AccountCalls> {
  return {
    'account/view': ({ accountId }) => {
      const view = engine.view(accountId);
      return view === null ? unknownAccount(accountId) : ok(view);
    },
    'account/select': ({ accountId }) => {
      if (engine.find(accountId) === null) return unknownAccount(accountId);
      desk.select(accountId);
      return ok(null);
    },
    'account/remove': ({ accountId }) => {
      if (!store.accounts.remove(accountId)) return unknownAccount(accountId);
      engine.close(accountId);
      previous.put(accountId, null);
      groups.forget(accountId);
      alerts.clear(accountId, now(), () => true);
      if (desk.selected() === accountId) desk.select(engine.ids()[0] ?? null);
      redirect();
      return ok(null);
    },
  };
}
