import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/**
 * Hyperliquid: a tier's maintenance rate is half of 1 / its largest leverage. Leverages change by vote and are not
 * built in: a document brings them as tiers, 0.01 for 50×.
 */
export const hyperliquid: VenueRules = {
  id: 'hyperliquid',
  title: 'Hyperliquid',
  publicPositions: true,
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'hyperliquid-2024-10-01',
    venue: 'hyperliquid',
    model: 'single-currency',
    validFrom: utc(2024, 10, 1),
    source: 'Hyperliquid docs: maintenance rate 1 / (2 · max leverage) with deductions, liquidation price, backstop at two thirds of the maintenance margin; 29 positions recorded by freqtrade (tests/exchange/test_hyperliquid.py) in 2024. The date of the set is ours: that of the records',
    rules: {
      pooling: 'settle', settlements: ['linear'], rowPrice: 'symbol', ratioLabel: 'Cross margin ratio', ratioForm: 'requirementOverEquity', backstop: decimal('0.666666666666666667'),
    },
  })],
  instrument: () => null,
};
