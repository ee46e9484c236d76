import { asMoney, type Decimal, type Money, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { openProfitOf, type ProfitWeighing, type WeighedProfit, weighedProfitOf } from './profitWeighing.ts';
import { replaced } from './sums.ts';

/** Open profit by settle currency, kept row by row, where it is weighed with the balance: a tick costs its own rows and one weighing. */
export type ProfitBook = Readonly<{
  /** @param mark null when the row has no price, or is not priced */
  replace: (at: number, mark: Decimal | null) => void;
  /** Weighs a currency anew. @param index null when it is not known */
  weigh: (asset: string, index: Decimal | null) => void;
  /** Whether all open profit of a currency that is weighed after it is known: every row that is settled in it has a price. True for any other. */
  isKnown: (asset: string) => boolean;
  /** Open profit of the priced rows that are settled in a currency, in its own units, signed. */
  profitIn: (asset: string) => Decimal;
  /** Null for a currency that is not weighed after its profit, or has no priced row. */
  weighed: (asset: string) => WeighedProfit | null;
  /** Sums over all currencies, in the valuation currency; and how many have no known weight. */
  adjustment: () => Money;
  owedMargin: () => Money;
  unweighted: () => number;
}>;

/** One settle currency, kept up to date. */
type Currency = { readonly weighing: ProfitWeighing; readonly allRows: number; profit: Decimal; rows: number; weighed: WeighedProfit | null };

export function createProfitBook(book: Book): ProfitBook {
  const currencies = new Map([...book.weighings].map(([asset, weighing]): [string, Currency] => [asset, { weighing, allRows: book.rowsBySettle.get(asset)?.length ?? 0, profit: ZERO, rows: 0, weighed: null }]));
  const ofRow = currencies.size === 0 ? [] : book.rows.map(({ instrument }) => currencies.get(instrument.settle));
  const byRow: (Decimal | null)[] = [];
  let [adjustment, owedMargin, unweighted] = [asMoney(ZERO), asMoney(ZERO), 0];
  return {
    replace: (at, mark) => {
      const [row, currency] = [book.rows[at], ofRow[at]];
      if (row === undefined || currency === undefined) return;
      const last = byRow[at] ?? null;
      const next = mark === null ? null : openProfitOf(row, mark);
      byRow[at] = next;
      if (last !== null) currency.profit = currency.profit.minus(last);
      if (next !== null) currency.profit = currency.profit.plus(next);
      currency.rows += (next === null ? 0 : 1) - (last === null ? 0 : 1);
    },
    weigh: (asset, index) => {
      const currency = currencies.get(asset);
      if (currency === undefined) return;
      const last = currency.weighed;
      const next = currency.rows === 0 || index === null ? null : weighedProfitOf(currency.weighing, currency.profit, index, isKnown(currency));
      currency.weighed = next;
      adjustment = replaced(adjustment, last?.adjustment, next?.adjustment);
      if (!currency.weighing.surplus.isZero()) owedMargin = replaced(owedMargin, last?.owedMargin, next?.owedMargin);
      unweighted += (next?.isKnown === false ? 1 : 0) - (last?.isKnown === false ? 1 : 0);
    },
    isKnown: (asset) => isKnown(currencies.get(asset)),
    profitIn: (asset) => currencies.get(asset)?.profit ?? ZERO,
    weighed: (asset) => currencies.get(asset)?.weighed ?? null,
    adjustment: () => adjustment,
    owedMargin: () => owedMargin,
    unweighted: () => unweighted,
  };
}

const isKnown = (currency: Currency | undefined): boolean => currency === undefined || currency.rows === currency.allRows;
