import type { Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { measuredSigma } from '#shared/scenario/risk/measuredMarket.ts';
import type { NamedUnit } from '../risk/units.ts';
import type { SigmaNow } from './movingRules.ts';
import type { Design } from './readDesign.ts';

const DAYS = 365;

/** σ of a day now by asset: as it was typed, else what the option nearest to the money that ends first says, over √365, else the daily closes by exponential weights. */
export function sigmasNow(units: readonly NamedUnit[], returns: ReadonlyMap<string, Returns>, { sigmas }: Design): ReadonlyMap<string, SigmaNow> {
  const implied = units.flatMap(({ asset, unit: { options, expiries, spot } }): readonly (readonly [string, SigmaNow])[] => {
    const end = Math.min(...options.map(({ expiry }) => expiries[expiry]?.years ?? Infinity));
    const [nearest] = options.filter(({ expiry }) => expiries[expiry]?.years === end).toSorted((left, right) => Math.abs(Math.log(left.strike / spot)) - Math.abs(Math.log(right.strike / spot)));
    return nearest === undefined ? [] : [[asset, { sigma: nearest.volatility / Math.sqrt(DAYS), from: 'options' }]];
  });
  const closes = [...returns].map(([asset, own]): readonly [string, SigmaNow] => [asset, { sigma: measuredSigma(own, 'ewma'), from: 'closes' }]).filter(([, { sigma }]) => sigma > 0);
  return new Map([...closes, ...implied, ...[...sigmas].map(([asset, sigma]): readonly [string, SigmaNow] => [asset, { sigma, from: 'typed' }])]);
}
