import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, riskyDocument, STALE_MS, text, tick } from './support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
beforeEach(() => {
  bench = openBench(path('doubt.db'));
});
afterEach(() => bench.store.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const intervalOf = (accountId: string) => bench.engine.view(accountId)?.interval ?? null;
const ratioOf = (accountId: string): readonly number[] => {
  const view = bench.engine.view(accountId);
  return [view?.interval?.marginRatio?.low, view?.totals.marginRatio, view?.interval?.marginRatio?.high].map(Number);
};
/** BTC at 29,200 is 30.1 % from liquidation: calm by a tenth of a percent. */
const CALM = '29200';
const stageOf = (accountId: string) => bench.engine.view(accountId)?.stage;

/** Two underlyings, of which the test lets one fall silent. */
const two = (): string => riskyDocument({
  collateral: [{ asset: 'USD', amount: '40000', weight: '1' }, { asset: 'ETH', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '3000' } },
});
const eth = { kind: 'index', venue: 'generic', base: 'ETH', quote: 'USD', indexPrice: text('3000'), eventAt: null } as const;

describe('the interval of an account', () => {
  test('is not there while its price is live or ageing, and its stage is that of the price', () => {
    const accountId = bench.put(riskyDocument());
    for (const ms of [0, 1000, 2000]) bench.tick(ms, tick(CALM));
    for (const ms of [2000, 3000, 2000 + STALE_MS]) {
      bench.second(ms);
      expect([intervalOf(accountId), stageOf(accountId)]).toEqual([null, 'calm']);
    }
  });

  test('opens past the limit, holds the ratio, and grows with the age', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    const seen = [STALE_MS + 1, MINUTE, HOUR].map((ms) => {
      bench.second(ms);
      return ratioOf(accountId);
    });
    expect(seen.every(([low = NaN, ratio = NaN, high = NaN]) => low < ratio && ratio < high)).toBe(true);
    const widths = seen.map(([low = NaN, , high = NaN]) => high - low);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    // 60 s: ± 3 · 0.035 · √(60 / 86,400) = 0.2767 % of 60,000 = 166.01; 1,203.32 / 40,166.01 to 1,196.68 / 39,833.99.
    expect(seen[1]?.map((value) => value.toFixed(6))).toEqual(['0.029959', '0.030000', '0.030042']);
    expect(intervalOf(accountId)).toMatchObject({ k: 3, oldestAgeMs: HOUR });
  });

  test('closes with the next price', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    bench.second(MINUTE);
    bench.tick(MINUTE + 10, tick('60000'));
    bench.second(MINUTE + 20);
    expect(intervalOf(accountId)).toBeNull();
  });

  test('is made once a second, and holds what a live price makes of the ratio in between', () => {
    const accountId = bench.put(two());
    bench.tick(0, tick('60000'), eth);
    bench.tick(MINUTE - 10, tick('60000'));
    bench.second(MINUTE);
    const [low, , high] = ratioOf(accountId);
    bench.tick(MINUTE + 500, tick('60000'));
    bench.engine.pulse(false);
    expect(ratioOf(accountId)).toEqual([low, 1200 / 70_000, high].map((value) => expect.closeTo(value ?? NaN, 12)));
    bench.tick(MINUTE + 900, tick('50000'));
    bench.engine.pulse(false);
    expect(ratioOf(accountId)).toEqual([low, 1000 / 60_000, high].map((value, at) => (at === 0 ? expect.closeTo(1000 / 60_000, 12) : expect.closeTo(value ?? NaN, 12))));
    bench.tick(MINUTE + 1100, tick('50000'));
    bench.second(MINUTE + 1100);
    const [least = NaN, ratio = NaN, most = NaN] = ratioOf(accountId);
    expect(least < ratio && ratio < most && most < (high ?? NaN)).toBe(true);
  });

  test('says that nobody knows it where an old price has no σ', () => {
    const accountId = bench.put(riskyDocument({
      collateral: [{ asset: 'USD', amount: '40000', weight: '1' }, { asset: 'XYZ', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { XYZ: '3000' } },
    }));
    bench.tick(0, tick('60000'), { ...eth, base: 'XYZ' });
    bench.second(MINUTE);
    expect(intervalOf(accountId)).toMatchObject({ marginRatio: null, buffer: null, oldestAgeMs: MINUTE });
  });
});

