import { describe, expect, test } from 'vitest';
import { createBook } from '#shared/engine/book.ts';
import { epochMs } from '#shared/num/units.ts';
import { channelOf, type SupplyRules, wantedOf } from '../../../src-main/hub/supply.ts';
import { parsed, riskyDocument, START } from './support/riskyAccount.ts';

const RULES: SupplyRules = { offline: false, demoRuns: true, replaySources: [], hasLiveFeed: (venue) => venue === 'deribit' };

describe('channelOf', () => {
  test.each([
    ['an account of the user’s own gets nothing before it is turned on', { demo: false, live: false }, {}, null],
    ['… and its venue after', { demo: false, live: true }, {}, 'live'],
    ['a venue without a feed gives nothing', { demo: false, live: true }, { hasLiveFeed: () => false }, null],
    ['the demo’s own exchange, never the venue', { demo: true, live: true }, {}, 'demo'],
    ['nothing for the demo when its exchange does not run', { demo: true, live: true }, { demoRuns: false }, null],
    ['a recording of the venue comes before all others', { demo: true, live: true }, { replaySources: ['deribit'] }, 'replay'],
    ['a recording of another venue changes nothing', { demo: false, live: true }, { replaySources: ['binance-usdm'] }, 'live'],
    ['offline opens nothing at all', { demo: true, live: true }, { offline: true, replaySources: ['deribit'] }, null],
  ] as const)('%s', (_rule, account, rules, channel) => {
    expect(channelOf(account, 'deribit', { ...RULES, ...rules })).toBe(channel);
  });
});

describe('wantedOf', () => {
  const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }];
  const contract = (symbol: string, more: object) => ({ symbol, settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers, ...more });
  const { portfolio } = parsed(riskyDocument({
    collateral: [{ asset: 'ETH', amount: '1', weight: '1' }],
    instruments: [contract('SOON', { kind: 'future', expiry: new Date(START + 1000).toISOString() }), contract('PERP', { kind: 'perpetual' }), contract('UNUSED', { kind: 'perpetual' })],
    positions: [{ symbol: 'SOON', contracts: '1', entryPrice: '1' }, { symbol: 'PERP', contracts: '1', entryPrice: '1' }],
  }));
  const symbols = (at: number) => wantedOf(createBook(portfolio), epochMs(at)).instruments.map(({ symbol }) => symbol);

  test('names what the account holds and nothing else', () => {
    expect(symbols(START)).toEqual(['SOON', 'PERP']);
    expect(wantedOf(createBook(portfolio), epochMs(START)).assets).toEqual(expect.arrayContaining(['BTC', 'ETH']));
  });

  test('leaves a contract out from its expiry on', () => {
    expect(symbols(START + 1000)).toEqual(['PERP']);
  });
});

