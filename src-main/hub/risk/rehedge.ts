import type { BandView, RehedgeView } from '#shared/ipc/rehedgeView.ts';
import { lineGreeks, sumGreeks } from '#shared/scenario/margin/greeks.ts';
import { noTradeBand } from '#shared/scenario/margin/noTradeBand.ts';
import { floatText } from './text.ts';
import type { NamedUnit } from './units.ts';
import type { Worth } from './worth.ts';

/** Relative risk aversions that are asked: 1 is who wants the most growth, and most people shun risk more. */
const AVERSIONS = [1, 4, 16];
/** Gamma of lines that cancel out leaves this share of the largest one at most. */
const ROUNDING = 1e-9;

/** When the delta of one unit is to be hedged again, by the perpetual, at its taker fee and the σ of the account's parameter set. */
export function rehedgeView({ asset, unit, lacking, tradables, sigma, sigmaSource }: NamedUnit, worth: Worth): RehedgeView {
  const missing = [...new Set([...lacking, ...(unit.options.length === 0 ? [] : worth.lacking)])];
  if (missing.length > 0) return { status: 'unknown', missing: missing.join(', ') };
  if (unit.options.length === 0) return { status: 'none', why: 'linear' };
  const lines = lineGreeks(unit);
  const greeks = sumGreeks(lines);
  if (greeks === null) return { status: 'unknown', missing: `gamma of ${asset}: an option is on its strike at expiry` };
  if (Math.abs(greeks.gamma) <= ROUNDING * Math.max(...lines.map((line) => Math.abs(line.greeks?.gamma ?? 0)))) return { status: 'none', why: 'noGamma' };
  const perpetual = tradables.find(({ tradable }) => tradable.kind === 'perpetual');
  if (perpetual === undefined) return { status: 'unknown', missing: `a perpetual of ${asset} to hedge with` };
  const { name: symbol, feeRate, tradable: { lot } } = perpetual;
  if (feeRate === null) return { status: 'unknown', missing: `taker fee of ${symbol}` };
  if (sigma === null) return { status: 'unknown', missing: `σ of ${asset}` };
  if (worth.equity <= 0) return { status: 'unknown', missing: 'equity above 0, which risk is measured against' };
  const bands = AVERSIONS.map((aversion): BandView => {
    const band = noTradeBand({ spot: unit.spot, gamma: greeks.gamma, dailySigma: sigma, feeRate, riskAversion: aversion / worth.equity, lot });
    return {
      aversion, outside: Math.abs(greeks.delta) > band.halfWidth, move: band.move, days: band.days, halfWidth: floatText(band.halfWidth), edgeWidth: floatText(band.edgeWidth),
      cost: floatText(band.cost), costPerDay: floatText(band.costPerDay), deviation: floatText(band.deviation),
    };
  });
  return { status: 'known', delta: floatText(greeks.delta), gamma: floatText(greeks.gamma), sigma, sigmaSource, symbol, feeRate, bands };
}
