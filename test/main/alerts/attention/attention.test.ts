import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES, stageRank } from '#shared/domain/stage.ts';
import { attend, type Attention, type Moment, repeatMs, resumedAttention, type Watched } from '../../../../src-main/alerts/attention/attention.ts';
import { isQuiet } from '../../../../src-main/alerts/attention/quietHours.ts';

const MINUTE = 60_000;
const alertOf = (changes: Partial<Watched> = {}): Watched => ({ id: 1, accountId: 'a', kind: 'stage', about: '', stage: 'warning', acknowledged: false, snoozed: false, ...changes });
const FRESH: Attention = { told: new Map(), matters: new Map() };

/** Plays what is open at each moment, in ms. @returns when each alert was told, "again" said */
function played(steps: readonly Readonly<{ at: number; open: readonly Watched[]; quiet?: boolean }>[], from: Attention = FRESH): readonly string[] {
  let attention = from;
  return steps.flatMap(({ at, open, quiet = false }) => {
    const { after, calls } = attend(attention, open, { now: at, quiet, cooldownMs: 5 * MINUTE });
    attention = after;
    return calls.map(({ id, again }) => `${at} ${id}${again ? ' again' : ''}`);
  });
}

/** One set of alerts, every `step` ms up to `to`. */
const lasting = (open: readonly Watched[], to: number, step = 1000) => Array.from({ length: to / step + 1 }, (_, at) => ({ at: at * step, open }));

describe('escalation', () => {
  test('a warning is told once', () => expect(played(lasting([alertOf()], 60 * MINUTE))).toEqual(['0 1']));

  test('danger is told again every five minutes until it is acknowledged', () => {
    const steps = lasting([alertOf({ stage: 'danger' })], 16 * MINUTE);
    expect(played(steps)).toEqual(['0 1', '300000 1 again', '600000 1 again', '900000 1 again']);
    expect(played(steps.map((step) => (step.at < 6 * MINUTE ? step : { ...step, open: [alertOf({ stage: 'danger', acknowledged: true })] })))).toEqual(['0 1', '300000 1 again']);
  });

  test.each(['critical', 'liquidating'] as const)('%s is told each minute until it is acknowledged', (stage) => {
    expect(played(lasting([alertOf({ stage })], 3 * MINUTE))).toEqual(['0 1', '60000 1 again', '120000 1 again', '180000 1 again']);
  });

  test('what is below a warning is written down and not told; blindness is told at any stage', () => {
    expect(played(lasting([alertOf({ stage: 'watch' }), alertOf({ id: 2, kind: 'rule', stage: 'watch' }), alertOf({ id: 3, kind: 'blind', stage: 'watch' }), alertOf({ id: 4, kind: 'expired', stage: 'calm' })], MINUTE))).toEqual(['0 3', '0 4']);
  });
});

describe('cooldown', () => {
  test('what comes back within five minutes waits for their end, if it is still open then', () => {
    const steps = [{ at: 0, open: [alertOf()] }, { at: MINUTE, open: [] }, { at: 2 * MINUTE, open: [alertOf({ id: 2 })] }, { at: 4.9 * MINUTE, open: [alertOf({ id: 2 })] }, { at: 5 * MINUTE, open: [alertOf({ id: 2 })] }];
    expect(played(steps)).toEqual(['0 1', '300000 2']);
    expect(played(steps.slice(0, 3).concat({ at: 5 * MINUTE, open: [] }))).toEqual(['0 1']);
  });

  test('a higher stage does not wait, and neither does another matter', () => {
    const second = [alertOf({ id: 2, stage: 'danger' }), alertOf({ id: 3, accountId: 'b' }), alertOf({ id: 4, kind: 'rule', about: 'mine' })];
    expect(played([{ at: 0, open: [alertOf()] }, { at: 1000, open: second }])).toEqual(['0 1', '1000 2', '1000 3', '1000 4']);
  });

  test('what is critical does not wait', () => {
    const open = (id: number) => [alertOf({ id, stage: 'critical' })];
    expect(played([{ at: 0, open: open(1) }, { at: 1000, open: [] }, { at: 2000, open: open(2) }])).toEqual(['0 1', '2000 2']);
  });
});

