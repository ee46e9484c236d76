import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, riskyDocument, START, text, tick } from './support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
beforeEach(() => { bench = openBench(path('suspect.db'), START, 0.1); });
afterEach(() => bench.store.close());

const viewOf = (accountId: string) => bench.engine.view(accountId);
const unusable: Tick = { kind: 'quote', venue: 'generic', symbol: 'BTC-PERP', bad: ['markPrice'], eventAt: null };

describe('fault 24, a price that may be false', () => {
  test.each([['0 or negative', unusable, 'the venue sent a price that can be none'], ['ten times the last', tick('600000'), '600000 is held: 900.0 % above the last good price'], ['far below', tick('21000'), '21000 is held: 65.0 % below the last good price']])('%s is not used; the last good one is suspect, and an alert of its own says so', (_what, doubtful, words) => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    bench.second(1100);
    bench.tick(2000, doubtful);
    expect(viewOf(accountId)).toMatchObject({ totals: { equity: '40000' }, positions: [{ mark: { value: '60000', state: 'suspect' } }], worstInput: { state: 'suspect' } });
    expect(bench.raised()[0]).toMatch(/^suspect /);
    expect(bench.openTitles()[0]).toContain(words);
    expect(bench.told[0]?.action).toContain('Figures stand at the last good price, 60000');
  });

  test('says what the margin ratio would be if it were true', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    // 22,000: 40,000 - 38,000 = 2,000 of equity against 440.
    bench.tick(2000, tick('22000'));
    expect(bench.told.find(({ kind }) => kind === 'suspect')?.action).toContain('If it is true, the margin ratio is 22.0 %.');
  });

  test('is told of once, and is over with the next good price', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    for (const ms of [2000, 3000, 4000]) bench.tick(ms, tick('600000'));
    expect(bench.raised()).toEqual(['suspect calm']);
    bench.tick(5000, tick('60001'));
    bench.second(5100);
    expect(viewOf(accountId)?.positions[0]?.mark.state).toBe('live');
    expect(bench.openTitles()).toHaveLength(1);
    bench.tick(14_000, tick('60002'));
    bench.second(14_100);
    expect(bench.openTitles()).toEqual([]);
  });

  test('faults 24 and 47, every second price is false for a minute: one alert, which is over ten seconds after the last', () => {
    bench.put(riskyDocument());
    for (let second = 1; second <= 60; second += 1) {
      bench.tick(second * 1000, tick(second % 2 === 0 ? '600000' : '60000'));
      bench.second(second * 1000 + 10);
    }
    for (let second = 61; second <= 71; second += 1) bench.tick(second * 1000, tick('60000'));
    bench.second(71_010);
    expect(bench.raised()).toEqual(['suspect calm']);
    expect(bench.openTitles()).toEqual([]);
  });

  test('of another pair than the account values by is none of its business; the index beside an option is', () => {
    const accountId = bench.put(riskyDocument({ collateral: [{ asset: 'ETH', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '3000' } } }));
    const index = (quote: string, price: string): Tick => ({ kind: 'index', venue: 'generic', base: 'ETH', quote, indexPrice: text(price), eventAt: null });
    bench.tick(1000, index('USD', '3000'), index('EUR', '2800'));
    bench.tick(2000, index('EUR', '28000'));
    expect(bench.raised()).toEqual([]);
    bench.tick(3000, { kind: 'quote', venue: 'generic', symbol: 'ETH-1-C', indexPrice: text('30000'), indexBase: 'ETH', indexQuote: 'USD', option: { markVolatility: text('0.6') }, eventAt: null });
    expect(viewOf(accountId)?.collateral[0]?.price).toMatchObject({ value: '3000', state: 'suspect' });
  });

  test('a real fall to a new level is used after half a minute, and raises then', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    for (let second = 2; second <= 35; second += 1) {
      bench.tick(second * 1000, tick('22000'));
      bench.second(second * 1000 + 10);
    }
    expect(viewOf(accountId)?.positions[0]?.mark).toMatchObject({ value: '22000', state: 'live' });
    expect(bench.raised().at(-1)).toBe('stage danger');
    for (let second = 36; second <= 46; second += 1) bench.tick(second * 1000, tick('22000'));
    bench.second(46_100);
    expect(bench.openTitles().some((title) => title.includes('held'))).toBe(false);
  });

  test('what nobody holds raises nothing', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('10', 'ETH-PERP'));
    bench.tick(2000, tick('100', 'ETH-PERP'));
    expect(bench.raised()).toEqual([]);
  });

  test('after a sleep no old level makes a new one suspect', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    bench.engine.distrust();
    bench.tick(2000, tick('50000'));
    expect(viewOf(accountId)?.positions[0]?.mark).toMatchObject({ value: '50000', state: 'live' });
  });
});

test('what was held back is over when the account takes its prices from elsewhere, or from nowhere', () => {
  const accountId = bench.put(riskyDocument());
  bench.tick(1000, tick('60000'));
  bench.tick(2000, tick('600000'));
  expect(bench.openTitles()).toHaveLength(1);
  bench.engine.setChannel(accountId, null);
  bench.second(3000);
  expect(bench.openTitles()).toEqual([]);
  expect(viewOf(accountId)?.positions[0]?.mark.state).toBe('stale');
});

describe('collateral that is priced differently elsewhere', () => {
  const index = (venue: string, price: string): Tick => ({ kind: 'index', venue, base: 'ETH', quote: 'USD', indexPrice: text(price), eventAt: null });

  test('is told of once, and is over when the prices meet', () => {
    bench.put(riskyDocument({ collateral: [{ asset: 'USD', amount: '40000', weight: '1' }, { asset: 'ETH', amount: '1', weight: '0.9' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '3000' } } }));
    bench.tick(1000, tick('60000'), index('generic', '3000'), index('deribit', '2900'));
    for (const ms of [1100, 2000, 3000]) bench.second(ms);
    expect(bench.raised()).toEqual(['depeg calm']);
    expect(bench.openTitles()).toEqual(['ETH is 2900 USD at deribit and 3000 USD at generic: 3.3 % apart']);
    bench.tick(4000, index('deribit', '2990'));
    bench.second(5000);
    expect(bench.openTitles()).toEqual([]);
  });

  test('of a venue that the account does not use is not taken as its price', () => {
    const accountId = bench.put(riskyDocument({ collateral: [{ asset: 'ETH', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '3000' } } }));
    bench.tick(1000, index('deribit', '2900'));
    expect(viewOf(accountId)?.collateral[0]?.price.value).toBe('3000');
  });
});
