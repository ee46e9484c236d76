import type { NamedUnit } from '../risk/units.ts';
import type { SigmaNow } from './movingRules.ts';
import type { Design } from './readDesign.ts';

const DAYS = 365;

/** σ of a day now by asset: as it was typed, else what the option nearest to the money that ends first says, over √365. */
export function sigmasNow(units: readonly NamedUnit[], { sigmas }: Design): ReadonlyMap<string, SigmaNow> {
  const implied = units.flatMap(({ asset, unit: { options, expiries, spot } }): readonly (readonly [string, SigmaNow])[] => {
    const end = Math.min(...options.map(({ expiry }) => expiries[expiry]?.years ?? Infinity));
    const [nearest] = options.filter(({ expiry }) => expiries[expiry]?.years === end).toSorted((left, right) => Math.abs(Math.log(left.strike / spot)) - Math.abs(Math.log(right.strike / spot)));
    return nearest === undefined ? [] : [[asset, { sigma: nearest.volatility / Math.sqrt(DAYS), from: 'options' }]];
  });
  return new Map([...implied, ...[...sigmas].map(([asset, sigma]): readonly [string, SigmaNow] => [asset, { sigma, from: 'typed' }])]);
}
