import { type Collateral, listedSizeFactor, listedWeight, listedWeightTiers } from '../../domain/account.ts';
import type { PoolEngine } from '../accountEngine.ts';
import { constant, difference, given, leaf, min, product, quotient, sqrt, sum, unknown, valueOf } from './build.ts';
import { ONE_LEAF, parameterLeaf, ZERO_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';

export type Weighed = Pick<Collateral, 'asset' | 'weight' | 'tiers'>;
/** A weight of the part of an amount above `from`. */
export type WeightStep = Readonly<{ from: DerivationNode; weight: DerivationNode }>;

/**
 * What an amount counts for, in units of the asset: a debt in full, else each part by the weight of its tier.
 *
 * @param line its place in the account's document; null where it has none
 */
export function countedTree(engine: PoolEngine, weighed: Weighed, amount: DerivationNode, line: number | null): DerivationNode {
  const { asset } = weighed;
  const name = `${asset} that counts`;
  const value = valueOf(amount);
  if (value === null || value.lte(0)) return given(name, amount);
  const steps = stepsOf(engine, weighed, line);
  if (steps === null) return unknown(`collateral weight of ${asset}`);
  const [only, ...more] = steps;
  if (only === undefined) return given(name, amount);
  if (more.length === 0) return product(name, [amount, fallingWeight(engine, weighed, amount, only.weight)], asset);
  const parts = steps.flatMap(({ from, weight }, at) => {
    const next = steps[at + 1]?.from;
    const upper = next === undefined ? amount : min('amount up to the next tier', [amount, next], asset);
    const [top, bottom] = [valueOf(upper), valueOf(from)];
    return top !== null && bottom !== null && top.gt(bottom) ? [product(`part by the ${weight.name}`, [difference(`${asset} in the tier`, upper, from, asset), weight], asset)] : [];
  });
  return sum(name, parts, asset);
}

/** Null when no weight is known; empty where an amount counts in full, in its own pool or as the valuation currency. */
export function stepsOf(engine: PoolEngine, { asset, weight, tiers }: Weighed, line: number | null): readonly WeightStep[] | null {
  const { book: { parameters, valuationCurrency }, pool } = engine;
  if (pool.currency !== null) return [];
  const told = (name: string, value: string, unit: string | undefined, tier?: number): DerivationNode =>
    leaf(name, 'input', value, unit, { kind: 'collateral', asset, line: line ?? 0, field: 'weight', ...(tier === undefined ? {} : { tier }) });
  if (tiers !== undefined) {
    return tiers.map((step, at) => ({
      from: told(`floor of weight tier ${at + 1} of ${asset}`, step.from, asset, at + 1), weight: told(`weight of tier ${at + 1} of ${asset}`, step.weight, undefined, at + 1),
    }));
  }
  if (weight !== undefined) return [{ from: ZERO_LEAF, weight: told(`weight of ${asset}`, weight, undefined) }];
  const ruled = (name: string, value: string, field: string, tier: number): DerivationNode =>
    parameterLeaf(engine, `${name} of tier ${tier} of ${asset}`, value, field, { asset, tier });
  const listed = listedWeightTiers(parameters, asset);
  if (listed !== undefined) return listed.map((step, at) => ({ from: ruled('floor', step.from, 'weightTiers.from', at + 1), weight: ruled('weight', step.weight, 'weightTiers.weight', at + 1) }));
  const flat = listedWeight(parameters, asset);
  if (flat !== undefined) return [{ from: ZERO_LEAF, weight: parameterLeaf(engine, `weight of ${asset}`, flat, 'collateralWeights', { asset }) }];
  if (asset !== valuationCurrency) return null;
  return isFalling(engine, { asset }) ? [{ from: ZERO_LEAF, weight: ONE_LEAF }] : [];
}

const isFalling = ({ book: { parameters } }: PoolEngine, { asset, weight, tiers }: Weighed): boolean => weight === undefined && tiers === undefined && listedSizeFactor(parameters, asset) !== undefined;

/** A weight that a set lets fall with the amount: at most 1.1 / (1 + factor · √amount). */
function fallingWeight(engine: PoolEngine, weighed: Weighed, amount: DerivationNode, weight: DerivationNode): DerivationNode {
  const { asset } = weighed;
  const factor = isFalling(engine, weighed) ? listedSizeFactor(engine.book.parameters, asset) : undefined;
  if (factor === undefined) return weight;
  const factorLeaf = parameterLeaf(engine, `size factor of the weight of ${asset}`, factor, 'weightSizeFactors', { asset });
  const below = sum('1 and the factor by the root', [ONE_LEAF, product('factor by the root', [factorLeaf, sqrt('root of the amount', amount, undefined)])]);
  return min(`weight of ${asset} at its amount`, [weight, quotient('weight by size', constant('1.1', 'what a weight that falls with the amount starts from'), below)]);
}
