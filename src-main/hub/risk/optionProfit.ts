import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { rateOf } from '#shared/engine/prices.ts';
import { type MovedOption, movedOption } from '#shared/scenario/pricing/movedOption.ts';
import type { MovedOptions } from './optionPaths.ts';

/** An option that is held, as data: units of its base, signed, the place of what it moves with, and valuation currency per settle currency. */
export type HeldOption = Readonly<{ own: number; size: number; rate: number; moved: MovedOption }>;

/** Options of all pools that can be priced. @param assets those that move; an option on any other stays and is left out */
export function heldOptions({ pools, book, prices }: AccountEngine, options: MovedOptions, assets: readonly string[]): readonly HeldOption[] {
  const { index } = prices();
  return pools.flatMap((pool) => pool.book.rows.flatMap(({ option, instrument: { symbol, base, settle } }): HeldOption[] => {
    const [moved, own, rate] = [options.get(symbol), assets.indexOf(base), rateOf(settle, book.valuationCurrency, index)];
    return option === null || moved === undefined || own < 0 || rate === null ? [] : [{ own, size: option.size.toNumber(), rate: rate.toNumber(), moved }];
  }));
}

/** Change of their worth in the valuation currency after moves; what is paid in coin is worth as much more as the coin is. */
export function optionProfit(held: readonly HeldOption[]): (moves: ArrayLike<number>) => number {
  const priced = held.map(({ own, size, rate, moved }) => ({ own, size: size * rate, mark: moved.mark, inCoin: moved.inCoin, path: movedOption(moved) }));
  return (moves) => priced.reduce((sum, { own, size, mark, inCoin, path }) => {
    const move = moves[own] ?? 0;
    return sum + size * (path(move) * (inCoin ? 1 + move : 1) - mark);
  }, 0);
}
