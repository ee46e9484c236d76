import { describe, expect, test } from 'vitest';
import type { ComparisonView } from '#shared/ipc/comparisonView.ts';
import type { StepView } from '#shared/ipc/derivationView.ts';
import { Decimal, isDecimalText, type DecimalText } from '#shared/num/units.ts';
import { foldedSavings } from '../../../src-main/hub/insight/fold.ts';
import { formulaOf, openAtFirst, stepsInView, told } from '../../../src-renderer/state/select/derivationSteps.ts';
import { hiddenLines, shownLines } from '../../../src-renderer/state/select/differences.ts';
import { missingWords } from '../../../src-renderer/state/select/modelNotes.ts';
import { shareOf } from '../../../src-renderer/state/select/savings.ts';
import { compared, contributed } from '../support/insight.ts';

const sum = (values: readonly DecimalText[]): string => values.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed();

function text(value: string): DecimalText {
  if (!isDecimalText(value)) throw new Error(value);
  return value;
}

describe('differences', () => {
  const differencesOf = (chosen: string): NonNullable<ComparisonView['differences']> => {
    const { differences } = compared({}, chosen);
    if (differences === null) throw new Error(`${chosen} was asked for`);
    return differences;
  };
  test('of lines add up to those of the totals', () => {
    const { lines, totals } = differencesOf('okx-single-currency-2025-07-23');
    for (const figure of ['maintenanceMargin', 'initialMargin', 'adjustedEquity'] as const) {
      expect(sum(lines.flatMap((line) => line[figure]?.difference ?? []))).toBe(totals[figure].difference);
    }
  });
  test('of the own model are none, and none is shown', () => {
    const { lines } = differencesOf('own');
    expect([shownLines(lines), hiddenLines(lines)]).toEqual([[], lines.length]);
  });
  test('that are unknown are shown', () => expect(shownLines(differencesOf('bybit-uta-2025-10-01').lines).length).toBeGreaterThan(0));
});

describe('a table of more lines than fit', () => {
  const savings = contributed().pools[0]?.savings;
  if (savings?.status !== 'known') throw new Error('all is known');
  test('stays as it is when they fit', () => expect(foldedSavings(savings, 16)).toBe(savings));
  test('keeps its sums when the smallest are put together', () => {
    const folded = foldedSavings(savings, 1);
    expect(folded.takers.map(({ name }) => name)).toEqual(['2 others', 'Own equity']);
    expect(sum(folded.cells.flat())).toBe(sum(savings.cells.flat()));
    folded.payers.forEach(({ amount }, row) => expect(sum(folded.cells[row] ?? [])).toBe(amount));
    folded.takers.forEach(({ amount }, column) => expect(sum(folded.cells.flatMap((row) => row[column] ?? []))).toBe(amount));
  });
});

describe('steps', () => {
  const leaf = (name: string, value: string): StepView => ({ name, op: 'input', value: text(value), unit: null, source: null, parts: [] });
  const step = (op: string, parts: readonly StepView[], name = op): StepView => ({ name, op, value: text('6'), unit: null, source: null, parts });
  const write = ({ value }: StepView): string => value ?? '?';
  test.each([
    ['sum', '2 + 3'], ['product', '2 × 3'], ['difference', '2 − 3'], ['quotient', '2 ÷ 3'], ['max', 'the largest of 2, 3'], ['sumOfKnown', 'what is known of 2 + 3'],
  ])('%s is written as %s', (op, formula) => expect(formulaOf(step(op, [leaf('a', '2'), leaf('b', '3')]), write)).toBe(formula));
  test('a part below zero is taken off', () => expect(formulaOf(step('sum', [leaf('a', '2'), leaf('b', '3')]), ({ name }) => (name === 'b' ? '−3' : '2'))).toBe('2 − 3'));
  test('of many parts the rest is counted', () => expect(formulaOf(step('sum', Array.from({ length: 8 }, () => leaf('a', '1'))), write)).toBe('1 + 1 + 1 + 1 + 1 + 3 more'));
  test('a step that only rounds stands for its part', () => {
    const rounded = step('round24', [step('quotient', [leaf('a', '2'), leaf('b', '3')], 'inner')], 'outer');
    expect([told(rounded).name, told(rounded).op]).toEqual(['outer', 'quotient']);
  });
  test('are in view when all above them are open', () => {
    const root = step('quotient', [step('sum', [leaf('a', '1'), leaf('b', '5')]), leaf('c', '1')]);
    expect(stepsInView(root, new Set()).map(({ path }) => path)).toEqual(['0']);
    expect(stepsInView(root, openAtFirst(root)).map(({ path, level, expanded }) => [path, level, expanded])).toEqual([
      ['0', 1, true], ['0.0', 2, true], ['0.0.0', 3, null], ['0.0.1', 3, null], ['0.1', 2, null],
    ]);
  });
});

test('missing inputs of one kind stand together', () => {
  expect(missingWords(['margin tiers of A', 'margin tiers of B', 'collateral weight of BTC'])).toBe('margin tiers of A, B, collateral weight of BTC');
  expect(missingWords(['A', 'B', 'C', 'D'].map((name) => `margin tiers of ${name}`))).toBe('margin tiers of 4 instruments');
});

test('a share of nothing is none', () => expect([shareOf('5', '20'), shareOf('5', '0'), shareOf(null, '20')]).toEqual(['25.0\u00a0%', null, null]));
