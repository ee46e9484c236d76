import { asMoney, type Decimal, type Money, type Price, term, ZERO } from '../num/units.ts';
import { notionalAt, profitAt } from './kernel/contractTerms.ts';
import type { Row } from './row.ts';
import { initialRequired, maintenanceRequired, requiredAtCap } from './rowRule.ts';

/** What one position adds to the account at one mark, in the valuation currency. */
export type RowTerms = Readonly<{
  /** |quantity| · mark, or |quantity| / mark when inverse; ≥ 0. */
  notional: Money;
  /** Signed. */
  unrealizedPnl: Money;
  /** ≥ 0; null when the venue's schedule does not say. */
  initialMargin: Money | null;
  maintenanceMargin: Money | null;
  /** What is certainly asked for while the maintenance margin is not known: above the last tier, what the tier asks at its cap. ≥ 0. */
  maintenanceFloor: Money;
}>;

/**
 * Prices one row.
 *
 * @param mark quote per base, > 0
 * @param rate valuation currency per settle currency; null means 1 (they are the same)
 */
export function rowTermsOf({ leg, rule }: Row, mark: Price, rate: Decimal | null): RowTerms {
  const notional = notionalAt(leg, mark);
  const entryNotional = (): Decimal => notionalAt(leg, leg.entryPrice);
  const valued = (value: Decimal): Money => term(rate === null ? value : value.times(rate));
  const [maintenance, initial] = [maintenanceRequired(rule, notional, entryNotional), initialRequired(rule, notional, entryNotional)];
  const floor = maintenance === null ? requiredAtCap(rule) : null;
  return {
    notional: valued(notional),
    unrealizedPnl: valued(profitAt(leg, mark)),
    maintenanceMargin: maintenance === null ? null : maintenance.isNegative() ? asMoney(ZERO) : valued(maintenance),
    maintenanceFloor: floor === null ? asMoney(ZERO) : valued(floor),
    initialMargin: initial === null ? null : valued(initial),
  };
}
