import { describe, expect, test } from 'vitest';
import { type Jumps, marketPath, type MarketSpec } from '#shared/scenario/monteCarlo/marketPath.ts';
import { createSimulation, type SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';

const JUMPS: Jumps = { perYear: 730, mean: -0.04, deviation: 0.03, scales: [1, 2], together: true };
const SPEC: MarketSpec = { dailySigmas: [0.03, 0.05], correlation: [[1, 0.6], [0.6, 1]], jumps: JUMPS, seed: 11 };

/** Log returns of a day by asset, in two uneven steps. */
function days(change: Partial<MarketSpec> = {}, count = 60_000): readonly (readonly [number, number])[] {
  const { levels, restart, step } = marketPath({ ...SPEC, ...change }, [0.25, 0.75]);
  return Array.from({ length: count }, () => {
    restart();
    step(0);
    step(1);
    return [levels[0] ?? Number.NaN, levels[1] ?? Number.NaN] as const;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, own) => sum + own, 0) / values.length;
const covariance = (left: readonly number[], right: readonly number[]): number => mean(left.map((own, at) => own * (right[at] ?? 0))) - mean(left) * mean(right);
const columns = (moves: ReturnType<typeof days>) => [moves.map(([own]) => own), moves.map(([, own]) => own)] as const;

describe('a market with jumps', () => {
  // Two jumps a day: mean λ·m·s, variance λ·(m² + δ²)·s², covariance λ·(m² + δ²)·s·s' when all jump at once.
  const [lambda, second] = [2, 0.04 ** 2 + 0.03 ** 2];

  test.each([['at once', true, lambda * second * 2], ['each by itself', false, 0]] as const)('has the moments of Merton when assets jump %s', (_name, together, shared) => {
    const [first, other] = columns(days({ jumps: { ...JUMPS, together } }));
    expect(mean(first)).toBeCloseTo(-0.5 * 0.03 ** 2 - lambda * 0.04, 2);
    expect(mean(other)).toBeCloseTo(-0.5 * 0.05 ** 2 - lambda * 0.04 * 2, 2);
    expect(Math.abs(covariance(first, first) / (0.03 ** 2 + lambda * second) - 1)).toBeLessThan(0.03);
    expect(Math.abs(covariance(other, other) / (0.05 ** 2 + lambda * second * 4) - 1)).toBeLessThan(0.03);
    expect(Math.abs(covariance(first, other) - (0.6 * 0.03 * 0.05 + shared))).toBeLessThan(4e-4);
  });

  test('without jumps a price is in the mean what it was', () => {
    const [first, other] = columns(days({ jumps: null }));
    for (const own of [first, other]) expect(Math.abs(mean(own.map(Math.exp)) - 1)).toBeLessThan(0.001);
  });

  test('the same seed gives the same paths, another one others', () => {
    expect(days({}, 50)).toEqual(days({}, 50));
    expect(days({ seed: 12 }, 50)).not.toEqual(days({}, 50));
  });

  test('a jump of known size is that size times the scale of the asset, on the very path', () => {
    const moves = days({ dailySigmas: [0, 0], jumps: { ...JUMPS, perYear: 365, mean: -0.1, deviation: 0 } }, 2000);
    for (const [own, other] of moves) {
      expect(Math.round(own / -0.1)).toBeCloseTo(own / -0.1, 9);
      expect(other).toBeCloseTo(2 * own, 12);
    }
    // One a day in the mean: e⁻¹ of the days have none, as many have one.
    const share = (count: number): number => moves.filter(([own]) => Math.round(own / -0.1) === count).length / moves.length;
    expect(Math.abs(share(0) - Math.exp(-1))).toBeLessThan(0.05);
    expect(Math.abs(share(1) - Math.exp(-1))).toBeLessThan(0.05);
  });

  test.each([
    [{ perYear: -1 }, 'jumps.perYear: expected 0 or more, got -1'], [{ deviation: -0.1 }, 'jumps.deviation: expected 0 or more, got -0.1'],
    [{ mean: Number.NaN }, 'jumps.mean: expected a number, got NaN'], [{ scales: [1] }, 'jumps.scales: expected 2 numbers, got 1'],
  ])('refuses %j', (change, words) => expect(() => marketPath({ ...SPEC, jumps: { ...JUMPS, ...change } }, [1])).toThrow(words));
});

describe('liquidation by jumps alone', () => {
  const spec: SimulationSpec = {
    buffer: 900, bends: [], sensitivities: [10_000], dailySigmas: [0], correlation: [[1]], carryPerHour: 0, seed: 5, need: null, horizons: [24, 168], grid: [24, 72, 168],
    jumps: { perYear: 73, mean: Math.log(0.9), deviation: 0, scales: [1], together: true },
  };
  const chances = (change: Partial<SimulationSpec>): readonly number[] => {
    const simulation = createSimulation({ ...spec, ...change });
    simulation.advance(60_000);
    return simulation.result().horizons.map(({ probability }) => probability);
  };

  test('where one is enough the chance is that of any, where two are needed that of two: 0.2 a day', () => {
    const [day, week] = [0.2, 1.4];
    for (const [at, exact] of [1 - Math.exp(-day), 1 - Math.exp(-week)].entries()) expect(Math.abs((chances({})[at] ?? 0) - exact)).toBeLessThan(0.008);
    for (const [at, exact] of [1 - Math.exp(-day) * (1 + day), 1 - Math.exp(-week) * (1 + week)].entries()) expect(Math.abs((chances({ buffer: 1500 })[at] ?? 0) - exact)).toBeLessThan(0.008);
  });
});
