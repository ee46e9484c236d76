import { gridOf } from '#shared/scenario/margin/grids.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { Contingency, ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { shockMultipliers } from '#shared/scenario/margin/volatilityShock.ts';
import { shippedPreset } from '#shared/scenario/presets/registry.ts';
import type { Adapter, CaseModel, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf, floatsOf, percent } from '../floats.ts';

type Figures = Readonly<Record<string, Figure>>;

/** A year of one underlying at 1, and nothing in it. */
const EMPTY: RiskUnit = { spot: 1, spotConfidence: 1, perpetualConfidence: 1, stable: 1, options: [], futures: [], perpetuals: [], holdings: [], cash: 0, profit: 0, expiries: [{ years: 1, open: 1, fixed: 0, forward: 1, rate: 0, confidence: 1 }] };

/** The model with the rate of one of its contingencies as a case gives it; added where it has none of that kind. */
function withRate(model: ScenarioModel, kind: 'nakedShorts' | 'grossFutures' | 'hedgedFutures', maintenance: number): ScenarioModel {
  const rate: Contingency = { kind, maintenance, initial: 0 };
  const has = model.contingencies.some((own) => own.kind === kind);
  return { ...model, contingencies: has ? model.contingencies.map((own) => (own.kind === kind ? rate : own)) : [...model.contingencies, rate] };
}

const askedOf = (unit: RiskUnit, model: ScenarioModel, kind: Contingency['kind']): Figure => figure(scenarioMargin(unit, model).asked.find((own) => own.kind === kind)?.maintenance ?? Number.NaN);

/** Deribit's older model with what a case says: a power and a range of volatility, or one rate. */
function legacyCase(inputs: Inputs): CaseModel {
  const { model } = shippedPreset('deribit.legacy');
  const presets = ['deribit.legacy'];
  if (inputs['base'] !== undefined) {
    const power = floatOf(inputs, 'power');
    return { presets, model: { ...model, volatility: { ...model.volatility, up: floatOf(inputs, 'base'), powerShort: power, powerLong: power } } };
  }
  return { presets, model: withRate(model, inputs['options'] === undefined ? 'hedgedFutures' : 'nakedShorts', floatOf(inputs, 'pct')) };
}

function legacy(inputs: Inputs): Figures {
  const { model } = legacyCase(inputs);
  if (inputs['base'] !== undefined) return { iv_change: percent(shockMultipliers(model.volatility, floatOf(inputs, 'days') / 365).up - 1) };
  if (inputs['options'] !== undefined) return { contingency_btc: askedOf({ ...EMPTY, options: [{ id: 'short', sign: 1, strike: 1, quantity: -floatOf(inputs, 'options'), volatility: 0.5, expiry: 0 }] }, model, 'nakedShorts') };
  const unit: RiskUnit = { ...EMPTY, futures: [{ id: 'long', quantity: floatOf(inputs, 'long_btc'), expiry: 0 }], perpetuals: [{ id: 'short', quantity: -floatOf(inputs, 'short_btc'), price: 1 }] };
  return { contingency_btc: askedOf(unit, model, 'hedgedFutures') };
}

function dederiCase(inputs: Inputs): CaseModel {
  const { model } = shippedPreset('dederi.pm');
  return { presets: ['dederi.pm'], model: withRate({ ...model, grid: gridOf(floatsOf(inputs, 'shocks'), ['up', 'none', 'down']) }, 'grossFutures', floatOf(inputs, 'contingency_factor')) };
}

function dederi(inputs: Inputs): Figures {
  const { model } = dederiCase(inputs);
  const [index, years] = [floatOf(inputs, 'index'), floatOf(inputs, 'days') / 365];
  const forward = index * Math.exp(floatOf(inputs, 'annualised_basis') * years);
  const unit: RiskUnit = { ...EMPTY, spot: index, expiries: [{ years, open: forward, fixed: 0, forward, rate: 0, confidence: 1 }], futures: [{ id: 'future', quantity: floatOf(inputs, 'position'), expiry: 0 }] };
  const still = scenarioMargin(unit, model).scan.cells.filter(({ cell }) => cell.volatility === 'none');
  return { forward: figure(forward), contingency: askedOf(unit, model, 'grossFutures'), pnl: still.map(({ profit }) => figure(profit)) };
}

/** Parts of scenario models that are published by themselves: a shock of volatility, an add-on, the grid of a future. */
export const scenarioPartAdapters: readonly Adapter[] = [
  { exchange: null, model: 'deribit.pm.legacy', run: legacy, scenario: legacyCase },
  { exchange: null, model: 'dederi.pm', run: dederi, scenario: dederiCase },
];
