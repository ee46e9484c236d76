import type { WhatIfChange, WhatIfSpec } from '#shared/ipc/whatIf.ts';

/** "SOL-PERP", "SOL-PERP long isolated", "BTC at cold wallet", from the id of a row. */
export function rowName(id: string): string {
  const [name = id, side = '', mode = ''] = id.split('|');
  return [name, ...(side === 'long' || side === 'short' ? [side] : []), ...(mode === 'isolated' ? ['isolated'] : [])].join(' ');
}

const lineName = (id: string): string => {
  const [asset = id, place = ''] = id.split('|');
  return place === '' ? asset : `${asset} at ${place}`;
};

const side = (amount: string): Readonly<{ out: boolean; size: string }> => {
  const text = amount.trim();
  return { out: /^[-\u2212]/.test(text), size: text.replace(/^[-+\u2212]/, '') };
};

/** A change in words, as it was typed. */
export function changeWords(change: WhatIfChange): string {
  switch (change.kind) {
    case 'trade': {
      const { out, size } = side(change.contracts);
      return `${out ? 'Sell' : 'Buy'} ${size} ${change.row === null ? change.symbol : rowName(change.row)} at ${change.price.trim() === '' ? 'the mark' : change.price.trim()}`;
    }
    case 'editPosition': return `${rowName(change.row)}: ${change.contracts.trim()} contracts, entry ${change.entryPrice.trim()}${change.leverage.trim() === '' ? '' : `, leverage ${change.leverage.trim()}`}${change.isolatedMargin.trim() === '' ? '' : `, margin ${change.isolatedMargin.trim()}`}`;
    case 'closePosition': return `Close ${rowName(change.row)} at its mark`;
    case 'transfer': {
      const { out, size } = side(change.amount);
      return `${out ? 'Withdraw' : 'Deposit'} ${size} ${change.asset}`;
    }
    case 'editCollateral': return `${lineName(change.row)}: ${change.amount.trim()}${change.weight.trim() === '' ? '' : `, weight ${change.weight.trim()}`}`;
    case 'removeCollateral': return `Remove the collateral ${lineName(change.row)}`;
    case 'addOrder': return `Order: ${orderWords(change.symbol, change)}`;
    case 'editOrder': return `Order on ${rowName(change.row)}: ${orderWords('', change)}`;
    case 'removeOrder': return `Remove the order on ${rowName(change.row)}`;
    case 'setPrice': return `${change.priceKind === 'mark' ? 'Mark' : 'Index'} of ${change.key}: ${change.value.trim()}`;
  }
}

function orderWords(symbol: string, { contracts, price, reduceOnly }: Readonly<{ contracts: string; price: string; reduceOnly: boolean }>): string {
  const { out, size } = side(contracts);
  return [out ? 'sell' : 'buy', size, ...(symbol === '' ? [] : [symbol]), 'at', price.trim(), ...(reduceOnly ? ['(reduce only)'] : [])].join(' ');
}

/** Moves that were typed, in words; null when there are none. */
export function shockWords({ shock: { all, assets } }: WhatIfSpec): string | null {
  const own = Object.entries(assets).filter(([, move]) => move.trim() !== '');
  const words = [...(all.trim() === '' ? [] : [`all assets ${moveText(all)}`]), ...own.map(([asset, move]) => `${asset} ${moveText(move)}`)];
  return words.length === 0 ? null : words.join(', ');
}

const moveText = (move: string): string => `${move.trim().replace(/\s*%$/, '').replace(/^-/, '\u2212')}\u00a0%`;

export const isEmptySpec = (spec: WhatIfSpec): boolean => spec.changes.length === 0 && shockWords(spec) === null;

/** How many changes and moves there are, in words. */
export function specWords(spec: WhatIfSpec): string {
  const count = spec.changes.length;
  const changes = count === 0 ? [] : [`${count} ${count === 1 ? 'change' : 'changes'}`];
  const shock = shockWords(spec);
  return [...changes, ...(shock === null ? [] : [shock])].join(', ') || 'nothing changed';
}

/** The spec with one more change: an edit takes the place of the edit of the same row just before it, a price that of the same price. */
export function withChange(spec: WhatIfSpec, change: WhatIfChange): WhatIfSpec {
  const last = spec.changes.at(-1);
  const repeats = last?.kind === change.kind && 'row' in last && 'row' in change && last.row === change.row && change.kind.startsWith('edit');
  const kept = repeats ? spec.changes.slice(0, -1) : change.kind === 'setPrice' ? spec.changes.filter((own) => own.kind !== 'setPrice' || own.key !== change.key || own.priceKind !== change.priceKind) : spec.changes;
  return { ...spec, changes: [...kept, change] };
}

export const withoutChange = (spec: WhatIfSpec, at: number): WhatIfSpec => ({ ...spec, changes: spec.changes.filter((_, place) => place !== at) });
