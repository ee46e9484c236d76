import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DailyClose, MarketMethod } from '#shared/domain/dailyClose.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { lowestEigenvalue } from '#shared/scenario/risk/correlation.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import type { RiskThread } from '../../../src-main/hub/risk/riskThread.ts';
import { riskHandlers } from '../../../src-main/ipc/handlers/risk.ts';
import { closesFrom, historyOf, waves } from '../../support/dailyCloses.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';
import { riskHere } from '../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const TODAY = utcDay(START);
const GOLDEN: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));
const THREAD: RiskThread = { ...riskHere, cancel: () => undefined, shareOf: () => null, stop: async () => undefined };

function handlers(closes: readonly DailyClose[], method: MarketMethod = 'default', own: object = {}, at: EpochMs = epochMs(START)) {
  const { host: engine } = hostAccount(JSON.stringify({ ...GOLDEN, ...own }), 'demo', START);
  return riskHandlers({ engine, forks: { find: () => null }, profiles: { texts: () => [] }, episodes: { days: () => [] }, scenarios: { list: () => [] }, presets: { list: () => [] }, risk: THREAD, history: historyOf(closes, method), groups: { find: () => [], put: () => true }, baselines: { find: () => null, takeAnew: () => false }, now: () => at });
}

const valueOf = <T>(reply: Readonly<{ ok: true; value: T }> | Readonly<{ ok: false }>): T => (reply.ok ? reply.value : expect.fail('the account is open'));
const historical = async (...given: Parameters<typeof handlers>) => valueOf(await handlers(...given)['account/historicalRisk']({ accountId: ACCOUNT_ID, asker: 'test' }));
const known = async (...given: Parameters<typeof handlers>) => {
  const answer = await historical(...given);
  return answer.status === 'known' ? answer : expect.fail(answer.missing);
};

const MOVES = { BTC: waves(0.03, 200, 1.1), ETH: waves(0.04, 200, 1.7), SOL: waves(0.06, 200, 2.3) };
const closesOf = (moves: Readonly<Record<string, readonly number[]>>): readonly DailyClose[] => Object.entries(moves).flatMap(([asset, own]) => closesFrom(asset, 'USD', own, START));
const CLOSES = closesOf(MOVES);

const UNLISTED = { symbol: 'NOBODYS-PERP', kind: 'perpetual', settlement: 'linear', base: 'NOBODYS', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] };
const WITH_UNLISTED = { collateral: [{ asset: 'USD', amount: '20000' }], instruments: [UNLISTED], positions: [{ symbol: 'NOBODYS-PERP', contracts: '1', entryPrice: '100' }], prices: { mark: { 'NOBODYS-PERP': '100' }, index: {} }, betas: {} };

