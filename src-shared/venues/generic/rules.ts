import { epochMs } from '../../num/units.ts';
import { DAILY_VOLATILITY, STABLECOINS, VOLATILITY_SOURCE } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';

/** No venue in particular: every tier and weight comes with the document. */
export const generic: VenueRules = {
  id: 'generic',
  title: 'Generic',
  models: ['tiered-cross'],
  sets: [{
    id: 'generic-2020-01-01',
    venue: 'generic',
    model: 'tiered-cross',
    validFrom: epochMs(Date.UTC(2020, 0, 1)),
    source: 'Plimsoll: tiers and weights are the document’s own',
    stablecoins: STABLECOINS,
    collateralWeights: {},
    dailyVolatility: DAILY_VOLATILITY,
    volatilitySource: VOLATILITY_SOURCE,
  }],
  instrument: () => null,
};
