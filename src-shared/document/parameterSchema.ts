import { z } from 'zod';
import { assetName, byName, decimal, expected, feeRate, fraction, list, name, notNegative, oneOf, positiveFraction, record, remark, time } from './fields.ts';

/** The shape of an inline parameter set: a venue's rules, weights and volatilities. */

/** Weights by amount, of a collateral line or of an asset of a parameter set. */
export const weightTiers = () => list(record({ from: notNegative(), weight: fraction() }));

/** A weight of a debt or a factor of a tier: from 1 to 1000, so that a requirement stays within what sums are exact for. */
const liabilityWeight = () => decimal('from 1 to 1000', (value) => value >= 1 && value <= 1000);

const basis = () => oneOf(['mark', 'entry', 'larger']);

const scope = () => oneOf(['none', 'puts', 'both']);

/** Standard margin of a short option: see `OptionMarginRates`. */
const optionMargin = record({
  high: fraction(), low: fraction(), maintenance: fraction(), shareOfMark: scope(), notBelowMaintenance: scope(),
  lowPutWithMark: z.boolean({ error: expected('true or false') }), premium: oneOf(['mark', 'entryOrMark']), liquidationFee: fraction(), factor: liabilityWeight(),
});

/** Every field is optional: what is left out is the default of `MarginRules`. */
const rules = record({
  pooling: oneOf(['one', 'settle']).exactOptional(),
  settlements: list(oneOf(['linear', 'inverse', 'quanto'])).exactOptional(),
  maintenanceBasis: basis().exactOptional(),
  initialBasis: basis().exactOptional(),
  weightedOn: oneOf(['balance', 'equity']).exactOptional(),
  closingFee: oneOf(['outside', 'notional', 'bankruptcy']).exactOptional(),
  takerFeeRate: feeRate().exactOptional(),
  closingFeeInInitial: z.boolean({ error: expected('true or false') }).exactOptional(),
  tierSize: oneOf(['leg', 'largerLeg', 'bothLegs', 'netOfLegs']).exactOptional(),
  hedgedLeg: oneOf(['full', 'feesOnly']).exactOptional(),
  sides: oneOf(['sum', 'larger']).exactOptional(),
  rowPrice: oneOf(['underlying', 'symbol', 'proRata']).exactOptional(),
  orders: oneOf(['worstExposure', 'eachOrder']).exactOptional(),
  sellBuffer: fraction().exactOptional(),
  orderCharge: oneOf(['initial', 'fill']).exactOptional(),
  optionMargin: byName(optionMargin).exactOptional(),
  ratioLabel: name('the name of a ratio').exactOptional(),
  ratioForm: oneOf(['requirementOverEquity', 'equityOverRequirement']).exactOptional(),
  backstop: positiveFraction().exactOptional(),
});

export const parameterSet = record({
  id: name('an id'),
  venue: name('a venue id'),
  model: name('a model id'),
  validFrom: time(),
  source: remark(),
  stablecoins: list(assetName()).default([]),
  collateralWeights: byName(fraction()).default({}),
  defaultWeight: fraction().exactOptional(),
  weightTiers: byName(weightTiers()).exactOptional(),
  weightSizeFactors: byName(notNegative()).exactOptional(),
  liabilityWeights: byName(liabilityWeight()).exactOptional(),
  defaultLiabilityWeight: liabilityWeight().exactOptional(),
  rules: rules.exactOptional(),
  dailyVolatility: byName(z.number({ error: expected('a number above 0') }).positive()).default({}),
  volatilitySource: remark().default('given in the document'),
});

export type ParameterSetFields = z.output<typeof parameterSet>;
