import fc from 'fast-check';
import type { Collateral, OpenOrder, ParameterSet, Portfolio, Position, PriceSet, StampedPrice } from '#shared/domain/account.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { epochMs } from '#shared/num/units.ts';
import { decimal } from './samples.ts';

/** Any account the types allow, also ones that a document would not: the store must not depend on the parser. */

const text = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), fc.constantFrom('BTC', "O'Brien; --", '-wal', '0012.50', 'constructor', '\u00e9', 'e\u0301'));
const digits = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom('0', '1', '2', '5', '9'), minLength, maxLength });
/** Leading and trailing zeros included: they must come back. */
const number = fc.tuple(fc.constantFrom('', '-'), digits(1, 24), fc.option(digits(1, 24))).map(([sign, whole, rest]) => decimal(`${sign}${whole}${rest === null ? '' : `.${rest}`}`));
const time = fc.integer({ min: 0, max: 8.64e15 }).map(epochMs);
const flag = fc.boolean();
const keyed = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.uniqueArray(fc.tuple(text, value), { selector: ([key]) => key, maxLength: 4 }).map((entries) => new Map(entries));
const dictionary = <T>(value: fc.Arbitrary<T>) => fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true });

const tier: fc.Arbitrary<MarginTier> = fc.record(
  { notionalFloor: number, maintenanceMarginRate: number, maintenanceAmount: number, initialMarginRate: number, maxLeverage: number },
  { requiredKeys: ['notionalFloor', 'maintenanceMarginRate', 'maintenanceAmount'] },
);
const instrument: fc.Arbitrary<Instrument> = fc.record(
  {
    symbol: text, kind: fc.constantFrom('perpetual', 'future', 'option', 'spot'), settlement: fc.constantFrom('linear', 'inverse', 'quanto'), base: text, quote: text,
    settle: text, contractSize: number, expiry: time, strike: number, optionType: fc.constantFrom('call', 'put'), tiers: fc.array(tier, { maxLength: 4 }),
    notionalCap: number, tierRule: fc.constantFrom('progressive', 'flat'), tierUnit: fc.constantFrom('quote', 'coin', 'contracts'), takerFeeRate: number,
    sizeLinear: fc.record({ initialBase: number, maintenanceBase: number, step: number }), openInterest: fc.record({ notional: number, lower: number, upper: number }),
    sizePremium: number, tickSize: number, lotSize: number,
  },
  { requiredKeys: ['symbol', 'kind', 'settlement', 'base', 'quote', 'settle', 'contractSize'] },
);
const collateral: fc.Arbitrary<Collateral> = fc.record(
  { asset: text, amount: number, weight: number, tiers: fc.array(fc.record({ from: number, weight: number }), { maxLength: 3 }), location: text },
  { requiredKeys: ['asset', 'amount'] },
);
const weightTiers = fc.array(fc.record({ from: number, weight: number }), { maxLength: 3 });
const basis = fc.constantFrom('mark', 'entry', 'larger');
const rules: fc.Arbitrary<Partial<MarginRules>> = fc.record(
  {
    pooling: fc.constantFrom('one', 'settle'), weightedOn: fc.constantFrom('balance', 'equity'), settlements: fc.array(fc.constantFrom('linear', 'inverse', 'quanto'), { maxLength: 3 }), maintenanceBasis: basis, initialBasis: basis,
    closingFee: fc.constantFrom('outside', 'notional', 'bankruptcy'), takerFeeRate: number, closingFeeInInitial: flag,
    tierSize: fc.constantFrom('leg', 'largerLeg', 'bothLegs', 'netOfLegs'), hedgedLeg: fc.constantFrom('full', 'feesOnly'), sides: fc.constantFrom('sum', 'larger'),
    rowPrice: fc.constantFrom('underlying', 'symbol', 'proRata'), orders: fc.constantFrom('worstExposure', 'eachOrder'), orderCharge: fc.constantFrom('initial', 'fill'), sellBuffer: number, ratioLabel: text,
    ratioForm: fc.constantFrom('requirementOverEquity', 'equityOverRequirement'), backstop: number,
  },
  { requiredKeys: [] },
);
const parameters: fc.Arbitrary<ParameterSet> = fc.record(
  {
    id: text, venue: text, model: text, validFrom: time, source: text, stablecoins: fc.array(text, { maxLength: 4 }), collateralWeights: dictionary(number),
    defaultWeight: number, weightTiers: dictionary(weightTiers), weightSizeFactors: dictionary(number), liabilityWeights: dictionary(number), defaultLiabilityWeight: number, rules,
    dailyVolatility: dictionary(fc.double({ min: 1e-300, max: 1e300, noNaN: true })), volatilitySource: text,
  },
  { requiredKeys: ['id', 'venue', 'model', 'validFrom', 'source', 'stablecoins', 'collateralWeights', 'dailyVolatility', 'volatilitySource'] },
);

const position = (symbol: fc.Arbitrary<string>): fc.Arbitrary<Position> => fc.record(
  {
    symbol, contracts: number, entryPrice: number, marginMode: fc.constantFrom('cross', 'isolated'), isolatedMargin: number, leverage: number,
    positionSide: fc.constantFrom('both', 'long', 'short'), tierRule: fc.constantFrom('progressive', 'flat'),
  },
  { requiredKeys: ['symbol', 'contracts', 'entryPrice', 'marginMode', 'positionSide'] },
);
const order = (symbol: fc.Arbitrary<string>): fc.Arbitrary<OpenOrder> => fc.record({ symbol, contracts: number, price: number, reduceOnly: flag });

export const portfolio: fc.Arbitrary<Portfolio> = fc.uniqueArray(instrument, { selector: ({ symbol }) => symbol, minLength: 1, maxLength: 5 }).chain((instruments) => {
  const symbol = fc.constantFrom(...instruments.map((item) => item.symbol));
  return fc.record(
    {
      name: text, valuationCurrency: text, asOf: time, venue: text, model: text, parameters, collateral: fc.array(collateral, { maxLength: 4 }),
      instruments: fc.constant(instruments), orders: fc.array(order(symbol), { maxLength: 4 }), betas: keyed(number),
      positions: fc.uniqueArray(position(symbol), { selector: (item) => JSON.stringify([item.symbol, item.positionSide, item.marginMode]), maxLength: 6 }),
    },
    { requiredKeys: ['name', 'valuationCurrency', 'venue', 'model', 'parameters', 'collateral', 'instruments', 'orders', 'betas', 'positions'] },
  );
});

const stamped: fc.Arbitrary<StampedPrice> = fc.record({ value: number, at: time }, { requiredKeys: ['value'] });
export const prices: fc.Arbitrary<PriceSet> = fc.record(
  { mark: keyed(stamped), index: keyed(stamped), forward: keyed(keyed(stamped)), volatility: keyed(stamped), rate: stamped },
  { requiredKeys: ['mark', 'index', 'forward', 'volatility'] },
);

/**
 * Maps as lists of entries, so that a comparison sees their order, and objects as entries by name: a strict comparison
 * takes a field that is called `constructor` for the object's class.
 */
export function inOrder(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(inOrder);
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const byName = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { fields: byName.map(([key, item]) => [key, inOrder(item)]) };
}
