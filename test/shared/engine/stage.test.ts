import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES, type Stage, stageAt, stageRank } from '#shared/domain/stage.ts';
import { CLEARING_HOLD_MS, clearedStageOf, clearingOf, firstPassage, firstStage, nextStage, resumedStage, STAGE_LEVELS, type StageInputs, stageOf, type StageState } from '#shared/engine/stage.ts';

const inputs = (own: Partial<StageInputs>): StageInputs => ({ liquidating: false, ratio: 0, sigmas: null, distance: null, ...own });

describe('stageOf', () => {
  test.each<[number, Stage]>([
    [0, 'calm'], [0.499999999, 'calm'], [0.5, 'watch'], [0.6666, 'watch'], [2 / 3, 'warning'], [0.8333, 'warning'], [5 / 6, 'danger'], [0.9499, 'danger'], [0.95, 'critical'], [0.999999, 'critical'],
  ])('a margin ratio of %d is %s: equality raises', (ratio, stage) => expect(stageOf(inputs({ ratio })).stage).toBe(stage));

  test.each<[number, Stage]>([[4.001, 'calm'], [4, 'watch'], [3, 'warning'], [2, 'danger'], [1, 'critical'], [0, 'critical']])('%d σ to liquidation is %s', (sigmas, stage) =>
    expect(stageOf(inputs({ sigmas })).stage).toBe(stage));

  test.each<[number, Stage]>([[0.301, 'calm'], [0.3, 'watch'], [0.15, 'warning'], [0.08, 'danger'], [0.03, 'critical'], [0, 'critical']])('a price distance of %d is %s', (distance, stage) =>
    expect(stageOf(inputs({ distance })).stage).toBe(stage));

  test('the worst of the tests decides, and its name is told', () => {
    expect(stageOf(inputs({ ratio: 0.51, sigmas: 2.5, distance: 0.25 }))).toEqual({ stage: 'warning', test: 'sigmas' });
    expect(stageOf(inputs({ ratio: 0.96, sigmas: 2.5, distance: 0.25 }))).toEqual({ stage: 'critical', test: 'ratio' });
    expect(stageOf(inputs({ liquidating: true, ratio: null }))).toEqual({ stage: 'liquidating', test: 'ratio' });
  });

  test('a test without its input is left out', () => expect(stageOf(inputs({ ratio: null })).stage).toBe('calm'));

  test('never falls when the ratio grows or a distance shrinks', () => {
    const ratio = fc.double({ min: 0, max: 1.2, noNaN: true });
    const near = fc.option(fc.double({ min: 0, max: 6, noNaN: true }));
    fc.assert(fc.property(ratio, ratio, near, near, (a, b, sigmas, distance) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const rank = (own: Partial<StageInputs>): number => stageRank(stageOf(inputs({ sigmas, distance, ...own })).stage);
      expect(rank({ ratio: low })).toBeLessThanOrEqual(rank({ ratio: high }));
      if (sigmas !== null) expect(rank({ ratio: low, sigmas: sigmas * 0.9 })).toBeGreaterThanOrEqual(rank({ ratio: low }));
      if (distance !== null) expect(rank({ ratio: low, distance: distance * 0.9 })).toBeGreaterThanOrEqual(rank({ ratio: low }));
    }));
  });
});

describe('firstPassage', () => {
  test.each([[0, 1], [1, 0.31731050786291415], [2, 0.04550026389635842], [3, 0.0026997960632601866], [4, 0.0000633424836662398]])('2Φ(−%d) within 1.2e-7', (sigmas, expected) => {
    expect(Math.abs(firstPassage(sigmas) / expected - 1)).toBeLessThan(1.2e-7);
  });

  test('agrees with the σ column of the ladder: no level is reached by chance alone', () => {
    for (const level of STAGE_LEVELS) expect(firstPassage(level.sigmas * 1.0001)).toBeLessThan(level.firstPassage * 1.07);
  });
});

describe('clearingOf', () => {
  test('is the level less 2 points of ratio and a tenth more distance; calm has nothing to clear', () => {
    expect(clearingOf('calm')).toBeNull();
    expect(clearingOf('warning')).toMatchObject({ ratio: 2 / 3 - 0.02, sigmas: 3 * 1.1, distance: 0.15 * 1.1 });
    expect(clearingOf('liquidating')).toMatchObject({ ratio: 0.98, sigmas: 0, distance: 0 });
  });

  test('the stage that is cleared is never below the stage that is asked for', () => {
    const any = fc.record({ liquidating: fc.boolean(), ratio: fc.option(fc.double({ min: 0, max: 1.1, noNaN: true })), sigmas: fc.option(fc.double({ min: 0, max: 6, noNaN: true })), distance: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) });
    fc.assert(fc.property(any, (own) => {
      expect(stageRank(clearedStageOf(own).stage)).toBeGreaterThanOrEqual(stageRank(stageOf(own).stage));
    }));
  });
});

/** A ratio in the middle of a stage, away from every level. */
const RATIO: Readonly<Record<Stage, number>> = { calm: 0.1, watch: 0.6, warning: 0.75, danger: 0.9, critical: 0.97, liquidating: 1.1 };
const at = (stage: Stage): StageInputs => inputs({ ratio: RATIO[stage], liquidating: stage === 'liquidating' });

