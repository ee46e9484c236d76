import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/** BitMEX: requirement on the entry value (cost), taker fee inside it. The venue counts whole satoshis, we do not round. */
export const bitmex: VenueRules = {
  id: 'bitmex',
  title: 'BitMEX',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'bitmex-2025-01-01',
    venue: 'bitmex',
    model: 'single-currency',
    validFrom: utc(2025, 1, 1),
    source: 'bitmex.com/app/liquidation; posMaint = cost · rate + commission 0.075 %: nautilus_trader bitmex/test_data/ws_position.json @ a95c8042b (partly made up; its posCost, posInit and posMaint agree). Risk limits were not found: tiers are the document’s own. Undated; the date of the set is ours',
    rules: {
      pooling: 'settle', maintenanceBasis: 'entry', initialBasis: 'entry', closingFee: 'notional', takerFeeRate: decimal('0.00075'), rowPrice: 'symbol',
      ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity',
    },
  })],
  instrument: () => null,
};
