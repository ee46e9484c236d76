import { type Decimal, ONE, ZERO } from '../../num/units.ts';
import { type Leg, priceAtNotional } from '../kernel/contractTerms.ts';
import { filledNotional, marginOn, type Reserve } from '../reserve.ts';
import type { RowRule } from '../rowRule.ts';

/** Floors and cap of a schedule, and where its requirement comes to 0: notionals above 0, in the settle currency. */
export function ruleNotionals({ schedule }: RowRule): readonly Decimal[] {
  const steps = (schedule?.tiers ?? []).flatMap(({ floor, maintenanceMarginRate, maintenanceAmount }) => [floor, ...(maintenanceMarginRate.isZero() ? [] : [maintenanceAmount.div(maintenanceMarginRate)])]);
  const cap = schedule?.cap ?? null;
  return [...steps, ...(cap === null ? [] : [cap])].filter((notional) => notional.gt(0));
}

/** Marks at which what the orders of a symbol reserve changes its line. */
export function reservePrices(reserve: Reserve): readonly Decimal[] {
  const { held, filled, orders, sellBuffer } = reserve;
  const losing = orders.map(({ leg }) => leg.entryPrice);
  const own = tierPrices(held.leg, held.rule);
  if (sellBuffer === null) return [...losing, ...own, ...filled.flatMap(({ leg, rule }) => tierPrices(leg, rule))];
  const following = reserve.kind === 'eachOrder'
    ? orders.flatMap(({ leg, rule }) => assumedPrices(ZERO, [leg], sellBuffer, rule))
    : filled.flatMap(({ added, rule }) => assumedPrices(held.leg.quantity, added, sellBuffer, rule));
  return [...losing, ...own, ...following];
}

const tierPrices = (leg: Leg, rule: RowRule): readonly Decimal[] => (leg.quantity.isZero() ? [] : ruleNotionals(rule).map((notional) => priceAtNotional(leg, notional)));

/**
 * Where sells begin to follow the mark, and where the notional after the fills is 0 or one that the rule looks at. From one
 * such mark to the next the signed notional is a straight line slope · mark + constant.
 */
function assumedPrices(held: Decimal, added: readonly Leg[], sellBuffer: Decimal, rule: RowRule): readonly Decimal[] {
  const factor = ONE.plus(sellBuffer);
  const follows = ({ entryPrice }: Leg): Decimal => entryPrice.div(factor);
  const sells = added.filter(({ quantity }) => quantity.isNegative());
  const turns = sells.map(follows).toSorted((a, b) => a.comparedTo(b));
  const wanted = [ZERO, ...ruleNotionals(rule).flatMap((notional) => [notional, notional.neg()])];
  const solved = [ZERO, ...turns].flatMap((from, at): readonly Decimal[] => {
    const to = turns[at];
    const moving = sells.filter((sell) => follows(sell).lte(from));
    const slope = moving.reduce<Decimal>((sum, { quantity }) => sum.plus(quantity.times(factor)), held);
    const constant = added.filter((order) => !moving.includes(order)).reduce<Decimal>((sum, { quantity, entryPrice }) => sum.plus(quantity.times(entryPrice)), ZERO);
    return slope.isZero() ? [] : wanted.map((value) => value.minus(constant).div(slope)).filter((mark) => mark.gt(from) && (to === undefined || mark.lt(to)));
  });
  return [...turns, ...solved];
}

/** What positions and all buys ask for less what positions and all sells do, in the settle currency, where assumed prices let each be the larger. */
export function reserveLean(reserve: Reserve, mark: Decimal): Decimal | null {
  const [buys, sells] = reserve.filled;
  if (reserve.sellBuffer === null || reserve.kind === 'eachOrder' || buys === undefined || sells === undefined) return null;
  const [first, second] = [buys, sells].map((filled) => marginOn(filled, filledNotional(reserve, filled, mark)) ?? ZERO);
  return first === undefined || second === undefined ? null : first.minus(second);
}
