import { antiProcyclical, liquidityAddOn, volatilityScaled } from '#shared/scenario/dynamic/movingRates.ts';
import { ewmaMargin, ewmaNext } from '#shared/scenario/risk/ewma.ts';
import { weightedQuantile } from '#shared/scenario/risk/quantile.ts';
import { filtered, tailOf } from '#shared/scenario/risk/valueAtRisk.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf, floatsOf } from '../floats.ts';
import { text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

function ewma(inputs: Inputs): Figures {
  const variance = ewmaNext(floatOf(inputs, 'prev_var'), floatOf(inputs, 'ret'), floatOf(inputs, 'lambda'));
  return { var: figure(variance), vol: `${(Math.sqrt(variance) * 100).toFixed(3)}%` };
}

function simulated(inputs: Inputs): Figures {
  const [tail = ''] = text(inputs, 'quantile').split(' ');
  const returns = floatsOf(inputs, 'returns');
  const { deviation, scaled } = filtered(returns, floatOf(inputs, 'lambda'));
  const at = Number(tail);
  return { current_vol: figure(deviation), scaled: scaled.map(figure), hs_var: figure(tailOf(returns, at).valueAtRisk), fhs_var: figure(tailOf(scaled, at).valueAtRisk) };
}

function liquidity(inputs: Inputs): Figures {
  const of = (key: string): number => floatOf(inputs, key);
  const terms = { dailyVolume: of('adv'), participation: of('participation'), marginDays: of('mpor_days'), identifyDays: of('identify_days'), capDays: of('cap_days') };
  const found = liquidityAddOn(of('position'), of('base_im'), terms);
  return { liquidation_days: figure(found.liquidationDays), effective_days: figure(found.effectiveDays), addon: figure(Number(found.addOn.toFixed(6))) };
}

function points(inputs: Inputs): readonly (readonly [number, number])[] {
  const value = inputs['points'];
  if (!Array.isArray(value)) throw new TypeError('input points is not a list');
  return value.map((point: unknown) => {
    const [at = Number.NaN, weight = Number.NaN] = floatsOf({ point }, 'point');
    return [at, weight] as const;
  });
}

/** Models of volatility and of margin that moves with it. */
export const riskModelAdapters: readonly Adapter[] = [
  { exchange: null, model: 'ewma.vol', run: ewma },
  {
    exchange: null, model: 'ewma.margin',
    run: (inputs) => {
      const { valueAtRisk, margin } = ewmaMargin(floatOf(inputs, 'daily_sigma'), floatOf(inputs, 'k'), floatOf(inputs, 'mpor_days'));
      return { var_pct: figure(valueAtRisk * 100), im_pct: figure(margin * 100) };
    },
  },
  { exchange: null, model: 'hs.age_weighted', run: (inputs) => ({ var: figure(weightedQuantile(points(inputs), floatOf(inputs, 'p'))) }) },
  { exchange: null, model: 'fhs', run: simulated },
  {
    exchange: null, model: 'apc',
    run: (inputs) => {
      const found = antiProcyclical(floatOf(inputs, 'base_margin'), floatOf(inputs, 'stress_margin'), floatOf(inputs, 'floor_10y'));
      return { buffer_25pct: figure(found.buffered), stress_weight_25pct: figure(found.stressWeighted), floor: figure(found.floored) };
    },
  },
  { exchange: null, model: 'liquidity.addon', run: liquidity },
  {
    exchange: null, model: 'dynamic.margin',
    run: (inputs) => {
      const { multiplier, rate } = volatilityScaled(floatOf(inputs, 'base_rate'), floatOf(inputs, 'vol_now'), floatOf(inputs, 'vol_ref'), floatOf(inputs, 'floor_mult'), floatOf(inputs, 'cap_mult'));
      return { multiplier: figure(multiplier), rate: figure(rate) };
    },
  },
];
