import type { ParameterSet } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { EpochMs } from '../num/units.ts';
import { binanceUsdm } from './binance-usdm/rules.ts';
import { deribit } from './deribit/rules.ts';
import { generic } from './generic/rules.ts';

/** A venue as data: its margin models, dated parameter sets, and the instruments that it knows by symbol. */
export type VenueRules = Readonly<{
  id: string;
  /** As people call it. */
  title: string;
  models: readonly string[];
  /** Ascending by `validFrom`. */
  sets: readonly ParameterSet[];
  /** The venue's own instrument under a parameter set; null when the set does not know the symbol. */
  instrument: (symbol: string, parameterSetId: string) => Instrument | null;
}>;

export const VENUES: readonly VenueRules[] = [generic, binanceUsdm, deribit];

export const findVenue = (id: string): VenueRules | null => VENUES.find((venue) => venue.id === id) ?? null;

/** The newest set that is valid at a time; a set dated later never reaches back. */
export function newestSet(venue: VenueRules, at: EpochMs): ParameterSet | null {
  return venue.sets.findLast((set) => set.validFrom <= at) ?? null;
}

/** Margin models by id, in words. */
export const MODELS: Readonly<Record<string, string>> = {
  'tiered-cross': 'Tiered cross margin: pooled, weighted collateral; linear perpetuals and dated futures; progressive or flat tiers',
};
