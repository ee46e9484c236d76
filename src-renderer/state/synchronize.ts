import type { Push, Replies } from '#shared/ipc/contract.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import type { Clock } from './clock.ts';
import type { Connection, Store } from './store.ts';

/** What feeds the store, by shape, so that the state knows no bridge. */
export type Source = Readonly<{
  start: (listener: {
    onSnapshot: (snapshot: Replies['terminal/state']) => void;
    onPush: (push: Push) => void;
    onReach: (reach: Connection['reach'], retryAt: number | null) => void;
    onFault: (message: string) => void;
  }) => () => void;
  askAccount: (accountId: string) => Promise<AccountView | null>;
  /** Told of every push, before the store is. */
  onPush?: (push: Push) => void;
}>;

const settled = (connection: Connection): Connection => (connection.fault === null ? connection : { ...connection, fault: null });

/** Keeps store and clock at what the terminal says, and says so when it no longer speaks. */
export function synchronize(source: Source, store: Store, clock: Clock): () => void {
  const faulty = (fault: string): void => store.changeConnection((before) => ({ ...before, fault }));
  let asked: string | null = null;
  /** A selected account that nobody sent is asked for, once. */
  const complete = (): void => {
    const { terminal, live } = store.get();
    const wanted = terminal?.selectedAccountId ?? null;
    if (live !== null || wanted === null || wanted === asked) return;
    asked = wanted;
    const answered = (view: AccountView | null): void => {
      asked = null;
      if (view !== null) store.putAccount(view);
    };
    const failed = (error: unknown): void => {
      asked = null;
      faulty(error instanceof Error ? error.message : 'Plimsoll did not send the account.');
    };
    source.askAccount(wanted).then(answered, failed);
  };
  const stopCompleting = store.subscribe(complete);
  const stop = source.start({
    onSnapshot: (snapshot) => {
      clock.set(snapshot.terminal.now);
      store.reset(snapshot);
      store.changeConnection(settled);
    },
    onPush: (push) => {
      clock.set(push.now);
      source.onPush?.(push);
      store.apply(push);
    },
    onReach: (reach, retryAt) => {
      const lost = reach === 'lost' || reach === 'refused';
      store.changeConnection((before) => ({ reach, retryAt, lostAt: lost ? (before.lostAt ?? clock.get()) : null, fault: null }));
    },
    onFault: faulty,
  });
  return () => {
    stop();
    stopCompleting();
  };
}
