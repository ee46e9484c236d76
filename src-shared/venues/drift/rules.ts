import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/**
 * Drift v2: rates grow with the square root of the size (`sizePremium` of an instrument); weights of deposits fall and weights
 * of debts rise by asset. The weights change by vote and are not built in: an inline set brings `weightSizeFactors` and
 * `liabilityWeights`.
 */
export const drift: VenueRules = {
  id: 'drift',
  title: 'Drift v2',
  publicPositions: true,
  models: ['tiered-cross'],
  sets: [parameterSet({
    id: 'drift-2026-04-01',
    venue: 'drift',
    model: 'tiered-cross',
    validFrom: utc(2026, 4, 1),
    source: 'drift-labs/protocol-v2 @ 0ae3e3b1 (2026-04-01), sdk/src/math/margin.ts and programs/drift/src/math/margin.rs: figures re-stated from its tests. Ratios, size factors and weights are the document’s own: those of the tests are of made-up markets',
    rules: { settlements: ['linear'], ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
  })],
  instrument: () => null,
};
