import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelFaults } from '#shared/scenario/margin/modelFaults.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { Cell, ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { differences } from '#shared/scenario/presets/differences.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { books } from '../margin/units.ts';

const share = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const shipped = fc.constantFrom(...SCENARIO_PRESETS.map(({ model }) => model));

const cell: fc.Arbitrary<Cell> = fc.record({ move: share(-0.99, 10), volatility: fc.constantFrom('up' as const, 'none' as const, 'down' as const), weight: share(0.001, 1) });

/** Models that a document may hold: shipped ones with fields anywhere in what they may be. */
const models: fc.Arbitrary<ScenarioModel> = fc.record({
  base: shipped, grid: fc.array(cell, { maxLength: 12 }), up: share(0, 10), down: share(0, 0.99), power: share(0, 2), floorDays: share(0.001, 365), minimumUp: share(0, 10), rate: share(0, 10), factor: share(0.01, 50), days: share(0, 1000),
}).map(({ base, grid, up, down, power, floorDays, minimumUp, rate, factor, days }) => ({
  ...base, grid: [{ move: 0, volatility: 'none', weight: 1, days }, ...grid],
  volatility: { ...base.volatility, up, down, powerShort: power, powerLong: power, floorDays, minimumUp, points: [{ days: 0, up, down }] },
  contingencies: [{ kind: 'perpetuals', maintenance: rate, initial: rate }, { kind: 'roll', annualised: rate, floor: rate }, { kind: 'deltaSpread', annualised: rate }, { kind: 'vegaSpread', perDay: rate }, { kind: 'interest', shift: rate }],
  combination: { ...base.combination, initialFactor: 2 * factor, maintenanceFactor: factor, minimumDelta: { net: rate, hedged: rate }, minimumCharge: { futures: rate, options: rate, tiers: [{ from: 0, multiple: factor }] } },
}));

test('whatever model of the user’s own is let in, every figure of it is a number, and the parts add up', () => fc.assert(fc.property(models, books, (model, unit) => {
  fc.pre(modelFaults(model).length === 0);
  const found = scenarioMargin(unit, model);
  for (const figure of [found.initial, found.maintenance, found.worstLoss, found.minimumCharge, ...found.scan.cells.map(({ profit }) => profit), ...found.asked.map(({ maintenance }) => maintenance)]) expect(figure).toSatisfy(Number.isFinite);
  expect(found.initial).toBeGreaterThanOrEqual(found.maintenance);
}), { numRuns: 200 }));

test('a model differs from itself in nothing, whatever the order of its cells, and in the field that was changed', () => fc.assert(fc.property(shipped, (model) => {
  expect(differences(model, { ...model, grid: model.grid.toReversed(), contingencies: model.contingencies.toReversed() })).toEqual([]);
  expect(differences(model, { ...model, volatility: { ...model.volatility, up: model.volatility.up + 0.01 } })).toEqual(['volatility.up']);
  expect(differences(model, { ...model, grid: model.grid.slice(1) })).toEqual(['grid']);
  expect(differences(model, { ...model, basis: model.basis === null ? { up: 0.1, down: -0.1, add: 0, multiple: 0 } : null })).toEqual(['basis']);
})));
