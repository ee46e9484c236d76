import { z } from 'zod';
import type { Failure, Fault } from '../domain/failure.ts';
import type { Instrument } from '../domain/instrument.ts';
import { ok, type Result } from '../util/result.ts';
import { MODELS, type VenueRules, VENUES } from '../venues/registry.ts';
import { expected, list, name, quotedList, record } from './fields.ts';
import { instrumentFaults } from './instrumentRules.ts';
import { parameterSet } from './parameterSchema.ts';
import { parseDocument } from './parseDocument.ts';
import { readJson } from './parsePortfolio.ts';
import { duplicates } from './portfolioRules.ts';
import { instrumentSchema } from './portfolioSchema.ts';
import { parameterSetFaults } from './weightRules.ts';

/** The shape of `plimsoll.profile/1`: a venue that the user describes, with dated parameter sets and the instruments under each. */
const profileSchema = record({
  schema: z.literal('plimsoll.profile/1', { error: expected('"plimsoll.profile/1"') }),
  id: name('a venue id'),
  title: name('a name for people').exactOptional(),
  sets: list(record({ parameters: parameterSet, instruments: list(instrumentSchema).default([]) })),
});

type ProfileFields = z.output<typeof profileSchema>;
type SetFields = ProfileFields['sets'][number];

/** True for text that says it is a profile, right or wrong in the rest. */
export function isProfile(text: string): boolean {
  const json = readJson(text);
  return json.ok && typeof json.value === 'object' && json.value !== null && 'schema' in json.value && typeof json.value.schema === 'string' && json.value.schema.startsWith('plimsoll.profile/');
}

/**
 * Reads a `plimsoll.profile/1` document.
 *
 * @returns every fault with its path, or a venue like the built-in ones
 * @source docs/profile.md
 */
export function parseProfile(text: string): Result<VenueRules, Failure> {
  const read = parseDocument(text, profileSchema, profileFaults);
  return read.ok ? ok(venueOf(read.value)) : read;
}

function profileFaults({ id, sets }: ProfileFields): readonly Fault[] {
  return [
    ...(VENUES.some((venue) => venue.id === id) ? [{ path: 'id', message: `is "${id}", a built-in venue; expected an id of your own` }] : []),
    ...(sets.length === 0 ? [{ path: 'sets', message: 'is empty; expected at least one parameter set' }] : []),
    ...duplicates(sets, 'sets', ({ parameters }) => parameters.id, ({ parameters }) => `a second set "${parameters.id}"; expected one id each`),
    ...sets.flatMap((set, at) => setFaults(set, id, `sets.${at}`)),
  ];
}

function setFaults({ parameters, instruments }: SetFields, id: string, path: string): readonly Fault[] {
  const models = Object.keys(MODELS);
  return [
    ...(parameters.venue === id ? [] : [{ path: `${path}.parameters.venue`, message: `is "${parameters.venue}"; expected "${id}", the id of the profile` }]),
    ...(models.includes(parameters.model) ? [] : [{ path: `${path}.parameters.model`, message: `is "${parameters.model}", which is unknown; expected ${quotedList(models, ' or ')}` }]),
    ...parameterSetFaults(parameters, `${path}.parameters`),
    ...duplicates(instruments, `${path}.instruments`, ({ symbol }) => symbol, ({ symbol }) => `a second instrument ${symbol}; expected one per symbol`),
    // A profile is for all times: what has expired by its own date is no fault of it.
    ...instruments.flatMap((instrument, at) => instrumentFaults(instrument, `${path}.instruments.${at}`, parameters.validFrom, parameters.stablecoins)),
  ];
}

function venueOf({ id, title, sets }: ProfileFields): VenueRules {
  const ascending = sets.toSorted((a, b) => a.parameters.validFrom - b.parameters.validFrom);
  const instruments = new Map(ascending.map((set): [string, ReadonlyMap<string, Instrument>] => [set.parameters.id, new Map(set.instruments.map((instrument) => [instrument.symbol, instrument]))]));
  return {
    id,
    title: title ?? id,
    models: [...new Set(ascending.map(({ parameters }) => parameters.model))],
    sets: ascending.map(({ parameters }) => parameters),
    instrument: (symbol, setId) => instruments.get(setId)?.get(symbol) ?? null,
  };
}
