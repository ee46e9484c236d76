/** Golden account 1 and its published totals, small enough to travel with the program. Derivation: test/golden/account-1. */
const tier = (maintenanceMarginRate: string, initialMarginRate: string) => [{ notionalFloor: '0', maintenanceMarginRate, maintenanceAmount: '0', initialMarginRate }];
const perpetual = (base: string, maintenance: string, initial: string) => ({
  symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USD', contractSize: '1', tiers: tier(maintenance, initial),
});

export const SELF_TEST = {
  portfolio: {
    schema: 'plimsoll.portfolio/1', name: 'Golden account 1', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
    collateral: [{ asset: 'USDX', amount: '20000', weight: '1.00' }, { asset: 'BTC', amount: '0.10', weight: '0.95' }],
    instruments: [perpetual('BTC', '0.005', '0.01'), perpetual('ETH', '0.01', '0.02'), perpetual('SOL', '0.02', '0.04')],
    positions: [
      { symbol: 'BTC-PERP', contracts: '1', entryPrice: '58000' },
      { symbol: 'ETH-PERP', contracts: '-20', entryPrice: '3100' },
      { symbol: 'SOL-PERP', contracts: '500', entryPrice: '160' },
    ],
    prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000', 'SOL-PERP': '150' }, index: { BTC: '60000', ETH: '3000', SOL: '150', USDX: '1.00' } },
    betas: { USDX: '0' },
  },
  expected: {
    equity: '25000', adjustedEquity: '24700', initialMargin: '4800', maintenanceMargin: '2400', freeMargin: '19900', buffer: '22300',
    marginRatio: '0.097165991902834', leverage: '7.8',
  },
} as const;
