import type { Portfolio } from '../domain/account.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { type Decimal, quotient } from '../num/units.ts';
import type { CollateralEvaluation, Evaluation, RowEvaluation, UnderlyingEvaluation } from './evaluate.ts';
import { ratioInputs } from './evaluate.ts';
import { addFigures, type Figure, leverageOf, type Totals } from './figures.ts';
import type { Distance, Liquidation, Move } from './liquidation.ts';
import type { MissingInput } from './missing.ts';
import type { Pool } from './pools.ts';
import type { StageInputs } from './stage.ts';
import type { Sums } from './sums.ts';

/** The venue's own ratio of a pool, which way up it stands said. Null where its denominator is 0, negative or unknown. */
export type VenueRatio = Readonly<{ label: string; value: Decimal | null; higherIs: 'safer' | 'riskier' }>;

export type PoolEvaluation = Readonly<{ id: string; kind: Pool['kind']; currency: string | null; totals: Totals; venueRatio: VenueRatio }>;

/**
 * Everything that the engine says of one account. Equity, notional and P&L are of all its pools; every other headline is
 * of the cross pool nearest to liquidation, `binding`: no margin is netted between pools.
 */
export type AccountEvaluation = Evaluation & Readonly<{
  pools: readonly PoolEvaluation[];
  binding: string | null;
  venueRatio: VenueRatio;
  /** Margin of isolated positions, part of equity and of no pool but their own. */
  isolatedMargin: Figure | null;
}>;

export type PoolResult = Readonly<{ pool: Pool; rules: MarginRules; sums: Sums; evaluation: Evaluation }>;

/** The item whose sums are nearest to liquidation by the margin ratio; of equals the one with the larger requirement, then the larger equity. */
export function bindingOf<T>(items: readonly T[], sumsOf: (item: T) => Sums): T | undefined {
  return items.reduce<T | undefined>((worst, item) => (worst === undefined || isWorse(sumsOf(item), sumsOf(worst)) ? item : worst), undefined);
}

function isWorse(a: Sums, b: Sums): boolean {
  const severity = (sums: Sums): number => {
    const { liquidating, ratio } = ratioInputs(sums);
    return liquidating ? Infinity : ratio ?? 0;
  };
  const [own, other] = [severity(a), severity(b)];
  if (own !== other) return own > other;
  const margins = a.maintenanceMargin.comparedTo(b.maintenanceMargin);
  return margins === 0 ? a.adjustedCollateral.gt(b.adjustedCollateral) : margins > 0;
}

function venueRatioOf({ ratioLabel, ratioForm }: MarginRules, { marginRatio, adjustedEquity, maintenanceMargin }: Totals): VenueRatio {
  if (ratioForm === 'requirementOverEquity') return { label: ratioLabel, value: marginRatio.value, higherIs: 'riskier' };
  const known = adjustedEquity.value !== null && maintenanceMargin.value?.isZero() === false;
  return { label: ratioLabel, value: known && adjustedEquity.value !== null && maintenanceMargin.value !== null ? quotient(adjustedEquity.value.div(maintenanceMargin.value)) : null, higherIs: 'safer' };
}

export function mergeEvaluations(portfolio: Portfolio, results: readonly PoolResult[]): AccountEvaluation {
  const cross = results.filter(({ pool }) => pool.kind === 'cross');
  const binding = bindingOf(cross, ({ sums }) => sums);
  if (binding === undefined) throw new RangeError('an account has a cross pool');
  const pools = results.map(({ pool: { id, kind, currency }, rules, evaluation: { totals } }): PoolEvaluation => ({ id, kind, currency, totals, venueRatio: venueRatioOf(rules, totals) }));
  const own = { pools, binding: binding.pool.id, venueRatio: venueRatioOf(binding.rules, binding.evaluation.totals), isolatedMargin: isolatedMarginOf(results) };
  if (results.length === 1) return { ...binding.evaluation, ...own };
  const evaluations = cross.map(({ evaluation }) => evaluation);
  const underlyings = mergeUnderlyings(evaluations.flatMap((evaluation) => evaluation.underlyings));
  return {
    ...own,
    totals: totalsOfAll(binding.evaluation.totals, results.map(({ evaluation }) => evaluation.totals)),
    rows: inOrder(portfolio.positions.length, results, ({ rows }) => rows, ({ rows }) => rows),
    collateral: inOrder(portfolio.collateral.length, results, ({ collateral }) => collateral, ({ collateral }) => collateral),
    underlyings,
    jointMove: {
      liquidation: nearestMoveOf(evaluations.map(({ jointMove }) => jointMove.liquidation)),
      bankruptcy: nearestMoveOf(evaluations.map(({ jointMove }) => jointMove.bankruptcy)),
    },
    nearest: underlyings.reduce<UnderlyingEvaluation | null>((best, next) => (nearer(next.distance, best?.distance ?? null) ? next : best), null),
    missing: mergeMissing(results),
    stageInputs: worstInputs(evaluations.map(({ stageInputs }) => stageInputs)),
  };
}

function totalsOfAll(binding: Totals, all: readonly Totals[]): Totals {
  const sum = (of: (totals: Totals) => Figure): Figure => all.map(of).reduce(addFigures);
  const [equity, notional] = [sum((totals) => totals.equity), sum((totals) => totals.notional)];
  return { ...binding, equity, notional, unrealizedPnl: sum((totals) => totals.unrealizedPnl), leverage: leverageOf(notional, equity) };
}

