import { black76 } from '#shared/scenario/pricing/black76.ts';
import { blackScholes } from '#shared/scenario/pricing/blackScholes.ts';
import { coinSettled } from '#shared/scenario/pricing/coinSettled.ts';
import { impliedVolatility } from '#shared/scenario/pricing/impliedVolatility.ts';
import type { OptionTerms } from '#shared/scenario/pricing/optionValue.ts';
import type { Inputs } from './adapter.ts';
import { isInputs, number, text } from './inputs.ts';
import type { Outcome } from './run.ts';

/** The grid of option prices, Greeks and implied volatilities: lists of points by model, with `meta` for units and tolerances. */
export type PricingGrid = Readonly<Record<string, readonly Inputs[]>>;

type Values = Readonly<Record<string, number | null | undefined>>;
/** How one point is priced, which of its keys are expected, and the size that an absolute tolerance is a share of. */
type Model = Readonly<{ price: (point: Inputs) => Values; scale: (point: Inputs) => number }>;

const of = (point: Inputs, key: string): number => number(point, key).toNumber();
const terms = (point: Inputs): OptionTerms => ({ sign: text(point, 'type') === 'C' ? 1 : -1, strike: of(point, 'K'), years: of(point, 'T'), volatility: of(point, 'vol') });
const larger = (underlying: string) => (point: Inputs): number => Math.max(of(point, underlying), of(point, 'K'));

const onForward: Model = { price: (point) => black76(terms(point), of(point, 'F'), of(point, 'r')), scale: larger('F') };

const MODELS: Readonly<Record<string, Model>> = {
  black76: onForward,
  limits: onForward,
  bsm: {
    price: (point) => {
      const { carryRho, ...value } = blackScholes(terms(point), of(point, 'S'), { rate: of(point, 'r'), carry: of(point, 'q') });
      return { ...value, dividend_rho: carryRho };
    },
    scale: larger('S'),
  },
  inverse: {
    price: (point) => {
      const found = coinSettled(terms(point), of(point, 'F'));
      return {
        price_coin: found.price, price_usd: found.usdPrice, delta_black: found.delta, delta_net: found.netDelta, dc_dF: found.slope,
        gamma_black: found.gamma, gamma_net: found.netGamma, vega_coin: found.vega, theta_coin: found.theta, theta_usd: found.usdTheta,
      };
    },
    scale: () => 1,
  },
};

/** What a point gives to a model; everything else of it is expected. */
const GIVEN = new Set(['type', 'F', 'S', 'K', 'T', 'tenor', 'vol', 'r', 'q']);
const [PRICE, GREEK, FLOOR, VOLATILITY] = [1e-9, 1e-8, 1e-12, 1e-7];

export function isPricingGrid(value: unknown): value is PricingGrid & Readonly<{ meta: unknown }> {
  return isInputs(value) && isInputs(value['meta']) && Object.entries(value).every(([key, points]) => key === 'meta' || (Array.isArray(points) && points.every(isInputs)));
}

/** Every point of the grid, each key of it compared; a list with an unknown name has failed. */
export function runPricing(grid: PricingGrid): readonly Outcome[] {
  return Object.entries(grid).filter(([name]) => name !== 'meta').flatMap(([name, points]) =>
    points.map((point, place) => ({ id: `${name}[${place}]`, kind: `option-pricing/${name}`, faults: faultsOf(name, point) })));
}

function faultsOf(name: string, point: Inputs): readonly string[] {
  try {
    if (name === 'iv') return impliedFaults(point);
    const model = MODELS[name];
    if (model === undefined) return ['this kind of case is not supported'];
    const [values, scale] = [model.price(point), model.scale(point)];
    return Object.keys(point).filter((key) => !GIVEN.has(key)).flatMap((key) => {
      const got = values[key];
      return isNear(point[key], got, key.startsWith('price') ? PRICE : GREEK, FLOOR * scale) ? [] : [`${key}: expected ${JSON.stringify(point[key])}, got ${String(got)}`];
    });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function isNear(expected: unknown, got: number | null | undefined, relative: number, absolute: number): boolean {
  if (typeof expected !== 'number' || typeof got !== 'number') return expected === got;
  return Math.abs(expected - got) <= relative * Math.abs(expected) + absolute;
}

/** An ill-conditioned price is asserted by itself: the volatility found must give it back. */
function impliedFaults(point: Inputs): readonly string[] {
  const { sign, strike, years } = { sign: text(point, 'type') === 'C' ? 1 as const : -1 as const, strike: of(point, 'K'), years: of(point, 'T') };
  const price = point['price'] === null ? null : of(point, 'price');
  const found = impliedVolatility({ sign, forward: of(point, 'F'), strike, years, rate: of(point, 'r'), price });
  const expected = text(point, 'status');
  if (expected === 'ill_conditioned') {
    if (found.volatility === null || price === null) return [`status: expected a volatility, got ${found.status}`];
    const again = black76({ sign, strike, years, volatility: found.volatility }, of(point, 'F'), of(point, 'r')).price;
    return isNear(price, again, PRICE, FLOOR * larger('F')(point)) ? [] : [`price: expected ${price}, got ${again} at ${found.volatility}`];
  }
  if (found.status !== expected) return [`status: expected ${expected}, got ${found.status}`];
  return isNear(point['vol'], found.volatility, VOLATILITY, 0) ? [] : [`vol: expected ${JSON.stringify(point['vol'])}, got ${String(found.volatility)}`];
}
