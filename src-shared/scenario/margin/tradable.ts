import { lineGreeks, type Greeks } from './greeks.ts';
import type { OptionLine, PerpetualLine, RiskUnit } from './riskUnit.ts';

/** What a unit can be hedged with, at its price of now. `lot` in units of the underlying, above 0. `id` is that of the line it adds to, when there is one. */
export type Tradable = Readonly<{ kind: 'option'; lot: number; line: Omit<OptionLine, 'quantity'> } | { kind: 'perpetual'; lot: number; line: Omit<PerpetualLine, 'quantity'> }>;

/** Signed units of the underlying, whole lots. */
export type Trade = Readonly<{ id: string; quantity: number }>;

/** A unit after a trade at the mark; a line of which nothing is left is gone. */
export function withTrade(unit: RiskUnit, tradable: Tradable, quantity: number): RiskUnit {
  return tradable.kind === 'option' ? { ...unit, options: added(unit.options, { ...tradable.line, quantity }) } : { ...unit, perpetuals: added(unit.perpetuals, { ...tradable.line, quantity }) };
}

function added<Line extends Readonly<{ id: string; quantity: number }>>(lines: readonly Line[], trade: Line): readonly Line[] {
  const held = lines.find(({ id }) => id === trade.id);
  const quantity = (held?.quantity ?? 0) + trade.quantity;
  const line = { ...trade, quantity };
  const next = held === undefined ? [...lines, line] : lines.map((own) => (own === held ? line : own));
  // What is left of whole lots after a float subtraction is nothing.
  return Math.abs(quantity) > Math.abs(trade.quantity) * 1e-12 ? next : next.filter((own) => own !== line);
}

/** Of one unit of it, long; null for an option on its strike at expiry. */
export function greeksOfOne(unit: RiskUnit, tradable: Tradable): Greeks | null {
  const alone = withTrade({ ...unit, options: [], futures: [], perpetuals: [], holdings: [] }, tradable, 1);
  return lineGreeks(alone)[0]?.greeks ?? null;
}

/** The nearest whole number of lots: what is left open is half a lot at most. */
export const toLots = (quantity: number, { lot }: Tradable): number => Math.round(quantity / lot) * lot;
