import { black76, black76Price } from '#shared/scenario/pricing/black76.ts';
import { blackScholes } from '#shared/scenario/pricing/blackScholes.ts';
import { sviMoneyness, sviVolatility } from '#shared/scenario/pricing/svi.ts';
import { Decimal } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { floatOf } from '../floats.ts';
import { text } from '../inputs.ts';

const SECONDS_PER_YEAR = 365 * 86_400;

/** A figure of each name whose value exists; a Greek that does not is null. */
const figures = (values: Readonly<Record<string, number | null>>): Readonly<Record<string, Figure>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null ? null : new Decimal(value)]));

function discounted(inputs: Inputs): Readonly<Record<string, Figure>> {
  const [forward, strike, discount] = [floatOf(inputs, 'forward'), floatOf(inputs, 'strike'), floatOf(inputs, 'discount')];
  const years = floatOf(inputs, 'seconds') / SECONDS_PER_YEAR;
  const volatility = floatOf(inputs, 'vol');
  const deviation = volatility * Math.sqrt(years);
  return figures({
    call: discount * black76Price(1, forward, strike, deviation), put: discount * black76Price(-1, forward, strike, deviation),
    call_delta_undiscounted: black76({ sign: 1, strike, years, volatility }, forward).delta,
  });
}

function spotOption(inputs: Inputs): Readonly<Record<string, Figure>> {
  const terms = { sign: text(inputs, 'type') === 'C' ? 1 as const : -1 as const, strike: floatOf(inputs, 'strike'), years: floatOf(inputs, 'T'), volatility: floatOf(inputs, 'vol') };
  const value = blackScholes(terms, floatOf(inputs, 'spot'), { rate: floatOf(inputs, 'r'), carry: floatOf(inputs, 'q') });
  return figures({ ...value, theta_per_day: value.theta === null ? null : value.theta / 365, dividend_rho: value.carryRho });
}

/** Prices, Greeks and smiles by themselves. */
export const pricingAdapters: readonly Adapter[] = [
  { exchange: null, model: 'black76', run: discounted },
  { exchange: null, model: 'bsm', run: spotOption },
  {
    exchange: null, model: 'svi',
    run: (inputs) => {
      const fit = {
        a: floatOf(inputs, 'a'), b: floatOf(inputs, 'b'), rho: floatOf(inputs, 'rho'), m: floatOf(inputs, 'm'), sigma: floatOf(inputs, 'sigma'),
        forward: floatOf(inputs, 'forward'), years: floatOf(inputs, 'tau'),
      };
      return figures({ k: sviMoneyness(fit, floatOf(inputs, 'strike')), vol: sviVolatility(fit, floatOf(inputs, 'strike')) });
    },
  },
];
