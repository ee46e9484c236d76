import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/** No venue in particular: every tier and weight comes with the document. */
export const generic: VenueRules = {
  id: 'generic',
  title: 'Generic',
  models: ['tiered-cross'],
  sets: [parameterSet({
    id: 'generic-2020-01-01',
    venue: 'generic',
    model: 'tiered-cross',
    validFrom: utc(2020, 1, 1),
    source: 'Plimsoll: tiers and weights are the document’s own',
  })],
  instrument: () => null,
};
