import type { Collateral, ParameterSet, Portfolio } from '#shared/domain/account.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { factored } from './factored.ts';
import type { Design } from './readDesign.ts';

/** True when a design says something that a parameter set says. */
export const changesSet = ({ factors, weights, sigmas }: Design): boolean => factors.size + weights.size + sigmas.size > 0;

/** The account under rates, weights and σ of a design: another portfolio, the one that was given stays as it is. A weight of the design comes before one of a collateral line. */
export function designed(portfolio: Portfolio, design: Design): Portfolio {
  if (!changesSet(design)) return portfolio;
  return {
    ...portfolio, parameters: parametersOf(portfolio.parameters, design),
    instruments: portfolio.instruments.map((instrument) => { const factor = design.factors.get(instrument.base); return factor === undefined ? instrument : factored(instrument, factor); }),
    collateral: portfolio.collateral.map((line) => (design.weights.has(line.asset) ? unweighed(line) : line)),
  };
}

function parametersOf({ weightTiers, weightSizeFactors, ...set }: ParameterSet, { weights, sigmas }: Design): ParameterSet {
  return {
    ...set, collateralWeights: { ...set.collateralWeights, ...Object.fromEntries<DecimalText>(weights) },
    ...(weightTiers === undefined ? {} : { weightTiers: withoutKeys(weightTiers, weights) }), ...(weightSizeFactors === undefined ? {} : { weightSizeFactors: withoutKeys(weightSizeFactors, weights) }),
    dailyVolatility: { ...set.dailyVolatility, ...Object.fromEntries(sigmas) },
    volatilitySource: sigmas.size === 0 ? set.volatilitySource : `${set.volatilitySource.slice(0, SOURCE_LIMIT)}; own for ${[...sigmas.keys()].join(', ')}`.slice(0, REMARK_LIMIT),
  };
}

/** As long as a document takes a remark, and so much of it for what was said before. */
const REMARK_LIMIT = 500;
const SOURCE_LIMIT = 200;

const withoutKeys = <T>(record: Readonly<Record<string, T>>, keys: ReadonlyMap<string, unknown>): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));

const unweighed = ({ weight: _weight, tiers: _tiers, ...line }: Collateral): Collateral => line;
