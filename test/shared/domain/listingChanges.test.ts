import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Listing } from '#shared/domain/listing.ts';
import { listingChanges } from '#shared/domain/listingChanges.ts';
import { epochMs } from '#shared/num/units.ts';
import { decimal } from '#shared/venues/table.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22));
const DAY = 86_400_000;
const later = (days: number) => epochMs(NOW + days * DAY);

const PERPETUAL: Listing = { symbol: 'A', kind: 'perpetual', settlement: 'linear', base: 'A', quote: 'USDT', settle: 'USDT', contractSize: decimal('1'), tickSize: decimal('0.1'), lotSize: decimal('0.001'), status: 'trading', initialMarginRate: decimal('0.02'), maintenanceMarginRate: decimal('0.01'), maxLeverage: decimal('50') };
const FUTURE: Listing = { ...PERPETUAL, kind: 'future', expiry: later(30) };

describe('between two lists', () => {
  test.each<[string, readonly Listing[], readonly Listing[], readonly object[]]>([
    ['a new symbol is listed', [], [PERPETUAL], [{ symbol: 'A', kind: 'listed', fact: 'symbol', before: null, after: 'A' }]],
    ['a closed symbol is none', [], [{ ...PERPETUAL, status: 'closed' }], []],
    ['a missing perpetual is delisted', [PERPETUAL], [], [{ symbol: 'A', kind: 'delisted', fact: 'symbol', before: 'A', after: null }]],
    ['one that is closed is delisted', [PERPETUAL], [{ ...PERPETUAL, status: 'closed' }], [{ symbol: 'A', kind: 'delisted', fact: 'symbol', before: 'A', after: null }]],
    ['one that was closed before goes without a word', [{ ...PERPETUAL, status: 'closed' }], [], []],
    ['one that comes back is listed', [{ ...PERPETUAL, status: 'closed' }], [PERPETUAL], [{ symbol: 'A', kind: 'listed', fact: 'symbol', before: null, after: 'A' }]],
    ['an expired future goes without a word', [{ ...FUTURE, expiry: NOW }], [], []],
    ['a future that goes before its day is delisted', [FUTURE], [], [{ symbol: 'A', kind: 'delisted', fact: 'symbol', before: 'A', after: null }]],
    ['a perpetual past its announced end is delisted', [{ ...PERPETUAL, expiry: later(-1) }], [], [{ symbol: 'A', kind: 'delisted', fact: 'symbol', before: 'A', after: null }]],
    ['an end of a perpetual is announced', [PERPETUAL], [{ ...PERPETUAL, expiry: later(7), status: 'closing' }], [{ symbol: 'A', kind: 'delisting', fact: 'expiry', before: null, after: String(later(7)) }]],
    ['a perpetual that is closing is announced', [PERPETUAL], [{ ...PERPETUAL, status: 'closing' }], [{ symbol: 'A', kind: 'delisting', fact: 'status', before: 'trading', after: 'closing' }]],
    ['a future that is delivered on its day is no news', [{ ...FUTURE, expiry: later(0.5) }], [{ ...FUTURE, expiry: later(0.5), status: 'closing' }], []],
    ['a future that closes long before is', [FUTURE], [{ ...FUTURE, status: 'closing' }], [{ symbol: 'A', kind: 'delisting', fact: 'status', before: 'trading', after: 'closing' }]],
    ['another day of a future is', [FUTURE], [{ ...FUTURE, expiry: later(20) }], [{ symbol: 'A', kind: 'delisting', fact: 'expiry', before: String(later(30)), after: String(later(20)) }]],
    ['a tick', [PERPETUAL], [{ ...PERPETUAL, tickSize: decimal('0.01') }], [{ symbol: 'A', kind: 'tick', fact: 'tickSize', before: '0.1', after: '0.01' }]],
    ['a tick that is written otherwise is none', [PERPETUAL], [{ ...PERPETUAL, tickSize: decimal('0.10') }], []],
    ['a lot', [PERPETUAL], [{ ...PERPETUAL, lotSize: decimal('1') }], [{ symbol: 'A', kind: 'lot', fact: 'lotSize', before: '0.001', after: '1' }]],
    ['a contract size', [PERPETUAL], [{ ...PERPETUAL, contractSize: decimal('10') }], [{ symbol: 'A', kind: 'contractSize', fact: 'contractSize', before: '1', after: '10' }]],
    ['margin, each fact by itself', [PERPETUAL], [{ ...PERPETUAL, initialMarginRate: decimal('0.04'), maxLeverage: decimal('25') }], [{ symbol: 'A', kind: 'margin', fact: 'initialMarginRate', before: '0.02', after: '0.04' }, { symbol: 'A', kind: 'margin', fact: 'maxLeverage', before: '50', after: '25' }]],
    ['one in the last of 24 decimals', [{ ...PERPETUAL, tickSize: decimal('0.100000000000000000000001') }], [{ ...PERPETUAL, tickSize: decimal('0.100000000000000000000002') }], [{ symbol: 'A', kind: 'tick', fact: 'tickSize', before: '0.100000000000000000000001', after: '0.100000000000000000000002' }]],
  ])('%s', (_what, before, after, changes) => {
    expect(listingChanges(before, after, NOW)).toStrictEqual(changes);
  });
});

