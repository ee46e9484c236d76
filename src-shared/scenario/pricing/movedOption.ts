import { black76Price } from './black76.ts';
import type { OptionSign } from './optionValue.ts';

/** What an option that moves with its forward is priced by: data alone, so that it survives any transport. */
export type MovedOption = Readonly<{ /** Settle currency per unit, of now. */ mark: number; forward: number; sign: OptionSign; strike: number; /** vol · √years. */ deviation: number; /** Paid in its base. */ inCoin: boolean }>;

/** A coin-settled price divides by the forward, which stays above 0. */
const LOWEST = -0.999_999;

/**
 * Mark of an option at Black-76 after its forward has moved by a fraction, volatility and time unchanged: it moves by as much
 * as the price does, so that a move of 0 leaves it as it is. Settle currency per unit, ≥ 0.
 */
export function movedOption({ mark, forward, sign, strike, deviation, inCoin }: MovedOption): (move: number) => number {
  const valueAt = (move: number): number => {
    const moved = forward * (1 + Math.max(move, LOWEST));
    const value = black76Price(sign, moved, strike, deviation);
    return inCoin ? value / moved : value;
  };
  const start = valueAt(0);
  return (move) => Math.max(0, mark + valueAt(move) - start);
}
