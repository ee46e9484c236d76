import type { MarketSpec } from '../../../src-main/exchange/marketSimulator.ts';

const symbolAt = (at: number): string => `S${String(at).padStart(3, '0')}USDT`;
const startAt = (at: number): number => 20 + ((at * 37) % 400);

/** A market of invented symbols that a book of as many positions holds. */
export const wideMarket = (count: number): readonly MarketSpec[] =>
  Array.from({ length: count }, (_, at) => ({ symbol: symbolAt(at), start: startAt(at), decimals: 2, beta: 0.5 + (at % 7) / 7, noise: 0.0004 }));

/** A book of so many positions on so many underlyings. It has its prices itself, until a feed brings newer ones. */
export function wideBook(count: number): string {
  const bases = Array.from({ length: count }, (_, at) => `S${String(at).padStart(3, '0')}`);
  return JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: `Wide ${count}`, valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross',
    collateral: [{ asset: 'USDT', amount: '9000000' }],
    instruments: bases.map((base) => ({
      symbol: `${base}USDT`, kind: 'perpetual', settlement: 'linear', base, quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.01',
      tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500', maxLeverage: '25' }],
    })),
    positions: bases.map((base, at) => ({ symbol: `${base}USDT`, contracts: String((at % 3 === 0 ? -1 : 1) * (100 + (at * 13) % 400)), entryPrice: String(startAt(at)) })),
    prices: { mark: Object.fromEntries(bases.map((base, at) => [`${base}USDT`, { value: String(startAt(at)) }])) },
  });
}
