import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/** HTX in cross margin: flat tiers (a document says `tierRule` flat), chosen by |long − short| of each contract. */
export const htx: VenueRules = {
  id: 'htx',
  title: 'HTX',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'htx-2025-01-01',
    venue: 'htx',
    model: 'single-currency',
    validFrom: utc(2025, 1, 1),
    source: 'htx.com support 104919792315746 (the newer margin ratio: maintenance rate · position value over equity, liquidation at 100 %), huobi.com support 900001326606 (tier by |long − short| per expiry). Undated; the date of the set is ours. Tiers are the document’s own',
    rules: { pooling: 'settle', tierSize: 'netOfLegs', rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
  })],
  instrument: () => null,
};
