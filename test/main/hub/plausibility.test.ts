import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuoteTick, Tick } from '#shared/domain/tick.ts';
import { createPlausibility, type Held, usualRules } from '../../../src-main/hub/plausibility.ts';
import { text } from './support/riskyAccount.ts';

const RULES = usualRules(10);
const sifter = () => createPlausibility(() => RULES);
const perpetual = (mark: string, index?: string, changes: Partial<QuoteTick> = {}): QuoteTick => ({
  kind: 'quote', venue: 'v', symbol: 'BTC-PERP', markPrice: text(mark), fundingRate: text('0.0001'), eventAt: null,
  ...(index === undefined ? {} : { indexPrice: text(index), indexBase: 'BTC', indexQuote: 'USD' }), ...changes,
});
const index = (price: string): Tick => ({ kind: 'index', venue: 'v', base: 'BTC', quote: 'USD', indexPrice: text(price), eventAt: null });
const markOf = (ticks: readonly Tick[]): string | undefined => ticks.flatMap((tick) => (tick.kind === 'quote' ? tick.markPrice ?? [] : []))[0];
const whys = (held: readonly Held[]): readonly string[] => held.map(({ name, why }) => `${name} ${why}`);

describe('a price within the band', () => {
  test('passes untouched', () => {
    const { sift } = sifter();
    const ticks = [perpetual('60000', '60010'), index('60010')];
    expect(sift(ticks, 0)).toEqual({ ticks, held: [] });
    expect(sift([perpetual('65900')], 1000).held).toEqual([]);
  });

  test('a first price is taken when nothing contradicts it', () => {
    expect(sifter().sift([perpetual('7')], 0).held).toEqual([]);
  });
});

describe('fault 24, a price that can be none', () => {
  test('is held, and the last good one is named', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    const { markPrice: _mark, ...rest } = perpetual('1');
    expect(sift([{ ...rest, bad: ['markPrice'] }], 1000).held).toEqual([{ venue: 'v', name: 'mark:BTC-PERP', value: null, good: '60000', why: 'unusable', off: null, symbol: 'BTC-PERP' }]);
  });

  test('an index that can be none is held too', () => {
    const { sift } = sifter();
    sift([index('60000')], 0);
    expect(whys(sift([{ kind: 'index', venue: 'v', base: 'BTC', quote: 'USD', eventAt: null }], 1000).held)).toEqual(['index:BTC/USD unusable']);
  });
});

describe('fault 24, a price ten times the last good one', () => {
  test('is taken out of the tick, and the rest of the tick goes on', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    const { ticks, held } = sift([perpetual('600000')], 1000);
    expect(markOf(ticks)).toBeUndefined();
    expect(ticks).toMatchObject([{ symbol: 'BTC-PERP', fundingRate: '0.0001' }]);
    expect(held).toMatchObject([{ why: 'jump', value: '600000', good: '60000' }]);
    expect(held[0]?.off).toBeCloseTo(9, 10);
  });

  test('is over with the next price near the last good one', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    sift([perpetual('600000')], 1000);
    expect(markOf(sift([perpetual('60100')], 2000).ticks)).toBe('60100');
  });

  test('that lasts half a minute over five messages is taken: the venue liquidates at it', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    const used = Array.from({ length: 40 }, (_, second) => markOf(sift([perpetual(String(45_000 + second))], (second + 1) * 1000).ticks));
    expect(used.findIndex((mark) => mark !== undefined)).toBe(30);
    expect(used.slice(30)).not.toContain(undefined);
  });

  test('that lasts for two messages only is not taken, however long apart', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    sift([perpetual('45000')], 1000);
    expect(markOf(sift([perpetual('45001')], 40_000).ticks)).toBeUndefined();
  });

  test('after more than a minute of silence is no jump', () => {
    const { sift } = sifter();
    sift([perpetual('60000')], 0);
    expect(markOf(sift([perpetual('45000')], 61_000).ticks)).toBe('45000');
  });
});

describe('a perpetual against its index', () => {
  test('is held when it strays, and names the index', () => {
    const { sift } = sifter();
    sift([perpetual('60000', '60000')], 0);
    expect(whys(sift([perpetual('50000', '60000')], 1000).held)).toEqual(['mark:BTC-PERP off-index']);
  });

  test('is no jump when the index at hand agrees with it', () => {
    const { sift } = sifter();
    sift([perpetual('60000', '60000')], 0);
    // The index itself moves within its band, message by message; the mark was silent meanwhile.
    for (const [at, price] of [[1000, '56000'], [2000, '52000'], [3000, '48000']] as const) sift([index(price)], at);
    expect(markOf(sift([perpetual('47900', '48000')], 4000).ticks)).toBe('47900');
  });

  test('that strays for half a minute is taken, and is not held again while it stays there', () => {
    const { sift } = sifter();
    const used = Array.from({ length: 60 }, (_, second) => markOf(sift([perpetual('50000', '60000')], second * 1000).ticks));
    expect(used.findIndex((mark) => mark !== undefined)).toBe(30);
    expect(used.slice(30)).not.toContain(undefined);
  });

  test('both may jump together: both are held', () => {
    const { sift } = sifter();
    sift([perpetual('60000', '60000')], 0);
    expect(whys(sift([perpetual('6000', '6000')], 1000).held)).toEqual(['index:BTC/USD jump', 'mark:BTC-PERP jump']);
  });

  test('a dated future may stand off its index', () => {
    const { fundingRate: _rate, ...dated } = perpetual('70000', '60000');
    expect(sifter().sift([dated], 0).held).toEqual([]);
  });

  test('an option may do anything', () => {
    const { sift } = sifter();
    const option = (mark: string): QuoteTick => perpetual(mark, undefined, { option: { markVolatility: text('0.6') } });
    sift([option('0.01')], 0);
    expect(sift([option('0.5')], 1000).held).toEqual([]);
  });
});

test('what was known is old after a sleep: any move is taken but a wild one, which a second message must bear out', () => {
  const { sift, forget } = sifter();
  sift([perpetual('60000')], 0);
  forget();
  expect(markOf(sift([perpetual('45000')], 1000).ticks)).toBe('45000');
  forget();
  expect(markOf(sift([perpetual('450000')], 2000).ticks)).toBeUndefined();
  expect(markOf(sift([perpetual('450100')], 3000).ticks)).toBe('450100');
});

test('a price that is told once a minute is remembered for longer', () => {
  const { sift } = sifter();
  sift([index('60000')], 0, [90_000]);
  expect(whys(sift([index('70000')], 61_000, [90_000]).held)).toEqual(['index:BTC/USD jump']);
});

test('over any walk, what is used is never further than the band from the last that was used within its memory, but for a level that lasted', () => {
  fc.assert(fc.property(fc.array(fc.record({ wait: fc.integer({ min: 1, max: 20_000 }), price: fc.integer({ min: 1, max: 200 }) }), { maxLength: 80 }), (steps) => {
    const { sift } = sifter();
    let [now, last, lastAt] = [0, null as number | null, 0];
    let insisting = 0;
    for (const { wait, price } of steps) {
      now += wait;
      const { ticks, held } = sift([perpetual(String(price))], now);
      const used = markOf(ticks);
      expect(used === undefined).toBe(held.length === 1);
      insisting = used === undefined ? insisting + 1 : insisting;
      if (used === undefined) continue;
      if (last !== null && now - lastAt <= RULES.memoryMs && Math.abs(price / last - 1) > RULES.band + 1e-9) expect(insisting).toBeGreaterThanOrEqual(RULES.confirmCount - 1);
      [last, lastAt, insisting] = [price, now, 0];
    }
  }));
});
