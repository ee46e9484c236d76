import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivationDocument } from '#shared/document/derivationDocument.ts';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import { evaluateTree } from '#shared/engine/derivation/evaluateTree.ts';
import { everyFigure } from '#shared/engine/derivation/everyFigure.ts';
import { epochMs } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../arbitraries/accounts.ts';
import { engineOf } from '../../support/derived.ts';

const AT = epochMs(Date.UTC(2026, 10, 22));

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
