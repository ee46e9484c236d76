import { type Decimal, ONE } from '../../num/units.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Book } from '../book.ts';
import type { Holding } from '../holdings.ts';
import { type Prices, rateOf } from '../prices.ts';
import type { WeightPiece } from '../profitWeighing.ts';
import type { Lacks, Part } from './part.ts';
import { isSpread, movedBy, type Reach, type ReachOf } from './reach.ts';

/** Where the prices of each asset stand, as a part −1 … 1 of their reach. An asset that is not named stands at 0. */
export type Standing = ReadonlyMap<string, Decimal>;

/**
 * Where a currency is weighed after its open profit, what it counts for is bent where its equity passes 0 or the edge of a
 * weight. Weights fall with the amount, so that it is the least of the straight pieces: on each of them alone everything is
 * a sum over assets again.
 */
export type Choice = ReadonlyMap<string, WeightPiece>;

/** What is priced together: everything on one underlying, or all collateral in one asset. */
export type Item = Readonly<{
  /** Assets whose prices may have moved and move it. */
  moving: readonly string[];
  /** Those among them that it is settled in and not on. */
  settles: readonly string[];
  /** Figures that a price without bounds decides. */
  lacks: Lacks;
  at: (standing: Standing, choice: Choice) => Part;
  /** Differences whose larger part alone is asked for, by what they are: longs less shorts, buys filled less sells filled; empty where requirements add up. */
  leans: (standing: Standing) => readonly Decimal[];
}>;

/** What is known of the prices of one pool. */
export type View = Readonly<{ book: Book; prices: Prices; reachOf: ReachOf }>;

/** What has no price is in no sum: its figures are unknown or a bound already. */
export const pricedHoldings = ({ book, prices }: View): readonly Holding[] => [...book.holdings.values()].filter(({ symbol, instrument, unsupported }) =>
  !unsupported && prices.mark.has(symbol) && rateOf(instrument.settle, book.valuationCurrency, prices.index) !== null);

/** An inverse contract has no value at a price of 0: a mark that may have come to it is without bounds. */
export function markReach({ reachOf }: View, { symbol, base, settlement }: Instrument): Reach {
  const reach = reachOf(base, `mark:${symbol}`);
  return isSpread(reach) && settlement === 'inverse' && reach.down.gte(ONE) ? 'unbounded' : reach;
}

/** The valuation currency is worth 1 of itself, whatever its age. */
export const rateReach = ({ book, reachOf }: View, asset: string): Reach => (asset === book.valuationCurrency ? 'still' : reachOf(asset, `index:${asset}`));

/** A price at a part of its reach. */
export const moved = (price: Decimal, reach: Reach, z: Decimal | undefined): Decimal => (z === undefined || !isSpread(reach) ? price : movedBy(price, reach, z));

export function rateAt(view: View, asset: string, standing: Standing): Decimal | null {
  const rate = rateOf(asset, view.book.valuationCurrency, view.prices.index);
  return rate === null ? null : moved(rate, rateReach(view, asset), standing.get(asset));
}

/** Whether all open profit is known of a currency that is weighed after it; a debt in it asks for at least nothing where it is not. */
export function isProfitKnown(view: View, asset: string): boolean {
  const { book } = view;
  if (!book.weighings.has(asset)) return true;
  const priced = pricedHoldings(view).filter(({ instrument }) => instrument.settle === asset).reduce((sum, { rows }) => sum + rows.length, 0);
  return priced === (book.rowsBySettle.get(asset)?.length ?? 0);
}
