import { Decimal } from '../../num/units.ts';
import table from './tiers-2025-07-23.json' with { type: 'json' };

/** A position tier: one rate for the whole position, chosen by its contracts. Price does not move it. */
export type PositionTier = Readonly<{ maintenanceMarginRate: Decimal; initialMarginRate: Decimal; maxLeverage: Decimal }>;

const TIERS = new Map<string, readonly (readonly string[])[]>(Object.entries(table.symbols));

/**
 * The tier of a number of contracts, ≥ 0. A tier reaches from above the last whole contract before its least size to its
 * largest size.
 *
 * @returns null for a symbol or a size that the table does not hold: the rate is unknown there
 */
export function positionTier(symbol: string, contracts: Decimal): PositionTier | null {
  for (const [least, most, maintenance, initial, leverage] of TIERS.get(symbol) ?? []) {
    if (least === undefined || most === undefined || maintenance === undefined || initial === undefined || leverage === undefined) continue;
    if (contracts.gt(new Decimal(least).minus(1)) && contracts.lte(most)) return { maintenanceMarginRate: new Decimal(maintenance), initialMarginRate: new Decimal(initial), maxLeverage: new Decimal(leverage) };
  }
  return null;
}
