import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/** Phemex: closing fee inside the requirement; its margin level is equity over maintenance margin, liquidated at 100 %. */
export const phemex: VenueRules = {
  id: 'phemex',
  title: 'Phemex',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'phemex-2025-01-01',
    venue: 'phemex',
    model: 'single-currency',
    validFrom: utc(2025, 1, 1),
    source: 'phemex.com help-center liq-price-for-USDTM, fee 0.06 % of its example (undated; the date of the set is ours). The margin assigned to an isolated position holds the closing fee already. Tiers are the document’s own',
    rules: {
      pooling: 'settle', settlements: ['linear'], closingFee: 'notional', takerFeeRate: decimal('0.0006'), rowPrice: 'symbol', ratioLabel: 'Margin level', ratioForm: 'equityOverRequirement',
    },
  })],
  instrument: () => null,
};
