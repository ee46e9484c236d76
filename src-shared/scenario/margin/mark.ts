import { black76Price } from '../pricing/black76.ts';
import type { OptionLine, RiskUnit } from './riskUnit.ts';

/** Black-76 mark of one unit of an option, undiscounted, in the quote currency. @throws RangeError when the unit has no such expiry */
export function markOf({ expiries }: RiskUnit, { id, sign, strike, volatility, expiry }: OptionLine): number {
  const at = expiries[expiry];
  if (at === undefined) throw new RangeError(`option ${id}: the unit has no expiry ${expiry}`);
  return black76Price(sign, at.open + at.fixed, strike, volatility * Math.sqrt(Math.max(at.years, 0)));
}