describe('a price that stands as it is', () => {
  test('of a document has no interval, however old', () => {
    const accountId = bench.put(riskyDocument({ prices: { mark: { 'BTC-PERP': CALM } } }));
    bench.second(DAY);
    expect([intervalOf(accountId), stageOf(accountId)]).toEqual([null, 'calm']);
  });

  test('typed in by hand over one that went silent has none either', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text(CALM), at: bench.clock.wall() });
    bench.second(DAY);
    expect([intervalOf(accountId), stageOf(accountId)]).toEqual([null, 'calm']);
  });
});

describe('a price of an earlier session', () => {
  const reopened = (): string => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick(CALM));
    bench.engine.savePrices(bench.store.prices.saveLast);
    bench.engine.close(accountId);
    bench.at(12 * HOUR);
    bench.open(accountId);
    bench.engine.setChannel(accountId, 'live');
    return accountId;
  };

  test('is given the limit to speak again before it raises anything', () => {
    const accountId = reopened();
    bench.second(12 * HOUR + STALE_MS - 1);
    expect([intervalOf(accountId), stageOf(accountId)]).toEqual([null, 'calm']);
    bench.second(12 * HOUR + STALE_MS);
    expect(intervalOf(accountId)).toMatchObject({ oldestAgeMs: 12 * HOUR + STALE_MS });
    expect(stageOf(accountId)).toBe('watch');
  });

  test('of a machine that slept is as old as the sleep was long, at once', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick(CALM));
    bench.at(HOUR);
    bench.engine.distrust();
    bench.second(HOUR);
    expect(intervalOf(accountId)).toMatchObject({ oldestAgeMs: HOUR });
  });
});

describe('a warning', () => {
  test('takes the bad end of an old price: raised by one stage, in words that say perhaps', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick(CALM));
    bench.second(1000);
    bench.second(MINUTE);
    // (0.30109 − 0.00277) / (1 − 0.00277)
    expect(bench.engine.view(accountId)).toMatchObject({ stage: 'watch', stageReason: 'BTC perhaps 29.9 % from liquidation' });
    expect(bench.told.find(({ kind }) => kind === 'stage')).toMatchObject({ title: 'Watch: BTC perhaps 29.9 % from liquidation', onStaleData: true });
  });

  test('is raised by one stage over the last fresh one at most, however old the price', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick(CALM));
    bench.second(1000);
    for (const ms of [HOUR, DAY, 30 * DAY]) bench.second(ms);
    expect(bench.engine.view(accountId)).toMatchObject({ stage: 'watch', stageReason: 'adjusted equity may be used up' });
    expect(bench.raised().filter((raise) => raise.startsWith('stage'))).toEqual(['stage watch']);
  });

  test('of an account that is seen for the first time is one stage over what its prices ask for at most', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick(CALM));
    bench.engine.savePrices(bench.store.prices.saveLast);
    bench.engine.close(accountId);
    bench.at(30 * DAY);
    bench.open(accountId);
    bench.engine.distrust();
    bench.second(30 * DAY);
    expect(stageOf(accountId)).toBe('watch');
  });

  test('is cleared when the price has been fresh again for 30 s, and not before', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('29300'));
    bench.second(1000);
    bench.second(HOUR);
    expect(stageOf(accountId)).toBe('watch');
    for (let ms = HOUR + 1000; ms <= HOUR + 30_000; ms += 1000) {
      bench.tick(ms, tick('40000'));
      bench.second(ms);
    }
    expect(stageOf(accountId)).toBe('watch');
    bench.tick(HOUR + 31_000, tick('40000'));
    bench.second(HOUR + 31_000);
    expect(stageOf(accountId)).toBe('calm');
  });
});
