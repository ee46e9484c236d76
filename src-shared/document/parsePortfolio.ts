import type { ParameterSet, Portfolio, PriceSet, StampedPrice } from '../domain/account.ts';
import type { Failure, Fault } from '../domain/failure.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { EpochMs } from '../num/units.ts';
import { err, ok, type Result } from '../util/result.ts';
import { findVenue, MODELS, newestSet, type VenueRules, VENUES } from '../venues/registry.ts';
import { faultsOf } from './faults.ts';
import { quotedList, visible } from './fields.ts';
import { portfolioFaults } from './portfolioRules.ts';
import type { ParameterSetFields } from './parameterSchema.ts';
import { portfolioSchema, type PortfolioFields, type PriceFields } from './portfolioSchema.ts';

/** A document as the product uses it: what is held, and the prices that came with it. */
export type ParsedPortfolio = Readonly<{ portfolio: Portfolio; prices: PriceSet }>;

/**
 * Reads a `plimsoll.portfolio/1` document, or the `portfolio` of a `plimsoll.snapshot/1` one.
 *
 * @param text JSON
 * @param now  the time that stands for `asOf` when the document has none
 * @param profiles venues that the user described, beside the built-in ones
 * @returns every fault of the document with its path, or the portfolio with its instruments and parameter set filled in
 */
export function parsePortfolio(text: string, now: EpochMs, profiles: readonly VenueRules[] = []): Result<ParsedPortfolio, Failure> {
  const json = readJson(text);
  if (!json.ok) return refuse([json.error]);
  const document = portfolioOf(json.value);
  const parsed = portfolioSchema.safeParse(document);
  const shapeFaults = faultsOf(document, parsed.error);
  if (!parsed.success || shapeFaults.length > 0) return refuse(shapeFaults);
  const fields = parsed.data;
  const venue = findVenue(fields.venue) ?? profiles.find(({ id }) => id === fields.venue) ?? carriedVenue(fields);
  if (venue === null) return refuse([{ path: 'venue', message: `is "${fields.venue}", which is unknown; expected one of ${quotedList([...VENUES, ...profiles].map(({ id }) => id), ', ')}, or a venue whose profile is loaded` }]);
  if (!venue.models.includes(fields.model)) {
    return refuse([{ path: 'model', message: `is "${fields.model}", which ${venue.id} does not have; expected ${quotedList(venue.models, ' or ')}` }]);
  }
  const asOf = fields.asOf ?? now;
  const parameters = parametersOf(fields, venue, asOf);
  if (!parameters.ok) return refuse([parameters.error]);
  const known = (symbol: string): Instrument | null => venue.instrument(symbol, parameters.value.id);
  const faults = portfolioFaults(fields, parameters.value, known, asOf);
  if (faults.length > 0) return refuse(faults);
  return ok({ portfolio: portfolioFrom(fields, parameters.value, known), prices: pricesFrom(fields.prices) });
}

export function readJson(text: string): Result<unknown, Fault> {
  try {
    const value: unknown = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
    return ok(value);
  } catch (error) {
    return err({ path: '(document)', message: `is not JSON: ${visible(error instanceof Error ? error.message : String(error))}` });
  }
}

/** A snapshot carries its portfolio: reading it gives every figure again. */
function portfolioOf(json: unknown): unknown {
  const isSnapshot = typeof json === 'object' && json !== null && 'schema' in json && json.schema === 'plimsoll.snapshot/1' && 'portfolio' in json;
  return isSnapshot ? json.portfolio : json;
}

const refuse = (faults: readonly Fault[]): Result<ParsedPortfolio, Failure> => err({ code: 'document/invalid', faults, retryable: false });

/** A venue that nobody here knows, of a document that carries its rules: a snapshot made under a profile. */
function carriedVenue({ venue, model, parameters }: PortfolioFields): VenueRules | null {
  if (typeof parameters !== 'object' || parameters.venue !== venue || !Object.hasOwn(MODELS, model)) return null;
  return { id: venue, title: venue, models: [model], sets: [parameters], instrument: () => null };
}

function parametersOf(fields: PortfolioFields, venue: VenueRules, asOf: EpochMs): Result<ParameterSet, Fault> {
  const { parameters } = fields;
  if (parameters === undefined) {
    const newest = newestSet(venue, asOf, fields.model);
    return newest === null ? err({ path: 'parameters', message: `is missing, and ${venue.id} has no set that is valid at asOf; expected an id or an inline set` }) : ok(newest);
  }
  if (typeof parameters !== 'string') return inlineSet(parameters, fields);
  const sets = venue.sets.filter((set) => set.model === fields.model);
  const found = sets.find((set) => set.id === parameters);
  if (found !== undefined) return ok(found);
  const other = venue.sets.find((set) => set.id === parameters);
  const wrong = other === undefined ? 'which is unknown' : `a set of the model "${other.model}"`;
  return err({ path: 'parameters', message: `is "${parameters}", ${wrong}; expected one of ${quotedList(sets.map(({ id }) => id), ', ')}` });
}

/** A set in the document is of its venue and model. */
function inlineSet(set: ParameterSetFields, { venue, model }: PortfolioFields): Result<ParameterSet, Fault> {
  if (set.venue !== venue) return err({ path: 'parameters.venue', message: `is "${set.venue}"; expected "${venue}", the venue of the document` });
  return set.model === model ? ok(set) : err({ path: 'parameters.model', message: `is "${set.model}"; expected "${model}", the model of the document` });
}

/** The instruments that positions and orders use, the document's own first, then the venue's. */
function portfolioFrom(fields: PortfolioFields, parameters: ParameterSet, known: (symbol: string) => Instrument | null): Portfolio {
  const own = new Map<string, Instrument>(fields.instruments.map((instrument) => [instrument.symbol, instrument]));
  for (const { symbol } of [...fields.positions, ...fields.orders]) {
    const builtIn = own.has(symbol) ? null : known(symbol);
    if (builtIn !== null) own.set(symbol, builtIn);
  }
  return {
    name: fields.name,
    valuationCurrency: fields.valuationCurrency,
    ...(fields.asOf === undefined ? {} : { asOf: fields.asOf }),
    venue: fields.venue,
    model: fields.model,
    parameters,
    collateral: fields.collateral,
    instruments: [...own.values()],
    positions: fields.positions,
    orders: fields.orders,
    betas: new Map(Object.entries(fields.betas)),
  };
}

export function pricesFrom(fields: PriceFields): PriceSet {
  const stamped = (prices: Readonly<Record<string, StampedPrice>>): ReadonlyMap<string, StampedPrice> => new Map(Object.entries(prices));
  const { rate } = fields;
  return {
    mark: stamped(fields.mark),
    index: stamped(fields.index),
    forward: new Map(Object.entries(fields.forward).map(([asset, curve]) => [asset, stamped(curve)])),
    volatility: stamped(fields.volatility),
    ...(rate === undefined ? {} : { rate }),
  };
}
