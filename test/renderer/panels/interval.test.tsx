import { describe, expect, test } from 'vitest';
import type { AccountView, IntervalView } from '#shared/ipc/view.ts';
import { money, toText } from '#shared/num/units.ts';
import { Headline } from '../../../src-renderer/panels/header/Headline.tsx';
import { accountOf, draw, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';

const text = (value: string) => toText(money(value));
const account = accountOf();
const head = (interval: IntervalView | null): string => {
  const shown: AccountView = { ...account, interval };
  return draw(<Headline />, storeWith(shown, terminalOf(shown)));
};
const interval: IntervalView = {
  marginRatio: { low: text('0.096357999760562640374191'), high: text('0.097988334980533216713667') },
  buffer: { low: text('22083.572405893426409454'), high: text('22516.427594106573590546') }, k: 3, oldestAgeMs: 60_000,
};

describe('the range of the margin ratio', () => {
  test('is not there while prices are fresh: initial margin in use is', () => {
    expect(wordsOf(head(null))).toMatch(/IM \d/);
    expect(head(null)).not.toContain('ratio-range');
  });

  test('stands beside the ratio, rounded outward, and says in its title what it is made of', () => {
    const html = head(interval);
    expect(wordsOf(html)).toContain('9.63 – 9.80 %');
    expect(html).toMatch(/title="[^"]*oldest price being 60 s old[^"]*buffer 22,083\.\d+ to 22,516\.\d+ USDT \(3σ[^"]*"[^>]*data-testid="ratio-range"/);
    expect(wordsOf(html)).not.toMatch(/IM \d/);
  });

  test('has no upper end where equity may be used up, and none at all where it is', () => {
    expect(wordsOf(head({ ...interval, marginRatio: { low: text('0.9'), high: null } }))).toContain('90.00 % – no equity');
    expect(wordsOf(head({ ...interval, marginRatio: { low: null, high: null }, buffer: null }))).toContain('no equity');
  });

  test('is "?" with its reason where nobody can say', () => {
    expect(head({ ...interval, marginRatio: null })).toMatch(/title="[^"]*unknown: one of them has no σ[^"]*"[^>]*data-testid="ratio-range">range \?</);
    expect(head({ ...interval, oldestAgeMs: null })).toContain('of unknown age');
  });
});
