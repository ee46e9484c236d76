import type { PoolEngine } from './accountEngine.ts';
import { floatRowsOf } from './stressModel.ts';

/**
 * What equity, unweighted, gains when assets move, of all pools together, as plain data for another thread. `held` by place of the
 * asset; of a row the places of what it moves with and of what it is settled in, −1 where that stays.
 */
export type Revaluation = Readonly<{ held: readonly number[]; rows: readonly Readonly<{ own: number; paid: number; exposure: number; profit: number }>[] }>;

/** @param assets those that move, in the order of every list of moves */
export function revaluationOf(pools: readonly Pick<PoolEngine, 'book' | 'ledger'>[], assets: readonly string[]): Revaluation {
  const held = assets.map((asset) => pools.reduce((sum, { book, ledger }) => (book.collateralByAsset.get(asset) ?? []).reduce((own, at) => own + (ledger.collateralTerms(at)?.value?.toNumber() ?? 0), sum), 0));
  const rows = pools.flatMap(({ book, ledger }) => floatRowsOf(book, ledger).map((row) => ({
    // An inverse row is settled in what it moves with: its exposure says so already.
    own: assets.indexOf(row.base), paid: book.rows[row.at]?.leg.settlement === 'inverse' ? -1 : assets.indexOf(row.settle), exposure: row.exposure, profit: row.profit,
  })));
  return { held, rows };
}

/** Change of equity in the valuation currency after moves: −0.2 is a fall of 20 %. */
export function profitOf({ held, rows }: Revaluation, moves: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < held.length; at += 1) sum += (held[at] ?? 0) * (moves[at] ?? 0);
  for (const { own, paid, exposure, profit } of rows) {
    const worth = 1 + (moves[paid] ?? 0);
    sum += worth * (profit + exposure * (moves[own] ?? 0)) - profit;
  }
  return sum;
}
