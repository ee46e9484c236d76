import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineGreeks, sumGreeks } from '#shared/scenario/margin/greeks.ts';
import { movedUnit } from '#shared/scenario/margin/explain.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { book, books, EXPIRIES, option } from './units.ts';

const worth = (unit: RiskUnit): number => unit.options.reduce((sum, line) => sum + line.quantity * markOf(unit, line), 0) + unit.perpetuals.reduce((sum, { quantity }) => sum + quantity * unit.spot, 0);

describe('Greeks of a unit', () => {
  test.each([[0.5, 'week'], [7, 'week'], [7.01, 'month'], [30, 'month'], [90, 'quarter'], [91, 'beyond']] as const)('what ends in %s days is in the tenor "%s"', (days, tenor) => {
    const expiries = EXPIRIES.map((expiry) => ({ ...expiry, years: days / 365 }));
    const lines = lineGreeks(book({ expiries, options: [option()], futures: [{ id: 'f', quantity: -2, expiry: 0 }] }));
    expect(lines.map((line) => line.tenor)).toEqual([tenor, tenor]);
  });

  test('spot, perpetuals and futures have delta alone, in units; what does not move with the underlying has none', () => {
    const holding = { oracleValue: 500, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 };
    const lines = lineGreeks(book({ futures: [{ id: 'f', quantity: -2, expiry: 1 }], perpetuals: [{ id: 'p', quantity: 3, price: 100 }], holdings: [{ id: 'h', value: 500, moves: true, ...holding }, { id: 'usd', value: 500, moves: false, ...holding }] }));
    expect(lines.map(({ id, tenor, greeks }) => [id, tenor, greeks])).toEqual([
      ['f', 'quarter', { delta: -2, gamma: 0, vega: 0, theta: 0 }], ['p', 'open', { delta: 3, gamma: 0, vega: 0, theta: 0 }], ['h', 'open', { delta: 5, gamma: 0, vega: 0, theta: 0 }],
    ]);
  });

  test('an option on its strike at expiry has none, and so has what it is in', () => {
    const ended = book({ expiries: [{ years: 0, open: 100, fixed: 0, forward: 100, rate: 0, confidence: 1 }], options: [option(), option({ id: 'other', strike: 90 })] });
    expect(lineGreeks(ended).map(({ greeks }) => greeks?.delta ?? null)).toEqual([null, 1]);
    expect(sumGreeks(lineGreeks(ended))).toBeNull();
  });

  test('a small move of the price changes the worth of a book by its delta, a point of volatility by its vega', () => {
    fc.assert(fc.property(books, (drawn) => {
      const unit = { ...drawn, expiries: drawn.expiries.map((expiry) => ({ ...expiry, open: drawn.spot, forward: drawn.spot, rate: 0 })) };
      const sum = sumGreeks(lineGreeks(unit));
      const size = unit.options.reduce((total, { quantity }) => total + Math.abs(quantity), 1);
      const [step, volatility] = [1e-5, 1e-4];
      const byMove = (worth(movedUnit(unit, step, 0)) - worth(movedUnit(unit, -step, 0))) / (2 * step * unit.spot);
      expect(byMove).toBeCloseTo(sum?.delta ?? Number.NaN, 4 - Math.ceil(Math.log10(size)));
      const raised = (by: number) => worth({ ...unit, options: unit.options.map((line) => ({ ...line, volatility: line.volatility + by })) });
      expect((raised(volatility) - raised(-volatility)) / (200 * volatility)).toBeCloseTo(sum?.vega ?? Number.NaN, 5 - Math.ceil(Math.log10(size)));
    }));
  });
});