/** Null without an isolated position. */
function isolatedMarginOf(results: readonly PoolResult[]): Figure | null {
  const margins = results.filter(({ pool }) => pool.kind === 'isolated').map(({ sums }): Figure => (sums.unpricedCollateral > 0 ? { value: null, certainty: 'unknown' } : { value: sums.collateralValue, certainty: 'exact' }));
  return margins.length === 0 ? null : margins.reduce(addFigures);
}

/** Rows of all pools in the order of the portfolio. */
function inOrder<T extends RowEvaluation | CollateralEvaluation>(length: number, results: readonly PoolResult[], placesOf: (pool: Pool) => readonly number[], rowsOf: (evaluation: Evaluation) => readonly T[]): readonly T[] {
  const placed = new Map(results.flatMap(({ pool, evaluation }) => placesOf(pool).flatMap((at, index): [number, T][] => {
    const row = rowsOf(evaluation)[index];
    return row === undefined ? [] : [[at, row]];
  })));
  return Array.from({ length }, (_, at) => placed.get(at)).flatMap((row) => row ?? []);
}

const nearer = (a: Distance | null, b: Distance | null): boolean => a !== null && (b === null || a.fraction.abs().lt(b.fraction.abs()));

function mergeUnderlyings(all: readonly UnderlyingEvaluation[]): readonly UnderlyingEvaluation[] {
  return [...Map.groupBy(all, ({ asset }) => asset).values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [rest.reduce((merged, next): UnderlyingEvaluation => ({
    ...merged,
    reference: merged.reference ?? next.reference,
    netSize: merged.netSize === null || next.netSize === null ? null : merged.netSize.plus(next.netSize),
    liquidation: nearestLiquidation(merged, next),
    distance: nearer(next.distance, merged.distance) ? next.distance : merged.distance,
  }), first)]));
}

/** The first of two pools to be liquidated, either way; what one pool lacks makes it unknown. */
function nearestLiquidation(a: UnderlyingEvaluation, b: UnderlyingEvaluation): Liquidation {
  const unknown = [a, b].find(({ liquidation }) => liquidation.status === 'unknown');
  if (unknown !== undefined) return unknown.liquidation;
  const reference = a.reference ?? b.reference;
  const prices = [a, b].flatMap(({ liquidation }) => (liquidation.status === 'price' ? [liquidation.price] : liquidation.status === 'range' ? [liquidation.lower, liquidation.upper] : []));
  const lower = prices.filter((price) => reference !== null && price.lte(reference)).toSorted((x, y) => y.comparedTo(x))[0];
  const upper = prices.filter((price) => reference !== null && price.gt(reference)).toSorted((x, y) => x.comparedTo(y))[0];
  if (lower !== undefined && upper !== undefined) return { status: 'range', lower, upper };
  const only = lower ?? upper;
  return only === undefined ? a.liquidation : { status: 'price', price: only };
}

function nearestMoveOf(moves: readonly Move[]): Move {
  const unknown = moves.find(({ status }) => status === 'unknown');
  if (unknown !== undefined) return unknown;
  const all = moves.flatMap((move) => (move.status === 'move' ? [move.move] : move.status === 'range' ? [move.lower, move.upper] : []));
  const lower = all.filter((move) => move.lte(0)).toSorted((a, b) => b.comparedTo(a))[0];
  const upper = all.filter((move) => move.gt(0)).toSorted((a, b) => a.comparedTo(b))[0];
  if (lower !== undefined && upper !== undefined) return { status: 'range', lower, upper };
  const only = lower ?? upper;
  return only === undefined ? moves[0] ?? { status: 'none', reason: 'the account holds nothing' } : { status: 'move', move: only };
}

/** What an isolated position lacks is of its own figures and of the account's equity. */
const OF_ALL_POOLS = new Set(['equity', 'leverage', 'notional', 'unrealizedPnl']);

function mergeMissing(results: readonly PoolResult[]): readonly MissingInput[] {
  const all = results.flatMap(({ pool, evaluation }) => evaluation.missing.map((input) => (
    pool.kind === 'cross' ? input : { ...input, makesUnknown: input.makesUnknown.filter((name) => OF_ALL_POOLS.has(name)), blocksLiquidation: false }
  )));
  return [...Map.groupBy(all, ({ missing }) => missing)].map(([missing, inputs]) => ({
    missing, makesUnknown: [...new Set(inputs.flatMap(({ makesUnknown }) => makesUnknown))], blocksLiquidation: inputs.some(({ blocksLiquidation }) => blocksLiquidation),
  }));
}

function worstInputs(all: readonly StageInputs[]): StageInputs {
  const least = (of: (inputs: StageInputs) => number | null): number | null => all.reduce<number | null>((worst, inputs) => {
    const own = of(inputs);
    return own === null ? worst : Math.min(worst ?? Infinity, own);
  }, null);
  const ratios = all.flatMap(({ ratio }) => ratio ?? []);
  return { liquidating: all.some(({ liquidating }) => liquidating), ratio: ratios.length === 0 ? null : Math.max(...ratios), sigmas: least(({ sigmas }) => sigmas), distance: least(({ distance }) => distance) };
}
