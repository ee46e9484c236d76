import { listedVolatility, type ParameterSet } from '../domain/account.ts';
import { type Decimal, ONE, ZERO } from '../num/units.ts';
import type { UnderlyingEvaluation } from './evaluate.ts';
import { distanceOf, type Liquidation, liquidationAt, type Move, nearestMove } from './liquidation.ts';
import type { MissingInput } from './missing.ts';
import type { StageInputs } from './stage.ts';

/** How the parts of several pools become those of one account. */

/** One line an asset over all pools: the first pool to be liquidated, either way, as moves of one reference. */
export function mergeUnderlyings(all: readonly UnderlyingEvaluation[], parameters: ParameterSet): readonly UnderlyingEvaluation[] {
  return [...Map.groupBy(all, ({ asset }) => asset).values()].flatMap((own) => {
    const [first, ...rest] = own;
    return first === undefined ? [] : [rest.length === 0 ? first : mergeUnderlying(first, own, parameters)];
  });
}

function mergeUnderlying(first: UnderlyingEvaluation, all: readonly UnderlyingEvaluation[], parameters: ParameterSet): UnderlyingEvaluation {
  const { asset } = first;
  const reference = all.find((own) => own.reference !== null)?.reference ?? null;
  const netSize = all.reduce<Decimal | null>((sum, own) => (sum === null || own.netSize === null ? null : sum.plus(own.netSize)), ZERO);
  const unknown = all.find(({ liquidation }) => liquidation.status === 'unknown');
  if (unknown !== undefined || reference === null) return { asset, reference, netSize, liquidation: unknown?.liquidation ?? first.liquidation, distance: null };
  const moves = all.flatMap(movesOf);
  const roots = { down: nearestBelow(moves), up: nearestAbove(moves) };
  const move = nearestMove(roots);
  return { asset, reference, netSize, liquidation: liquidationAt(reference, asset, { roots, ...howOf(all.map((own) => own.liquidation)) }), distance: move === null ? null : distanceOf(move, reference, listedVolatility(parameters, asset)) };
}

/** One that is an approximation makes the whole one. */
const howOf = (all: readonly (Liquidation | Move)[]): Readonly<{ approximate?: true }> => (all.some((own) => 'approximate' in own) ? { approximate: true } : {});

/** Where a pool is liquidated, as moves of its own reference: prices of two pools may be in two currencies. */
function movesOf({ liquidation, reference }: UnderlyingEvaluation): readonly Decimal[] {
  const prices = liquidation.status === 'price' ? [liquidation.price] : liquidation.status === 'range' ? [liquidation.lower, liquidation.upper] : [];
  return reference === null ? [] : prices.map((price) => price.div(reference).minus(ONE));
}

const nearestBelow = (moves: readonly Decimal[]): Decimal | null => moves.filter((move) => move.lte(0)).toSorted((a, b) => b.comparedTo(a))[0] ?? null;
const nearestAbove = (moves: readonly Decimal[]): Decimal | null => moves.filter((move) => move.gt(0)).toSorted((a, b) => a.comparedTo(b))[0] ?? null;

export function nearestMoveOf(moves: readonly Move[]): Move {
  const unknown = moves.find(({ status }) => status === 'unknown');
  if (unknown !== undefined) return unknown;
  const all = moves.flatMap((move) => (move.status === 'move' ? [move.move] : move.status === 'range' ? [move.lower, move.upper] : []));
  const [lower, upper] = [nearestBelow(all), nearestAbove(all)];
  if (lower !== null && upper !== null) return { status: 'range', lower, upper, ...howOf(moves) };
  const only = lower ?? upper;
  return only === null ? moves[0] ?? { status: 'none', reason: 'the account holds nothing' } : { status: 'move', move: only, ...howOf(moves) };
}

/** What a pool lacks that the headlines are not of: it is missing from the account's equity, and its ratio could be the worst. */
const OF_ALL_POOLS = new Set(['equity', 'leverage', 'notional', 'unrealizedPnl', 'optionValue']);
const OF_THE_WORST = new Set(['marginRatio', 'initialMarginRatio']);

export type Missed = Readonly<{ missing: readonly MissingInput[]; role: 'binding' | 'rival' | 'other' }>;

export function mergeMissing(pools: readonly Missed[]): readonly MissingInput[] {
  const all = pools.flatMap(({ missing, role }) => missing.map((input): MissingInput => (role === 'binding' ? input : {
    ...input, makesUnknown: input.makesUnknown.filter((name) => OF_ALL_POOLS.has(name) || (role === 'rival' && OF_THE_WORST.has(name))), blocksLiquidation: role === 'rival' && input.blocksLiquidation,
  })));
  return [...Map.groupBy(all, ({ missing }) => missing)].map(([missing, inputs]) => ({
    missing, makesUnknown: [...new Set(inputs.flatMap(({ makesUnknown }) => makesUnknown))], blocksLiquidation: inputs.some(({ blocksLiquidation }) => blocksLiquidation),
  }));
}

/** The worst of each test over pools. */
export function worstInputs(all: readonly StageInputs[]): StageInputs {
  const least = (of: (inputs: StageInputs) => number | null): number | null => all.reduce<number | null>((worst, inputs) => {
    const own = of(inputs);
    return own === null ? worst : Math.min(worst ?? Infinity, own);
  }, null);
  const ratios = all.flatMap(({ ratio }) => ratio ?? []);
  return { liquidating: all.some(({ liquidating }) => liquidating), ratio: ratios.length === 0 ? null : Math.max(...ratios), sigmas: least(({ sigmas }) => sigmas), distance: least(({ distance }) => distance) };
}
