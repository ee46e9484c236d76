import type { PoolEngine } from './accountEngine.ts';
import { floatOptionsOf } from './floatOption.ts';
import { NO_PATHS, type OptionPaths } from './optionPath.ts';
import { floatRowsOf } from './stressModel.ts';

const BEND = 1e-4;

/** What an account gains in equity, unweighted, when an asset rises by 100 %: by its rows, and by what is held. Valuation currency, signed. */
export type Exposure = Readonly<{ positions: number; held: number; /** Of options at their delta, part of `positions`. */ options: number; notional: number; maintenance: number }>;

/** Exposure of all pools by asset. What a row is settled in moves with its own price: an open profit in it is held. @param paths options without one are left out */
export function exposuresOf(pools: readonly PoolEngine[], paths: OptionPaths = NO_PATHS): ReadonlyMap<string, Exposure> {
  const found = new Map<string, Exposure>();
  const add = (asset: string, change: Partial<Exposure>): void => {
    const own = found.get(asset) ?? { positions: 0, held: 0, options: 0, notional: 0, maintenance: 0 };
    found.set(asset, { positions: own.positions + (change.positions ?? 0), held: own.held + (change.held ?? 0), options: own.options + (change.options ?? 0), notional: own.notional + (change.notional ?? 0), maintenance: own.maintenance + (change.maintenance ?? 0) });
  };
  for (const { book, ledger } of pools) {
    for (const row of floatRowsOf(book, ledger)) {
      add(row.base, { positions: row.exposure, notional: row.notional, maintenance: row.marginAt(0, 1) });
      if (book.rows[row.at]?.leg.settlement !== 'inverse') add(row.settle, { held: row.profit });
    }
    for (const { base, worthAt } of floatOptionsOf(book, ledger, paths)) {
      const own = (worthAt(BEND) - worthAt(-BEND)) / (2 * BEND);
      add(base, { positions: own, options: own });
    }
    for (const [asset, lines] of book.collateralByAsset) add(asset, { held: lines.reduce((sum, at) => sum + (ledger.collateralTerms(at)?.value?.toNumber() ?? 0), 0) });
  }
  return found;
}
