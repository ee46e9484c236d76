import { Decimal, ZERO } from '../../num/units.ts';
import { type Leg, notionalAt, profitCurve } from './contractTerms.ts';
import { type Crossing, type MovingPool, venueCrossing } from './crossing.ts';
import { losingSide } from './isolated.ts';
import { valueAt } from './priceCurve.ts';
import { type Requirement, requirementAt } from './requirement.ts';

/** A cross position at its own mark. `group` is what shares one price: a symbol, with both legs of a hedge. */
export type CrossPosition = Readonly<{ group: string; leg: Leg; mark: Decimal; requirement: Requirement; /** IM = notional at mark / leverage, where it is known. */ leverage: Decimal | null }>;

/** Sums of some positions at their marks, in the settle currency. */
export type CrossSums = Readonly<{ profit: Decimal; maintenance: Decimal; initial: Decimal; notional: Decimal }>;

export function crossSums(positions: readonly CrossPosition[]): CrossSums {
  return positions.reduce<CrossSums>((sum, { leg, mark, requirement, leverage }) => {
    const notional = notionalAt(leg, mark);
    return {
      profit: sum.profit.plus(valueAt(profitCurve(leg), mark)),
      maintenance: sum.maintenance.plus(requirementAt(leg, requirement, mark)),
      initial: leverage === null ? sum.initial : sum.initial.plus(notional.div(leverage)),
      notional: sum.notional.plus(notional),
    };
  }, { profit: ZERO, maintenance: ZERO, initial: ZERO, notional: ZERO });
}

/**
 * The liquidation price of one group by the convention that everything else stays at its mark: both legs of a hedge
 * share it. Legs on one side are hurt by one direction. A hedge, or collateral that moves with the price, may be hurt
 * by either, and not by the one that its net size suggests: the requirement of both legs grows with the price. The
 * nearer is given.
 *
 * @param wallet settled balance of the pool
 * @param movingCollateral weighted units whose value is units · P
 */
export function groupLiquidation(positions: readonly CrossPosition[], wallet: Decimal, group: string, movingCollateral: Decimal = ZERO): Crossing {
  const own = positions.filter((position) => position.group === group);
  const others = crossSums(positions.filter((position) => position.group !== group));
  const [first] = own;
  if (first === undefined) throw new RangeError(`no position is in ${group}`);
  const { mark } = first;
  const pool: MovingPool = { legs: own, fixedEquity: wallet.plus(others.profit), fixedRequirement: others.maintenance, movingCollateral };
  const oneSided = movingCollateral.isZero() && own.every(({ leg }) => leg.quantity.isNegative() === first.leg.quantity.isNegative());
  return oneSided ? venueCrossing(pool, mark, losingSide(first.leg)) : nearer(venueCrossing(pool, mark, -1), venueCrossing(pool, mark, 1), mark);
}

function nearer(down: Crossing, up: Crossing, mark: Decimal): Crossing {
  if (down.status === 'none') return up;
  return up.status === 'none' || mark.minus(down.price).abs().lte(up.price.minus(mark).abs()) ? down : up;
}

/** Cost of an order: margin at a price / leverage, and what filling it would lose at once. @param side + 1 buys, − 1 sells */
export function orderCost(side: 1 | -1, quantity: Decimal, price: Decimal, mark: Decimal, leverage: Decimal): Readonly<{ initialMargin: Decimal; openLoss: Decimal }> {
  const loss = Decimal.min(ZERO, mark.minus(price).times(side)).abs();
  return { initialMargin: quantity.times(price).div(leverage), openLoss: quantity.times(loss) };
}

/** The price that an order is assumed to fill at: its own when it buys; the highest of last with a buffer, mark and its own when it sells. */
export const assumingPrice = (side: 1 | -1, order: Decimal, mark: Decimal, last: Decimal, sellBuffer: Decimal): Decimal =>
  (side === 1 ? order : Decimal.max(last.times(sellBuffer.plus(1)), mark, order));
