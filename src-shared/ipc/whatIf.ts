/**
 * One change to a forked book. Fields are text as it was typed, so that a wrong one is answered by a sentence that names
 * it; `row` is the id of the position, collateral line or order that it changes.
 */
export type WhatIfChange =
  /** Buys (+) or sells (−) at a price; an empty price is the mark. `row` null finds the symbol's cross position, or opens one. */
  | Readonly<{ kind: 'trade'; row: string | null; symbol: string; contracts: string; price: string }>
  | Readonly<{ kind: 'editPosition'; row: string; contracts: string; entryPrice: string; leverage: string; isolatedMargin: string }>
  /** At its mark, without a fee: its profit becomes cash. */
  | Readonly<{ kind: 'closePosition'; row: string }>
  /** In (+) or out (−). */
  | Readonly<{ kind: 'transfer'; asset: string; amount: string }>
  /** An empty weight is the venue's. */
  | Readonly<{ kind: 'editCollateral'; row: string; amount: string; weight: string }>
  | Readonly<{ kind: 'removeCollateral'; row: string }>
  | Readonly<{ kind: 'addOrder'; symbol: string; contracts: string; price: string; reduceOnly: boolean }>
  | Readonly<{ kind: 'editOrder'; row: string; contracts: string; price: string; reduceOnly: boolean }>
  | Readonly<{ kind: 'removeOrder'; row: string }>
  | Readonly<{ kind: 'setPrice'; priceKind: 'mark' | 'index'; key: string; value: string }>;

/**
 * Changes in their order, then moves of prices in percent, signed: `all` moves every asset by its beta; an asset in
 * `assets` moves by its own instead. Empty text is no move.
 */
export type WhatIfSpec = Readonly<{ changes: readonly WhatIfChange[]; shock: Readonly<{ all: string; assets: Readonly<Record<string, string>> }> }>;

export const NOTHING_CHANGED: WhatIfSpec = { changes: [], shock: { all: '', assets: {} } };

/** How the id of a what-if starts: no account has such an id, so that no call that changes an account takes it. */
export const WHAT_IF_PREFIX = 'what-if:';

export const isWhatIf = (accountId: string): boolean => accountId.startsWith(WHAT_IF_PREFIX);

/** Scenarios that are kept under a name. */
export const SCENARIOS_LIMIT = 100;
