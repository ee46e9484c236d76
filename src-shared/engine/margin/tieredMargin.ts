import { asMoney, type Decimal, type Money, term, ZERO } from '../../num/units.ts';
import { invariant } from '../../util/invariant.ts';
import type { Row } from '../book.ts';
import type { Schedule, Tier } from '../schedule.ts';

/**
 * The step that a notional falls into: `floor < notional`, and the first step from 0 on.
 *
 * @returns null above the schedule's cap: the venue has no bracket there, so the requirement is unknown
 * @throws InvariantError when the schedule is empty
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function tierOf(schedule: Schedule, notional: Decimal): Tier | null {
  if (schedule.cap !== null && notional.gt(schedule.cap)) return null;
  const { tiers } = schedule;
  let at = tiers.length - 1;
  while (at > 0 && !notional.gt(tiers[at]?.floor ?? ZERO)) at -= 1;
  const tier = tiers[at];
  invariant(tier !== undefined, 'a tier schedule starts at notional 0');
  return tier;
}

/**
 * Maintenance margin under one tier:
 *
 *   notional · rate(tier) − maintenanceAmount(tier), floored at 0
 *
 * @param notional settle currency, ≥ 0
 * @param rate     valuation currency per settle currency
 * @returns valuation currency, ≥ 0, a term (18 decimals)
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function maintenanceMarginOf(tier: Tier, notional: Decimal, rate: Decimal | null): Money {
  const required = notional.times(tier.maintenanceMarginRate).minus(tier.maintenanceAmount);
  if (required.isNegative()) return asMoney(ZERO);
  return term(rate === null ? required : required.times(rate));
}

/**
 * Initial margin of one position: notional / leverage when the row names a leverage, else notional · the tier's rate.
 *
 * @param tier null when no tier is known: a leverage is enough
 * @returns valuation currency, ≥ 0, a term; null when neither the row nor the tier says a rate
 * @source docs/margin-models.md, "Tiered schedule"
 */
export function initialMarginOf(row: Pick<Row, 'leverageRate'>, tier: Tier | null, notional: Decimal, rate: Decimal | null): Money | null {
  const marginRate = row.leverageRate ?? tier?.initialMarginRate;
  if (marginRate === null || marginRate === undefined) return null;
  const required = notional.times(marginRate);
  return term(rate === null ? required : required.times(rate));
}
