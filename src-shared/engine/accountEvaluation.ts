import type { Portfolio } from '../domain/account.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { type Decimal, quotient } from '../num/units.ts';
import type { CollateralEvaluation, Evaluation, RowEvaluation, UnderlyingEvaluation } from './evaluate.ts';
import { ratioInputs } from './evaluate.ts';
import { addFigures, type Figure, leverageOf, type Totals } from './figures.ts';
import type { Distance } from './liquidation.ts';
import { mergeMissing, mergeUnderlyings, nearestMoveOf, worstInputs } from './mergeParts.ts';
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

/** A pool that holds positions can be liquidated; of an account without any, every pool stands for itself. */
export function staked<T>(pools: readonly T[], rowsOf: (pool: T) => number): readonly T[] {
  const held = pools.filter((pool) => rowsOf(pool) > 0);
  return held.length > 0 ? held : pools;
}

export function mergeEvaluations(portfolio: Portfolio, results: readonly PoolResult[]): AccountEvaluation {
  const cross = staked(results.filter(({ pool }) => pool.kind === 'cross'), ({ evaluation }) => evaluation.rows.length);
  const binding = bindingOf(cross, ({ sums }) => sums);
  if (binding === undefined) throw new RangeError('an account has a cross pool');
  const pools = results.map(({ pool: { id, kind, currency }, rules, evaluation: { totals } }): PoolEvaluation => ({ id, kind, currency, totals, venueRatio: venueRatioOf(rules, totals) }));
  const own = { pools, binding: binding.pool.id, venueRatio: venueRatioOf(binding.rules, binding.evaluation.totals), isolatedMargin: isolatedMarginOf(results) };
  if (results.length === 1) return { ...binding.evaluation, ...own };
  const evaluations = cross.map(({ evaluation }) => evaluation);
  const underlyings = mergeUnderlyings(evaluations.flatMap((evaluation) => evaluation.underlyings), portfolio.parameters);
  const isRival = (result: PoolResult): boolean => result !== binding && cross.includes(result) && result.evaluation.totals.marginRatio.certainty !== 'exact';
  const isolated = results.filter(({ pool }) => pool.kind === 'isolated').map(({ sums }): StageInputs => ({ ...ratioInputs(sums), sigmas: null, distance: null }));
  return {
    ...own,
    totals: totalsOfAll(binding.evaluation.totals, results.map(({ evaluation }) => evaluation.totals), results.some(isRival)),
    rows: inOrder(portfolio.positions.length, results, ({ rows }) => rows, ({ rows }) => rows),
    collateral: inOrder(portfolio.collateral.length, results, ({ collateral }) => collateral, ({ collateral }) => collateral),
    underlyings,
    jointMove: {
      liquidation: nearestMoveOf(evaluations.map(({ jointMove }) => jointMove.liquidation)),
      bankruptcy: nearestMoveOf(evaluations.map(({ jointMove }) => jointMove.bankruptcy)),
    },
    nearest: underlyings.reduce<UnderlyingEvaluation | null>((best, next) => (nearer(next.distance, best?.distance ?? null) ? next : best), null),
    missing: mergeMissing(results.map((result) => ({ missing: result.evaluation.missing, role: result === binding ? 'binding' : isRival(result) ? 'rival' : 'other' }))),
    // An isolated position is judged by its ratio alone: being near its price is what it was opened for.
    stageInputs: worstInputs([...evaluations.map(({ stageInputs }) => stageInputs), ...isolated]),
  };
}

/** @param rivalled a pool whose ratio is not known may be worse than the one that the headlines are of */
function totalsOfAll(binding: Totals, all: readonly Totals[], rivalled: boolean): Totals {
  const sum = (of: (totals: Totals) => Figure): Figure => all.map(of).reduce(addFigures);
  const [equity, notional] = [sum((totals) => totals.equity), sum((totals) => totals.notional)];
  const ratio = (own: Figure): Figure => (!rivalled || own.certainty === 'unknown' ? own : own.value === null || own.certainty === 'atMost' ? { value: null, certainty: 'unknown' } : { ...own, certainty: 'atLeast' });
  return {
    ...binding, equity, notional, unrealizedPnl: sum((totals) => totals.unrealizedPnl), optionValue: sum((totals) => totals.optionValue), leverage: leverageOf(notional, equity),
    marginRatio: ratio(binding.marginRatio), initialMarginRatio: ratio(binding.initialMarginRatio),
  };
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
