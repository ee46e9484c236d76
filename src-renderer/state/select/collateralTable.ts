import type { CollateralView } from '#shared/ipc/view.ts';
import type { Rank } from '../tables/sorting.ts';
import type { CopiedCell } from '../tables/tsv.ts';
import type { TableSpec } from '../tables/useTableRows.ts';

const number = (text: string | null): Rank => (text === null ? null : Number(text));

const RANKS: Readonly<Record<string, (row: CollateralView) => Rank>> = {
  asset: (row) => row.asset,
  amount: (row) => number(row.amount),
  index: (row) => number(row.price.value),
  value: (row) => number(row.value),
  weight: (row) => number(row.weight),
  haircut: (row) => number(row.haircutCost),
  adjusted: (row) => number(row.adjustedValue),
  liquidation: ({ liquidation }) => (liquidation.status === 'price' ? Number(liquidation.price) : liquidation.status === 'range' ? Number(liquidation.lower) : null),
};

export const COLLATERAL_TABLE: TableSpec<CollateralView> = {
  id: 'collateral',
  keyOf: (row) => row.asset,
  rankOf: (row, key) => RANKS[key]?.(row) ?? null,
  // As the document has them.
  usualSort: [],
  firstDirection: (key) => (key === 'asset' || key === 'weight' ? 'ascending' : 'descending'),
  assetOf: (row) => row.asset,
  said: (row) => row.asset,
};

const COPIES: Readonly<Record<string, (row: CollateralView) => CopiedCell>> = {
  asset: (row) => ({ text: row.asset }),
  amount: (row) => ({ figure: row.amount }),
  index: (row) => ({ figure: row.price.value ?? '?' }),
  value: (row) => ({ figure: row.value ?? '?' }),
  weight: (row) => ({ figure: row.weight ?? '?' }),
  haircut: (row) => ({ figure: row.haircutCost ?? '?' }),
  adjusted: (row) => ({ figure: row.adjustedValue ?? '?' }),
  liquidation: ({ liquidation }) => {
    if (liquidation.status === 'price') return { figure: liquidation.price };
    return { text: liquidation.status === 'range' ? `${liquidation.lower} and ${liquidation.upper}` : liquidation.status === 'none' ? 'none' : '?' };
  },
};

/** A cell as it is copied: exact figures, "?" for what is unknown. */
export const collateralCopy = (row: CollateralView, key: string): CopiedCell => COPIES[key]?.(row) ?? { text: '' };