const amount = fc.constantFrom('0.1', '0.10', '1', '25').map(decimal);
const arbitrary: fc.Arbitrary<Listing> = fc.record({
  symbol: fc.constantFrom('A', 'B', 'C', 'D'), kind: fc.constantFrom('perpetual', 'future', 'option', 'spot'), settlement: fc.constant('linear'), base: fc.constant('A'), quote: fc.constant('Q'), settle: fc.constant('Q'),
  contractSize: amount, tickSize: amount, lotSize: amount, initialMarginRate: amount, maintenanceMarginRate: amount, maxLeverage: amount, expiry: fc.integer({ min: -40, max: 40 }).map(later),
  status: fc.constantFrom('trading', 'halted', 'closing', 'closed', 'upcoming'),
}, { requiredKeys: ['symbol', 'kind', 'settlement', 'base', 'quote', 'settle'] });
const list = fc.uniqueArray(arbitrary, { selector: ({ symbol }) => symbol });

describe('whatever the lists are', () => {
  test('a list and itself differ in nothing', () => {
    fc.assert(fc.property(list, (one) => { expect(listingChanges(one, one, NOW)).toEqual([]); }));
  });

  test('their order says nothing, and each change is told once', () => {
    fc.assert(fc.property(list, list, (before, after) => {
      const changes = listingChanges(before, after, NOW);
      expect(listingChanges(before.toReversed(), after.toReversed(), NOW)).toEqual(changes);
      expect(new Set(changes.map(({ symbol, fact }) => `${symbol} ${fact}`)).size).toBe(changes.length);
    }));
  });

  test('a symbol that only one of them has is told of and nothing else of it; what was listed by one is delisted back', () => {
    fc.assert(fc.property(list, (all) => {
      const open = all.filter(({ status, expiry }) => status !== 'closed' && (expiry === undefined || expiry > NOW));
      const symbols = open.map(({ symbol }) => symbol).toSorted();
      expect(listingChanges([], open, NOW).map(({ symbol, kind }) => [symbol, kind])).toEqual(symbols.map((symbol) => [symbol, 'listed']));
      expect(listingChanges(open, [], NOW).map(({ symbol, kind }) => [symbol, kind])).toEqual(symbols.map((symbol) => [symbol, 'delisted']));
    }));
  });

  test('a fact that becomes unknown, or known, is no change of it', () => {
    fc.assert(fc.property(arbitrary, (one) => {
      const { symbol, kind, settlement, base, quote, settle, status } = one;
      const bare: Listing = { symbol, kind, settlement, base, quote, settle, ...(status === undefined ? {} : { status }) };
      expect(listingChanges([one], [bare], NOW).filter(({ fact }) => fact !== 'symbol')).toEqual([]);
      expect(listingChanges([bare], [one], NOW).filter(({ fact }) => fact !== 'symbol' && fact !== 'expiry')).toEqual([]);
    }));
  });
});
