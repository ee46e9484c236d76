import { describe, expect, test } from 'vitest';
import { carryHours, CONTINUITY, touchProbability } from '#shared/scenario/monteCarlo/firstPassage.ts';
import { normalStream } from '#shared/scenario/monteCarlo/random.ts';
import { createSimulation, type SimulationResult, type SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';

const SPEC: SimulationSpec = {
  buffer: 2000, bends: [], sensitivities: [20_000], dailySigmas: [0.04], correlation: [[1]], carryPerHour: 0, jumps: null, grid: Array.from({ length: 24 }, (_, at) => at + 1), horizons: [1, 24], seed: 7, need: null,
};

function simulated(change: Partial<SimulationSpec> = {}, paths = 40_000): SimulationResult {
  const simulation = createSimulation({ ...SPEC, ...change });
  simulation.advance(paths);
  return simulation.result();
}

describe('moonshot 14: the liquidation clock as a distribution', () => {
  test('without volatility it is the clock of the carry alone', () => {
    const { quantiles, horizons } = simulated({ dailySigmas: [0], carryPerHour: -250 }, 100);
    expect(carryHours(2000, -250)).toBe(8);
    expect(quantiles).toEqual({ p10: 8, p50: 8, p90: 8 });
    expect(horizons.map(({ probability }) => probability)).toEqual([0, 1]);
    expect(carryHours(2000, 5)).toBeNull();
    expect(carryHours(0, 5)).toBe(0);
  });

  test('without carry it is the first-passage formula, watched at every step', () => {
    for (const buffer of [400, 800, 1200]) {
      const found = simulated({ buffer }).horizons[1];
      // The account is a log-normal price: liquidated where 1 + buffer/sensitivity is lost.
      const distance = -Math.log(1 - buffer / 20_000);
      const sigma = 0.04;
      const watched = distance + CONTINUITY * sigma * Math.sqrt(1 / 24);
      const exact = touchProbability(watched, -0.5 * sigma * sigma, sigma, 1);
      expect(Math.abs((found?.probability ?? 0) - exact)).toBeLessThan(3 * (found?.standardError ?? 0) + 0.004);
    }
  });

  test('a correlated hedge makes liquidation rarer, an uncorrelated one does not as much', () => {
    const hedged = (rho: number) => simulated({ buffer: 800, bends: [], sensitivities: [20_000, -20_000], dailySigmas: [0.04, 0.04], correlation: [[1, rho], [rho, 1]] }, 20_000).horizons[1]?.probability ?? 1;
    expect(hedged(0.95)).toBeLessThan(hedged(0.5));
    expect(hedged(0.5)).toBeLessThan(hedged(-0.5));
  });

  test('jumps make it likelier', () => {
    const at = (jumps: SimulationSpec['jumps']) => simulated({ jumps }, 20_000).horizons[1]?.probability ?? 0;
    expect(at({ perYear: 182, mean: -0.05, deviation: 0.05, scales: [1], together: true })).toBeGreaterThan(at(null) + 0.02);
  });

  test('moonshot 4: with what is needed added, as few paths are liquidated as were asked, and with less more of them', () => {
    const need = { from: 0, to: 24, chance: 0.01 };
    const { need: added, horizons } = simulated({ buffer: 1000, need });
    expect(horizons[1]?.probability).toBeGreaterThan(0.1);
    if (added === null) throw new Error('it was asked');
    const chance = (buffer: number): number => simulated({ buffer, need }).horizons[1]?.probability ?? 1;
    expect(chance(1000 + added + 1e-6)).toBe(0.01);
    expect(chance(1000 + added - 1e-6)).toBeGreaterThan(0.01);
    expect(simulated({ buffer: 1000 + added + 1, need }).need).toBe(0);
    // Of a later night alone less is at stake than of the whole day, and one that is over says nothing of what comes.
    expect(simulated({ buffer: 1000, need: { ...need, to: 6 } }).need).toBeLessThan(added);
    expect(simulated({ buffer: 1000 }).need).toBeNull();
  });

  test('an account that is liquidated already is so at once, and is told what it lacks', () => {
    const { horizons, need } = simulated({ buffer: -500, need: { from: 0, to: 24, chance: 0.01 } }, 5000);
    expect(horizons.map(({ probability }) => probability)).toEqual([1, 1]);
    expect(need).toBeGreaterThan(500);
  });

  test('the same seed gives the same answer, in one piece or in slices', () => {
    const slices = createSimulation(SPEC);
    for (let slice = 0; slice < 10; slice += 1) slices.advance(500);
    expect(slices.result()).toEqual(simulated({}, 5000));
    expect(simulated({ seed: 8 }, 5000)).not.toEqual(simulated({}, 5000));
  });

  test('a later horizon is never less likely; what few paths reach has no quantile', () => {
    const { horizons, quantiles } = simulated({ buffer: 1500, horizons: [1, 6, 12, 24] });
    expect(horizons.map(({ probability }) => probability)).toEqual(horizons.map(({ probability }) => probability).toSorted((a, b) => a - b));
    expect(quantiles.p90).toBeNull();
  });

  test('a finer grid sees more', () => {
    const fine = Array.from({ length: 144 }, (_, at) => (at + 1) / 6);
    expect(simulated({ buffer: 800, grid: fine }).horizons[1]?.probability).toBeGreaterThan(simulated({ buffer: 800 }).horizons[1]?.probability ?? 1);
  });

  test.each([[[]], [[1, 1]], [[0, 1]], [[2, 1]]])('refuses the grid %j', (grid) => expect(() => createSimulation({ ...SPEC, grid, horizons: [] })).toThrow(/^grid\[/));

  test('refuses a horizon that it does not reach, and a market that cannot be', () => {
    expect(() => createSimulation({ ...SPEC, horizons: [25] })).toThrow('horizons: 25 h lies outside of the 24 h that are simulated');
    expect(() => createSimulation({ ...SPEC, sensitivities: [1, 1], dailySigmas: [0.1, 0.1], correlation: [[1, 2], [2, 1]] })).toThrow(/positive semidefinite/);
  });
});

describe('the closed form', () => {
  test('without drift is twice the chance of ending beyond', () => expect(touchProbability(2, 0, 1, 1)).toBeCloseTo(2 * 0.022_750_131_948, 9));
  test('a drift towards the barrier makes it likelier, one away from it less', () => {
    expect(touchProbability(2, -0.5, 1, 1)).toBeGreaterThan(touchProbability(2, 0, 1, 1));
    expect(touchProbability(2, 0.5, 1, 1)).toBeLessThan(touchProbability(2, 0, 1, 1));
    expect([touchProbability(0, 1, 1, 1), touchProbability(1, 0, 1, 0), touchProbability(1, -2, 0, 1), touchProbability(3, -2, 0, 1)]).toEqual([1, 0, 1, 0]);
  });
});

test('normals have mean 0, deviation 1 and thin tails', () => {
  const { next } = normalStream(3);
  const values = Array.from({ length: 200_000 }, next);
  const moment = (power: number): number => values.reduce((sum, own) => sum + own ** power, 0) / values.length;
  expect(Math.abs(moment(1))).toBeLessThan(0.01);
  expect(moment(2)).toBeCloseTo(1, 1);
  expect(Math.abs(moment(3))).toBeLessThan(0.05);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1);
});

test('a bend of a table is followed on both sides, where slopes alone see nothing', () => {
  const values = Array.from({ length: 396 }, (_, at) => -40_000 * Math.abs(-0.95 + at * 0.01));
  const flat = { ...SPEC, sensitivities: [0] };
  const chance = (bends: SimulationSpec['bends']): number => { const simulation = createSimulation({ ...flat, bends }); simulation.advance(4000); return simulation.result().horizons.at(-1)?.probability ?? Number.NaN; };
  const slope = (sensitivity: number): number => { const simulation = createSimulation({ ...SPEC, sensitivities: [sensitivity] }); simulation.advance(4000); return simulation.result().horizons.at(-1)?.probability ?? Number.NaN; };
  expect(chance([])).toBe(0);
  expect(chance([{ place: 0, from: -0.95, step: 0.01, values }])).toBeCloseTo(slope(40_000) + slope(-40_000), 1);
  // A straight table is a slope.
  expect(chance([{ place: 0, from: -0.95, step: 0.01, values: values.map((_, at) => 40_000 * (-0.95 + at * 0.01)) }])).toBe(slope(40_000));
});