function run(start: StageState, steps: readonly Readonly<{ inputs: StageInputs; at: number; stale?: boolean }>[]): readonly Stage[] {
  let state = start;
  return steps.map((step) => {
    state = nextStage(state, step.inputs, step.at, step.stale ?? false);
    return state.stage;
  });
}

describe('nextStage', () => {
  test('raises at once, over several stages', () => expect(run(firstStage(at('calm')), [{ inputs: at('critical'), at: 0 }])).toEqual(['critical']));

  test('lowers only when the clearing level has held for 30 s without pause', () => {
    expect(run(firstStage(at('warning')), [{ inputs: at('calm'), at: 0 }, { inputs: at('calm'), at: CLEARING_HOLD_MS - 1 }, { inputs: at('calm'), at: CLEARING_HOLD_MS }])).toEqual(['warning', 'warning', 'calm']);
    expect(run(firstStage(at('warning')), [
      { inputs: at('calm'), at: 0 }, { inputs: at('warning'), at: 20_000 }, { inputs: at('calm'), at: 20_001 }, { inputs: at('calm'), at: 50_000 }, { inputs: at('calm'), at: 50_001 },
    ])).toEqual(['warning', 'warning', 'warning', 'warning', 'calm']);
  });

  test('does not lower within 2 points of the level', () => {
    expect(run(firstStage(at('warning')), [{ inputs: inputs({ ratio: 0.65 }), at: 0 }, { inputs: inputs({ ratio: 0.65 }), at: 120_000 }])).toEqual(['warning', 'warning']);
  });

  test('lowers to the worst stage that was asked for while it held', () => {
    expect(run(firstStage(at('critical')), [{ inputs: at('calm'), at: 0 }, { inputs: at('watch'), at: 10_000 }, { inputs: at('calm'), at: 30_000 }])).toEqual(['critical', 'critical', 'watch']);
  });

  test('stale data raises by one stage over the last fresh one, once, and never lowers', () => {
    const steps = [1, 2, 3, 4].map((second) => ({ inputs: at('liquidating'), at: second * 1000, stale: true }));
    expect(run(firstStage(at('watch')), steps)).toEqual(['warning', 'warning', 'warning', 'warning']);
    expect(run(firstStage(at('danger')), [{ inputs: at('calm'), at: 0, stale: true }, { inputs: at('calm'), at: 60_000, stale: true }])).toEqual(['danger', 'danger']);
  });

  test('time on stale data does not count towards clearing', () => {
    expect(run(firstStage(at('danger')), [
      { inputs: at('calm'), at: 0 }, { inputs: at('calm'), at: 29_000, stale: true }, { inputs: at('calm'), at: 31_000 }, { inputs: at('calm'), at: 61_000 },
    ])).toEqual(['danger', 'danger', 'danger', 'calm']);
  });

  test('ten minutes of ±0.2 points round a level give exactly one raise and one clear', () => {
    let state = firstStage(at('calm'));
    let [raises, clears] = [0, 0];
    const step = (ratio: number, ms: number): void => {
      const next = nextStage(state, inputs({ ratio }), ms, false);
      if (stageRank(next.stage) > stageRank(state.stage)) raises += 1;
      if (stageRank(next.stage) < stageRank(state.stage)) clears += 1;
      state = next;
    };
    for (let second = 0; second < 600; second += 1) step(0.5 + 0.002 * Math.sin(second), second * 1000);
    for (let second = 600; second < 700; second += 1) step(0.4, second * 1000);
    expect([raises, clears, state.stage]).toEqual([1, 1, 'calm']);
  });

  test('a stage taken up again after a restart is not raised again, and clears as any other', () => {
    expect(run(resumedStage('danger'), [{ inputs: at('danger'), at: 0 }, { inputs: at('calm'), at: 1 }, { inputs: at('calm'), at: 30_001 }])).toEqual(['danger', 'danger', 'calm']);
  });

  test('whatever comes: at or above what fresh data asks for, lowered after 30 s of asking at least, stale rises by one at most', () => {
    const step = fc.record({ stage: fc.constantFrom(...STAGES), gap: fc.integer({ min: 0, max: 40_000 }), stale: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state = firstStage(at('calm'));
      let now = 0;
      for (const { stage, gap, stale } of steps) {
        now += gap;
        const next = nextStage(state, at(stage), now, stale);
        const [from, to] = [stageRank(state.stage), stageRank(next.stage)];
        if (!stale) expect(to).toBeGreaterThanOrEqual(stageRank(stage));
        if (stale) {
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(Math.max(from, stageRank(state.freshStage) + 1));
        }
        if (to < from) expect(state.lowering !== null ? now - state.lowering.since : 0).toBeGreaterThanOrEqual(CLEARING_HOLD_MS);
        state = next;
      }
    }), { numRuns: 300 });
  });
});

test('ranks and stages are inverse, and ranks outside are clamped', () => {
  expect(STAGES.map((stage) => stageAt(stageRank(stage)))).toEqual([...STAGES]);
  expect([stageAt(-3), stageAt(99)]).toEqual(['calm', 'liquidating']);
});
