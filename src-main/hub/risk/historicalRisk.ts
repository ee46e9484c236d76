import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { listedVolatility } from '#shared/domain/account.ts';
import { revaluationOf } from '#shared/engine/revaluation.ts';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { HistoricalRiskView, TailOfDays } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { CURRENT_DAYS, jointReturns, type Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { FILTER_START, filteredMoves, historicalMoves, LEAST_DAYS } from '#shared/scenario/risk/historicalMoves.ts';
import { DAILY_LAMBDA } from '#shared/scenario/risk/measuredMarket.ts';
import { tailOf } from '#shared/scenario/risk/valueAtRisk.ts';
import type { AccountFacts } from '../accountHost.ts';
import { missingForMoves } from './assets.ts';
import { heldOptions } from './optionProfit.ts';
import { type MovedOptions, movedOptions, pathsOf } from './optionPaths.ts';
import type { RiskThread } from './riskThread.ts';
import { CONFIDENCES } from './riskView.ts';
import { floatText } from './text.ts';

type Asked = Readonly<{ asker: string; returns: ReadonlyMap<string, Returns> }>;

/** Losses of the book of now on the days of the past, and on the same days at the volatility of now: every row, option and holding valued anew, all pools together. */
export async function historicalRiskView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, { asker, returns }: Asked, at: EpochMs): Promise<Answer<HistoricalRiskView>> {
  const engine = host.engine();
  const options = movedOptions(host, at);
  const missing = missingForMoves(engine, pathsOf(options), 'worth');
  if (missing !== null) return { status: 'unknown', missing };
  const moving = movingAssets(engine, options, [...returns.keys()]);
  const still = moving.filter((asset) => returns.get(asset)?.size === 0 && engine.portfolio.parameters.stablecoins.includes(asset) && (listedVolatility(engine.portfolio.parameters, asset) ?? 0) === 0);
  const assets = moving.filter((asset) => !still.includes(asset));
  if (assets.length === 0) return { status: 'unknown', missing: 'an asset that moves' };
  const { days, rows, partial } = jointReturns(assets.map((asset) => returns.get(asset) ?? new Map<number, number>()));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < LEAST_DAYS) return { status: 'unknown', missing: lackOf(assets, returns, days.length) };
  const filteredDays = Math.max(0, days.length - FILTER_START);
  const moves = [historicalMoves(rows), ...(filteredDays < LEAST_DAYS ? [] : [filteredMoves(rows, DAILY_LAMBDA)])];
  const [profits, restated] = await thread.run({ kind: 'days', moves, revaluation: revaluationOf(engine.pools, assets), options: heldOptions(engine, options, assets) }, asker);
  if (profits === undefined) throw new Error('the days of the past gave no profits');
  const worst = profits.indexOf(Math.min(...profits));
  return {
    status: 'known', asOf: at, days: days.length, first, last, leftOut: partial, still, tails: tailsOf(profits), worst: { day: days[worst] ?? first, profit: floatText(profits[worst] ?? Number.NaN) },
    filtered: restated === undefined ? { status: 'unknown', missing: `${LEAST_DAYS + FILTER_START} joint daily returns, and there are ${days.length}` } : { status: 'known', days: filteredDays, lambda: DAILY_LAMBDA, tails: tailsOf(restated) },
  };
}

const tailsOf = (profits: Float64Array): readonly TailOfDays[] => CONFIDENCES.map((confidence) => {
  const { valueAtRisk, expectedShortfall } = tailOf(profits, 1 - confidence);
  return { confidence, valueAtRisk: floatText(valueAtRisk), expectedShortfall: floatText(expectedShortfall) };
});

/** Assets whose moves change what the account is worth. */
function movingAssets(engine: AccountEngine, options: MovedOptions, assets: readonly string[]): readonly string[] {
  const { held, rows } = revaluationOf(engine.pools, assets);
  const priced = heldOptions(engine, options, assets);
  return assets.filter((_, place) => held[place] !== 0 || rows.some(({ own, paid }) => own === place || paid === place) || priced.some(({ own }) => own === place));
}

/** Too few days on which all have a return: how many there are, and which assets have the fewest. */
function lackOf(assets: readonly string[], returns: ReadonlyMap<string, Returns>, days: number): string {
  const counts = assets.map((asset) => ({ asset, count: returns.get(asset)?.size ?? 0 })).toSorted((left, right) => left.count - right.count);
  return `${LEAST_DAYS} days with a return of every asset, and there are ${days} (${counts.slice(0, 3).map(({ asset, count }) => (count === 0 ? `${asset} has none up to the last ${CURRENT_DAYS} days` : `${asset} has ${count}`)).join('; ')})`;
}
