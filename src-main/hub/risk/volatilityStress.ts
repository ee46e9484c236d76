import type { ReverseStressView, VolatilityStressView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import type { AccountFacts } from '../accountHost.ts';
import { inQuote } from './beside.ts';
import { floatText } from './text.ts';
import { unitsOf } from './units.ts';
import { linearWorthOf, optionValueOf } from './worth.ts';

/** The same covariance times times²: the likeliest way is the same one, and that many times nearer. */
export function volatilityStress(host: AccountFacts, at: EpochMs, reverse: ReverseStressView, times: number): VolatilityStressView {
  return { times, sigmas: reverse.status === 'known' && reverse.result === 'found' ? reverse.sigmas / times : null, margin: marginOf(host, at, times) };
}

/** The first scenario model asked at the implied volatilities of now, and at so many times these. */
function marginOf(host: AccountFacts, at: EpochMs, times: number): VolatilityStressView['margin'] {
  const [preset] = SCENARIO_PRESETS;
  const units = unitsOf(host, at);
  if (preset === undefined || units.every(({ unit, lacking }) => unit.options.length === 0 && lacking.length === 0)) return null;
  const lacking = units.flatMap((own) => own.lacking);
  if (lacking.length > 0) return { status: 'unknown', missing: lacking.join(', ') };
  const held = linearWorthOf(host.engine());
  const [before, after] = [1, times].map((own) => asked(units.map(({ unit }) => withVolatility(unit, own)), preset.model, held));
  if (before === undefined || after === undefined) return null;
  const ratio = ({ equity, maintenance }: typeof before) => (equity > 0 ? floatText(maintenance / equity) : null);
  return {
    status: 'known', model: preset.name, equity: { before: floatText(before.equity), after: floatText(after.equity) }, maintenance: { before: floatText(before.maintenance), after: floatText(after.maintenance) },
    ratio: { before: ratio(before), after: ratio(after) },
  };
}

const withVolatility = (unit: RiskUnit, times: number): RiskUnit => ({ ...unit, options: unit.options.map((line) => ({ ...line, volatility: line.volatility * times })) });

function asked(units: readonly RiskUnit[], model: ScenarioModel, held: number): Readonly<{ equity: number; maintenance: number }> {
  return { equity: units.reduce((sum, unit) => sum + optionValueOf(unit), held), maintenance: units.reduce((sum, unit) => sum + inQuote(unit, model, scenarioMargin(unit, model)).maintenance, 0) };
}
