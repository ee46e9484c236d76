import { describe, expect, test } from 'vitest';
import { RULE_FIGURES, type RuleNode } from '#shared/ipc/rule.ts';
import { ruleSchema } from '#shared/ipc/ruleSchema.ts';
import { changed, conditionOf, newRule, pathName, ruleLine, withRoot } from '../../../../src-renderer/state/rules/edit.ts';

const [ratio, price, age] = [conditionOf('marginRatio'), { ...conditionOf('price', 'BTC'), level: '50000' }, conditionOf('dataAge')];
const TREE: RuleNode = { kind: 'all', of: [ratio, { kind: 'any', of: [price, age] }] };

describe('a tree of conditions', () => {
  test('is changed at one place, and nowhere else', () => {
    const next = changed(TREE, [1, 0], (node) => (node.kind === 'condition' ? { ...node, level: '1' } : node));
    expect(next).toEqual({ kind: 'all', of: [ratio, { kind: 'any', of: [{ ...price, level: '1' }, age] }] });
    expect(TREE).toEqual({ kind: 'all', of: [ratio, { kind: 'any', of: [price, age] }] });
  });

  test('loses a node, and the group that it leaves empty', () => {
    const without = changed(TREE, [1, 1], () => null);
    expect(without).toEqual({ kind: 'all', of: [ratio, { kind: 'any', of: [price] }] });
    expect(changed(without ?? TREE, [1, 0], () => null)).toEqual({ kind: 'all', of: [ratio] });
    expect(withRoot(changed({ kind: 'all', of: [ratio] }, [0], () => null))).toEqual({ kind: 'all', of: [] });
  });

  test('names a place as the terminal does', () => expect([pathName([]), pathName([1, 0])]).toEqual(['when', 'when.of.1.of.0']));

  test('reads as one line', () => expect(ruleLine(TREE)).toBe('margin ratio above 70 % and (BTC price below 50000 or age of data above 10 s)'));

  test('has a group outermost: a rule of one condition gets a place for another', () => expect(withRoot(price)).toEqual({ kind: 'all', of: [price] }));
});

test('a new rule has the form that the terminal takes', () => expect(ruleSchema.safeParse(newRule('a-1')).success).toBe(true));

test('what a condition is about stays where the other figure can be about it', () => {
  expect(RULE_FIGURES.map((of) => conditionOf(of, 'BTC').about)).toEqual(['', '', 'BTC', 'BTC', 'BTC', 'BTC', 'BTC', 'BTC', 'BTC', 'BTC', 'BTC']);
});
