import type { Decimal, Price } from '../num/units.ts';
import { ONE } from '../num/units.ts';

/** The prices in use: marks by symbol, indices by asset in the valuation currency. A missing price is absent, never zero. */
export type Prices = Readonly<{ mark: ReadonlyMap<string, Price>; index: ReadonlyMap<string, Price> }>;

/** Valuation currency per unit of an asset: 1 for the valuation currency itself; null when unknown. */
export function rateOf(asset: string, valuationCurrency: string, index: ReadonlyMap<string, Price>): Decimal | null {
  return asset === valuationCurrency ? ONE : index.get(asset) ?? null;
}
