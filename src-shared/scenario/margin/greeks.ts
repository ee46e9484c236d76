import { black76 } from '../pricing/black76.ts';
import type { RiskUnit } from './riskUnit.ts';

/** Delta in units of the underlying, gamma in those per unit of its price, vega in money per point of volatility, theta in money per day. Short options have gamma and vega below 0. */
export type Greeks = Readonly<{ delta: number; gamma: number; vega: number; theta: number }>;

/** How long a line runs: what has no end, then up to a week, a month, a quarter (days, included), and beyond. */
export const TENORS = ['open', 'week', 'month', 'quarter', 'beyond'] as const;
export type Tenor = (typeof TENORS)[number];

export type LineGreeks = Readonly<{ id: string; tenor: Tenor; greeks: Greeks | null }>;

/** Greeks of each line, options on their own forward, undiscounted; null for an option on its strike at expiry, where they have no value. */
export function lineGreeks(unit: RiskUnit): readonly LineGreeks[] {
  const tenorAt = (expiry: number): Tenor => tenorOf((unit.expiries[expiry]?.years ?? Number.NaN) * 365);
  return [
    ...unit.options.map(({ id, sign, strike, quantity, volatility, expiry }): LineGreeks => {
      const at = unit.expiries[expiry];
      if (at === undefined) throw new Error(`option ${id} has no expiry ${expiry} in its unit`);
      const { delta, gamma, vega, theta } = black76({ sign, strike, years: at.years, volatility }, at.open + at.fixed, at.rate);
      const known = delta !== null && gamma !== null && vega !== null && theta !== null;
      return { id, tenor: tenorAt(expiry), greeks: known ? { delta: quantity * delta, gamma: quantity * gamma, vega: (quantity * vega) / 100, theta: (quantity * theta) / 365 } : null };
    }),
    ...unit.futures.map(({ id, quantity, expiry }): LineGreeks => ({ id, tenor: tenorAt(expiry), greeks: linear(quantity) })),
    ...unit.perpetuals.map(({ id, quantity }): LineGreeks => ({ id, tenor: 'open', greeks: linear(quantity) })),
    ...unit.holdings.filter(({ moves }) => moves).map(({ id, value }): LineGreeks => ({ id, tenor: 'open', greeks: linear(value / unit.spot) })),
  ];
}

/** Their sum; null when one of them has no value. None at all: zero. */
export function sumGreeks(lines: readonly LineGreeks[]): Greeks | null {
  return lines.reduce<Greeks | null>((sum, { greeks: own }) => (sum === null || own === null ? null : { delta: sum.delta + own.delta, gamma: sum.gamma + own.gamma, vega: sum.vega + own.vega, theta: sum.theta + own.theta }), linear(0));
}

const linear = (delta: number): Greeks => ({ delta, gamma: 0, vega: 0, theta: 0 });

const tenorOf = (days: number): Tenor => (days <= 7 ? 'week' : days <= 30 ? 'month' : days <= 90 ? 'quarter' : 'beyond');
