import type { ParameterSet } from '../domain/account.ts';
import type { Fault } from '../domain/failure.ts';
import type { Instrument } from '../domain/instrument.ts';
import { Decimal, type EpochMs } from '../num/units.ts';
import { expiredFaults, holdingFaults, positionFaults } from './holdingRules.ts';
import { instrumentFaults } from './instrumentRules.ts';
import type { PortfolioFields } from './portfolioSchema.ts';
import { shareFaults } from './shareRules.ts';
import { parameterSetFaults, weightFaults } from './weightRules.ts';

/**
 * What a document must hold across fields. Every breach is one fault.
 *
 * @param parameters the set that the document names or holds
 * @param known      the venue's own instrument of a symbol
 */
export function portfolioFaults(fields: PortfolioFields, parameters: ParameterSet, known: (symbol: string) => Instrument | null, asOf: EpochMs): readonly Fault[] {
  const instruments = new Map(fields.instruments.map((instrument) => [instrument.symbol, instrument]));
  const builtIn = (symbol: string): Instrument | null => (instruments.has(symbol) ? null : known(symbol));
  const find = (symbol: string): Instrument | null => instruments.get(symbol) ?? known(symbol);
  const { settlements } = parameters.rules ?? {};
  return [
    ...valuationFaults(fields),
    ...(typeof fields.parameters === 'object' ? parameterSetFaults(fields.parameters, 'parameters') : []),
    ...duplicates(fields.instruments, 'instruments', ({ symbol }) => symbol, ({ symbol }) => `a second instrument ${symbol}; expected one per symbol`),
    ...fields.instruments.flatMap((instrument, at) => instrumentFaults(instrument, `instruments.${at}`, asOf, parameters.stablecoins)),
    ...duplicates(fields.collateral, 'collateral', ({ asset, location }) => `${asset}|${location ?? ''}`, ({ asset }) => `a second row for ${asset} in the same place; expected one per asset and location`),
    ...fields.collateral.flatMap((line, at) => [...weightFaults(line, `collateral.${at}`), ...shareFaults(line, `collateral.${at}`)]),
    ...duplicates(
      fields.positions, 'positions', ({ symbol, positionSide, marginMode }) => `${symbol}|${positionSide}|${marginMode}`,
      ({ symbol, positionSide, marginMode }) => `a second row for (${symbol}, ${positionSide}, ${marginMode}); expected one row each`,
    ),
    ...fields.positions.flatMap((position, at) => [
      ...holdingFaults(position, find(position.symbol), settlements, `positions.${at}`),
      ...expiredFaults(position.symbol, builtIn(position.symbol), asOf, `positions.${at}`),
      ...positionFaults(position, find(position.symbol), `positions.${at}`),
    ]),
    ...fields.orders.flatMap((order, at) => [
      ...holdingFaults(order, find(order.symbol), settlements, `orders.${at}`),
      ...expiredFaults(order.symbol, builtIn(order.symbol), asOf, `orders.${at}`),
    ]),
  ];
}

/** Its own currency is worth 1 to an account. */
function valuationFaults({ prices, valuationCurrency }: PortfolioFields): readonly Fault[] {
  const own = Object.hasOwn(prices.index, valuationCurrency) ? prices.index[valuationCurrency] : undefined;
  return own === undefined || new Decimal(own.value).eq(1) ? [] : [{ path: `prices.index.${valuationCurrency}`, message: `is ${own.value}; expected "1" or nothing: it is the valuation currency` }];
}

/** One fault for each item whose key was seen before. */
export function duplicates<T>(items: readonly T[], path: string, key: (item: T) => string, message: (item: T) => string): readonly Fault[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    const again = seen.has(key(item));
    seen.add(key(item));
    return again ? [{ path: `${path}.${at}`, message: `is ${message(item)}` }] : [];
  });
}
