import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/** KuCoin Futures in cross margin. Its price of a row has all positions moving against the account together; the risk rate decides, and open orders are in it as if they were filled. */
export const kucoin: VenueRules = {
  id: 'kucoin',
  title: 'KuCoin Futures',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'kucoin-2025-01-01',
    venue: 'kucoin',
    model: 'single-currency',
    validFrom: utc(2025, 1, 1),
    source: 'kucoin.com support 35233217061785 (risk rate) and 35084431335065 (reference liquidation price), fee 0.06 % of their examples (undated; the date of the set is ours). Tiers are the document’s own',
    rules: {
      pooling: 'settle', settlements: ['linear'], closingFee: 'notional', takerFeeRate: decimal('0.0006'), rowPrice: 'proRata', orderCharge: 'fill', ratioLabel: 'Risk rate', ratioForm: 'requirementOverEquity',
    },
  })],
  instrument: () => null,
};
