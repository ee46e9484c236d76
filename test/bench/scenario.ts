import { impliedVolatility } from '#shared/scenario/pricing/impliedVolatility.ts';
import { black76 } from '#shared/scenario/pricing/black76.ts';
import type { Jumps } from '#shared/scenario/monteCarlo/marketPath.ts';
import { createSimulation } from '#shared/scenario/monteCarlo/simulation.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { reverseStress } from '#shared/scenario/stress/reverseStress.ts';
import { bufferSurface } from '#shared/engine/bufferSurface.ts';
import { covarianceOf } from '#shared/scenario/risk/correlation.ts';
import { Decimal } from '#shared/num/units.ts';
import { keep } from './engine.ts';
import { type Figure, figure, timed } from './figures.ts';
import { measureTogether, type Work } from './measure.ts';
import { benchAccount } from './account.ts';

/** The scenario path in float64: prices, grids, searches and simulations. */

const POINTS = Array.from({ length: 512 }, (_, place) => ({ strike: 60 + (place % 64) * 1.5, years: 0.01 + (place % 13) * 0.11, volatility: 0.3 + (place % 7) * 0.15, sign: place % 2 === 0 ? 1 as const : -1 as const }));
const CALLS = 4096;

const pricing: Work = { name: 'Black-76 with all Greeks', calls: CALLS, run: () => { for (let at = 0; at < CALLS; at += 1) { const own = POINTS[at % POINTS.length]; if (own !== undefined) keep(black76(own, 100, 0.03).price); } } };

const QUOTES = POINTS.map((own) => ({ ...own, forward: 100, rate: 0.03, price: black76(own, 100, 0.03).price }));
const inverting: Work = { name: 'implied volatility', calls: CALLS, run: () => { for (let at = 0; at < CALLS; at += 1) { const own = QUOTES[at % QUOTES.length]; if (own !== undefined) keep(impliedVolatility(own).volatility ?? 0); } } };

/** The same price in decimal.js, by a series: what exactness would cost here. */
function naivePrice({ strike, years, volatility, sign }: (typeof POINTS)[number]): Decimal {
  const deviation = new Decimal(volatility).times(new Decimal(years).sqrt());
  const d1 = new Decimal(100).div(strike).ln().div(deviation).plus(deviation.div(2));
  return cdf(d1.times(sign)).times(100).minus(cdf(d1.minus(deviation).times(sign)).times(strike)).times(sign).times(new Decimal(-0.03).times(years).exp());
}

function cdf(x: Decimal): Decimal {
  let [term, sum] = [x, x];
  for (let k = 1; k < 80 && term.abs().gt('1e-18'); k += 1) {
    term = term.times(x).times(x).neg().div(2 * k);
    sum = sum.plus(term.div(2 * k + 1));
  }
  return new Decimal('0.5').plus(sum.div(new Decimal(2).times(Decimal.acos(-1)).sqrt()));
}
const naively: Work = { name: 'option price, naively in decimal.js', calls: 16, run: () => { for (const own of POINTS.slice(24, 40)) keep(naivePrice(own).toNumber()); } };

const expiries = [3, 10, 24, 45, 80, 120, 200, 330].map((days) => ({ years: days / 365, open: 100 + days / 60, fixed: 0, forward: 100 + days / 60, rate: 0.03, confidence: 1 }));
const unit: RiskUnit = {
  spot: 100, spotConfidence: 1, perpetualConfidence: 1, stable: 1, expiries, futures: [], holdings: [], cash: 0, profit: 0, perpetuals: [{ id: 'perp', quantity: 4, price: 100 }],
  options: Array.from({ length: 1000 }, (_, place) => ({ id: String(place), sign: place % 2 === 0 ? 1 as const : -1 as const, strike: 50 + (place % 100), quantity: (place % 7) - 3, volatility: 0.4 + (place % 11) * 0.05, expiry: place % expiries.length })),
};
const [preset] = SCENARIO_PRESETS;
const scanning: Work = { name: `scenario margin, 1,000 options × ${(preset?.model.grid.length ?? 0)} scenarios`, calls: 1, run: () => { if (preset !== undefined) keep(scenarioMargin(unit, preset.model).initial); } };

/** 200 linear rows, each on an asset of its own. */
function reverseWork(): Work {
  const pool = benchAccount(200);
  const { assets } = bufferSurface(pool);
  const covariance = covarianceOf(assets.map((_, row) => assets.map((__, column) => (row === column ? 1 : 0.7))), assets.map(() => 0.05));
  const run = (): void => {
    const surface = bufferSurface(pool);
    const found = reverseStress(surface.bufferAt, covariance, { slopesAt: surface.slopesAt });
    keep(found.status === 'found' ? found.sigmas : 0);
  };
  return { name: `reverse stress, 200 linear rows on ${assets.length} assets`, calls: 1, run };
}

/** Milliseconds. */
function simulation(jumps: Omit<Jumps, 'scales'> | null): number {
  const size = 20;
  const own = createSimulation({
    buffer: 20_000, bends: [], sensitivities: Array.from({ length: size }, (_, place) => (place % 3 === 0 ? -1 : 1) * 4000 * (1 + (place % 5))), dailySigmas: Array.from({ length: size }, () => 0.05),
    correlation: Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (row === column ? 1 : 0.7))), carryPerHour: -1, jumps: jumps === null ? null : { ...jumps, scales: Array.from({ length: size }, () => 1) }, grid: Array.from({ length: 24 }, (_, at) => at + 1), horizons: [24], seed: 1, need: null,
  });
  own.advance(2000);
  const began = performance.now();
  own.advance(100_000);
  keep(own.result().paths);
  return performance.now() - began;
}

export function scenarioFigures(): readonly Figure[] {
  const reverse = reverseWork();
  const timings = measureTogether([pricing, inverting, naively, scanning, reverse], 30);
  const median = (work: Work): number => timings.get(work.name)?.median ?? NaN;
  return [
    ...timed(timings, { [pricing.name]: 0.25, [inverting.name]: 2, [scanning.name]: 10_000, [reverse.name]: 50_000 }),
    figure('naively over Black-76 with all Greeks', '×', median(naively) / median(pricing), null),
    figure('100,000 paths of 20 underlyings over 24 hourly steps', 'ms', simulation(null), null, 3000),
    figure('the same with 50 jumps a year', 'ms', simulation({ perYear: 50, mean: -0.1, deviation: 0.05, together: true }), null, 3000),
  ];
}
