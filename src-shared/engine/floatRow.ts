import type { Row } from './row.ts';
import type { RowRule } from './rowRule.ts';
import type { FloatTier } from './schedule.ts';

/** One priced row in float64, in the valuation currency, for searches that an exact step confirms. */
export type FloatRow = Readonly<{
  at: number;
  base: string;
  settle: string;
  /** Notional at the mark, ≥ 0. */
  notional: number;
  /** Profit at the mark, signed. */
  profit: number;
  /** What profit gains per move of 1. */
  exposure: number;
  /** What profit gains in its settle currency, in that currency's units, when its price moves by x. */
  gainAt: (x: number) => number;
  /** What the row adds to the maintenance margin when its price has moved by x and `kept` of it remains. */
  marginAt: (x: number, kept: number) => number;
}>;

/**
 * @param rate    valuation currency per settle currency
 * @param counted whether its requirement is asked for: not on the smaller side where only the larger is
 */
export function floatRowOf(row: Row, at: number, mark: number, rate: number, counted: boolean): FloatRow {
  const { leg, rule, instrument: { base, settle } } = row;
  const inverse = leg.settlement === 'inverse';
  const [quantity, entry] = [leg.quantity.toNumber(), leg.entryPrice.toNumber()];
  const notionalAt = (price: number): number => (inverse ? Math.abs(quantity) / price : Math.abs(quantity) * price);
  const tiers = (rule.lacks === null ? rule.schedule : null)?.tiers.map(({ near }) => near) ?? [];
  const growth = rule.growth?.toNumber() ?? 0;
  const required = (price: number, kept: number): number => floatMargin(tiers, notionalAt(price) * kept, growth);
  return {
    at, base, settle, notional: notionalAt(mark) * rate, profit: rate * (inverse ? quantity / entry - quantity / mark : quantity * (mark - entry)), exposure: rate * (inverse ? quantity / entry : quantity * mark),
    gainAt: (x) => (inverse ? (quantity / mark) * (x / (1 + x)) : quantity * mark * x),
    // A coin-settled requirement is worth as much as the coin is.
    marginAt: (x, kept) => (counted ? rate * (inverse ? 1 + x : 1) * onBasis(rule, (price) => required(price, kept), mark * (1 + x), entry) : 0),
  };
}

function onBasis({ maintenanceBasis }: RowRule, required: (price: number) => number, price: number, entry: number): number {
  if (maintenanceBasis === 'mark') return required(price);
  return maintenanceBasis === 'entry' ? required(entry) : Math.max(required(price), required(entry));
}

/** Maintenance margin of a notional (settle currency) under float tiers, with rates that grow by `growth` per unit of it. */
function floatMargin(tiers: readonly FloatTier[], notional: number, growth: number): number {
  let at = tiers.length - 1;
  while (at > 0 && notional <= (tiers[at]?.floor ?? 0)) at -= 1;
  const tier = tiers[at];
  return tier === undefined ? 0 : Math.max(0, notional * (tier.rate + growth * notional) - tier.amount);
}

/** What a row adds to (adjusted equity − maintenance margin) beyond its profit at the mark when its price moves by x and `kept` of it remains. */
export const rowValueAt = ({ exposure, marginAt }: FloatRow, x: number, kept: number): number => kept * exposure * x - marginAt(x, kept);
