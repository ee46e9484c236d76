import { Decimal, ONE, ZERO } from '../../num/units.ts';
import type { Holding } from '../holdings.ts';
import { type Leg, priceAtNotional } from '../kernel/contractTerms.ts';
import type { RowRule } from '../rowRule.ts';
import { markReach, pricedHoldings, type View } from './view.ts';
import { reservePrices, ruleNotionals } from './orderPlaces.ts';
import { isSpread, partTo } from './reach.ts';

/** Either side of a step, closer to it than any price that has 24 decimals. */
const BESIDE = new Decimal('1e-40');

const QUARTERS = [-3, -2, -1, 1, 2, 3].map((part) => new Decimal(part).div(4));

/** More places than these would cost too much for a figure that is made once a second. */
const MOST_PLACES = 200;

/** Where an asset's prices are looked at, ascending from −1 to 1; `all` is false when some places were left out. */
export type Places = Readonly<{ at: readonly Decimal[]; all: boolean }>;

/**
 * Between two neighbouring places every figure is a straight line of the move, but for contracts settled in what they
 * are on: there the lines are bent, and the quarters keep the bend small.
 */
export function placesOf(views: readonly View[], asset: string, bent: boolean): Places {
  const ends = [ONE.neg(), ZERO, ONE];
  const edges = views.flatMap((view) => pricedHoldings(view).flatMap((holding) => (holding.instrument.base === asset ? edgesOf(view, holding) : [])));
  const inside = edges.flatMap((edge) => [edge.minus(BESIDE), edge.plus(BESIDE)]).filter((z) => z.abs().lt(1));
  const all = inside.length <= MOST_PLACES;
  return { at: ascending([...ends, ...(all ? inside : []), ...(bent ? QUARTERS : [])]), all };
}

export const ascending = (values: readonly Decimal[]): readonly Decimal[] =>
  values.toSorted((a, b) => a.comparedTo(b)).filter((value, at, all) => at === 0 || !value.eq(all[at - 1] ?? NaN));

/** Parts of the reach of a mark at which a requirement of the holding changes its rule. */
function edgesOf(view: View, holding: Holding): readonly Decimal[] {
  const reach = markReach(view, holding.instrument);
  const mark = view.prices.mark.get(holding.symbol);
  if (!isSpread(reach) || mark === undefined) return [];
  const rows = holding.rows.flatMap((at) => view.book.rows[at] ?? []);
  const prices = [...rows.flatMap(({ leg, rule }) => rulePrices(leg, rule)), ...(holding.reserve === null ? [] : reservePrices(holding.reserve))];
  return prices.map((price) => partTo(mark, reach, price)).filter((z) => z.abs().lte(1));
}

/** What the schedule looks at, and the entry where that is looked at too. */
function rulePrices(leg: Leg, rule: RowRule): readonly Decimal[] {
  if (leg.quantity.isZero()) return [];
  return [...ruleNotionals(rule).map((notional) => priceAtNotional(leg, notional)), ...(rule.maintenanceBasis === 'mark' && rule.initialBasis === 'mark' ? [] : [leg.entryPrice])];
}
