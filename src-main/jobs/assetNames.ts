import type { Portfolio } from '#shared/domain/account.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { VENUES } from '#shared/venues/registry.ts';
import { nearestName } from '../catalogue/nearest.ts';

type Held = Pick<Portfolio, 'instruments' | 'collateral' | 'valuationCurrency'>;

/** Null for a name that is one of an asset; else the asset that may be meant (of a contract its base), or `''` for none. */
export type AssetNamed = (name: string) => string | null;

/** The names of assets: what venues list and weigh, and what accounts have. @param listings of every venue */
export function assetNames(listings: readonly Listing[], portfolios: readonly Held[]): AssetNamed {
  const contracts = [...listings, ...portfolios.flatMap(({ instruments }) => instruments)];
  const bases = new Map(contracts.map(({ symbol, base }) => [symbol, base]));
  const assets = new Set([
    ...contracts.flatMap(({ base, quote, settle }) => [base, quote, settle]), ...portfolios.flatMap(({ collateral, valuationCurrency }) => [valuationCurrency, ...collateral.map(({ asset }) => asset)]),
    ...VENUES.flatMap(({ sets }) => sets.flatMap(({ collateralWeights, stablecoins }) => [...Object.keys(collateralWeights), ...stablecoins])),
  ]);
  return (name) => (assets.has(name) ? null : bases.get(name) ?? nearestName(name, assets) ?? '');
}
