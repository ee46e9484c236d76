import { z } from 'zod';
import {
  assetName, byName, decimal, expected, feeRate, fraction, leverage, list, name, nonZero, notNegative, oneOf, positive, positiveFraction, priceText, record, time,
} from './fields.ts';
import { parameterSet, weightTiers } from './parameterSchema.ts';

/** The shape of `plimsoll.portfolio/1`, field by field. What concerns several fields is in `portfolioRules.ts`; an inline parameter set is in `parameterSchema.ts`. */

const tier = record({
  notionalFloor: notNegative(),
  maintenanceMarginRate: fraction(),
  maintenanceAmount: notNegative(),
  initialMarginRate: positiveFraction().exactOptional(),
  maxLeverage: leverage().exactOptional(),
});

export const instrumentSchema = record({
  symbol: name('a symbol'),
  kind: oneOf(['perpetual', 'future', 'option', 'spot']),
  settlement: oneOf(['linear', 'inverse', 'quanto']),
  base: assetName(),
  quote: assetName(),
  settle: assetName(),
  contractSize: positive(),
  expiry: time().exactOptional(),
  strike: positive().exactOptional(),
  optionType: oneOf(['call', 'put']).exactOptional(),
  tiers: list(tier).exactOptional(),
  notionalCap: positive().exactOptional(),
  tierRule: oneOf(['progressive', 'flat']).exactOptional(),
  tierUnit: oneOf(['quote', 'coin', 'contracts']).exactOptional(),
  sizeLinear: record({ initialBase: fraction(), maintenanceBase: fraction(), step: notNegative() }).exactOptional(),
  openInterest: record({ notional: notNegative(), lower: notNegative(), upper: notNegative() }).exactOptional(),
  sizePremium: notNegative().exactOptional(),
  takerFeeRate: feeRate().exactOptional(),
  tickSize: positive().exactOptional(),
  lotSize: positive().exactOptional(),
});

const share = record({
  asset: assetName(),
  amount: positive(),
  shortCalls: list(record({ strike: positive(), expiry: time(), contracts: positive(), volatility: positive().exactOptional() })),
});

const collateral = record({
  asset: assetName(),
  amount: decimal('below 1e24', (value) => Math.abs(value) < 1e24),
  weight: fraction().exactOptional(),
  tiers: weightTiers().exactOptional(),
  location: name('a place').exactOptional(),
  holds: share.exactOptional(),
});

const position = record({
  symbol: name('a symbol'),
  contracts: nonZero(),
  entryPrice: priceText(),
  marginMode: oneOf(['cross', 'isolated']).default('cross'),
  isolatedMargin: notNegative().exactOptional(),
  leverage: leverage().exactOptional(),
  positionSide: oneOf(['both', 'long', 'short']).default('both'),
  tierRule: oneOf(['progressive', 'flat']).exactOptional(),
});

const order = record({
  symbol: name('a symbol'),
  contracts: nonZero(),
  price: priceText(),
  reduceOnly: z.boolean({ error: expected('true or false') }).default(false),
});

const stamped = z.union([priceText().transform((value) => ({ value })), record({ value: priceText(), at: time().exactOptional() })], {
  error: expected('a decimal above 0 in quotes, or { "value": "12.5", "at": "2026-11-22T00:00:00Z" }'),
});
const stampedRate = z.union([decimal().transform((value) => ({ value })), record({ value: decimal(), at: time().exactOptional() })], {
  error: expected('a decimal in quotes, or { "value": "0.05", "at": "2026-11-22T00:00:00Z" }'),
});

/** A fraction a year: no option is priced without any. */
const stampedVolatility = z.union([positive().transform((value) => ({ value })), record({ value: positive(), at: time().exactOptional() })], {
  error: expected('a decimal above 0 in quotes, a fraction a year, or { "value": "0.55", "at": "2026-11-22T00:00:00Z" }'),
});

export const pricesSchema = record({
  mark: byName(stamped).default({}),
  index: byName(stamped).default({}),
  forward: byName(byName(stamped)).default({}),
  volatility: byName(stampedVolatility).default({}),
  rate: stampedRate.exactOptional(),
});

export const portfolioSchema = record({
  schema: z.literal('plimsoll.portfolio/1', { error: expected('"plimsoll.portfolio/1"') }),
  name: name('the account’s name'),
  valuationCurrency: assetName(),
  asOf: time().exactOptional(),
  venue: name('a venue id; see `plimsoll models`'),
  model: name('a margin model id; see `plimsoll models`'),
  parameters: z.union([name('a parameter set id'), parameterSet], { error: expected('a parameter set id, or an inline set') }).exactOptional(),
  collateral: list(collateral),
  instruments: list(instrumentSchema).default([]),
  positions: list(position),
  orders: list(order).default([]),
  prices: pricesSchema.default({ mark: {}, index: {}, forward: {}, volatility: {} }),
  betas: byName(decimal('from -100 to 100', (value) => Math.abs(value) <= 100)).default({}),
});

export type PriceFields = z.output<typeof pricesSchema>;
export type PortfolioFields = z.output<typeof portfolioSchema>;
