import { revaluationOf } from '#shared/engine/revaluation.ts';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { SimulatedRiskView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import type { AccountFacts } from '../accountHost.ts';
import { marketOf } from './market.ts';
import { heldOptions } from './optionProfit.ts';
import { movedOptions, pathsOf } from './optionPaths.ts';
import { SEED } from './odds.ts';
import type { RiskThread } from './riskThread.ts';
import { CONFIDENCES } from './riskView.ts';
import { assetsOf, largestPool, missingForMoves } from './assets.ts';
import { floatText } from './text.ts';

const PATHS = 50_000;

/** Losses of a day by simulation: every row, option and holding valued anew on each path, all pools together. */
export async function simulatedRiskView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, { asker, measured }: Readonly<{ asker: string; measured: MeasuredMarket | null }>, at: EpochMs): Promise<Answer<SimulatedRiskView>> {
  const engine = host.engine();
  const options = movedOptions(host, at);
  const missing = missingForMoves(engine, pathsOf(options), 'worth');
  if (missing !== null) return { status: 'unknown', missing };
  const { assets, sigmas, correlation, still } = marketOf(largestPool(engine), assetsOf(engine), measured);
  const unmoved = still.filter((asset) => !engine.portfolio.parameters.stablecoins.includes(asset));
  if (assets.length === 0 && unmoved.length > 0) return { status: 'unknown', missing: `σ of ${unmoved.join(', ')}` };
  const market = { dailySigmas: sigmas, correlation, jumps: null, seed: SEED };
  const tails = await thread.run({ kind: 'tails', market, revaluation: revaluationOf(engine.pools, assets), options: heldOptions(engine, options, assets), paths: PATHS, tails: CONFIDENCES.map((confidence) => 1 - confidence) }, asker);
  return {
    status: 'known', asOf: at, paths: PATHS,
    tails: tails.map(({ valueAtRisk, expectedShortfall, standardError }, place) => ({ confidence: CONFIDENCES[place] ?? Number.NaN, valueAtRisk: floatText(valueAtRisk), standardError: floatText(standardError), expectedShortfall: floatText(expectedShortfall) })),
  };
}
