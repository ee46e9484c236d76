import type { Instrument } from '#shared/domain/instrument.ts';
import type { OptionPath, OptionPaths } from '#shared/engine/optionPath.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { type MovedOption, movedOption } from '#shared/scenario/pricing/movedOption.ts';
import { forwardOf, impliedBy, type OptionFacts, volatilityOf, YEAR_MS } from './optionInputs.ts';

/** Options by their symbol, as far as they can be priced. */
export type MovedOptions = ReadonlyMap<string, MovedOption>;

/** What the options that an account holds are priced by: the volatility that the mark implies, else what is told. */
export function movedOptions(host: OptionFacts, now: EpochMs): MovedOptions {
  return new Map(host.engine().book.rows.flatMap(({ option, instrument }) => {
    const priced = option === null ? null : pricedBy(host, instrument, now);
    return priced === null ? [] : [[instrument.symbol, priced] as const];
  }));
}

export function pathsOf(options: MovedOptions): OptionPaths {
  const paths = new Map<string, OptionPath>([...options].map(([symbol, own]) => [symbol, movedOption(own)]));
  return ({ symbol }) => paths.get(symbol) ?? null;
}

export const optionPathsOf = (host: OptionFacts, now: EpochMs): OptionPaths => pathsOf(movedOptions(host, now));

function pricedBy(host: OptionFacts, instrument: Instrument, now: EpochMs): MovedOption | null {
  const { base, quote, strike, optionType, expiry, settlement, symbol } = instrument;
  if (strike === undefined || expiry === undefined || expiry <= now) return null;
  const engine = host.engine();
  const { mark, index } = engine.prices();
  const markOf = (of: Instrument): number | null => mark.get(of.symbol)?.toNumber() ?? null;
  const [own, money] = [rateOf(base, engine.book.valuationCurrency, index), rateOf(quote, engine.book.valuationCurrency, index)];
  const rows = engine.book.rows.filter((row) => row.instrument.base === base);
  const forward = forwardOf(host, base, expiry, rows, markOf) ?? (own === null || money === null ? null : own.div(money).toNumber());
  const price = mark.get(symbol)?.toNumber() ?? null;
  if (forward === null || price === null) return null;
  const terms = { sign: optionType === 'put' ? -1 as const : 1 as const, strike: Number(strike) };
  const years = (expiry - now) / YEAR_MS;
  const volatility = impliedBy(price, settlement, { ...terms, forward, years }) ?? volatilityOf(host, instrument, terms, { forward, years }, null);
  return volatility === null ? null : { ...terms, mark: price, forward, deviation: volatility * Math.sqrt(years), inCoin: settlement === 'inverse' };
}
