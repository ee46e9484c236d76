import type { Portfolio } from '../domain/account.ts';
import type { Stage } from '../domain/stage.ts';
import { asMoney, type Money, type Price, ZERO } from '../num/units.ts';
import { type AccountEvaluation, bindingOf, mergeEvaluations } from './accountEvaluation.ts';
import { type Book, createBook } from './book.ts';
import { evaluate, ratioInputs } from './evaluate.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Pool, poolsOf } from './pools.ts';
import { type Prices, rateOf } from './prices.ts';
import { recompute } from './recompute.ts';
import { type Remedy, remedyOf } from './remedy.ts';
import type { StageInputs } from './stage.ts';

/** One pool with its running sums. */
export type PoolEngine = Readonly<{ pool: Pool; book: Book; ledger: Ledger }>;

/** An account of one or more pools, kept up to date price by price. Mutable inside; it has one owner. */
export type AccountEngine = Readonly<{
  portfolio: Portfolio;
  /** The whole account, all pools together: for what it holds, never for its margin. */
  book: Book;
  pools: readonly PoolEngine[];
  setMark: (symbol: string, mark: Price | null) => void;
  setIndex: (asset: string, index: Price | null) => void;
  prices: () => Prices;
  evaluate: () => AccountEvaluation;
  /** The ratio tests of the pool that is nearest to liquidation by them. */
  ratioInputs: () => Pick<StageInputs, 'liquidating' | 'ratio'>;
  /** What the open orders of a symbol reserve; null when unknown. */
  orderMargin: (symbol: string) => Money | null;
  remedy: (stage: Stage) => Remedy | null;
  /** Every pool's running sums equal its full recompute, to the last digit. */
  agrees: () => boolean;
}>;

export function createAccountEngine(portfolio: Portfolio): AccountEngine {
  const pools = poolsOf(portfolio).map((pool): PoolEngine => {
    const book = createBook(pool.portfolio);
    return { pool, book, ledger: createLedger(book) };
  });
  const cross = pools.filter(({ pool }) => pool.kind === 'cross');
  const [only] = pools;
  const book = pools.length === 1 && only !== undefined ? only.book : createBook(portfolio);
  const binding = (): PoolEngine | undefined => bindingOf(cross, ({ ledger }) => ledger.sums());
  return {
    portfolio, book, pools,
    setMark: (symbol, mark) => pools.forEach(({ ledger }) => ledger.setMark(symbol, mark)),
    setIndex: (asset, index) => pools.forEach(({ ledger }) => ledger.setIndex(asset, index)),
    prices: () => ({ mark: union(pools, 'mark'), index: union(pools, 'index') }),
    evaluate: () => mergeEvaluations(portfolio, pools.map(({ pool, book: own, ledger }) => ({ pool, rules: own.rules, sums: ledger.sums(), evaluation: evaluate(own, ledger) }))),
    ratioInputs: () => {
      const own = binding();
      return own === undefined ? { liquidating: false, ratio: null } : ratioInputs(own.ledger.sums());
    },
    orderMargin: (symbol) => {
      const holder = cross.find(({ book: own }) => (own.holdings.get(symbol)?.orders.length ?? 0) > 0);
      return holder === undefined ? asMoney(ZERO) : holder.ledger.orderMargin(symbol);
    },
    remedy: (stage) => {
      const own = binding();
      return own === undefined ? null : withinPool(own, remedyOf(own.book, own.ledger, stage));
    },
    agrees: () => pools.every(({ book: own, ledger }) => JSON.stringify(recompute(own, ledger.prices())) === JSON.stringify(ledger.sums())),
  };
}

/** Every ledger was told every price; each keeps the marks of its own symbols alone. */
function union<K extends keyof Prices>(pools: readonly PoolEngine[], kind: K): Prices[K] {
  const [first, ...rest] = pools;
  if (first === undefined) return new Map();
  return rest.length === 0 ? first.ledger.prices()[kind] : new Map(pools.flatMap(({ ledger }) => [...ledger.prices()[kind]]));
}

/** In a pool of one currency nothing else helps: its own currency is the top-up. */
function withinPool({ pool: { currency }, book, ledger }: PoolEngine, remedy: Remedy | null): Remedy | null {
  if (remedy === null || currency === null || currency === book.valuationCurrency) return remedy;
  const rate = rateOf(currency, book.valuationCurrency, ledger.prices().index);
  const worth = remedy.topUpByAsset.find(({ asset }) => asset === currency)?.amount ?? (remedy.topUp === null || rate === null ? null : remedy.topUp.div(rate));
  return { ...remedy, topUp: null, topUpByAsset: [{ asset: currency, amount: worth }] };
}
