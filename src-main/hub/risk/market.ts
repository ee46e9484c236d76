import type { PoolEngine } from '#shared/engine/accountEngine.ts';
import { type BufferSurface, bufferSurface } from '#shared/engine/bufferSurface.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { listedVolatility } from '#shared/domain/account.ts';
import type { MarketView } from '#shared/ipc/riskView.ts';
import { covarianceOf } from '#shared/scenario/risk/correlation.ts';
import type { Matrix } from '#shared/scenario/risk/matrix.ts';
import { CORRELATION_SOURCE, defaultCorrelation } from '#shared/venues/correlations.ts';

/** How the assets of an account move by a day. Assets without a σ are taken to stay, and are named. */
export type Market = Readonly<{ assets: readonly string[]; sigmas: readonly number[]; correlation: Matrix; covariance: Matrix; sigmaSource: string; still: readonly string[] }>;

/** @param asked assets that the account gains or loses by */
export function marketOf({ book: { parameters, valuationCurrency } }: PoolEngine, asked: readonly string[]): Market {
  const named = asked.filter((asset) => asset !== valuationCurrency);
  const assets = named.filter((asset) => (listedVolatility(parameters, asset) ?? 0) > 0);
  const sigmas = assets.map((asset) => listedVolatility(parameters, asset) ?? 0);
  const correlation = assets.map((left) => assets.map((right) => defaultCorrelation(left, right)));
  return { assets, sigmas, correlation, covariance: covarianceOf(correlation, sigmas), sigmaSource: parameters.volatilitySource, still: named.filter((asset) => !assets.includes(asset)) };
}

/** One pool as a function of the moves of a market. */
export type PoolMarket = Readonly<{ pool: PoolEngine; surface: BufferSurface; market: Market; bufferAt: (moves: readonly number[]) => number; slopesAt: (moves: readonly number[]) => readonly number[]; /** Change of adjusted equity and of the worth of options. */
equityChange: (moves: readonly number[]) => number }>;

export function poolMarket(pool: PoolEngine, paths: OptionPaths): PoolMarket {
  const surface = bufferSurface(pool, paths);
  const market = marketOf(pool, surface.assets);
  const place = new Map(market.assets.map((asset, at) => [asset, at]));
  const places = market.assets.map((asset) => surface.assets.indexOf(asset));
  const spread = (moves: readonly number[]): readonly number[] => surface.assets.map((asset) => moves[place.get(asset) ?? -1] ?? 0);
  return { pool, surface, market, bufferAt: (moves) => surface.bufferAt(spread(moves)), slopesAt: (moves) => { const all = surface.slopesAt(spread(moves)); return places.map((at) => all[at] ?? 0); }, equityChange: (moves) => { const all = spread(moves); return surface.equityChange(all) + surface.optionChange(all); } };
}

export const marketView = ({ assets, sigmas, correlation, sigmaSource, still }: Market): MarketView => ({ assets, sigmas, correlation, sigmaSource, correlationSource: CORRELATION_SOURCE, still });
