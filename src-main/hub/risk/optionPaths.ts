import type { Instrument } from '#shared/domain/instrument.ts';
import type { OptionPath, OptionPaths } from '#shared/engine/optionPath.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { black76Price } from '#shared/scenario/pricing/black76.ts';
import { forwardOf, impliedBy, type OptionFacts, volatilityOf, YEAR_MS } from './optionInputs.ts';

/** A coin-settled price divides by the forward, which stays above 0. */
const LOWEST = -0.999_999;

/**
 * Options of an account at Black-76 on their forward, which moves with its underlying, time and volatility unchanged: what the
 * mark implies, else what is told. A mark moves by as much as the price does, so that a move of 0 leaves it as it is.
 */
export function optionPathsOf(host: OptionFacts, now: EpochMs): OptionPaths {
  const known = new Map<string, OptionPath | null>();
  return (instrument) => {
    const before = known.get(instrument.symbol);
    if (before !== undefined) return before;
    const path = pathOf(host, instrument, now);
    known.set(instrument.symbol, path);
    return path;
  };
}

function pathOf(host: OptionFacts, instrument: Instrument, now: EpochMs): OptionPath | null {
  const { kind, base, quote, strike, optionType, expiry, settlement, symbol } = instrument;
  if (kind !== 'option' || strike === undefined || expiry === undefined || expiry <= now) return null;
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
  if (volatility === null) return null;
  const deviation = volatility * Math.sqrt(years);
  const valueAt = (move: number): number => {
    const moved = forward * (1 + Math.max(move, LOWEST));
    const value = black76Price(terms.sign, moved, terms.strike, deviation);
    return settlement === 'inverse' ? value / moved : value;
  };
  const start = valueAt(0);
  return (move) => Math.max(0, price + valueAt(move) - start);
}
