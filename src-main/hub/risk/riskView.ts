import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { exposuresOf } from '#shared/engine/exposures.ts';
import type { RiskView, TailView, UnderlyingRiskView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { impliedCoverage } from '#shared/scenario/dynamic/movingRates.ts';
import { componentRisk, covarianceOf, stressedCorrelation } from '#shared/scenario/risk/correlation.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { normalTail } from '#shared/scenario/risk/valueAtRisk.ts';
import type { AccountFacts } from '../accountHost.ts';
import { figureView } from '../insight/figures.ts';
import { textOf } from '../rowViews.ts';
import { deltaOf } from './delta.ts';
import { marketOf, marketView } from './market.ts';
import { assetsOf, largestPool, missingForMoves } from './assets.ts';
import { optionPathsOf } from './optionPaths.ts';
import { floatText } from './text.ts';

export const CONFIDENCES = [0.95, 0.99];

/** Exposure, component risk and losses at a confidence of a whole account, all pools together. */
export function riskView(host: AccountFacts, at: EpochMs, measured: MeasuredMarket | null): RiskView {
  const engine = host.engine();
  const market = marketOf(largestPool(engine), assetsOf(engine), measured);
  const { valuationCurrency } = engine.book;
  const paths = optionPathsOf(host, at);
  const missing = missingForMoves(engine, paths, 'worth');
  if (missing !== null) return { asOf: at, valuationCurrency, market: marketView(market), risk: { status: 'unknown', missing } };
  const exposures = exposuresOf(engine.pools, paths);
  const money = market.assets.map((asset) => { const own = exposures.get(asset); return (own?.positions ?? 0) + (own?.held ?? 0); });
  const { deviation, components, diversification, concentration } = componentRisk(market.covariance, money);
  const undiversified = componentRisk(covarianceOf(stressedCorrelation(market.correlation, money, 1), market.sigmas), money).deviation;
  const underlyings = underlyingsOf(engine, exposures, new Map(market.assets.map((asset, place) => [asset, { sigma: market.sigmas[place] ?? 0, share: deviation === 0 ? 0 : (components[place] ?? 0) / deviation }])));
  return {
    asOf: at, valuationCurrency, market: marketView(market),
    risk: {
      status: 'known', underlyings, deviation: floatText(deviation), diversification, concentration, equity: figureView(engine.evaluate().totals.equity),
      betaWeighted: floatText(underlyings.reduce((sum, own) => sum + Number(own.betaWeighted), 0)),
      tails: CONFIDENCES.map((confidence): TailView => {
        const [own, worst] = [normalTail(0, deviation, 1 - confidence), normalTail(0, undiversified, 1 - confidence)];
        return { confidence, valueAtRisk: floatText(own.valueAtRisk), expectedShortfall: floatText(own.expectedShortfall), undiversified: floatText(worst.valueAtRisk) };
      }),
    },
  };
}

type Risk = Readonly<{ sigma: number; share: number }>;

function underlyingsOf(engine: AccountEngine, exposures: ReturnType<typeof exposuresOf>, risks: ReadonlyMap<string, Risk>): readonly UnderlyingRiskView[] {
  const evaluation = engine.evaluate();
  return [...exposures].filter(([asset, { positions, held }]) => (asset !== engine.book.valuationCurrency || positions !== 0) && (positions !== 0 || held !== 0)).map(([asset, { positions, held, options, notional, maintenance }]): UnderlyingRiskView => {
    const risk = risks.get(asset);
    return {
      asset, delta: textOf(deltaOf(engine, evaluation, exposures, asset)), exposure: floatText(positions + held), positions: floatText(positions), held: floatText(held), betaWeighted: floatText((positions + held) * engine.book.beta(asset).toNumber()),
      sigma: risk?.sigma ?? null, share: risk?.share ?? null, coverage: risk === undefined || notional === 0 || options !== 0 ? null : impliedCoverage(maintenance / notional, risk.sigma),
    };
  }).toSorted((left, right) => Math.abs(right.share ?? 0) - Math.abs(left.share ?? 0));
}
