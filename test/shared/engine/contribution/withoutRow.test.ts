import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutRow } from '#shared/engine/contribution/withoutRow.ts';
import type { Move } from '#shared/engine/liquidation.ts';
import type { Decimal } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { engineOf, golden, goldenDocument, isolatedEth, known } from './support.ts';

const movedTo = (move: Move): string => (move.status === 'move' ? move.move.toFixed(6) : move.status);
const close = (a: Decimal | null | undefined, b: Decimal | null | undefined, tolerance: string): boolean => (a == null || b == null ? a === b : a.minus(b).abs().lte(tolerance));

describe('withoutRow', () => {
  test('taking the ETH short of golden account 1 away moves the joint liquidation from −28.48 % to −16.49 %', () => {
    const { before, after, evaluation } = known(withoutRow(golden(), 'ETH-PERP|both|cross'));
    expect([movedTo(before.liquidation), movedTo(after.liquidation)]).toEqual(['-0.284802', '-0.164867']);
    // Its 2,000 of profit have become cash: adjusted equity and equity stay, 600 of margin go.
    expect([evaluation.totals.equity, evaluation.totals.adjustedEquity, evaluation.totals.maintenanceMargin].map(({ value }) => value?.toFixed())).toEqual(['25000', '24700', '1800']);
    expect(movedTo(after.bankruptcy)).toBe('-0.177305');
  });

  test('the margin of an isolated row comes back with its profit', () => {
    const { evaluation } = known(withoutRow(isolatedEth(), 'ETH-PERP|both|isolated'));
    expect([evaluation.totals.equity, evaluation.totals.adjustedEquity].map(({ value }) => value?.toFixed())).toEqual(['35000', '34700']);
  });

  test('is unknown without a mark, and refuses a row that is not there', () => {
    const { 'ETH-PERP': _eth, ...mark } = goldenDocument.prices.mark;
    const engine = engineOf(parsedAccount({ ...goldenDocument, prices: { ...goldenDocument.prices, mark } }));
    expect(withoutRow(engine, 'ETH-PERP|both|cross')).toEqual({ status: 'unknown', missing: 'mark price of ETH-PERP' });
    expect(() => withoutRow(engine, 'DOGE-PERP|both|cross')).toThrow(new RangeError('the account has no row DOGE-PERP|both|cross'));
  });

  test('agrees with the figures that the account gives for each row', () => {
    fc.assert(fc.property(accountDocument({ orders: false }), (document) => {
      const parameters = { id: 'test', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'test', defaultWeight: '0.93' };
      const engine = engineOf(parsedAccount({ ...document, parameters }));
      for (const { row, withoutThis } of engine.evaluate().rows) {
        const { totals } = known(withoutRow(engine, row.id)).evaluation;
        expect(close(totals.adjustedEquity.value, withoutThis?.adjustedEquity, '2e-18')).toBe(true);
        expect(close(totals.maintenanceMargin.value, withoutThis?.maintenanceMargin, '0')).toBe(true);
      }
    }), { numRuns: 60 });
  });
});
