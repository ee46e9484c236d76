import type { Fault } from '../domain/failure.ts';
import type { MarginTier } from '../domain/instrument.ts';
import { Decimal, ZERO } from '../num/units.ts';

/** Margin tiers: ascending from 0; under the progressive rule each deducts what makes the requirement continuous. */

/** Published amounts are rounded: to a cent, or to nine digits where they are large. */
const ROUNDED_BY = new Decimal('0.01');
const ROUNDED_BY_SHARE = new Decimal('1e-9');

export function tierFaults(tiers: readonly MarginTier[], progressive: boolean, path: string): readonly Fault[] {
  const first = tiers[0];
  if (first === undefined) return [{ path, message: 'is empty; expected at least one tier, from notionalFloor "0"' }];
  const faults: Fault[] = [];
  if (!new Decimal(first.notionalFloor).isZero()) faults.push({ path: `${path}.0.notionalFloor`, message: `is ${first.notionalFloor}; expected the first tier to start at "0"` });
  tiers.forEach((tier, at) => {
    const before = tiers[at - 1];
    if (before !== undefined && new Decimal(tier.notionalFloor).lte(before.notionalFloor)) {
      faults.push({ path: `${path}.${at}.notionalFloor`, message: `is ${tier.notionalFloor}, not above ${before.notionalFloor}; expected ascending floors` });
    }
  });
  return progressive ? [...faults, ...amountFaults(tiers).map((fault) => ({ ...fault, path: `${path}.${fault.path}` }))] : faults;
}

/**
 * Amounts of a progressive schedule that leave a step at their floor. A wrong one does not make the next one wrong.
 *
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function amountFaults(tiers: readonly MarginTier[]): readonly Fault[] {
  let below = { rate: new Decimal(tiers[0]?.maintenanceMarginRate ?? 0), amount: ZERO };
  return tiers.flatMap(({ notionalFloor, maintenanceMarginRate, maintenanceAmount }, at) => {
    const wanted = at === 0 ? ZERO : new Decimal(maintenanceMarginRate).minus(below.rate).times(notionalFloor).plus(below.amount);
    const isRight = wanted.minus(maintenanceAmount).abs().lte(Decimal.max(ROUNDED_BY, wanted.abs().times(ROUNDED_BY_SHARE)));
    const rateBelow = below.rate;
    below = { rate: new Decimal(maintenanceMarginRate), amount: isRight ? new Decimal(maintenanceAmount) : wanted };
    if (isRight) return [];
    if (wanted.isNegative()) return [{ path: `${at}.maintenanceMarginRate`, message: `is ${maintenanceMarginRate}, below the ${rateBelow.toFixed()} of the tier before it; expected progressive rates that do not fall` }];
    const how = at === 0 ? '' : `, which is notionalFloor · (rate − rate below) + amount below`;
    return [{ path: `${at}.maintenanceAmount`, message: `is ${maintenanceAmount}; expected ${wanted.toFixed()}${how}` }];
  });
}
