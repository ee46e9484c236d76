import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleCondition } from '#shared/ipc/rule.ts';
import { Decimal } from '#shared/num/units.ts';
import { firstStage, nextStage } from '#shared/engine/stage.ts';
import { judgeCondition, exactly, UNKNOWN } from '../../../../src-main/alerts/rules/judge.ts';
import { nextRule, RESTING, type RuleState } from '../../../../src-main/alerts/rules/ruleState.ts';
import type { Truth } from '../../../../src-main/alerts/rules/truth.ts';

const CONDITION: RuleCondition = { kind: 'condition', of: 'marginRatio', about: '', is: 'above', level: '70', band: '2' };
const HOLD_MS = 30_000;
const STEP_MS = 10_000;
const WEEK = 7 * 24 * 3_600_000 / STEP_MS;

/** A week of a ratio that walks about the level, in hundredths of a percent. */
function walk(seed: number, stepSize: number): readonly number[] {
  let state = seed >>> 0;
  let value = 6900;
  return Array.from({ length: WEEK }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    value += Math.round((state / 2 ** 32 - 0.5) * 2 * stepSize) - Math.sign(value - 6900) * Math.round(stepSize / 40);
    return value;
  });
}

type Event = Readonly<{ at: number; event: 'raise' | 'clear' }>;

function eventsOf(values: readonly (number | null)[], seen: (value: number | null) => readonly [Truth, Truth]): readonly Event[] {
  let state: RuleState = RESTING;
  return values.flatMap((value, at) => {
    const [met, kept] = seen(value);
    const next = nextRule(state, met, kept, at * STEP_MS, HOLD_MS);
    state = next.state;
    return next.event === null ? [] : [{ at, event: next.event }];
  });
}

const seen = (value: number | null): readonly [Truth, Truth] => {
  const reading = value === null ? UNKNOWN : exactly(new Decimal(value).div(100), false);
  return [judgeCondition(CONDITION, reading, 'raise'), judgeCondition(CONDITION, reading, 'keep')];
};

/** The same by hand: an excursion begins at the level and ends when the value was below the band for the whole hold. */
function excursionsOf(values: readonly number[], met = (value: number) => value >= 7000, over = (value: number) => value < 6800): readonly Event[] {
  const events: Event[] = [];
  let open = false;
  let below = 0;
  for (const [at, value] of values.entries()) {
    below = over(value) ? below + 1 : 0;
    if (!open && met(value)) {
      events.push({ at, event: 'raise' });
      open = true;
    } else if (open && (below - 1) * STEP_MS >= HOLD_MS) {
      events.push({ at, event: 'clear' });
      open = false;
    }
  }
  return events;
}

describe('fault 47: an alert that flaps around its level', () => {
  test('F4: over a week of a random walk, a rule raises once and clears once for each excursion beyond the band', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 5, max: 200 }), (seed, stepSize) => {
      const values = walk(seed, stepSize);
      const events = eventsOf(values, seen);
      expect(events).toEqual(excursionsOf(values));
      expect(events.every(({ event }, at) => event === (at % 2 === 0 ? 'raise' : 'clear'))).toBe(true);
    }), { numRuns: 12 });
  });

  test('F4: 0.2 points to and fro for ten minutes are one raise, and one clear when it is over', () => {
    const flapping = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 7020 : 6980));
    expect(eventsOf([...flapping, 6700, 6700, 6700, 6700, 6700], seen)).toEqual([{ at: 0, event: 'raise' }, { at: 63, event: 'clear' }]);
  });

  test('F4: over the same week the stage of an account rises once and falls once for each excursion', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 5, max: 120 }), (seed, stepSize) => {
      // The warning level of the stages is two thirds, its band two points: the walk is moved there.
      const ratio = (value: number): number => Math.min(0.82, Math.max(0.53, (value - 7000) / 10_000 + 2 / 3));
      const values = walk(seed, stepSize).map(ratio);
      let state = firstStage({ liquidating: false, ratio: ratio(6900), sigmas: null, distance: null });
      const events: Event[] = [];
      for (const [at, value] of values.entries()) {
        const before = state.stage;
        state = nextStage(state, { liquidating: false, ratio: value, sigmas: null, distance: null }, at * STEP_MS, false);
        if (before !== state.stage) events.push({ at, event: state.stage === 'warning' ? 'raise' : 'clear' });
      }
      expect(events).toEqual(excursionsOf(values, (value) => value >= 2 / 3, (value) => value < 2 / 3 - 0.02));
    }), { numRuns: 6 });
  });
});

describe('what is not known', () => {
  test('never raises and never clears, and breaks the hold', () => {
    expect(eventsOf([null, null, 7000, 6700, 6700, 6700, null, 6700, 6700, 6700, 6700], seen)).toEqual([{ at: 2, event: 'raise' }, { at: 10, event: 'clear' }]);
    expect(eventsOf([7000, ...Array.from({ length: 100 }, () => null)], seen)).toEqual([{ at: 0, event: 'raise' }]);
  });

  test('a week with gaps: no clear while anything is unknown, and never two raises in a row', () => {
    fc.assert(fc.property(fc.integer(), fc.array(fc.tuple(fc.nat(WEEK - 1), fc.nat(400)), { maxLength: 30 }), (seed, gaps) => {
      const values = walk(seed, 60).map((value, at): number | null => (gaps.some(([from, length]) => at >= from && at < from + length) ? null : value));
      const events = eventsOf(values, seen);
      expect(events.every(({ event }, at) => event === (at % 2 === 0 ? 'raise' : 'clear'))).toBe(true);
      for (const { at } of events) expect(values[at]).not.toBeNull();
    }), { numRuns: 8 });
  });
});
