import type { MeasuringMethod } from '../../domain/dailyClose.ts';
import { ewmaCovariance, sampleCovariance, shrunkCovariance } from './covariance.ts';
import { jointReturns, type Returns } from './dailyReturns.ts';
import { cell, type Matrix } from './matrix.ts';

/** Weight of the day before in exponential weights. @source RiskMetrics, Technical Document (1996), for days */
export const DAILY_LAMBDA = 0.94;
/** Fewer returns than this measure nothing. */
export const LEAST_RETURNS = 30;

/** σ of a day and correlations as they were measured, plain data for another thread. */
export type MeasuredMarket = Readonly<{
  method: MeasuringMethod;
  /** What was measured, with its σ. */
  assets: readonly string[];
  sigmas: readonly number[];
  /** By place; null for a pair with too few days in common. */
  correlation: readonly (readonly (number | null)[])[];
  /** Returns of the asset with fewest and with most, and the days that the first and the last of all end on; null where nothing was measured. */
  span: Readonly<{ fewest: number; most: number; first: number; last: number }> | null;
  /** Weight of no correlation; null for other methods, and where too few days have a return of all. */
  shrinkage: number | null;
  /** What was not measured, with how many returns it has: too few, or all of them 0. */
  kept: readonly Readonly<{ asset: string; returns: number }>[];
}>;

const covarianceBy = (method: MeasuringMethod) => (rows: Matrix): Matrix => (method === 'ewma' ? ewmaCovariance(rows, DAILY_LAMBDA) : sampleCovariance(rows)).matrix;

/** σ of a day from returns of one asset; 0 where they are too few, or none of them moves. */
export const measuredSigma = (own: Returns, method: MeasuringMethod): number => (own.size < LEAST_RETURNS ? 0 : Math.sqrt(cell(covarianceBy(method)([...own.values()].map((value) => [value])), 0, 0)));

/**
 * σ of each asset from its own returns, correlations of each pair from the days that both have. Shrunk correlations are those of the
 * sample times 1 − the weight that is best in expectation for standardised returns on the days that all have, so that each σ stays that of the sample.
 *
 * @source O. Ledoit and M. Wolf, A well-conditioned estimator for large-dimensional covariance matrices (2004)
 */
export function measuredMarket(returns: ReadonlyMap<string, Returns>, method: MeasuringMethod): MeasuredMarket {
  const all = [...returns].map(([asset, own]) => ({ asset, own, sigma: measuredSigma(own, method) }));
  const used = all.filter(({ sigma }) => sigma > 0);
  const shrinkage = method === 'shrinkage' ? shrinkageOf(used.map(({ own }) => own)) : null;
  const pair = (left: Returns, right: Returns): number | null => {
    const { rows } = jointReturns([left, right]);
    return rows.length < LEAST_RETURNS ? null : correlationIn(covarianceBy(method)(rows), 1 - (shrinkage ?? 0));
  };
  const below = used.map(({ own: left }, row) => used.slice(0, row).map(({ own: right }) => pair(left, right)));
  const correlation = used.map((_, row) => used.map((__, column) => (row === column ? 1 : below[Math.max(row, column)]?.[Math.min(row, column)] ?? null)));
  const days = used.flatMap(({ own }) => [...own.keys()]);
  const counts = used.map(({ own }) => own.size);
  return {
    method, assets: used.map(({ asset }) => asset), sigmas: used.map(({ sigma }) => sigma), correlation, shrinkage,
    span: used.length === 0 ? null : { fewest: Math.min(...counts), most: Math.max(...counts), first: days.reduce((least, day) => Math.min(least, day), Infinity), last: days.reduce((most, day) => Math.max(most, day), -Infinity) },
    kept: all.filter(({ sigma }) => !(sigma > 0)).map(({ asset, own }) => ({ asset, returns: own.size })),
  };
}

/** Of a pair; null where one of them does not move on the days of both. */
function correlationIn(covariance: Matrix, times: number): number | null {
  const scale = Math.sqrt(cell(covariance, 0, 0) * cell(covariance, 1, 1));
  return scale > 0 ? Math.min(1, Math.max(-1, cell(covariance, 0, 1) / scale)) * times : null;
}

function shrinkageOf(all: readonly Returns[]): number | null {
  const { rows } = jointReturns(all);
  if (all.length < 2 || rows.length < LEAST_RETURNS) return null;
  const { matrix } = sampleCovariance(rows);
  const deviations = matrix.map((row, place) => Math.sqrt(row[place] ?? 0));
  if (deviations.some((own) => own === 0)) return null;
  return shrunkCovariance(rows.map((row) => row.map((value, place) => value / (deviations[place] ?? Number.NaN)))).shrinkage;
}
