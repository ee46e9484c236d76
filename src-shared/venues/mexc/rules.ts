import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/** MEXC: maintenance margin on the entry value, liquidation fee beside it. The fee rate was not found: an instrument names its own. */
export const mexc: VenueRules = {
  id: 'mexc',
  title: 'MEXC',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'mexc-2025-01-01',
    venue: 'mexc',
    model: 'single-currency',
    validFrom: utc(2025, 1, 1),
    source: 'mexc.co announcement "About Liquidation" (cross equity ≤ maintenance margin + liquidation fees), blog.mexc.fm liquidation-in-futures-2 (the maintenance margin of its example is on the entry value; that cross margin does the same is an assumption). Undated; the date of the set is ours. Tiers and fees are the document’s own',
    rules: {
      pooling: 'settle', maintenanceBasis: 'entry', initialBasis: 'entry', closingFee: 'notional', rowPrice: 'symbol', ratioLabel: 'Margin rate', ratioForm: 'requirementOverEquity',
    },
  })],
  instrument: () => null,
};
