import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/** Bybit's inverse contracts before the unified account: one pool per coin, requirement on the entry value. */
export const bybitInverse: VenueRules = {
  id: 'bybit-inverse',
  title: 'Bybit inverse (before UTA)',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'bybit-inverse-2020-01-01',
    venue: 'bybit-inverse',
    model: 'single-currency',
    validFrom: utc(2020, 1, 1),
    source: 'help.bybit.com 360039261334, "How to calculate Liquidation Price (Inverse Contract)", cross margin, fee 0.075 % (undated; the date of the set is ours). The page takes the closing fee at the bankruptcy price of the whole balance, this set at that of the leverage',
    rules: {
      pooling: 'settle', settlements: ['inverse'], maintenanceBasis: 'entry', initialBasis: 'entry', closingFee: 'bankruptcy', takerFeeRate: decimal('0.00075'), rowPrice: 'symbol',
      ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity',
    },
  })],
  instrument: () => null,
};
