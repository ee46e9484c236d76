import type { AccountView, TerminalView } from '#shared/ipc/view.ts';

/** Deep equality of plain JSON values. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  const right = new Map<string, unknown>(Object.entries(b));
  return left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)));
}

/** The old object when nothing in it changed, so that whoever shows it is not asked to draw again. */
function keep<T>(previous: T, next: T): T {
  return sameJson(previous, next) ? previous : next;
}

/** Rows matched by key; the list itself is kept too when every row and the order are. */
export function keepRows<T>(previous: readonly T[], next: readonly T[], keyOf: (row: T) => string): readonly T[] {
  const old = new Map(previous.map((row) => [keyOf(row), row]));
  const rows = next.map((row) => {
    const before = old.get(keyOf(row));
    return before === undefined ? row : keep(before, row);
  });
  return rows.length === previous.length && rows.every((row, at) => row === previous[at]) ? previous : rows;
}

export function shareAccount(previous: AccountView | undefined, next: AccountView): AccountView {
  if (previous === undefined) return next;
  return {
    ...next,
    totals: keep(previous.totals, next.totals),
    equityParts: keep(previous.equityParts, next.equityParts),
    positions: keepRows(previous.positions, next.positions, (row) => row.id),
    collateral: keepRows(previous.collateral, next.collateral, (row) => row.asset),
    orders: keepRows(previous.orders, next.orders, (row) => row.id),
    underlyings: keepRows(previous.underlyings, next.underlyings, (row) => row.asset),
    jointMove: keep(previous.jointMove, next.jointMove),
    nearest: keep(previous.nearest, next.nearest),
    worstInput: keep(previous.worstInput, next.worstInput),
    remedy: keep(previous.remedy, next.remedy),
    unknown: keep(previous.unknown, next.unknown),
  };
}

export function shareTerminal(previous: TerminalView | null, next: TerminalView): TerminalView {
  if (previous === null) return next;
  return {
    ...next,
    accounts: keepRows(previous.accounts, next.accounts, (account) => account.accountId),
    feeds: keepRows(previous.feeds, next.feeds, (feed) => feed.id),
    alerts: keepRows(previous.alerts, next.alerts, (alert) => String(alert.id)),
    engine: keep(previous.engine, next.engine),
    database: keep(previous.database, next.database),
    settings: keep(previous.settings, next.settings),
    warnings: keep(previous.warnings, next.warnings),
  };
}
