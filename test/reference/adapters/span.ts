import { black76Price } from '#shared/scenario/pricing/black76.ts';
import { portfolioArray, riskArray, scanRisk, type SpanInstrument, spanRequirement } from '#shared/scenario/margin/span.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
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

function computed(inputs: Inputs): Figures {
  const [forward, multiplier] = [floatOf(inputs, 'forward'), floatOf(inputs, 'multiplier')];
  const parameters = {
    priceScan: floatOf(inputs, 'price_scan_points'), volatilityScan: floatOf(inputs, 'vol_scan_relative'), lookAheadDays: floatOf(inputs, 'look_ahead_days'),
    extremeMultiple: floatOf(inputs, 'extreme_multiple'), coverFraction: floatOf(inputs, 'cover_fraction'),
  };
  const name = text(inputs, 'type') === 'C' ? 'call' : 'put';
  const option: SpanInstrument = { kind: 'option', sign: name === 'call' ? 1 : -1, strike: floatOf(inputs, 'strike'), days: floatOf(inputs, 'days'), volatility: floatOf(inputs, 'vol') };
  const arrays: Readonly<Record<string, readonly number[]>> = { future: riskArray({ kind: 'future' }, forward, multiplier, parameters), [name]: riskArray(option, forward, multiplier, parameters) };
  const portfolio = portfolioArray(lines(inputs).map(({ kind, quantity }) => ({ array: arrays[kind] ?? [], quantity })));
  const price = black76Price(option.sign, forward, option.strike, option.volatility * Math.sqrt(option.days / 365)) * multiplier;
  const netOptionValue = lines(inputs).reduce((sum, { kind, quantity }) => (kind === name ? sum + quantity * price : sum), 0);
  const scan = scanRisk(portfolio);
  const print = (values: readonly number[]) => values.map((value) => printed(value, DECIMALS));
  return {
    future_array_loss: print(arrays['future'] ?? []), [`${name}_array_loss`]: print(arrays[name] ?? []), portfolio_loss: print(portfolio), scan_risk: printed(scan, DECIMALS), net_option_value: printed(netOptionValue, DECIMALS),
    requirement: printed(spanRequirement({ scan, interMonth: 0, delivery: 0, interCommodityCredit: 0, shortOptionMinimum: 0, netOptionValue }), DECIMALS),
  };
}

/** SPAN, on printed arrays and on computed ones. */
export const spanAdapters: readonly Adapter[] = [{ exchange: null, model: 'cme.span', run: (inputs) => (inputs['forward'] === undefined ? given(inputs) : computed(inputs)) }];
