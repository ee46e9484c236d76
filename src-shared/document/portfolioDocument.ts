import type { ParameterSet, Portfolio, PriceSet, StampedPrice } from '../domain/account.ts';
import { type DecimalText, type EpochMs, epochMs } from '../num/units.ts';
import type { Json } from './canonicalJson.ts';

export const isoTime = (at: EpochMs): string => new Date(at).toISOString();

const stamped = ({ value, at }: StampedPrice): Json => (at === undefined ? value : { value, at: isoTime(at) });
const byName = (prices: ReadonlyMap<string, StampedPrice>): Json => Object.fromEntries([...prices].map(([name, price]) => [name, stamped(price)]));

export function parameterSetDocument({ id, venue, model, validFrom, ...rest }: ParameterSet): Json {
  return { id, venue, model, validFrom: isoTime(validFrom), ...rest };
}

/**
 * A portfolio with its prices as a `plimsoll.portfolio/1` document: reading it gives the same portfolio, prices and
 * parameter set again. `asOf` is never later than an expiry in it, so that a stored, expired contract reads again.
 */
export function portfolioDocument(portfolio: Portfolio, prices: PriceSet, asOf: EpochMs): Json {
  const earliest = Math.min(asOf, ...portfolio.instruments.flatMap(({ expiry }) => expiry ?? []));
  const forward = Object.fromEntries([...prices.forward].map(([asset, curve]) => [asset, byName(curve)]));
  return {
    schema: 'plimsoll.portfolio/1',
    name: portfolio.name,
    asOf: isoTime(epochMs(earliest)),
    valuationCurrency: portfolio.valuationCurrency,
    venue: portfolio.venue,
    model: portfolio.model,
    parameters: parameterSetDocument(portfolio.parameters),
    collateral: portfolio.collateral.map(({ holds, ...line }) => ({ ...line, ...(holds === undefined ? {} : { holds: { ...holds, shortCalls: holds.shortCalls.map((call) => ({ ...call, expiry: isoTime(call.expiry) })) } }) })),
    instruments: portfolio.instruments.map(({ expiry, ...instrument }) => ({ ...instrument, ...(expiry === undefined ? {} : { expiry: isoTime(expiry) }) })),
    positions: portfolio.positions.map((position) => ({ ...position })),
    orders: portfolio.orders.map((order) => ({ ...order })),
    prices: {
      mark: byName(prices.mark), index: byName(prices.index), forward, volatility: byName(prices.volatility),
      ...(prices.rate === undefined ? {} : { rate: stamped(prices.rate) }),
    },
    betas: Object.fromEntries<DecimalText>(portfolio.betas),
  };
}
