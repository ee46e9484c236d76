import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { Decimal, type Money, ONE, type Price, term, ZERO } from '../num/units.ts';
import { type Leg, notionalAt, profitAt } from './kernel/contractTerms.ts';
import type { Row } from './row.ts';
import { createRowRule, initialRequired, type RowRule } from './rowRule.ts';

/** A position that could be held, with what it would have to keep. */
export type Exposure = Readonly<{ leg: Leg; rule: RowRule }>;

/** What the open orders of one symbol can reserve; sizes do not depend on prices, so they are made once. */
export type Reserve = Readonly<{ kind: 'worstExposure' | 'eachOrder'; held: Exposure; worst: Exposure; orders: readonly Exposure[] }>;

/**
 * A leverage of a row is its symbol's; of two that differ the lower one counts.
 *
 * @param orders those that are not reduce-only, each with its price as entry
 */
export function createReserve(instrument: Instrument, rules: MarginRules, rows: readonly Row[], orders: readonly Leg[]): Reserve {
  const leverageRate = rows.reduce<Decimal | null>((most, { rule }) => (most === null || (rule.leverageRate !== null && rule.leverageRate.gt(most)) ? rule.leverageRate : most), null);
  const exposure = (leg: Leg): Exposure => ({
    leg,
    rule: createRowRule({
      instrument, rules, leg, leverageRate, known: new Map(), contracts: leg.quantity.abs().div(instrument.contractSize), tierRule: instrument.tierRule, tierFactor: ONE, hedged: false,
    }),
  });
  const held = rows.reduce<Decimal>((sum, { leg }) => sum.plus(leg.quantity), ZERO);
  const filled = (side: readonly Leg[]): Decimal => side.reduce<Decimal>((sum, { quantity }) => sum.plus(quantity), held);
  const exposures = [held, filled(orders.filter(({ quantity }) => quantity.isPositive())), filled(orders.filter(({ quantity }) => quantity.isNegative()))];
  const worst = exposures.reduce((most, next) => (next.abs().gt(most.abs()) ? next : most));
  const entryPrice = rows[0]?.leg.entryPrice ?? orders[0]?.entryPrice ?? ONE;
  const sized = (quantity: Decimal): Exposure => exposure({ settlement: instrument.settlement, quantity, entryPrice });
  return { kind: rules.orders, held: sized(held), worst: sized(worst), orders: orders.map(exposure) };
}

/**
 * What the open orders of one symbol reserve beyond its positions:
 *
 *   worstExposure   max(0, IM at the worst exposure − IM of the exposure held) + open loss
 *   eachOrder       Σ IM at the order's own price + open loss
 *
 * The worst exposure is the larger of |positions + all buys| and |positions + all sells|, at the mark. The open loss
 * of an order is what filling it at its price would lose at once.
 *
 * @param rate valuation currency per settle currency; null means 1
 * @returns valuation currency, ≥ 0, a term; null when neither a row's leverage nor the schedule says a rate
 * @source docs/margin-models.md, "Open orders"
 */
export function orderMarginOf(reserve: Reserve, mark: Price, rate: Decimal | null): Money | null {
  const margin = reserve.kind === 'eachOrder' ? ordersMargin(reserve) : exposureMargin(reserve, mark);
  if (margin === null) return null;
  const openLoss = reserve.orders.reduce<Decimal>((sum, { leg }) => sum.plus(Decimal.max(ZERO, profitAt(leg, mark).neg())), ZERO);
  const reserved = margin.plus(openLoss);
  return term(rate === null ? reserved : reserved.times(rate));
}

const marginAt = ({ leg, rule }: Exposure, price: Decimal): Decimal | null => {
  const notional = notionalAt(leg, price);
  return initialRequired(rule, notional, () => notional);
};

function exposureMargin({ held, worst }: Reserve, mark: Price): Decimal | null {
  const [needed, present] = [marginAt(worst, mark), marginAt(held, mark)];
  return needed === null || present === null ? null : Decimal.max(ZERO, needed.minus(present));
}

function ordersMargin({ orders }: Reserve): Decimal | null {
  return orders.reduce<Decimal | null>((sum, order) => {
    const own = marginAt(order, order.leg.entryPrice);
    return sum === null || own === null ? null : sum.plus(own);
  }, ZERO);
}
