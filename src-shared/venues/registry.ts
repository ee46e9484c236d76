import type { ParameterSet } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { EpochMs } from '../num/units.ts';
import { binanceCoinm } from './binance-coinm/rules.ts';
import { binancePortfolioMargin } from './binance-portfolio-margin/rules.ts';
import { binanceUsdm } from './binance-usdm/rules.ts';
import { bitget } from './bitget/rules.ts';
import { bitmex } from './bitmex/rules.ts';
import { bybitInverse } from './bybit-inverse/rules.ts';
import { bybit } from './bybit/rules.ts';
import { deribit } from './deribit/rules.ts';
import { drift } from './drift/rules.ts';
import { dydx } from './dydx/rules.ts';
import { gate } from './gate/rules.ts';
import { generic } from './generic/rules.ts';
import { htx } from './htx/rules.ts';
import { hyperliquid } from './hyperliquid/rules.ts';
import { kraken } from './kraken/rules.ts';
import { kucoin } from './kucoin/rules.ts';
import { mexc } from './mexc/rules.ts';
import { okx } from './okx/rules.ts';
import { phemex } from './phemex/rules.ts';

/** A venue as data: its margin models, dated parameter sets, and the instruments that it knows by symbol. */
export type VenueRules = Readonly<{
  id: string;
  /** As people call it. */
  title: string;
  /** What an account holds, and where it is liquidated, can be looked up by anyone: it stands on a public ledger. */
  publicPositions?: true;
  models: readonly string[];
  /** Ascending by `validFrom`. */
  sets: readonly ParameterSet[];
  /** The venue's own instrument under a parameter set; null when the set does not know the symbol. */
  instrument: (symbol: string, parameterSetId: string) => Instrument | null;
}>;

export const VENUES: readonly VenueRules[] = [
  generic, binanceUsdm, binanceCoinm, binancePortfolioMargin, bybit, bybitInverse, okx, deribit, hyperliquid, kucoin, gate, bitget, kraken, htx, mexc, bitmex, phemex, dydx, drift,
];

export const findVenue = (id: string): VenueRules | null => VENUES.find((venue) => venue.id === id) ?? null;

/** The venue's name where anyone can look up what its accounts hold; null elsewhere, and for venues that the user described. */
export function publicAt(id: string): string | null {
  const venue = findVenue(id);
  return venue?.publicPositions === true ? venue.title : null;
}

/** The newest set of a model that is valid at a time; a set dated later never reaches back. */
export function newestSet(venue: VenueRules, at: EpochMs, model: string): ParameterSet | null {
  return venue.sets.findLast((set) => set.model === model && set.validFrom <= at) ?? null;
}

/** Sets of a model that come into force after a time, ascending; one that is valid by then is not among them. */
export function upcomingSets(venue: VenueRules, model: string, after: EpochMs): readonly ParameterSet[] {
  return venue.sets.filter((set) => set.model === model && set.validFrom > after);
}

/** Margin models by id, in words. */
export const MODELS: Readonly<Record<string, string>> = {
  'tiered-cross': 'Tiered cross margin: one pool of weighted collateral; the profit and the requirement of every cross position meet in it',
  'single-currency': 'Single-currency margin: one pool per settle currency, in which only that currency counts; nothing is shared between pools',
};
