import type { PoolEngine } from '#shared/engine/accountEngine.ts';
import { type BufferSurface, bufferSurface } from '#shared/engine/bufferSurface.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { listedVolatility } from '#shared/domain/account.ts';
import type { MarketView, MeasuredView } from '#shared/ipc/riskView.ts';
import { covarianceOf, repaired } from '#shared/scenario/risk/correlation.ts';
import type { Matrix } from '#shared/scenario/risk/matrix.ts';
import { DAILY_LAMBDA, type MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { CORRELATION_SOURCE, defaultCorrelation } from '#shared/venues/correlations.ts';

/** How the assets of an account move by a day. Assets without a σ are taken to stay, and are named. */
export type Market = Readonly<{
  assets: readonly string[]; sigmas: readonly number[]; correlation: Matrix; covariance: Matrix; sigmaSource: string; still: readonly string[];
  /** What σ and correlations were measured on, and how far the nearest valid correlations are from them, and how many pairs of measured assets have too few days in common; null where they are those put down by hand. */
  measured: Readonly<{ of: MeasuredMarket; moved: number; pairsByHand: number }> | null;
}>;

/**
 * @param asked    assets that the account gains or loses by
 * @param measured comes before what was put down by hand, asset by asset and pair by pair; null for none
 */
export function marketOf({ book: { parameters, valuationCurrency } }: PoolEngine, asked: readonly string[], measured: MeasuredMarket | null): Market {
  const named = asked.filter((asset) => asset !== valuationCurrency);
  const place = new Map(measured?.assets.map((asset, at) => [asset, at]));
  const sigmaOf = (asset: string): number => measured?.sigmas[place.get(asset) ?? -1] ?? listedVolatility(parameters, asset) ?? 0;
  const assets = named.filter((asset) => sigmaOf(asset) > 0);
  const sigmas = assets.map(sigmaOf);
  const pairs = assets.map((left) => assets.map((right) => measured?.correlation[place.get(left) ?? -1]?.[place.get(right) ?? -1] ?? defaultCorrelation(left, right)));
  // What was measured pair by pair, beside what was put down, need not fit together.
  const { matrix: correlation, moved } = measured === null ? { matrix: pairs, moved: 0 } : repaired(pairs);
  return {
    assets, sigmas, correlation, covariance: covarianceOf(correlation, sigmas), sigmaSource: parameters.volatilitySource, still: named.filter((asset) => !assets.includes(asset)),
    measured: measured === null ? null : { of: measured, moved, pairsByHand: measured.correlation.reduce((sum, row, at) => sum + row.slice(0, at).filter((own) => own === null).length, 0) },
  };
}

/** One pool as a function of the moves of a market. */
export type PoolMarket = Readonly<{ pool: PoolEngine; surface: BufferSurface; market: Market; bufferAt: (moves: readonly number[]) => number; slopesAt: (moves: readonly number[]) => readonly number[]; /** Change of adjusted equity and of the worth of options. */
equityChange: (moves: readonly number[]) => number }>;

export function poolMarket(pool: PoolEngine, paths: OptionPaths, measured: MeasuredMarket | null): PoolMarket {
  const surface = bufferSurface(pool, paths);
  const market = marketOf(pool, surface.assets, measured);
  const place = new Map(market.assets.map((asset, at) => [asset, at]));
  const places = market.assets.map((asset) => surface.assets.indexOf(asset));
  const spread = (moves: readonly number[]): readonly number[] => surface.assets.map((asset) => moves[place.get(asset) ?? -1] ?? 0);
  return { pool, surface, market, bufferAt: (moves) => surface.bufferAt(spread(moves)), slopesAt: (moves) => { const all = surface.slopesAt(spread(moves)); return places.map((at) => all[at] ?? 0); }, equityChange: (moves) => { const all = spread(moves); return surface.equityChange(all) + surface.optionChange(all); } };
}

export const marketView = ({ assets, sigmas, correlation, sigmaSource, still, measured }: Market): MarketView => ({ assets, sigmas, correlation, sigmaSource, correlationSource: CORRELATION_SOURCE, still, measured: measured === null ? null : measuredView(measured) });

function measuredView({ of: { method, span, shrinkage, kept }, moved, pairsByHand }: NonNullable<Market['measured']>): MeasuredView {
  return { method, lambda: method === 'ewma' ? DAILY_LAMBDA : null, span, shrinkage, kept, moved, pairsByHand };
}
