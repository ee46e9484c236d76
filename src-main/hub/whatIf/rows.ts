import type { Portfolio } from '#shared/domain/account.ts';
import type { RowStanding, WhatIfCollateral, WhatIfOrder, WhatIfPosition } from '#shared/ipc/whatIfView.ts';
import { sameData } from '#shared/util/sameData.ts';
import { type Draft, draftOf, type DraftRow } from './draft.ts';

/** What a forked book holds, row by row, as it can be edited; what was taken out stands at the end. */

type Seen<T> = Readonly<{ id: string; before: T | null; after: T | null; value: T; standing: RowStanding }>;

export function positionRows(base: Portfolio, draft: Draft): readonly WhatIfPosition[] {
  return seen(draftOf(base).positions, draft.positions).map(({ id, before, after, value, standing }) => ({
    id, standing, symbol: value.symbol, positionSide: value.positionSide, marginMode: value.marginMode, contracts: { before: before?.contracts ?? null, after: after?.contracts ?? null },
    entryPrice: value.entryPrice, leverage: value.leverage ?? null, isolatedMargin: value.isolatedMargin ?? null,
  }));
}

export function collateralRows(base: Portfolio, draft: Draft): readonly WhatIfCollateral[] {
  return seen(draftOf(base).collateral, draft.collateral).map(({ id, before, after, value, standing }) => ({
    id, standing, asset: value.asset, location: value.location ?? null, amount: { before: before?.amount ?? null, after: after?.amount ?? null }, weight: value.weight ?? null,
  }));
}

export function orderRows(base: Portfolio, draft: Draft): readonly WhatIfOrder[] {
  return seen(draftOf(base).orders, draft.orders).map(({ id, value, standing }) => ({ id, standing, symbol: value.symbol, contracts: value.contracts, price: value.price, reduceOnly: value.reduceOnly }));
}

function seen<T>(before: readonly DraftRow<T>[], after: readonly DraftRow<T>[]): readonly Seen<T>[] {
  const bases = new Map(before.map(({ id, value }) => [id, value]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.map(({ id, value }): Seen<T> => {
      const base = bases.get(id) ?? null;
      return { id, before: base, after: value, value, standing: base === null ? 'added' : sameData(base, value) ? 'same' : 'changed' };
    }),
    ...before.filter(({ id }) => !kept.has(id)).map(({ id, value }): Seen<T> => ({ id, before: value, after: null, value, standing: 'removed' })),
  ];
}
