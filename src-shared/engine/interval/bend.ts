import { Decimal, ONE, ZERO } from '../../num/units.ts';
import type { Holding } from '../holdings.ts';
import { type Leg, notionalAt } from '../kernel/contractTerms.ts';
import { rateOf } from '../prices.ts';
import type { RowRule } from '../rowRule.ts';
import { markReach, pricedHoldings, rateReach, type View } from './view.ts';
import { NO_PART, type Part } from './part.ts';
import { isSpread, type Reach } from './reach.ts';

/**
 * A curve leaves its chord by at most h² / 8 of its second derivative. The places of a bent asset are at most a quarter
 * apart, and the larger of two sides may leave by twice as much: 2 · (1/4)² / 8.
 */
const OF_BEND = new Decimal(1).div(64);

type Bend = Readonly<{ notional: Decimal; square: Decimal }>;

/**
 * How far the figures of contracts that are settled in what they are on may leave the straight lines between two places.
 * Exactly nothing for an inverse contract whose mark and index are of one age: what it is worth is a line again.
 */
export function bendOf(view: View, asset: string): Part {
  return pricedHoldings(view).reduce<Part>((sum, holding) => {
    const bend = holdingBend(view, holding, asset);
    return bend === null ? sum : addBend(sum, view, holding, bend);
  }, NO_PART);
}

function holdingBend(view: View, { instrument }: Holding, asset: string): Bend | null {
  if (instrument.base !== asset || instrument.settle !== asset) return null;
  const [mark, rate] = [widthOf(markReach(view, instrument)), widthOf(rateReach(view, asset))];
  if (mark.isZero()) return null;
  if (instrument.settlement !== 'inverse') return { notional: mark.times(rate).times(2), square: ZERO };
  // (1 + v·z) / (1 + w·z), and over (1 + w·z)² where a rate grows with size.
  const left = ONE.minus(mark);
  const [cube, fourth] = [left.pow(3), left.pow(4)];
  return {
    notional: mark.times(2).times(rate.minus(mark).abs()).div(cube),
    square: mark.times(rate).times(4).div(cube).plus(mark.times(mark).times(6).times(ONE.plus(rate)).div(fourth)),
  };
}

const widthOf = (reach: Reach): Decimal => (isSpread(reach) ? reach.up : ZERO);

function addBend(sum: Part, { book, prices }: View, { symbol, instrument, rows, reserve }: Holding, bend: Bend): Part {
  const [mark, rate] = [prices.mark.get(symbol), rateOf(instrument.settle, book.valuationCurrency, prices.index)];
  if (mark === undefined || rate === null) return sum;
  const scale = rate.times(OF_BEND);
  const own = rows.flatMap((at) => book.rows[at] ?? []);
  const total = <T>(items: readonly T[], of: (item: T) => Decimal): Decimal => items.reduce<Decimal>((all, item) => all.plus(of(item)), ZERO);
  const value = (leg: Leg): Decimal => notionalAt(leg, mark).times(bend.notional).times(scale);
  const grown = (leg: Leg, { growth }: RowRule): Decimal => (growth === null ? ZERO : notionalAt(leg, mark).pow(2).times(growth).times(bend.square).times(scale));
  const margin = (leg: Leg, rule: RowRule): Decimal => value(leg).times(highestRate(rule)).plus(grown(leg, rule));
  const profit = total(own, ({ leg }) => value(leg));
  const owed = profit.times(book.weighings.get(instrument.settle)?.surplus ?? ZERO);
  const maintenance = total(own, ({ leg, rule }) => margin(leg, rule)).plus(owed);
  const orders = reserve === null ? ZERO : margin(reserve.held.leg, reserve.held.rule).plus(Decimal.max(ZERO, ...reserve.filled.map(({ leg, rule }) => margin(leg, rule)))).plus(total(reserve.orders, ({ leg }) => value(leg)));
  return {
    equity: sum.equity.plus(profit), adjusted: sum.adjusted.plus(profit),
    maintenance: sum.maintenance.plus(maintenance), initial: sum.initial.plus(maintenance).plus(orders), lacks: sum.lacks,
  };
}

/** No requirement of the row, maintenance or initial, is a larger part of its notional. */
function highestRate({ schedule, leverageRate, initialFee }: RowRule): Decimal {
  const rates = (schedule?.tiers ?? []).flatMap(({ maintenanceMarginRate, initialMarginRate }) => [maintenanceMarginRate, initialMarginRate ?? ZERO]);
  return Decimal.max(ZERO, ...rates, leverageRate ?? ZERO).plus(initialFee ?? ZERO);
}
