import { type Decimal, type Money, type Price, term } from '../num/units.ts';
import type { Row } from './book.ts';
import { initialMarginOf, maintenanceMarginOf, tierOf } from './margin/tieredMargin.ts';

/** What one position adds to the account at one mark, in the valuation currency. */
export type RowTerms = Readonly<{
  /** |size| · mark, ≥ 0. */
  notional: Money;
  /** size · (mark − entry), signed. */
  unrealizedPnl: Money;
  /** ≥ 0; null when the venue's schedule does not say. */
  initialMargin: Money | null;
  maintenanceMargin: Money | null;
}>;

/**
 * Prices one linear row.
 *
 * @param mark quote per base, > 0
 * @param rate valuation currency per settle currency; null means 1 (they are the same)
 */
export function rowTermsOf(row: Row, mark: Price, rate: Decimal | null): RowTerms {
  const settleNotional = row.absoluteSize.times(mark);
  const gain = row.size.times(mark.minus(row.entryPrice));
  const tier = row.schedule === null ? null : tierOf(row.schedule, settleNotional);
  return {
    notional: term(rate === null ? settleNotional : settleNotional.times(rate)),
    unrealizedPnl: term(rate === null ? gain : gain.times(rate)),
    maintenanceMargin: tier === null ? null : maintenanceMarginOf(tier, settleNotional, rate),
    initialMargin: initialMarginOf(row, tier, settleNotional, rate),
  };
}
