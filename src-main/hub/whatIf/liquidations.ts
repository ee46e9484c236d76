import type { AccountView, CollateralView, DistanceView, LiquidationView, PositionView, UnderlyingView } from '#shared/ipc/view.ts';
import type { Pair, WhatIfLiquidation, WhatIfUnderlying } from '#shared/ipc/whatIfView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { rowWords } from '../insight/figures.ts';

/** Every liquidation price of a book before and after its changes: what is only on one side has none on the other. */

type Side = Readonly<{ name: string; price: DecimalText | null; liquidation: LiquidationView; distance: DistanceView | null; priceDecimals: number }>;

export function underlyingLiquidations(before: AccountView, after: AccountView, betaOf: (asset: string) => DecimalText): readonly WhatIfUnderlying[] {
  const sides = ({ underlyings }: AccountView): ReadonlyMap<string, Side> => new Map(underlyings.map((own: UnderlyingView) => [own.asset, { ...own, name: own.asset, price: own.index }]));
  return paired(sides(before), sides(after)).map((own) => ({ ...own, beta: betaOf(own.id) }));
}

export function positionLiquidations(before: AccountView, after: AccountView): readonly WhatIfLiquidation[] {
  const sides = ({ positions }: AccountView): ReadonlyMap<string, Side> => new Map(positions.map((own: PositionView) => [own.id, { ...own, name: rowWords(own), price: own.mark.value }]));
  return paired(sides(before), sides(after));
}

/** By asset: the liquidation price of an asset is the same wherever it lies. */
export function collateralLiquidations(before: AccountView, after: AccountView): readonly WhatIfLiquidation[] {
  const sides = ({ collateral }: AccountView): ReadonlyMap<string, Side> =>
    new Map(collateral.map((own: CollateralView) => [own.asset, { name: own.asset, price: own.price.value, liquidation: own.liquidation, distance: null, priceDecimals: own.priceDecimals }]));
  return paired(sides(before), sides(after));
}

function paired(before: ReadonlyMap<string, Side>, after: ReadonlyMap<string, Side>): readonly WhatIfLiquidation[] {
  return [...new Set([...after.keys(), ...before.keys()])].map((id) => {
    const [own, other] = [before.get(id), after.get(id)];
    const pair = <T>(of: (side: Side) => T): Pair<T | null> => ({ before: own === undefined ? null : of(own), after: other === undefined ? null : of(other) });
    return { id, name: (other ?? own)?.name ?? id, price: pair(({ price }) => price), liquidation: pair(({ liquidation }) => liquidation), distance: pair(({ distance }) => distance), priceDecimals: (other ?? own)?.priceDecimals ?? 2 };
  });
}
