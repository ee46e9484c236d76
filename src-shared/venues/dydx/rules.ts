import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/** dYdX v4: the initial rate of a market grows with its open interest (`openInterest` of an instrument), the maintenance rate does not. */
export const dydx: VenueRules = {
  id: 'dydx',
  title: 'dYdX v4',
  publicPositions: true,
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'dydx-2026-03-05',
    venue: 'dydx',
    model: 'single-currency',
    validFrom: utc(2026, 3, 5),
    source: 'dydxprotocol/v4-chain @ 84d4664b (2026-03-05), x/perpetuals and x/subaccounts: figures re-stated from its tests. Margin fractions and caps change by vote: they are the document’s own. The chain rounds each requirement up to its quantums, we do not round',
    rules: { pooling: 'settle', settlements: ['linear'], rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
  })],
  instrument: () => null,
};