describe('a snooze', () => {
  test('keeps danger from being told again; at its end it is told once more, then as before', () => {
    const open = (snoozed: boolean) => [alertOf({ stage: 'danger', snoozed })];
    const steps = lasting(open(false), 30 * MINUTE, MINUTE).map((step) => (step.at > 0 && step.at < 15 * MINUTE ? { ...step, open: open(true) } : step));
    expect(played(steps)).toEqual(['0 1', '900000 1 again', '1200000 1 again', '1500000 1 again', '1800000 1 again']);
  });

  test('of a warning, which is told but once, ends with being told once more', () => {
    const open = (snoozed: boolean) => [alertOf({ snoozed })];
    expect(played([{ at: 0, open: open(false) }, { at: MINUTE, open: open(true) }, { at: 2 * MINUTE, open: open(true) }, { at: 3 * MINUTE, open: open(false) }, { at: 4 * MINUTE, open: open(false) }])).toEqual(['0 1', '180000 1 again']);
  });

  test('covers an alert that was never told: it is told at the end', () => {
    expect(played([{ at: 0, open: [alertOf({ snoozed: true })] }, { at: 15 * MINUTE, open: [alertOf()] }, { at: 16 * MINUTE, open: [alertOf()] }])).toEqual(['900000 1']);
  });

  test('that ends after the alert was acknowledged tells nothing', () => {
    expect(played([{ at: 0, open: [alertOf()] }, { at: 1000, open: [alertOf({ snoozed: true })] }, { at: 2000, open: [alertOf({ acknowledged: true })] }, { at: 3000, open: [alertOf({ acknowledged: true })] }])).toEqual(['0 1']);
  });
});

describe('quiet hours', () => {
  test('hold back what is less than critical until their end, and nothing else', () => {
    const open = [alertOf({ stage: 'danger' }), alertOf({ id: 2, kind: 'rule', stage: 'critical' })];
    expect(played([{ at: 0, open, quiet: true }, { at: MINUTE, open, quiet: true }, { at: 2 * MINUTE, open }])).toEqual(['0 2', '60000 2 again', '120000 2 again', '120000 1']);
  });

  test.each([
    ['over midnight', 22, 7, [0, 6, 22, 23], [7, 12, 21]], ['within a day', 9, 17, [9, 16], [8, 17]], ['from and to alike: never', 8, 8, [], [0, 8, 23]],
  ])('%s', (_what, from, to, quiet, loud) => {
    const at = (hour: number): boolean => isQuiet({ on: true, from: from * 60, to: to * 60 }, hour * 60);
    expect(quiet.map(at)).toEqual(quiet.map(() => true));
    expect(loud.map(at)).toEqual(loud.map(() => false));
    expect(isQuiet({ on: false, from: from * 60, to: to * 60 }, 0)).toBe(false);
  });
});

describe('after a start', () => {
  const moment = (quiet: boolean): Moment => ({ now: 0, quiet, cooldownMs: 5 * MINUTE });

  test('what is open was told before: danger goes on being told', () => {
    const open = [alertOf(), alertOf({ id: 2, stage: 'danger' })];
    expect(played(lasting(open, 5 * MINUTE), resumedAttention(open, moment(false)))).toEqual(['300000 2 again']);
  });

  test('in quiet hours, what they hold back is told at their end', () => {
    const open = [alertOf(), alertOf({ id: 2, stage: 'critical' })];
    expect(played([{ at: 0, open, quiet: true }, { at: 1000, open }], resumedAttention(open, moment(true)))).toEqual(['1000 1']);
  });
});

test('whatever happens, nothing that is critical, not snoozed and not acknowledged goes untold for longer than a minute', () => {
  const step = fc.record({ wait: fc.integer({ min: 100, max: 20_000 }), quiet: fc.boolean(), alerts: fc.array(fc.record({ id: fc.integer({ min: 1, max: 6 }), stage: fc.constantFrom(...STAGES), acknowledged: fc.boolean(), snoozed: fc.boolean() }), { maxLength: 6 }) });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    let attention = FRESH;
    let now = 0;
    const lastTold = new Map<number, number>();
    for (const { wait, quiet, alerts } of steps) {
      now += wait;
      // An alert keeps its stage: its id says which.
      const open = [...new Map(alerts.map((alert) => [alert.id, alertOf({ ...alert, about: String(alert.id), stage: alert.id > 3 ? 'critical' : 'warning' })])).values()];
      const { after, calls } = attend(attention, open, { now, quiet, cooldownMs: 5 * MINUTE });
      attention = after;
      for (const { id } of calls) {
        const alert = open.find((one) => one.id === id);
        expect(alert).toMatchObject({ acknowledged: false, snoozed: false });
        expect(quiet && stageRank(alert?.stage ?? 'calm') < stageRank('critical')).toBe(false);
        lastTold.set(id, now);
      }
      for (const { id, stage, acknowledged, snoozed } of open) {
        if (stage === 'critical' && !acknowledged && !snoozed) expect(now - (lastTold.get(id) ?? -Infinity)).toBeLessThanOrEqual(repeatMs('critical') ?? 0);
      }
    }
  }));
});
