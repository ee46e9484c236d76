import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nakedShorts } from '#shared/scenario/margin/contingency.ts';
import { lineAt } from '#shared/scenario/margin/expiryValue.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { book, books, option, SPOT } from './units.ts';

const models = SCENARIO_PRESETS.map(({ id, model }) => [id, model] as const);
const near = (left: number, right: number, scale: number): void => expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * Math.max(1, scale));
const sizeOf = (unit: RiskUnit): number => unit.options.reduce((sum, { quantity }) => sum + Math.abs(quantity) * SPOT, 1000);

describe.each(models)('%s', (_id, model) => {
  test('the order of the lines changes nothing', () => fc.assert(fc.property(books, (unit) => {
    const [left, right] = [scenarioMargin(unit, model), scenarioMargin({ ...unit, options: unit.options.toReversed() }, model)];
    near(left.initial, right.initial, sizeOf(unit));
    near(left.maintenanceLevel, right.maintenanceLevel, sizeOf(unit));
  }), { numRuns: 30 }));

  test('a line split in two halves changes nothing', () => fc.assert(fc.property(books, (unit) => {
    const halves = unit.options.flatMap((line) => [{ ...line, quantity: line.quantity / 2 }, { ...line, quantity: line.quantity / 2 }]);
    near(scenarioMargin(unit, model).initial, scenarioMargin({ ...unit, options: halves }, model).initial, sizeOf(unit));
  }), { numRuns: 30 }));

  test('the worst loss of two books together is no more than that of each by itself', () => fc.assert(fc.property(books, books, (left, right) => {
    const both = { ...left, options: [...left.options, ...right.options], perpetuals: [...left.perpetuals, ...right.perpetuals] };
    // A share of positive values that counts less makes an expiry dearer when offsets shrink it: the rule is one of the scan itself.
    const plain: ScenarioModel = { ...model, discount: null, combination: { ...model.combination, minimumDelta: null } };
    const [one, other, together] = [scenarioMargin(left, plain), scenarioMargin(right, plain), scenarioMargin(both, plain)];
    expect(together.worstLoss).toBeLessThanOrEqual(one.worstLoss + other.worstLoss + 1e-9 * sizeOf(both));
  }), { numRuns: 30 }));

  test('long and short of one contract leave no loss', () => {
    const unit = book({ options: [option({ quantity: 3 }), option({ quantity: -3 })], perpetuals: [{ id: 'a', quantity: 2, price: SPOT }, { id: 'b', quantity: -2, price: SPOT }] });
    expect(scenarioMargin(unit, model).worstLoss).toBeCloseTo(0, 9);
  });

  test('the requirement is the worst loss by its factor and every add-on by its own', () => fc.assert(fc.property(books, (unit) => {
    const found = scenarioMargin(unit, model);
    const { maintenanceFactor, contingencies } = model.combination;
    const asked = found.asked.reduce((sum, own) => sum + own.maintenance, 0);
    near(found.maintenance, found.worstLoss * maintenanceFactor + asked * (contingencies === 'inside' ? maintenanceFactor : 1), sizeOf(unit));
    near(found.equity - found.initial, found.initialLevel, sizeOf(unit));
    if (found.binding !== null && found.runnerUp !== null) expect(found.binding.profit).toBeLessThanOrEqual(found.runnerUp.profit);
  }), { numRuns: 30 }));
});

describe('a cell', () => {
  const [first] = models;
  if (first === undefined) throw new Error('no model ships');
  const model: ScenarioModel = { ...first[1], discount: null };

  test('is the sum of what its lines gain or lose', () => fc.assert(fc.property(books, (unit) => {
    const { cells, expiries } = scenarioMargin(unit, model).scan;
    for (const { cell, byExpiry } of cells.filter((own) => own.cell.volatility === 'up' || own.cell.volatility === 'down')) {
      expiries.forEach((expiry, place) => {
        const sum = expiry.options.reduce((total, _line, own) => total + expiry.markFactor * (lineAt(expiry, own, cell, model, cell.move) - lineAt(expiry, own, { move: 0, volatility: 'none', weight: 1 }, model, 0)), 0);
        near(byExpiry[place] ?? Number.NaN, sum * cell.weight, sizeOf(unit));
      });
    }
  }), { numRuns: 20 }));

  test('without a move is worth nothing', () => {
    const still = scenarioMargin(book({ options: [option({ quantity: -5 })] }), model).scan.cells.find(({ cell }) => cell.move === 0 && cell.volatility === 'none');
    expect(still?.profit).toBe(0);
  });
});

test('shorts are naked but for longs of the same strike and expiry, calls and puts together', () => {
  const lines = [option({ quantity: -3 }), option({ sign: -1, quantity: 2 }), option({ strike: 110, quantity: -1 }), option({ strike: 120, quantity: 5 })];
  expect(nakedShorts([{ options: lines }])).toBe(2);
  expect(nakedShorts([{ options: lines.slice(0, 1) }, { options: lines.slice(1, 2) }])).toBe(3);
});
