import { asMoney, type Decimal, type Money, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { openProfitOf, type WeighedProfit, weighedProfitOf } from './profitWeighing.ts';
import { replaced } from './sums.ts';

/** Open profit by settle currency, kept row by row, where it is weighed with the balance: a tick costs its own rows and one weighing. */
export type ProfitBook = Readonly<{
  /** @param mark null when the row has no price, or is not priced */
  replace: (at: number, mark: Decimal | null) => void;
  /** Weighs a currency anew. @param index null when it is not known */
  weigh: (asset: string, index: Decimal | null) => void;
  /** Open profit of the priced rows that are settled in a currency, in its own units, signed. */
  profitIn: (asset: string) => Decimal;
  /** Null for a currency that is not weighed after its profit, or has no priced row. */
  weighed: (asset: string) => WeighedProfit | null;
  /** Sums over all currencies, in the valuation currency; and how many have no known weight. */
  adjustment: () => Money;
  owedMargin: () => Money;
  unweighted: () => number;
}>;

export function createProfitBook(book: Book): ProfitBook {
  const byRow = new Map<number, Decimal>();
  const byAsset = new Map<string, Readonly<{ profit: Decimal; rows: number }>>();
  const weighed = new Map<string, WeighedProfit>();
  let [adjustment, owedMargin, unweighted] = [asMoney(ZERO), asMoney(ZERO), 0];
  return {
    replace: (at, mark) => {
      const row = book.rows[at];
      if (row === undefined || !book.weighings.has(row.instrument.settle)) return;
      const last = byRow.get(at);
      const next = mark === null ? undefined : openProfitOf(row, mark);
      if (next === undefined) byRow.delete(at);
      else byRow.set(at, next);
      const { profit, rows } = byAsset.get(row.instrument.settle) ?? NO_ROWS;
      byAsset.set(row.instrument.settle, { profit: profit.minus(last ?? ZERO).plus(next ?? ZERO), rows: rows + (next === undefined ? 0 : 1) - (last === undefined ? 0 : 1) });
    },
    weigh: (asset, index) => {
      const weighing = book.weighings.get(asset);
      if (weighing === undefined) return;
      const { profit, rows } = byAsset.get(asset) ?? NO_ROWS;
      const last = weighed.get(asset);
      const next = rows === 0 || index === null ? undefined : weighedProfitOf(weighing, profit, index);
      if (next === undefined) weighed.delete(asset);
      else weighed.set(asset, next);
      adjustment = replaced(adjustment, last?.adjustment, next?.adjustment);
      owedMargin = replaced(owedMargin, last?.owedMargin, next?.owedMargin);
      unweighted += (next?.isKnown === false ? 1 : 0) - (last?.isKnown === false ? 1 : 0);
    },
    profitIn: (asset) => byAsset.get(asset)?.profit ?? ZERO,
    weighed: (asset) => weighed.get(asset) ?? null,
    adjustment: () => adjustment,
    owedMargin: () => owedMargin,
    unweighted: () => unweighted,
  };
}

const NO_ROWS = { profit: ZERO, rows: 0 } as const;
