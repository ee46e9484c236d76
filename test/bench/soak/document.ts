import type { SoakVenue } from './protocols.ts';

const TIERS = [['0', '0.004', '0', '125'], ['50000', '0.005', '50', '100'], ['250000', '0.01', '1300', '50'], ['1000000', '0.025', '16300', '20'], ['5000000', '0.05', '141300', '10']]
  .map(([notionalFloor, maintenanceMarginRate, maintenanceAmount, maxLeverage]) => ({ notionalFloor, maintenanceMarginRate, maintenanceAmount, maxLeverage }));

/** An account of so many perpetuals, each on an underlying of its own, at one of the venues of a soak. */
export function soakDocument({ venue, currency, symbol }: SoakVenue, size: number): object {
  const each = Array.from({ length: size }, (_, at) => at);
  const named = (at: number): string => symbol(`A${at}`);
  return {
    schema: 'plimsoll.portfolio/1', name: venue, valuationCurrency: currency, venue, model: 'tiered-cross', asOf: '2026-06-01T00:00:00Z',
    collateral: [{ asset: currency, amount: String(100_000 * size) }],
    instruments: each.map((at) => ({ symbol: named(at), kind: 'perpetual', settlement: 'linear', base: `A${at}`, quote: currency, settle: currency, contractSize: '1', tiers: TIERS })),
    positions: each.map((at) => ({ symbol: named(at), contracts: `${at % 2 === 0 ? '' : '-'}${1 + (at % 300)}.125`, entryPrice: `${1000 + (at % 900)}.25` })),
  };
}
