import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleCondition, RuleNode } from '#shared/ipc/rule.ts';
import { Decimal } from '#shared/num/units.ts';
import { exactly, judge, type Mode, type Reading, UNKNOWN } from '../../../../src-main/alerts/rules/judge.ts';
import { allOf, anyOf, type Truth } from '../../../../src-main/alerts/rules/truth.ts';

const above = (level: string, band = ''): RuleCondition => ({ kind: 'condition', of: 'marginRatio', about: '', is: 'above', level, band });
const below = (level: string, band = ''): RuleCondition => ({ ...above(level, band), of: 'distance', is: 'below' });
const at = (value: string, stale = false): Reading => exactly(new Decimal(value), stale);
const judged = (node: RuleNode, reading: Reading, mode: Mode = 'raise'): Truth => judge(node, () => reading, mode);

describe('a condition', () => {
  test.each<[string, RuleCondition, Reading, Truth]>([
    ['above its level', above('70'), at('70.0000000000000000001'), true], ['at its level', above('70'), at('70'), true], ['short of it by less than a float can say', above('70'), at('69.9999999999999999999'), false],
    ['below its level', below('8'), at('8'), true], ['not below', below('8'), at('8.01'), false],
    ['unknown', above('70'), UNKNOWN, null], ['unknown, below', below('8'), UNKNOWN, null],
    ['at least so much, and that is enough', above('70'), { low: new Decimal(71), high: null, stale: false }, true],
    ['at least so much, and that is not enough to know', above('70'), { low: new Decimal(60), high: null, stale: false }, null],
    ['at most so much, and that is enough to know it is not', above('70'), { low: null, high: new Decimal(60), stale: false }, false],
    ['at most so much, below', below('8'), { low: null, high: new Decimal(5), stale: false }, true],
    ['without end', above('70'), at('Infinity'), true], ['a distance without end', below('8'), at('Infinity'), false],
  ])('%s', (_what, condition, reading, truth) => expect(judged(condition, reading)).toBe(truth));

  test('is over only beyond its band, towards safety', () => {
    expect(['68', '67.999', '70'].map((value) => judged(above('70', '2'), at(value), 'keep'))).toEqual([true, false, true]);
    expect(['8.8', '8.81', '8'].map((value) => judged(below('8', '0.8'), at(value), 'keep'))).toEqual([true, false, true]);
  });

  test('that a stale price says holds, holds; that only a stale price says is over, is not known to be', () => {
    expect(judged(above('70'), at('71', true))).toBe(true);
    expect(judged(above('70'), at('60', true), 'keep')).toBeNull();
    expect(judged(above('70'), at('69', true))).toBe(false);
  });
});

const node: fc.Arbitrary<RuleNode> = fc.letrec<{ node: RuleNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, fc.constantFrom('a', 'b', 'c').map((about): RuleNode => ({ ...above('1'), of: 'price', about })), fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) })),
})).node;

test('what is known of a tree stays true whatever the unknown turns out to be', () => {
  const known = fc.constantFrom<Truth>(true, false, null);
  fc.assert(fc.property(node, known, known, known, fc.nat(7), (tree, a, b, c, filling) => {
    const truths: Record<string, Truth> = { a, b, c };
    const reading = (truth: Truth): Reading => (truth === null ? UNKNOWN : at(truth ? '2' : '0'));
    const partly = judge(tree, (_of, about) => reading(truths[about] ?? null), 'raise');
    const wholly = judge(tree, (_of, about) => reading(truths[about] ?? [1, 2, 4].some((bit, place) => 'abc'[place] === about && (filling & bit) > 0)), 'raise');
    expect(wholly).not.toBeNull();
    if (partly !== null) expect(wholly).toBe(partly);
  }));
});

test('one that does not hold decides all, one that holds decides any, whatever is unknown', () => {
  expect([allOf([true, null, false]), allOf([true, null]), allOf([])]).toEqual([false, null, true]);
  expect([anyOf([false, null, true]), anyOf([false, null]), anyOf([])]).toEqual([true, null, false]);
});
