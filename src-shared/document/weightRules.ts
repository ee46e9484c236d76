import type { Fault } from '../domain/failure.ts';
import { Decimal } from '../num/units.ts';
import type { ParameterSetFields } from './parameterSchema.ts';
import type { PortfolioFields } from './portfolioSchema.ts';

/** Weights of collateral across fields: of a line, and of the assets of an inline parameter set. */

export function weightFaults({ weight, tiers }: PortfolioFields['collateral'][number], path: string): readonly Fault[] {
  if (tiers === undefined) return [];
  const both = weight === undefined ? [] : [{ path: `${path}.weight`, message: 'stands beside tiers; expected one of the two' }];
  return [...both, ...weightTierFaults(tiers, `${path}.tiers`)];
}

export function parameterSetFaults({ weightTiers, rules }: ParameterSetFields, path: string): readonly Fault[] {
  const none = rules?.settlements?.length === 0 ? [{ path: `${path}.rules.settlements`, message: 'is empty; expected at least one settlement' }] : [];
  return [...Object.entries(weightTiers ?? {}).flatMap(([asset, tiers]) => weightTierFaults(tiers, `${path}.weightTiers.${asset}`)), ...none];
}

function weightTierFaults(tiers: readonly Readonly<{ from: string }>[], path: string): readonly Fault[] {
  const first = tiers[0];
  if (first === undefined) return [{ path, message: 'is empty; expected at least one tier, from "0"' }];
  return tiers.flatMap((tier, at) => {
    const before = tiers[at - 1];
    if (before === undefined) return new Decimal(tier.from).isZero() ? [] : [{ path: `${path}.0.from`, message: `is ${tier.from}; expected the first tier to start at "0"` }];
    return new Decimal(tier.from).gt(before.from) ? [] : [{ path: `${path}.${at}.from`, message: `is ${tier.from}, not above ${before.from}; expected ascending amounts` }];
  });
}
