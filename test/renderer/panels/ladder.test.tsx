import { expect, test } from 'vitest';
import { Ladder } from '../../../src-renderer/panels/ladder/Ladder.tsx';
import { thresholds } from '../../../src-renderer/panels/ladder/thresholds.ts';
import { accountOf, draw, incomplete, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';

test('every stage has its threshold, in order, with the equity at which it is reached', () => {
  const marks = thresholds('2000');
  expect(marks.map(({ stage }) => stage)).toEqual(['watch', 'warning', 'danger', 'critical', 'liquidating']);
  expect(marks.map(({ equity }) => equity)).toEqual(['4,000', '3,000', '2,400', '2,106', '2,000']);
});

test('without a margin there is no equity to name', () => expect(thresholds(null).every(({ equity }) => equity === null)).toBe(true));

test('the bar says the ratio in words', () => {
  const account = accountOf();
  expect(draw(<Ladder />, storeWith(account, terminalOf(account)))).toMatch(/aria-label="Margin ratio \d+\.\d\u00a0% of the 100 % that liquidates"/);
});

test('an unknown ratio has no water, and no zero', () => {
  const account = incomplete();
  const html = draw(<Ladder />, storeWith(account, terminalOf(account)));
  expect(html).not.toContain('class="water');
  expect(wordsOf(html)).toContain('? ratio unknown');
});

test('an account without equity is drawn full, not empty', () => {
  const account = accountOf({ collateral: [{ asset: 'USDT', amount: '1', weight: '1' }] });
  const html = draw(<Ladder />, storeWith(account, terminalOf(account)));
  expect(account.totals.marginRatio).toBeNull();
  expect(html).toMatch(/class="water [^"]*" style="transform:scaleX\(1\)"/);
  expect(wordsOf(html)).toContain('no equity');
});
