import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { Decimal, type Money, ONE, type Price, term, ZERO } from '../num/units.ts';
import { exposureFactor, legsAfter, legsOf } from './hedgeLegs.ts';
import { type Leg, notionalAt, profitAt } from './kernel/contractTerms.ts';
import { assumingPrice } from './kernel/crossPool.ts';
import type { Row } from './row.ts';
import { createRowRule, initialRequired, type RowRule } from './rowRule.ts';

/** A position that could be held, with what it would have to keep. */
export type Exposure = Readonly<{ leg: Leg; rule: RowRule }>;

/** What is held once some orders are filled. */
export type Filled = Exposure & Readonly<{ added: readonly Leg[] }>;

/** What the open orders of one symbol can reserve; sizes do not depend on prices, so they are made once. */
export type Reserve = Readonly<{
  kind: MarginRules['orders'];
  held: Exposure;
  /** Positions and all buys, and positions and all sells: those of the two that there are. */
  filled: readonly Filled[];
  orders: readonly Exposure[];
  /** Sells are assumed to fill this far above the mark, at the least; null where no price is assumed. */
  sellBuffer: Decimal | null;
}>;

/**
 * A leverage of a row is its symbol's; of two that differ the lower one counts. In hedge mode the tier of an exposure is
 * chosen as a leg's is, by the legs once the orders have filled.
 *
 * @param orders those that are not reduce-only, each with its price as entry
 */
export function createReserve(instrument: Instrument, rules: MarginRules, rows: readonly Row[], orders: readonly Leg[]): Reserve {
  const leverageRate = rows.reduce<Decimal | null>((most, { rule }) => (most === null || (rule.leverageRate !== null && rule.leverageRate.gt(most)) ? rule.leverageRate : most), null);
  const legs = legsOf(rows);
  /** @param fills orders that have filled */
  const exposure = (leg: Leg, fills: readonly Leg[]): Exposure => ({
    leg,
    rule: createRowRule({
      instrument, rules, leg, leverageRate, known: new Map(), contracts: leg.quantity.abs().div(instrument.contractSize), tierRule: instrument.tierRule, hedged: false,
      tierFactor: exposureFactor(rules, legs === null ? null : legsAfter(legs, fills), leg.quantity),
    }),
  });
  const entryPrice = rows[0]?.leg.entryPrice ?? orders[0]?.entryPrice ?? ONE;
  const sized = (quantity: Decimal, fills: readonly Leg[]): Exposure => exposure({ settlement: instrument.settlement, quantity, entryPrice }, fills);
  const held = addUp(rows.map(({ leg }) => leg));
  const sides = [orders.filter(({ quantity }) => !quantity.isNegative()), orders.filter(({ quantity }) => quantity.isNegative())].filter((added) => added.length > 0);
  return {
    kind: rules.orders, held: sized(held, []), orders: orders.map((order) => exposure(order, [order])), filled: sides.map((added) => ({ ...sized(held.plus(addUp(added)), added), added })),
    sellBuffer: rules.sellBuffer === undefined || instrument.settlement !== 'linear' ? null : new Decimal(rules.sellBuffer),
  };
}

const addUp = (legs: readonly Leg[]): Decimal => legs.reduce<Decimal>((sum, { quantity }) => sum.plus(quantity), ZERO);

/**
 * What the open orders of one symbol reserve beyond its positions:
 *
 *   worstExposure   max(0, IM of what is held after the fills − IM of what is held) + open loss
 *   eachOrder       Σ IM of each order by itself + open loss
 *
 * What is held after the fills is positions and all buys, or positions and all sells, whichever asks for more, at the
 * mark; an order by itself is at its own price. With a `sellBuffer` orders are at the price that they are assumed to fill
 * at ({@link assumingPrice}, the mark standing in for the last price) and positions at the mark. The open loss of an order
 * is what filling it at its price would lose at once.
 *
 * @param rate valuation currency per settle currency; null means 1
 * @returns valuation currency, ≥ 0, a term; null when neither a row's leverage nor the schedule says a rate
 * @source docs/margin-models.md, "Open orders"
 */
export function orderMarginOf(reserve: Reserve, mark: Price, rate: Decimal | null): Money | null {
  const margin = reserve.kind === 'eachOrder' ? ordersMargin(reserve, mark) : exposureMargin(reserve, mark);
  if (margin === null) return null;
  const openLoss = reserve.orders.reduce<Decimal>((sum, { leg }) => sum.plus(Decimal.max(ZERO, profitAt(leg, mark).neg())), ZERO);
  const reserved = margin.plus(openLoss);
  return term(rate === null ? reserved : reserved.times(rate));
}

/** Initial margin of an exposure worth some notional, in its settle currency. */
export const marginOn = ({ rule }: Exposure, notional: Decimal): Decimal | null => initialRequired(rule, notional, () => notional);

/** Notional of what is held after a fill: positions at the mark, and orders there too or where they are assumed to fill. */
export function filledNotional({ held, sellBuffer }: Reserve, { leg, added }: Filled, mark: Decimal): Decimal {
  if (sellBuffer === null) return notionalAt(leg, mark);
  return added.reduce<Decimal>((sum, order) => sum.plus(order.quantity.times(assumedPrice(order, mark, sellBuffer))), held.leg.quantity.times(mark)).abs();
}

const assumedPrice = ({ quantity, entryPrice }: Leg, mark: Decimal, sellBuffer: Decimal): Decimal => assumingPrice(quantity.isNegative() ? -1 : 1, entryPrice, mark, mark, sellBuffer);

function exposureMargin(reserve: Reserve, mark: Price): Decimal | null {
  const present = marginOn(reserve.held, notionalAt(reserve.held.leg, mark));
  if (present === null) return null;
  return reserve.filled.reduce<Decimal | null>((most, filled) => {
    const needed = marginOn(filled, filledNotional(reserve, filled, mark));
    return most === null || needed === null ? null : Decimal.max(most, needed.minus(present));
  }, ZERO);
}

function ordersMargin({ orders, sellBuffer }: Reserve, mark: Price): Decimal | null {
  return orders.reduce<Decimal | null>((sum, order) => {
    const own = marginOn(order, notionalAt(order.leg, sellBuffer === null ? order.leg.entryPrice : assumedPrice(order.leg, mark, sellBuffer)));
    return sum === null || own === null ? null : sum.plus(own);
  }, ZERO);
}
