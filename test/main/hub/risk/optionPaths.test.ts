import { describe, expect, test } from 'vitest';
import { shockedPrices } from '#shared/engine/contribution/shock.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import { finished } from '#shared/util/pieces.ts';
import { bybit } from '#shared/venues/bybit/rules.ts';
import { okx } from '#shared/venues/okx/rules.ts';
import { comparisonPieces } from '../../../../src-main/hub/insight/comparison.ts';
import { profilesFor } from '../../../../src-main/hub/insight/profiles.ts';
import { optionPathsOf } from '../../../../src-main/hub/risk/optionPaths.ts';
import { reverseView } from '../../../../src-main/hub/risk/reverse.ts';
import { stressView } from '../../../../src-main/hub/risk/stressView.ts';
import { riskView } from '../../../../src-main/hub/risk/riskView.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { NOTHING_SAVED, riskHere } from '../../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const NOW = epochMs(START);

const option = (symbol: string, own: object): object => ({ symbol, kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', expiry: '2027-03-26T08:00:00Z', strike: '60000', optionType: 'call', ...own });
const INSTRUMENTS = [
  option('C', {}), option('P', { optionType: 'put' }), option('COIN', { settlement: 'inverse', quote: 'USD', settle: 'BTC' }), option('UNPRICED', { strike: '90000' }),
];
const DOCUMENT = {
  schema: 'plimsoll.portfolio/1', name: 'Options', valuationCurrency: 'USDT', venue: 'bybit', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '60000', weight: '1' }], instruments: INSTRUMENTS,
  positions: [{ symbol: 'C', contracts: '-2', entryPrice: '5000' }, { symbol: 'P', contracts: '-2', entryPrice: '4800' }],
  prices: { mark: { C: '5600', P: '5100', COIN: '0.09' }, index: { BTC: '60000', USD: '1' }, volatility: { C: '0.4', P: '0.4', COIN: '0.4' }, forward: { BTC: { '2027-03-26': '60500' } } },
};

function hostOf(document: object) {
  const host = hostAccount(JSON.stringify(document), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return host;
}
const held = (symbols: readonly string[]): object => ({ ...DOCUMENT, positions: symbols.map((symbol) => ({ symbol, contracts: '-2', entryPrice: '0.1' })) });

describe('an option after a move of its underlying', () => {
  test('is worth its mark where nothing moves, and keeps put-call parity as its forward moves', () => {
    const host = hostOf(DOCUMENT);
    const paths = optionPathsOf(host, NOW);
    const [call, put] = host.engine().portfolio.instruments.map((instrument) => paths(instrument));
    expect([call?.(0), put?.(0)]).toEqual([5600, 5100]);
    for (const move of [-0.5, -0.1, 0.2, 1]) expect((call?.(move) ?? 0) - (put?.(move) ?? 0) - (5600 - 5100)).toBeCloseTo(60_500 * move, 4);
    expect(call?.(-0.9999)).toBeGreaterThanOrEqual(0);
  });

  test('paid in coin stays below one coin, however far the coin rises', () => {
    const host = hostOf(held(['COIN']));
    const path = optionPathsOf(host, NOW)(host.engine().portfolio.instruments.find(({ symbol }) => symbol === 'COIN') ?? INSTRUMENT_MISSING());
    expect(path?.(0)).toBeCloseTo(0.09, 12);
    expect(path?.(50)).toBeLessThan(1);
    expect(path?.(50)).toBeGreaterThan(0.9);
    expect(Number.isFinite(path?.(-1) ?? Number.NaN)).toBe(true);
  });

  test('without a mark or at its end has none, and what hangs on it is unknown', () => {
    const host = hostOf(held(['UNPRICED']));
    const [first] = host.engine().portfolio.instruments;
    expect(first === undefined ? null : optionPathsOf(host, epochMs(Date.UTC(2027, 2, 26, 8)))(first)).toBeNull();
    const shocked = shockedPrices(host.engine().book, host.engine().prices(), new Map([['BTC', new Decimal('-0.1')]]), optionPathsOf(host, NOW));
    expect(shocked.status).toBe('known');
    expect(reverseView(host.engine(), optionPathsOf(host, NOW), null)).toMatchObject({ status: 'unknown' });
  });
});

test('models of a book with a short option name what its nearest liquidation needs', () => {
  const host = hostOf(DOCUMENT);
  const { models } = finished(comparisonPieces(host.engine(), { paths: optionPathsOf(host, NOW), profiles: profilesFor(host.engine().portfolio, NOW, [bybit, okx]), days: [], chosen: null, at: NOW }));
  expect(models.map(({ nearest }) => nearest.status)).toEqual(models.map(() => 'unknown'));
  expect(models.find(({ own }) => own)?.nearest).toEqual({ status: 'unknown', missing: 'margin of options on BTC after a move' });
});

describe('a short straddle', () => {
  test('dies by the nearer side, is stressed by the days of the past, and counts in the risk at its delta', async () => {
    const host = hostOf(DOCUMENT);
    const { reverse, episodes, deleveraged, hedgeLoss, conditions } = await stressView(host, riskHere, NOW, { suppose: { sigmaTimes: 1, funding: { kind: 'rate', rate: 0 }, days: 1, halted: null, deleveraged: 1 }, asker: 'test', measured: null }, NOTHING_SAVED);
    // Nothing but options is held: there is no row to be deleveraged.
    expect(deleveraged).toEqual([]);
    // Which move liquidates without a row is as unknown as it is with it.
    // Twice 3 % of 60,000 for each of four.
    const worse = conditions.find(({ id }) => id === 'requirement2')?.after;
    expect(worse?.status === 'known' ? Number(host.engine().evaluate().totals.buffer.value) - Number(worse.buffer.value) : worse).toBe(7200);
    expect(hedgeLoss).toEqual({ status: 'unknown', missing: 'margin of options on BTC after a move' });
    if (reverse.status !== 'known' || reverse.result !== 'found') throw new Error(JSON.stringify(reverse));
    expect(Math.abs(reverse.left === null ? 1 : Number(reverse.left))).toBeLessThan(1e-3);
    expect(episodes.map(({ after }) => after.status)).toEqual(['known', 'known', 'known', 'known']);
    const losses = episodes.map(({ after }) => (after.status === 'known' ? Number(after.change) : 0));
    expect(losses.every((loss) => loss < 0)).toBe(true);
    const { risk } = riskView(host, NOW, null);
    if (risk.status !== 'known') throw new Error(risk.missing);
    // Two calls at about +0.56 and two puts at about −0.44, short.
    expect(Number(risk.underlyings[0]?.delta)).toBeCloseTo(-0.24, 2);
  });

  test('beside a perpetual is told no coverage of one of the two', () => {
    const perpetual = { symbol: 'PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.005', maintenanceAmount: '0' }] };
    const coverageOf = (positions: readonly object[]): unknown => {
      const { risk } = riskView(hostOf({ ...DOCUMENT, instruments: [...INSTRUMENTS, perpetual], positions, prices: { ...DOCUMENT.prices, mark: { ...DOCUMENT.prices.mark, PERP: '60000' } } }), NOW, null);
      return risk.status === 'known' ? risk.underlyings.map(({ coverage }) => coverage) : risk.missing;
    };
    const held = { symbol: 'PERP', contracts: '1', entryPrice: '60000' };
    expect(coverageOf([held])).not.toEqual([null]);
    expect(coverageOf([held, ...DOCUMENT.positions])).toEqual([null]);
  });
});

function INSTRUMENT_MISSING(): never { throw new Error('no such instrument'); }
