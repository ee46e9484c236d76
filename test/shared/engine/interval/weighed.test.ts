import { describe, expect, test } from 'vitest';
import { intervalOf } from '#shared/engine/interval/intervalOf.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { agedAccount, ageOf } from './support/aged.ts';

const DAY = 86_400_000;

/** A long of 1 ETH at its entry of 3,000, settled in USDC, with a mark of a day at 10 %: a profit of −300 to 300. */
function interval(tiers: readonly object[], held = '100') {
  const { portfolio, prices } = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Weighed', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
    collateral: [{ asset: 'USDC', amount: held, tiers }, { asset: 'USD', amount: '1000' }],
    instruments: [{ symbol: 'ETHUSDC', kind: 'perpetual', settlement: 'linear', base: 'ETH', quote: 'USDC', settle: 'USDC', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] }],
    positions: [{ symbol: 'ETHUSDC', contracts: '1', entryPrice: '3000' }], prices: { mark: { ETHUSDC: '3000' }, index: { USDC: '1' } },
  });
  const parameters = { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, weightedOn: 'equity' as const } };
  const account = agedAccount({ prices, portfolio: { ...portfolio, parameters } }, new Map([['mark:ETHUSDC', DAY]]), { ETH: 0.1 });
  return intervalOf(account.engine, ageOf(account), { k: 1 });
}

const ends = (own: Readonly<{ low: { toFixed: (places: number) => string } | null; high: { toFixed: (places: number) => string } | null }> | null): readonly (string | undefined)[] | null => (own === null ? null : [own.low?.toFixed(6), own.high?.toFixed(6)]);

describe('where a currency is weighed after its open profit', () => {
  test('the bad end has the debt in full and the good end the gain by its weight', () => {
    const { equity, adjustedEquity, buffer, marginRatio } = interval([{ from: '0', weight: '0.5' }]);
    // 1,000 and 100 − 300 in full, or (100 + 300) · 0.5; 1 % of 2,700 or 3,300.
    expect([equity, adjustedEquity, buffer, marginRatio].map(ends)).toEqual([['800.000000', '1400.000000'], ['800.000000', '1200.000000'], ['773.000000', '1167.000000'], ['0.027500', '0.033750']]);
  });

  test('the good end passes the edges of the weight', () => {
    // 200 · 0.9 + 200 · 0.1 at the good end.
    expect(ends(interval([{ from: '0', weight: '0.9' }, { from: '200', weight: '0.1' }]).adjustedEquity)).toEqual(['800.000000', '1200.000000']);
    expect(ends(interval([{ from: '0', weight: '0.9' }, { from: '200', weight: '0.1' }], '500').adjustedEquity)).toEqual(['1180.000000', '1240.000000']);
  });

  test('a weight that grows with the amount has no bounds that are known', () => {
    expect(interval([{ from: '0', weight: '0.1' }, { from: '200', weight: '0.9' }]).adjustedEquity).toBeNull();
  });
});
