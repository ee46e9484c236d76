import type { Portfolio } from '../domain/account.ts';
import { type Stage, stageRank } from '../domain/stage.ts';
import { asMoney, Decimal, type Money, type Price, ZERO } from '../num/units.ts';
import { type AccountEvaluation, bindingOf, mergeEvaluations, staked } from './accountEvaluation.ts';
import { type Book, createBook } from './book.ts';
import { evaluate, ratioInputs, type RowEvaluation } from './evaluate.ts';
import { ratioOf } from './figures.ts';
import { profitAt } from './kernel/contractTerms.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { ChargeTerms } from './orderCharge.ts';
import type { OptionPaths } from './optionPath.ts';
import { type Pool, poolsOf } from './pools.ts';
import { type Prices, rateOf } from './prices.ts';
import { recompute } from './recompute.ts';
import { type Remedy, remedyOf } from './remedy.ts';
import { type StageInputs, stageOf } from './stage.ts';
import { accountPaid } from './without.ts';

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
  /** @param paths what options are worth after a move; without, their liquidation is unknown */
  evaluate: (paths?: OptionPaths) => AccountEvaluation;
  /** The ratio tests of the pool that is nearest to liquidation by them. */
  ratioInputs: () => Pick<StageInputs, 'liquidating' | 'ratio'>;
  /** What the open orders of a symbol reserve; null when unknown. */
  orderMargin: (symbol: string) => Money | null;
  /** What they ask for beyond it; null when the rules ask for nothing. */
  chargeTerms: (symbol: string) => ChargeTerms | null;
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
  const book = only?.pool.portfolio === portfolio ? only.book : createBook(portfolio);
  const binding = (): PoolEngine | undefined => bindingOf(staked(cross, rowsOf), ({ ledger }) => ledger.sums());
  /** Of all pools, isolated ones too: whose ratio decides the stage. */
  const worst = (): PoolEngine | undefined => bindingOf(staked(pools, rowsOf), ({ ledger }) => ledger.sums());
  const holderOf = (symbol: string): PoolEngine | undefined => cross.find(({ book: own }) => (own.holdings.get(symbol)?.orders.length ?? 0) > 0);
  return {
    portfolio, book, pools,
    setMark: (symbol, mark) => pools.forEach(({ ledger }) => ledger.setMark(symbol, mark)),
    setIndex: (asset, index) => pools.forEach(({ ledger }) => ledger.setIndex(asset, index)),
    prices: () => ({ mark: union(pools, 'mark'), index: union(pools, 'index') }),
    evaluate: (paths) => {
      const merged = mergeEvaluations(portfolio, pools.map(({ pool, book: own, ledger }) => ({ pool, rules: own.rules, sums: ledger.sums(), evaluation: evaluate(own, ledger, paths) })));
      return pools.length === cross.length ? merged : { ...merged, rows: merged.rows.map((row) => withClosedIsolated(row, pools, binding())) };
    },
    ratioInputs: () => {
      const own = worst();
      return own === undefined ? { liquidating: false, ratio: null } : ratioInputs(own.ledger.sums());
    },
    orderMargin: (symbol) => {
      const holder = holderOf(symbol);
      return holder === undefined ? asMoney(ZERO) : holder.ledger.orderMargin(symbol);
    },
    chargeTerms: (symbol) => holderOf(symbol)?.ledger.chargeTerms(symbol) ?? null,
    remedy: (stage) => {
      const own = pools.length === 1 ? only : neediestOf(staked(pools, rowsOf), binding());
      return own === undefined ? null : withinPool(own, remedyOf(own.book, own.ledger, stage));
    },
    agrees: () => pools.every(({ book: own, ledger }) => JSON.stringify(recompute(own, ledger.prices())) === JSON.stringify(ledger.sums())),
  };
}

/** The pool whose own tests ask for the highest stage; of equals the one that the headlines are of. */
function neediestOf(pools: readonly PoolEngine[], binding: PoolEngine | undefined): PoolEngine | undefined {
  const rankOf = ({ pool, book, ledger }: PoolEngine): number => stageRank(stageOf(pool.kind === 'isolated' ? { ...ratioInputs(ledger.sums()), sigmas: null, distance: null } : evaluate(book, ledger).stageInputs).stage);
  const ranked = pools.map((own) => ({ own, rank: rankOf(own) }));
  const highest = ranked.reduce((most, { rank }) => Math.max(most, rank), 0);
  const equals = ranked.flatMap(({ own, rank }) => (rank === highest ? [own] : []));
  return equals.find((own) => own === binding) ?? equals[0];
}

const rowsOf = ({ book }: PoolEngine): number => book.rows.length;

/** An isolated row that is closed pays what is left of its margin into the cross pool of its currency. */
function withClosedIsolated(evaluated: RowEvaluation, pools: readonly PoolEngine[], binding: PoolEngine | undefined): RowEvaluation {
  const own = pools.find(({ pool, book }) => pool.kind === 'isolated' && book.rows[0]?.id === evaluated.row.id);
  if (own === undefined || binding === undefined || evaluated.withoutThis === null) return evaluated;
  const takes = binding.pool.currency === null || binding.pool.currency === own.pool.currency;
  const payment = takes ? leftOf(own) : ZERO;
  const without = payment === null ? null : accountPaid(binding.book, binding.ledger, own.pool.currency ?? binding.book.valuationCurrency, payment);
  return { ...evaluated, withoutThis: without === null ? null : { ...without, marginRatio: ratioOf(without.maintenanceMargin, without.adjustedEquity) } };
}

/** Margin and profit of an isolated position in its settle currency, never below 0: more than its margin is not lost. */
function leftOf({ book, ledger }: PoolEngine): Decimal | null {
  const [row] = book.rows;
  const mark = row === undefined ? undefined : ledger.prices().mark.get(row.instrument.symbol);
  if (row === undefined || mark === undefined) return null;
  const margin = book.collateral.reduce<Decimal>((sum, { amount }) => sum.plus(amount), ZERO);
  return Decimal.max(ZERO, margin.plus(profitAt(row.leg, mark)));
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
