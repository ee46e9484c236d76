import type { Target } from '../accountCurve.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import { toldAssets } from '../optionMoves.ts';
import { type AccountEvaluation, staked } from '../accountEvaluation.ts';
import { type Move, nearestMove } from '../liquidation.ts';
import { type Decimal, quotient, toText } from '../../num/units.ts';
import type { Found } from './accountTrees.ts';
import { amountLeaf } from './balanceTrees.ts';
import { difference, lacking, none, quotient as quotientOf, sum, unknown } from './build.ts';
import { adjustedValue, collateralValue, effectiveWeight, haircutCost } from './collateralTrees.ts';
import type { CollateralFigure, UnderlyingFigure } from './figureRef.ts';
import { indexLeaf, ONE_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import { type Asked, jointTree, placedBy, placeTree, referenceTree, type Side, withoutPrice } from './placeTrees.ts';
import { placed, saidPrice } from './rowFigures.ts';
import { poolParts } from './rowTrees.ts';
import { assetWalk, jointWalk } from './walks.ts';

/** @param line its place in the account's document */
export function collateralFigure({ pools }: AccountEngine, evaluation: AccountEvaluation, line: number, figure: CollateralFigure, side: Side): Found | null {
  const engine = pools.find(({ pool }) => pool.collateral.includes(line));
  const at = engine?.pool.collateral.indexOf(line) ?? -1;
  const [own, evaluated] = [engine?.book.collateral[at], evaluation.collateral[line]];
  if (engine === undefined || own === undefined || evaluated === undefined) return null;
  const { terms, liquidation } = evaluated;
  const found = (value: Decimal | null, tree: DerivationNode): Found => ({ value, certainty: value === null ? 'unknown' : 'exact', tree, engine });
  switch (figure) {
    case 'value': return found(terms?.value ?? null, collateralValue(engine, at, own));
    case 'adjustedValue': return found(terms?.adjustedValue ?? null, adjustedValue(engine, at, own));
    case 'haircutCost': return found(terms === null || terms.adjustedValue === null ? null : terms.value.minus(terms.adjustedValue), haircutCost(engine, at, own));
    case 'weight': return found(own.weight === null ? null : quotient(own.weight), effectiveWeight(engine, at, own));
    case 'liquidationPrice': {
      const { asset } = own.collateral;
      const index = indexLeaf(engine, asset);
      const near = index === null ? null : evaluation.underlyings.find((underlying) => underlying.asset === asset)?.distance ?? null;
      return placed(engine, liquidation, near, 'price', side, () => (index === null ? null : placeTree(assetWalk(poolParts(engine), asset), index, 'price', side)));
    }
  }
}

const ASKED: Readonly<Record<Exclude<UnderlyingFigure, 'netSize'>, Asked>> = { liquidationPrice: 'price', distance: 'fraction', distanceMoney: 'money' };

export function underlyingFigure({ pools }: AccountEngine, evaluation: AccountEvaluation, asset: string, figure: UnderlyingFigure, side: Side): Found | null {
  const merged = evaluation.underlyings.find((underlying) => underlying.asset === asset);
  const holding = crossPools(pools).filter(({ book }) => toldAssets(book).includes(asset));
  const [first] = holding;
  if (merged === undefined || first === undefined) return null;
  if (figure === 'netSize') return { value: merged.netSize, certainty: merged.netSize === null ? 'unknown' : 'exact', tree: netSizeTree(holding, asset), engine: first };
  const asked = ASKED[figure];
  const { liquidation, distance } = merged;
  if (holding.length > 1) {
    const value = asked === 'price' ? saidPrice(liquidation, distance, side) : distance?.[asked] ?? null;
    return placed(first, liquidation, distance, asked, side, () => (value === null ? null : firstOfPools(holding, asset, asked, value)));
  }
  const parts = poolParts(first);
  const reference = referenceTree(parts, asset);
  return placed(first, liquidation, distance, asked, side, () => (reference === null ? null : placeTree(assetWalk(parts, asset), reference, asked, side)));
}

/** Pools that can be liquidated: those with positions, or all when none has any. */
const crossPools = (pools: readonly PoolEngine[]): readonly PoolEngine[] => staked(pools.filter(({ pool }) => pool.kind === 'cross'), ({ book }) => book.rows.length);

/** The pool that is liquidated first, its price as a move of its own reference, at the reference that all pools share. */
function firstOfPools(pools: readonly PoolEngine[], asset: string, asked: Asked, value: Decimal): DerivationNode | null {
  const all = pools.map((engine) => {
    const parts = poolParts(engine);
    return { engine, reference: referenceTree(parts, asset), walked: assetWalk(parts, asset) };
  });
  const shared = all.find(({ reference }) => reference !== null)?.reference ?? null;
  if (shared === null) return null;
  return all.flatMap(({ engine, reference, walked }) => (reference === null ? [] : (['lower', 'upper'] as const).flatMap((end) => {
    const price = placeTree(walked, reference, 'price', end);
    if (price === null) return [];
    const move = difference('move', quotientOf('price over reference', { ...price, name: `${price.name} of ${engine.pool.id}` }, reference), ONE_LEAF);
    return [placedBy(shared, move, asked)];
  }))).find((tree) => tree.value === toText(value)) ?? null;
}

/** Base units over collateral and positions, signed, at the marks. */
function netSizeTree(pools: readonly PoolEngine[], asset: string): DerivationNode {
  const sums = pools.map((engine) => {
    const parts = poolParts(engine);
    const held = (engine.book.collateralByAsset.get(asset) ?? []).flatMap((at) => {
      const line = engine.book.collateral[at];
      return line === undefined ? [] : [amountLeaf(engine, at, line)];
    });
    const sizes = parts.rows.filter(({ row }) => row.instrument.base === asset && row.unsupported === null)
      .map(({ leg, mark }) => (leg.settlement === 'inverse' ? quotientOf(`size of ${leg.name} in ${asset}`, leg.quantity, mark, asset) : leg.quantity));
    return sum(`net size of ${asset}${pools.length === 1 ? '' : ` in ${engine.pool.id}`}`, [...held, ...sizes], asset);
  });
  return sums.length === 1 && sums[0] !== undefined ? sums[0] : sum(`net size of ${asset}`, sums, asset);
}

/** The common move of all assets. */
export function jointFigure({ pools }: AccountEngine, evaluation: AccountEvaluation, target: Target, side: Side): Found | null {
  const move = evaluation.jointMove[target];
  const cross = crossPools(pools);
  const [first] = cross;
  if (first === undefined) return null;
  const without = withoutPrice(move, 'fraction');
  const name = `common move to ${target}`;
  if (without !== null) {
    const isUnknown = move.status === 'unknown';
    return { value: null, certainty: isUnknown ? 'unknown' : 'exact', tree: isUnknown ? { ...without, name } : without, engine: first };
  }
  const value = saidMove(move, side);
  if (value === null) return { value, certainty: 'unknown', tree: lacking(name, unknown('move')), engine: first };
  for (const engine of cross) {
    const walked = jointWalk(poolParts(engine), target);
    for (const end of ['lower', 'upper'] as const) {
      const tree = jointTree(walked, name, end);
      if (tree?.value === toText(value)) return { value, certainty: 'exact', tree, engine };
    }
  }
  return { value, certainty: 'exact', tree: none('no move was found'), engine: first };
}

function saidMove(move: Move, side: Side): Decimal | null {
  if (move.status === 'move') return move.move;
  if (move.status !== 'range') return null;
  return side === undefined ? nearestMove({ down: move.lower, up: move.upper }) : move[side];
}
