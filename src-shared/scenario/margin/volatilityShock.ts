import type { Cell, PointShock, SkewShock, VolatilityMeasure, VolatilityShock } from './scenarioPreset.ts';

const PIVOT_DAYS = 30;
const DAYS_PER_YEAR = 365;

/** Multipliers of volatility at a time to expiry, both at least 0. `years` of 365 days. */
export function shockMultipliers(shock: VolatilityShock, years: number): Readonly<{ up: number; down: number }> {
  const days = years * DAYS_PER_YEAR;
  const isShort = shock.pivot === 'short' ? days <= PIVOT_DAYS : days < PIVOT_DAYS;
  const scale = (PIVOT_DAYS / Math.max(days, shock.floorDays)) ** (isShort ? shock.powerShort : shock.powerLong);
  return { up: Math.max(0, 1 + shock.up * scale), down: Math.max(0, 1 - shock.down * scale) };
}

/**
 * What the skew scenarios multiply a volatility by: 1 + k·cap/k*, no higher than the cap above the money and no lower than
 * −cap below it; k = ln(K/F) or its size, cap = base + c·√years, k* = max(minimum, √years·width·(volatility + √years·scale)). Never below 0.
 *
 * @source Derive, PMRM2
 */
export function skewFactor(shock: SkewShock, kind: 'linear' | 'absolute', years: number, strike: number, forward: number): number {
  const root = Math.sqrt(years);
  const cap = kind === 'linear' ? shock.linearCap + shock.linearBase * root : shock.absoluteCap + shock.absoluteBase * root;
  const moneyness = Math.log(strike / forward);
  const k = kind === 'linear' ? moneyness : Math.abs(moneyness);
  const reach = Math.max(shock.minimum, root * shock.width * (shock.volatility + root * shock.volatilityScale));
  const tilt = (k * cap) / reach;
  return Math.max(0, 1 + (k > 0 ? Math.min(tilt, cap) : Math.max(tilt, -cap)));
}

/** Points up and down at a time to expiry, `years` of 365 days; 0 without a table. */
export function pointsAt(table: readonly PointShock[], years: number): Readonly<{ up: number; down: number }> {
  const days = years * DAYS_PER_YEAR;
  const next = table.findIndex((own) => own.days >= days);
  const [left, right] = next === -1 ? [table.at(-1), table.at(-1)] : [table[Math.max(next - 1, 0)], table[next]];
  if (left === undefined || right === undefined) return { up: 0, down: 0 };
  const share = right.days === left.days ? 0 : Math.max(0, (days - left.days) / (right.days - left.days));
  return { up: left.up + share * (right.up - left.up), down: left.down + share * (right.down - left.down) };
}

/** How far a volatility goes: it is multiplied by a factor, then points are added or taken off. */
export type VolatilityReach = Readonly<{ up: number; down: number; pointsUp: number; pointsDown: number; minimumUp: number }>;

/** By a share of itself, and by points. */
export function volatilityReach(shock: VolatilityShock, years: number): Readonly<Record<VolatilityMeasure, VolatilityReach>> {
  const [multipliers, points] = [shockMultipliers(shock, years), pointsAt(shock.points ?? [], years)];
  const { minimumUp } = shock;
  return { relative: { ...multipliers, pointsUp: 0, pointsDown: 0, minimumUp }, points: { up: 1, down: 1, pointsUp: points.up, pointsDown: points.down, minimumUp } };
}

/** The volatility of an option in a cell, at least 0. */
export function movedVolatility(volatility: number, kind: Cell['volatility'], reach: VolatilityReach, tilt: number): number {
  switch (kind) {
    case 'up': return Math.max(reach.minimumUp, volatility * reach.up + reach.pointsUp);
    case 'down': return Math.max(0, volatility * reach.down - reach.pointsDown);
    case 'none': return volatility;
    case 'linear':
    case 'absolute': return volatility * tilt;
  }
}
