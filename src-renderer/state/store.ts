import type { Push, Replies } from '#shared/ipc/contract.ts';
import type { AccountView, CollateralView, OrderView, PositionView, TerminalView } from '#shared/ipc/view.ts';
import { type Keyed, createKeyed } from './keyed.ts';
import { shareAccount, shareTerminal } from './share.ts';

/** Whether what is on screen is what the terminal says now. */
export type Connection = Readonly<{ reach: 'connecting' | 'connected' | 'lost' | 'refused'; lostAt: number | null; retryAt: number | null; fault: string | null }>;

/** The selected account row by row, so that one tick redraws one row. */
export type Rows = Readonly<{ position: Keyed<PositionView>; collateral: Keyed<CollateralView>; order: Keyed<OrderView> }>;

/** `account` is what is looked at: the selected account, `live`, or what stands in its place. */
export type Shown = Readonly<{ terminal: TerminalView | null; account: AccountView | null; live: AccountView | null; connection: Connection; raised: readonly number[] }>;

export type Store = Readonly<{
  get: () => Shown;
  subscribe: (listener: () => void) => () => void;
  rows: Rows;
  reset: (snapshot: Replies['terminal/state']) => void;
  apply: (push: Push) => void;
  /** An account asked for on its own. */
  putAccount: (account: AccountView) => void;
  /** Shows this account in the place of the selected one, which goes on underneath; null shows that again. */
  overlay: (account: AccountView | null) => void;
  /** From what it was, which may be newer than what is on screen. */
  changeConnection: (change: (before: Connection) => Connection) => void;
  dismissRaised: (alertId: number) => void;
  /** Wakes the screen now; otherwise it is woken once per frame. */
  flush: () => void;
}>;

/** How many raised alerts wait to be seen; older ones stay in the alerts panel. */
const RAISED_LIMIT = 20;

/** @param schedule runs its argument once, soon: a frame in the page, at once in a test */
export function createStore(schedule: (flush: () => void) => void): Store {
  const listeners = new Set<() => void>();
  const accounts = new Map<string, AccountView>();
  const rows: Rows = { position: createKeyed(), collateral: createKeyed(), order: createKeyed() };
  let over: AccountView | null = null;
  let incoming: Shown = { terminal: null, account: null, live: null, connection: { reach: 'connecting', lostAt: null, retryAt: null, fault: null }, raised: [] };
  let shown = incoming;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    if (shown === incoming) return;
    if (shown.account !== incoming.account) showRows(rows, incoming.account);
    shown = incoming;
    for (const listener of listeners) listener();
  };
  const change = (next: Omit<Shown, 'account'>): void => {
    incoming = { ...next, account: over ?? next.live };
    if (scheduled) return;
    scheduled = true;
    schedule(flush);
  };
  /** Views carry numbers: an older one than what is held is left out. */
  const hold = (account: AccountView): void => {
    const held = accounts.get(account.accountId);
    if (held === undefined || account.seq >= held.seq) accounts.set(account.accountId, shareAccount(held, account));
  };
  const selected = (terminal: TerminalView | null): AccountView | null => accounts.get(terminal?.selectedAccountId ?? '') ?? null;

  return {
    get: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows,
    reset: (snapshot) => {
      const known = new Map(accounts);
      accounts.clear();
      for (const account of snapshot.accounts) accounts.set(account.accountId, shareAccount(known.get(account.accountId), account));
      const terminal = shareTerminal(incoming.terminal, snapshot.terminal);
      change({ ...incoming, terminal, live: selected(terminal) });
    },
    apply: (push) => {
      if (push.account !== undefined) hold(push.account);
      const newer = push.terminal !== undefined && push.terminal.seq >= (incoming.terminal?.seq ?? 0);
      const terminal = newer && push.terminal !== undefined ? shareTerminal(incoming.terminal, push.terminal) : incoming.terminal;
      const raised = push.raised === undefined || push.raised.length === 0 ? incoming.raised : [...new Set([...incoming.raised.filter((id) => push.raised?.includes(id) !== true), ...push.raised])].slice(-RAISED_LIMIT);
      change({ ...incoming, terminal, live: selected(terminal), raised });
    },
    putAccount: (account) => {
      hold(account);
      change({ ...incoming, live: selected(incoming.terminal) });
    },
    overlay: (account) => {
      over = account === null ? null : shareAccount(over ?? undefined, account);
      change(incoming);
      // The frame round it comes and goes at once, and so must the figures: neither is ever seen without the other.
      flush();
    },
    changeConnection: (changed) => change({ ...incoming, connection: changed(incoming.connection) }),
    dismissRaised: (alertId) => change({ ...incoming, raised: incoming.raised.filter((id) => id !== alertId) }),
    flush,
  };
}

function showRows(rows: Rows, account: AccountView | null): void {
  put(rows.position, account?.positions ?? [], (row) => row.id);
  put(rows.collateral, account?.collateral ?? [], (row) => row.asset);
  put(rows.order, account?.orders ?? [], (row) => row.id);
}

function put<V>(keyed: Keyed<V>, values: readonly V[], keyOf: (value: V) => string): void {
  for (const value of values) keyed.set(keyOf(value), value);
  keyed.retain(new Set(values.map(keyOf)));
}
