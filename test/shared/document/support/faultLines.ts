import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { Result } from '#shared/util/result.ts';
import { failureLines } from '#shared/ipc/words.ts';
import { AS_OF } from '../../../arbitraries/accounts.ts';

/** A document without a fault, to put one into. */
export const tier = { notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' };
export const btc = { symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [tier] };
export const long = { symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' };
export const good = {
  schema: 'plimsoll.portfolio/1', name: 'Mine', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
  collateral: [{ asset: 'USD', amount: '10' }], instruments: [btc], positions: [long],
};

export function lines(result: Result<unknown, Failure>): readonly string[] {
  return result.ok ? [] : failureLines(result.error);
}
export const read = (text: string): Result<ParsedPortfolio, Failure> => parsePortfolio(text, AS_OF);

/** The lines that the good document is refused with when some of its fields are these. */
export const faults = (own: object): readonly string[] => lines(read(JSON.stringify({ ...good, ...own })));
