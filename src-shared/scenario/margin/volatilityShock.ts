import type { Cell, SkewShock, VolatilityShock } from './scenarioPreset.ts';

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

/** The volatility of an option in a cell. */
export function movedVolatility(volatility: number, kind: Cell['volatility'], multipliers: Readonly<{ up: number; down: number }>, minimumUp: number, tilt: number): number {
  switch (kind) {
    case 'up': return Math.max(minimumUp, volatility * multipliers.up);
    case 'down': return volatility * multipliers.down;
    case 'none': return volatility;
    case 'linear':
    case 'absolute': return volatility * tilt;
  }
}
