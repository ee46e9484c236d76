import { ratio, toText } from '../../num/units.ts';
import { DAILY_VOLATILITY, STABLECOINS, VOLATILITY_SOURCE } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

const full = toText(ratio('1'));

/**
 * Deribit prices. Its size-linear margin is not in the tiered model, so a row without tiers of its own has an unknown
 * margin, and the account says so.
 */
export const deribit: VenueRules = {
  id: 'deribit',
  title: 'Deribit',
  models: ['tiered-cross'],
  sets: [{
    id: 'deribit-prices-2026-11-01',
    venue: 'deribit',
    model: 'tiered-cross',
    validFrom: utc(2020, 1, 1),
    source: 'Plimsoll: prices only; margin tiers are the document’s own',
    stablecoins: STABLECOINS,
    collateralWeights: { USD: full, USDC: full, USDT: full },
    dailyVolatility: DAILY_VOLATILITY,
    volatilitySource: VOLATILITY_SOURCE,
  }],
  instrument: () => null,
};