describe('a bad day of the past', () => {
  test('is the book of now on each day: for one that is linear, exposure times move, and the quantile of that', async () => {
    const { risk } = valueOf(await handlers(CLOSES)['account/risk']({ accountId: ACCOUNT_ID }));
    if (risk.status !== 'known') throw new Error(risk.missing);
    const exposure = new Map(risk.underlyings.map((own) => [own.asset, Number(own.exposure)]));
    const profits = MOVES.BTC.map((_, day) => (['BTC', 'ETH', 'SOL'] as const).reduce((sum, asset) => sum + (exposure.get(asset) ?? Number.NaN) * (MOVES[asset][day] ?? Number.NaN), 0));
    const sorted = profits.toSorted((left, right) => left - right);
    const answer = await known(CLOSES);
    expect(answer).toMatchObject({ days: 200, first: TODAY - 200, last: TODAY - 1, leftOut: 0, still: ['USDX'] });
    // 199 steps between 200 days: the 5 % quantile is 0.95 of the way from the tenth to the eleventh.
    const threshold = (sorted[9] ?? 0) + 0.95 * ((sorted[10] ?? 0) - (sorted[9] ?? 0));
    expect(Number(answer.tails[0]?.valueAtRisk)).toBeCloseTo(-threshold, 4);
    expect(Number(answer.tails[0]?.expectedShortfall)).toBeCloseTo(-sorted.slice(0, 10).reduce((sum, own) => sum + own, 0) / 10, 4);
    expect(Number(answer.worst.profit)).toBeCloseTo(sorted[0] ?? Number.NaN, 4);
    expect(answer.worst.day).toBe(TODAY - 200 + profits.indexOf(sorted[0] ?? Number.NaN));
  });

  test('an option is valued anew on each day: a put held loses no more than it is worth, however far its underlying rises', async () => {
    const put = { symbol: 'BTC-PUT', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', strike: '60000', optionType: 'put', expiry: '2026-12-25T08:00:00Z' };
    const book = { collateral: [{ asset: 'USD', amount: '50000' }], instruments: [put], positions: [{ symbol: 'BTC-PUT', contracts: '1', entryPrice: '2400' }], prices: { mark: { 'BTC-PUT': '2400' }, index: { BTC: '60000' } } };
    const answer = await known(closesOf({ BTC: Array.from({ length: 120 }, (_, day) => [0.5, -0.3][day % 2] ?? 0) }), 'default', book);
    expect(Number(answer.tails[0]?.valueAtRisk)).toBeGreaterThan(2300);
    expect(-Number(answer.worst.profit)).toBeLessThanOrEqual(2400);
  });

  test('days on which an asset has no close are left out and counted', async () => {
    const gap = CLOSES.filter(({ asset, day }) => asset !== 'ETH' || day !== TODAY - 50);
    expect(await known(gap)).toMatchObject({ days: 198, leftOut: 2 });
  });

  test('restated at the volatility of now it is larger after calm days end, and needs the days that set it up', async () => {
    const wilder = closesOf(Object.fromEntries(Object.entries(MOVES).map(([asset, own]) => [asset, own.map((move, day) => (day < 170 ? move / 4 : move))])));
    const { tails, filtered } = await known(wilder);
    if (filtered.status !== 'known') throw new Error(filtered.missing);
    expect(filtered).toMatchObject({ days: 170, lambda: 0.94 });
    expect(Number(filtered.tails[0]?.valueAtRisk)).toBeGreaterThan(1.5 * Number(tails[0]?.valueAtRisk));
    const short = closesOf(Object.fromEntries(Object.entries(MOVES).map(([asset, own]) => [asset, own.slice(0, 129)])));
    expect((await known(short)).filtered).toEqual({ status: 'unknown', missing: '130 joint daily returns, and there are 129' });
  });

  test('with too few days it is unknown and says what is there; so it is without a close of what moves, and without a price', async () => {
    expect(await historical([])).toEqual({ status: 'unknown', missing: '100 days with a return of every asset, and there are 0 (BTC has none up to the last 7 days; ETH has none up to the last 7 days; SOL has none up to the last 7 days)' });
    expect(await historical(CLOSES.filter(({ asset, day }) => asset !== 'SOL' || day >= TODAY - 61))).toEqual({ status: 'unknown', missing: '100 days with a return of every asset, and there are 60 (SOL has 60; BTC has 200; ETH has 200)' });
    expect(await historical(CLOSES, 'default', { prices: { mark: {}, index: {} } })).toMatchObject({ status: 'unknown', missing: expect.stringContaining('BTC-PERP') });
    // What ended months ago says nothing of now, and an asset without a σ is no safer for it.
    expect(await historical(CLOSES.filter(({ asset, day }) => asset !== 'SOL' || day < TODAY - 30))).toMatchObject({ status: 'unknown', missing: expect.stringContaining('SOL has none up to the last 7 days') });
    expect(await historical(CLOSES, 'default', WITH_UNLISTED)).toMatchObject({ status: 'unknown', missing: expect.stringContaining('NOBODYS has none') });
    // What was more than a year ago says nothing of now.
    expect(await historical(CLOSES, 'default', {}, epochMs(START + 400 * 86_400_000))).toMatchObject({ status: 'unknown' });
  });
});

describe('a measured market', () => {
  const ask = async (method: MarketMethod, closes = CLOSES) => {
    const own = handlers(closes, method);
    return {
      risk: valueOf(await own['account/risk']({ accountId: ACCOUNT_ID })),
      hedges: valueOf(await own['account/hedges']({ accountId: ACCOUNT_ID, asker: 'test' })),
      stress: valueOf(await own['account/stress']({ accountId: ACCOUNT_ID, suppose: { sigmaTimes: 1, funding: { kind: 'rate', rate: 0 }, days: 1, halted: null, deleveraged: 1 }, asker: 'test' })),
      odds: valueOf(await own['account/odds']({ accountId: ACCOUNT_ID, paths: 100, market: { sigmaTimes: 1, jumps: null, correlation: 'usual' }, sleep: null, asker: 'test' })),
    };
  };

  test.each(['ewma', 'sample', 'shrinkage'] as const)('by %s is in risk, stress and the odds, and moves the hedge of least variance; the margin ratio stays', async (method) => {
    const [usual, own] = [await ask('default'), await ask(method)];
    expect(usual.risk.market.measured).toBeNull();
    expect(own.risk.market).toEqual(own.stress.market);
    expect(own.odds).toMatchObject({ status: 'known', market: own.risk.market });
    expect(own.risk.market.measured).toMatchObject({ method, lambda: method === 'ewma' ? 0.94 : null, span: { fewest: 200, most: 200, first: TODAY - 200, last: TODAY - 1 }, kept: [{ asset: 'USDX', returns: 0 }], moved: 0 });
    expect(own.risk.market.sigmas).not.toEqual(usual.risk.market.sigmas);
    const likeliest = ({ stress: { reverse } }: typeof own) => (reverse.status === 'known' && reverse.result === 'found' ? reverse.sigmas : expect.fail('not found'));
    expect(likeliest(own)).not.toBeCloseTo(likeliest(usual), 3);
    const least = ({ hedges: { hedges } }: typeof own) => (hedges.status === 'known' ? hedges.list.filter(({ kind }) => kind === 'minimumVariance') : []);
    expect(least(own).map(({ contracts }) => contracts)).not.toEqual(least(usual).map(({ contracts }) => contracts));
    expect(least(own)[0]?.marginRatio.before).toEqual(least(usual)[0]?.marginRatio.before);
  });

  test('an asset with too few returns keeps the σ and the correlations put down by hand, and is named', async () => {
    const [usual, own] = [await ask('default'), await ask('sample', CLOSES.filter(({ asset, day }) => asset !== 'SOL' || day >= TODAY - 21))];
    const place = own.risk.market.assets.indexOf('SOL');
    expect(own.risk.market.sigmas[place]).toBe(usual.risk.market.sigmas[place]);
    expect(own.risk.market.measured?.kept).toEqual([{ asset: 'SOL', returns: 20 }, { asset: 'USDX', returns: 0 }]);
  });

  test('correlations that do not fit together are moved to the nearest that do, and it is told how far', async () => {
    // ETH against BTC on every day; the correlations of SOL with both, put down by hand, are 0.75.
    const { risk: { market } } = await ask('sample', closesOf({ BTC: MOVES.BTC, ETH: MOVES.BTC.map((own) => -own) }));
    expect(market.measured?.moved).toBeGreaterThan(0.3);
    expect(lowestEigenvalue(market.correlation)).toBeGreaterThan(-1e-9);
  });
});
