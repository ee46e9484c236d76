import { listedVolatility, type ParameterSet } from '../../domain/account.ts';
import { Decimal, ONE, quotient } from '../../num/units.ts';

/** A price by what it is: the mark of a symbol, or the index of an asset in the valuation currency. */
export type PriceKey = `mark:${string}` | `index:${string}`;

/** Milliseconds since a price was true. 0 or null: it stands as it is. Infinity: nobody knows since when. */
export type Ages = (key: PriceKey) => number | null;

/** `k`: how many standard deviations a price may have moved, ≥ 0. */
export type IntervalOptions = Readonly<{ k: number }>;

export const DEFAULT_INTERVAL_K = 3;

/** How far a price may have moved either way, as fractions of it, > 0. No price falls below 0: `down` is at most 1. */
export type Spread = Readonly<{ up: Decimal; down: Decimal }>;

/** `still`: where it was last seen. `unbounded`: it has an age, and nobody says how far it moves in that time. */
export type Reach = 'still' | 'unbounded' | Spread;

/** Where a price may be by now. @param asset what moves it: the base of a mark, the asset of an index */
export type ReachOf = (asset: string, key: PriceKey) => Reach;

const DAY_MS = 86_400_000;

/**
 * ± k · σ · √(age / one day), σ of one day's log return of the asset.
 *
 * @source docs/margin-models.md, "Intervals"
 */
export function createReach(parameters: ParameterSet, ages: Ages, { k }: IntervalOptions): ReachOf {
  const known = new Map<PriceKey, Reach>();
  return (asset, key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const reach = reachAfter(ages(key) ?? 0, listedVolatility(parameters, asset), k);
    known.set(key, reach);
    return reach;
  };
}

function reachAfter(ageMs: number, dailyVolatility: number | null, k: number): Reach {
  if (ageMs <= 0 || k === 0) return 'still';
  if (dailyVolatility === null || !Number.isFinite(ageMs)) return 'unbounded';
  const width = quotient(new Decimal(k).times(dailyVolatility).times(new Decimal(ageMs).div(DAY_MS).sqrt()));
  return width.isZero() ? 'still' : { up: width, down: Decimal.min(width, ONE) };
}

export const isSpread = (reach: Reach): reach is Spread => typeof reach === 'object';

/** A price moved by a part `z` of its reach, −1 … 1; at 0 it is the price itself. */
export function movedBy(price: Decimal, { up, down }: Spread, z: Decimal): Decimal {
  return z.isZero() ? price : price.times(ONE.plus(z.times(z.isNegative() ? down : up)));
}

/** The part of its reach that takes a price to another one; beyond −1 … 1 when it does not get there. */
export function partTo(price: Decimal, { up, down }: Spread, wanted: Decimal): Decimal {
  const move = wanted.div(price).minus(ONE);
  return move.div(move.isNegative() ? down : up);
}
