import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivationDocument, formulaText, type FormulaStep } from '#shared/document/derivationDocument.ts';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import { evaluateTree } from '#shared/engine/derivation/evaluateTree.ts';
import { everyFigure } from '#shared/engine/derivation/everyFigure.ts';
import { epochMs } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../arbitraries/accounts.ts';
import { engineOf } from '../../support/derived.ts';

const AT = epochMs(Date.UTC(2026, 10, 22));
const leaf = (value: string | null): FormulaStep => ({ op: 'input', value, parts: [] });
const step = (op: string, value: string | null, ...parts: readonly (string | null)[]): FormulaStep => ({ op, value, parts: parts.map(leaf) });

describe('derivationDocument', () => {
  const engine = engineOf(parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'My secret account', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', positions: [], instruments: [],
    collateral: [{ asset: 'BTC', amount: '0.1', weight: '0.95', location: 'the vault' }], prices: { mark: {}, index: { BTC: '60000' } },
  }));
  const derivation = derivationOf(engine, { of: 'collateral', line: 0, figure: 'adjustedValue' });
  const document = derivation === null ? {} : derivationDocument(derivation, AT);

  test('says the figure, the arithmetic, and what each operation in it does', () => {
    expect(document).toEqual({
      schema: 'plimsoll.derivation/1', asOf: '2026-11-22T00:00:00.000Z', figure: { of: 'collateral', line: 0, figure: 'adjustedValue' }, value: '5700', certainty: 'exact', parameterSet: 'generic-2020-01-01',
      arithmetic: { significantDigits: 80, rounding: 'half-even', unknown: expect.any(String) },
      operations: { input: expect.any(String), product: expect.any(String), round18: expect.any(String) },
      tree: {
        name: 'adjusted value of BTC', op: 'round18', value: '5700', unit: 'USD',
        parts: [{
          name: 'adjusted value of BTC, before rounding', op: 'product', value: '5700', unit: 'USD',
          parts: [
            { name: 'amount of BTC', op: 'input', value: '0.1', unit: 'BTC', source: { kind: 'collateral', asset: 'BTC', line: 0, field: 'amount' } },
            { name: 'weight of BTC', op: 'input', value: '0.95', source: { kind: 'collateral', asset: 'BTC', line: 0, field: 'weight' } },
            { name: 'index price of BTC', op: 'input', value: '60000', unit: 'USD per BTC', source: { kind: 'price', key: 'index:BTC' } },
          ],
        }],
      },
    });
  });

  test('names neither the account nor where its collateral is', () => {
    expect(JSON.stringify(document)).not.toMatch(/secret|vault/);
  });

  test('its text alone gives the figure again', () => {
    fc.assert(fc.property(accountDocument(), fc.nat(), (fields, pick) => {
      const own = engineOf(parsedAccount(fields));
      const evaluation = own.evaluate();
      const figures = everyFigure(own, evaluation);
      const figure = figures[pick % figures.length];
      const made = figure === undefined ? null : derivationOf(own, figure, evaluation);
      if (made === null) throw new Error('every figure has a derivation');
      const read = JSON.parse(JSON.stringify(derivationDocument(made, AT)));
      const withParts = (node: { parts?: readonly never[] }): object => ({ ...node, parts: (node.parts ?? []).map(withParts) });
      expect(evaluateTree(JSON.parse(JSON.stringify(withParts(read.tree))))?.toFixed() ?? null).toBe(read.value);
    }), { numRuns: 100 });
  });
});

describe('formulaText', () => {
  test.each([
    ['0.1 × 0.95 × 60,000 = 5,700', step('product', '5700', '0.1', '0.95', '60000')],
    ['−20 × (−100) = 2,000', step('product', '2000', '-20', '-100')],
    ['2,000 + 2,000 − 5,000 = −1,000', step('sum', '-1000', '2000', '2000', '-5000')],
    ['24,700 − 2,400 = 22,300', step('difference', '22300', '24700', '2400')],
    ['1 − (−2) = 3', step('difference', '3', '1', '-2')],
    ['100,000 ÷ 8 = 12,500', step('quotient', '12500', '100000', '8')],
    ['|−20| = 20', step('absolute', '20', '-20')],
    ['−(−3) = 3', step('negative', '3', '-3')],
    ['√2.25 = 1.5', step('sqrt', '1.5', '2.25')],
    ['max(1; 2) = 2', step('max', '2', '1', '2')],
    ['max(−3; 0) = 0', step('floorAtZero', '0', '-3')],
    ['1 + unknown = unknown', step('sum', null, '1', null)],
    ['1 + 2 (1 unknown left out) = 3', step('sumOfKnown', '3', '1', null, '2')],
    ['60,000', leaf('60000')],
    ['unknown', leaf(null)],
  ])('%s', (expected, node) => expect(formulaText(node)).toBe(expected));

  test('a rounding is no level of its own, and is said where it changes the number', () => {
    const rounded = (value: string, inner: FormulaStep): FormulaStep => ({ op: 'round24', value, parts: [inner] });
    expect(formulaText(rounded('12500', step('quotient', '12500', '100000', '8')))).toBe('100,000 ÷ 8 = 12,500');
    expect(formulaText(rounded('0.33', step('quotient', '0.333', '1', '3')))).toBe('1 ÷ 3 ≈ 0.33');
  });

  test('a number that is shown shorter than it is makes the formula an approximation', () => {
    expect(formulaText(step('quotient', '33333.333333333333333333333333', '100000', '3'))).toBe('100,000 ÷ 3 ≈ 33,333.33333333');
    expect(formulaText(step('product', '0.0000000001234567', '0.0000000001234567', '1'))).toBe('0.000000000123456 × 1 ≈ 0.000000000123456');
  });

  test('a long sum is cut, and says by how much', () => {
    const text = formulaText(step('sum', '20', ...Array.from({ length: 20 }, () => '1')));
    expect(text).toBe(`${Array.from({ length: 11 }, () => '1').join(' + ')} + … (9 more) = 20`);
  });
});
