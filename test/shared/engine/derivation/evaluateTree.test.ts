import { describe, expect, test } from 'vitest';
import { evaluateTree } from '#shared/engine/derivation/evaluateTree.ts';
import type { DerivationNode } from '#shared/engine/derivation/node.ts';
import { type DecimalText, ratio, toText } from '#shared/num/units.ts';

const text = (value: string): DecimalText => toText(ratio(value));
const leaf = (value: string | null): DerivationNode => ({ name: 'leaf', op: 'input', value: value === null ? null : text(value), parts: [] });
const step = (op: DerivationNode['op'], ...values: readonly (string | null)[]): DerivationNode => ({ name: op, op, value: null, parts: values.map(leaf) });
const evaluated = (node: DerivationNode): string | null => evaluateTree(node)?.toFixed() ?? null;

describe('evaluateTree', () => {
  test.each([
    [step('sum', '1.5', '-2', '0.25'), '-0.25'],
    [step('sum'), '0'],
    [step('sum', '1', null), null],
    [step('sumOfKnown', '1', null, '2'), '3'],
    [step('sumOfKnown', null), '0'],
    [step('difference', '1', '3'), '-2'],
    [step('product', '0.1', '0.95', '60000'), '5700'],
    [step('product', '2', null), null],
    [step('quotient', '1', '8'), '0.125'],
    [step('quotient', '1', '0'), null],
    [step('quotient', '1', '3'), `0.${'3'.repeat(80)}`],
    [step('negative', '-4'), '4'],
    [step('absolute', '-4'), '4'],
    [step('sqrt', '2.25'), '1.5'],
    [step('sqrt', '-1'), null],
    [step('min', '3', '-1', '2'), '-1'],
    [step('max', '3', '-1', '2'), '3'],
    [step('max', '3', null), null],
    [step('floorAtZero', '-3'), '0'],
    [step('floorAtZero', '3'), '3'],
    [step('round18', '0.0000000000000000025'), '0.000000000000000002'],
    [step('round18', '0.0000000000000000035'), '0.000000000000000004'],
    [step('given', '7', null), '7'],
    [step('given', null, '7'), null],
    [step('none', '7'), null],
  ])('%#: $op', (node, expected) => expect(evaluated(node)).toBe(expected));

  test('a quotient at 24 decimals, half-even', () => {
    const third: DerivationNode = { name: 'third', op: 'round24', value: null, parts: [step('quotient', '2', '3')] };
    expect(evaluated(third)).toBe('0.666666666666666666666667');
  });

  test('reads leaves alone: what an inner node claims does not count', () => {
    const lying: DerivationNode = { ...step('sum', '1', '2'), value: text('99') };
    expect(evaluated({ name: 'twice', op: 'product', value: null, parts: [lying, leaf('2')] })).toBe('6');
    expect(evaluated({ name: 'taken', op: 'given', value: text('99'), parts: [lying] })).toBe('3');
    expect(evaluated({ name: 'added', op: 'sumOfKnown', value: text('99'), parts: [lying] })).toBe('3');
  });

  test('constants and parameters are leaves too', () => {
    expect(evaluated({ ...leaf('4'), op: 'constant' })).toBe('4');
    expect(evaluated({ ...leaf('0.005'), op: 'parameter' })).toBe('0.005');
  });
});
