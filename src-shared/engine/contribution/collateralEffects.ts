import type { Decimal, Money, Price } from '../../num/units.ts';
import { ZERO, asMoney } from '../../num/units.ts';
import { each, type Pieces } from '../../util/pieces.ts';
import type { AccountEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import type { Liquidation } from '../liquidation.ts';
import { engineAt } from './engineAt.ts';

/** How far a liquidation price is moved, per side of the reference: with − without, quote per unit; null where either has none. */
export type PriceChange = Readonly<{ below: Decimal | null; above: Decimal | null }>;

export type CollateralEffect = Readonly<{
  /** The collateral asset. */
  collateral: string;
  underlying: string;
  with: Liquidation;
  without: Liquidation;
  change: PriceChange;
}>;

export type AssetEffects = Readonly<{
  collateral: string;
  /** Sums of its lines, valuation currency; null when unknown. */
  value: Money | null;
  haircutCost: Money | null;
  /** The account is liquidated at once when the asset is gone. */
  liquidatedWithout: boolean;
  effects: readonly CollateralEffect[];
}>;

/**
 * What each collateral asset does to each liquidation price: the account as it is against the account from nothing with
 * every line of the asset taken out, at the same prices. One piece for each asset.
 *
 * @source docs/margin-models.md, "Who saves whom"
 */
export const collateralEffects = (engine: AccountEngine, evaluation: AccountEvaluation = engine.evaluate()): Pieces<readonly AssetEffects[]> => each([...engine.book.collateralByAsset.keys()], (asset) => assetEffects(engine, evaluation, asset));

function assetEffects(engine: AccountEngine, evaluation: AccountEvaluation, asset: string): AssetEffects {
  const rest = engineAt({ ...engine.portfolio, collateral: engine.portfolio.collateral.filter((line) => line.asset !== asset) }, engine.prices());
  const without = rest.evaluate();
  const left = new Map(without.underlyings.map((underlying) => [underlying.asset, underlying]));
  const own = evaluation.collateral.filter(({ line }) => line.collateral.asset === asset);
  return {
    collateral: asset,
    value: sumOf(own.map(({ terms }) => terms?.value ?? null)),
    haircutCost: sumOf(own.map(({ terms }) => (terms === null || terms.adjustedValue === null ? null : asMoney(terms.value.minus(terms.adjustedValue))))),
    liquidatedWithout: without.stageInputs.liquidating,
    effects: evaluation.underlyings.map(({ asset: underlying, reference, liquidation }): CollateralEffect => {
      const after: Liquidation = left.get(underlying)?.liquidation ?? { status: 'none', reason: `nothing else is held in ${underlying}` };
      return { collateral: asset, underlying, with: liquidation, without: after, change: changeOf(liquidation, after, reference) };
    }),
  };
}

function sumOf(values: readonly (Money | null)[]): Money | null {
  return values.reduce<Money | null>((sum, value) => (sum === null || value === null ? null : asMoney(sum.plus(value))), asMoney(ZERO));
}

type Sides = Readonly<{ below: Price | null; above: Price | null }>;

function changeOf(before: Liquidation, after: Liquidation, reference: Price | null): PriceChange {
  const [own, other] = [sidesOf(before, reference), sidesOf(after, reference)];
  return { below: difference(own.below, other.below), above: difference(own.above, other.above) };
}

const difference = (own: Price | null, other: Price | null): Decimal | null => (own === null || other === null ? null : own.minus(other));

/** Liquidation at the reference itself is there whichever way the price goes. */
function sidesOf(liquidation: Liquidation, reference: Price | null): Sides {
  if (reference === null) return { below: null, above: null };
  if (liquidation.status === 'range') return { below: liquidation.lower, above: liquidation.upper };
  if (liquidation.status !== 'price') return { below: null, above: null };
  const { price } = liquidation;
  return { below: price.lte(reference) ? price : null, above: price.gte(reference) ? price : null };
}
