import { toText } from '#shared/num/units.ts';
import { parsedAccount } from '../arbitraries/accounts.ts';
import { type Account, accountOf } from './movedAccount.ts';

/** Accounts by hand, for the corners of the model. */

export const TIERS = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }];
export const perpetual = (base: string, own: object = {}): object =>
  ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USD', contractSize: '1', tiers: TIERS, ...own });
export const HEAD = {
  schema: 'plimsoll.portfolio/1', name: 'Edge', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [], positions: [],
} as const;
export const account = (own: object): Account => accountOf(parsedAccount({ ...HEAD, ...own }));
export const figures = ({ evaluation: { totals } }: Account): Readonly<Record<string, string | null>> =>
  Object.fromEntries(Object.entries(totals).map(([name, { value, certainty }]) => [name, certainty === 'exact' ? (value === null ? 'none' : toText(value)) : `${certainty} ${value === null ? '?' : toText(value)}`]));
export const underlying = ({ evaluation }: Account, asset: string) => evaluation.underlyings.find((candidate) => candidate.asset === asset)?.liquidation;
