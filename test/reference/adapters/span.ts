import { black76Price } from '#shared/scenario/pricing/black76.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { portfolioArray, scanRisk, spanRequirement } from '#shared/scenario/margin/span.ts';
import { spanModel } from '#shared/scenario/presets/generic.ts';
import type { Adapter, CaseModel, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf, floatsOf, printed } from '../floats.ts';
import { records, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

const DECIMALS = 4;
/** Arrays as printed are profits; the kernel takes losses. */
const losses = (profits: readonly number[]): readonly number[] => profits.map((profit) => -profit);

function given(inputs: Inputs): Figures {
  const legs = inputs['legs'] === undefined ? [{ array: losses(floatsOf(inputs, 'risk_array_pnl')), quantity: floatOf(inputs, 'qty') }]
    : records(inputs, 'legs').map((leg) => ({ array: losses(floatsOf(leg, 'array')), quantity: floatOf(leg, 'qty') }));
  const portfolio = portfolioArray(legs);
  return { scan_risk: figure(scanRisk(portfolio)), portfolio: portfolio.map((loss) => figure(loss === 0 ? 0 : -loss)) };
}

/** Lines of the computed cases: ["future" | "call" | "put", quantity]. */
function lines(inputs: Inputs): readonly Readonly<{ kind: string; quantity: number }>[] {
  const value = inputs['portfolio'];
  if (!Array.isArray(value)) throw new TypeError('input portfolio is not a list');
  return value.map((line: unknown) => {
    if (!Array.isArray(line)) throw new TypeError('input portfolio has a line that is no list');
    return { kind: String(line[0]), quantity: Number(line[1]) };
  });
}

/** The sixteen scenarios by the scan parameters of a case; printed arrays need no model. */
function caseModel(inputs: Inputs): CaseModel {
  if (inputs['forward'] === undefined) return { presets: [], model: spanModel({ range: 0, volatility: 0, lookAheadDays: 0, extremeMultiple: 0, cover: 0 }) };
  const of = (key: string): number => floatOf(inputs, key);
  const terms = { range: of('price_scan_points') / of('forward'), volatility: of('vol_scan_relative'), lookAheadDays: of('look_ahead_days'), extremeMultiple: of('extreme_multiple'), cover: of('cover_fraction') };
  return { presets: ['span.generic'], model: spanModel(terms) };
}

function computed(inputs: Inputs): Figures {
  const { model } = caseModel(inputs);
  const [forward, multiplier] = [floatOf(inputs, 'forward'), floatOf(inputs, 'multiplier')];
  const name = text(inputs, 'type') === 'C' ? 'call' : 'put';
  const years = floatOf(inputs, 'days') / 365;
  const empty: RiskUnit = { spot: forward, spotConfidence: 1, perpetualConfidence: 1, stable: 1, options: [], futures: [], perpetuals: [], holdings: [], cash: 0, profit: 0, expiries: [{ years, open: forward, fixed: 0, forward, rate: 0, confidence: 1 }] };
  const option = { id: name, sign: name === 'call' ? 1 as const : -1 as const, strike: floatOf(inputs, 'strike'), quantity: multiplier, volatility: floatOf(inputs, 'vol'), expiry: 0 };
  const array = (unit: RiskUnit): readonly number[] => scenarioMargin(unit, model).scan.cells.map(({ net }) => (net === 0 ? 0 : -net));
  const arrays: Readonly<Record<string, readonly number[]>> = { future: array({ ...empty, futures: [{ id: 'future', quantity: multiplier, expiry: 0 }] }), [name]: array({ ...empty, options: [option] }) };
  const portfolio = portfolioArray(lines(inputs).map(({ kind, quantity }) => ({ array: arrays[kind] ?? [], quantity })));
  const price = black76Price(option.sign, forward, option.strike, option.volatility * Math.sqrt(years)) * multiplier;
  const netOptionValue = lines(inputs).reduce((sum, { kind, quantity }) => (kind === name ? sum + quantity * price : sum), 0);
  const scan = scanRisk(portfolio);
  const print = (values: readonly number[]) => values.map((value) => printed(value, DECIMALS));
  return {
    future_array_loss: print(arrays['future'] ?? []), [`${name}_array_loss`]: print(arrays[name] ?? []), portfolio_loss: print(portfolio), scan_risk: printed(scan, DECIMALS), net_option_value: printed(netOptionValue, DECIMALS),
    requirement: printed(spanRequirement({ scan, interMonth: 0, delivery: 0, interCommodityCredit: 0, shortOptionMinimum: 0, netOptionValue }), DECIMALS),
  };
}

/** SPAN, on printed arrays and on computed ones. */
export const spanAdapters: readonly Adapter[] = [{ exchange: null, model: 'cme.span', run: (inputs) => (inputs['forward'] === undefined ? given(inputs) : computed(inputs)), scenario: caseModel }];
