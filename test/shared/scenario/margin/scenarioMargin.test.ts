import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellLines, gainOf, movedUnit, withoutLine } from '#shared/scenario/margin/explain.ts';
import { shortfalls } from '#shared/scenario/margin/rays.ts';
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
    near(found.maintenance, Math.max(found.worstLoss * maintenanceFactor + asked * (contingencies === 'inside' ? maintenanceFactor : 1), found.minimumCharge * (contingencies === 'inside' ? maintenanceFactor : 1)), sizeOf(unit));
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

test('moonshot 8: in the binding cell the parts add up to the whole, identical lines get the same share, and an irrelevant one gets nothing', () => {
  for (const { model } of SCENARIO_PRESETS) {
    const unit = book({
      options: [option({ id: 'a', quantity: -2 }), option({ id: 'b', quantity: -2 }), option({ id: 'far', sign: -1, strike: 1e-6, quantity: 1 })], perpetuals: [{ id: 'perp', quantity: 1, price: SPOT }],
    });
    const found = scenarioMargin(unit, model);
    if (found.binding === null) throw new Error('a cell binds');
    const { lines, adjustment } = cellLines(unit, model, found, found.binding);
    const shareOf = (id: string): number => lines.find((line) => line.id === id)?.profit ?? Number.NaN;
    expect(lines.reduce((sum, { profit }) => sum + profit, adjustment)).toBeCloseTo(found.binding.profit, 9);
    expect(shareOf('a')).toBe(shareOf('b'));
    expect(shareOf('far')).toBeCloseTo(0, 9);
    expect(scenarioMargin(withoutLine(unit, 'far'), model).maintenance).toBeCloseTo(found.maintenance, 6);
  }
});

describe('the rays', () => {
  test('tell every stretch below 0, open ends as such', () => {
    const moves = Array.from({ length: 41 }, (_, at) => (at - 20) / 20);
    const found = shortfalls((move) => (move - 0.3) * (move + 0.4) * (move - 0.8) * -1, moves);
    expect(found.map(({ from, to }) => [from?.toFixed(6) ?? null, to?.toFixed(6) ?? null])).toEqual([['-0.400000', '0.300000'], ['0.800000', null]]);
    expect(shortfalls(() => 1, moves)).toEqual([]);
    expect(shortfalls(() => -1, moves)).toEqual([{ from: null, to: null }]);
  });

  test('move a unit with all that hangs on its price', () => {
    const unit = book({ options: [option({ quantity: -1 })], perpetuals: [{ id: 'p', quantity: 2, price: SPOT }], holdings: [{ id: 'h', value: 50, oracleValue: 50, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 }] });
    const after = movedUnit(unit, 0.1, 0.5);
    expect([after.spot, after.expiries[0]?.open, after.perpetuals[0]?.price, after.holdings[0]?.value, after.options[0]?.volatility].map((own) => own?.toFixed(6))).toEqual(['110.000000', (100.07 * 1.1).toFixed(6), '110.000000', '55.000000', '0.900000']);
    // Two perpetuals gain 20, the holding 5.
    expect(gainOf(unit, after, () => 0)).toBeCloseTo(25, 9);
  });
});

test('in a model that counts in coin, a coin that is held gains and loses nothing, and haircuts are in coin too', () => {
  const found = SCENARIO_PRESETS.find(({ id }) => id === 'deribit.pme.btc');
  if (found === undefined) throw new Error('it ships');
  const model: ScenarioModel = { ...found.model, contingencies: [{ kind: 'holdings', maintenance: 0.1, initial: 0 }, { kind: 'haircuts' }] };
  const held = { id: 'h', value: 5 * SPOT, oracleValue: 5 * SPOT, moves: true, maintenanceHaircut: 0.2, initialHaircut: 0.3, confidence: 1 };
  const perpetuals = [{ id: 'p', quantity: 2, price: SPOT }];
  const [without, unit] = [scenarioMargin(book({ perpetuals }), model), book({ perpetuals, holdings: [held] })];
  const after = scenarioMargin(unit, model);
  expect(after.worstLoss).toBe(without.worstLoss);
  // 2 coins long after − 16 %: 2·0.16/0.84 coins.
  expect(after.worstLoss).toBeCloseTo((2 * 0.16) / 0.84, 12);
  expect(after.asked).toEqual([{ kind: 'holdings', maintenance: 0.5, initial: 0 }, { kind: 'haircuts', maintenance: 1, initial: 1.5 }]);
  expect(after.holdingValue).toBe(5);
  if (after.binding === null) throw new Error('a cell binds');
  expect(cellLines(unit, model, after, after.binding).lines.find(({ id }) => id === 'h')?.profit).toBe(0);
});

test.each(models)('%s asks nothing of a unit that holds nothing and has no price', (_id, model) => {
  const found = scenarioMargin(book({ spot: 0, expiries: [] }), model);
  expect([found.initial, found.maintenance, found.equity]).toEqual([0, 0, 0]);
});

test('shorts are naked but for longs of the same strike and expiry, calls and puts together', () => {
  const lines = [option({ quantity: -3 }), option({ sign: -1, quantity: 2 }), option({ strike: 110, quantity: -1 }), option({ strike: 120, quantity: 5 })];
  expect(nakedShorts([{ options: lines }])).toBe(2);
  expect(nakedShorts([{ options: lines.slice(0, 1) }, { options: lines.slice(1, 2) }])).toBe(3);
});
