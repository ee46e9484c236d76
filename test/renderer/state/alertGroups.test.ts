import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { heardIn } from '../../../src-renderer/state/sound.ts';
import { grouped, leftOut } from '../../../src-renderer/state/select/alertGroups.ts';
import { alertOnTop } from '../../../src-renderer/state/select/alertOrder.ts';
import { alertOf, START, terminalOf, WARNINGS } from '../support/screen.tsx';

const many = (count: number, own: Parameters<typeof alertOf>[0], from = 1) => Array.from({ length: count }, (_, at) => alertOf({ ...own, id: from + at }));

describe('fault 46: a storm on the screen', () => {
  test('is one group for each account, kind and stage, in the order of the worst; a few stand by themselves', () => {
    const alerts = [alertOf({ id: 900, stage: 'liquidating' }), ...many(100, { stage: 'critical' }), ...many(3, { stage: 'danger' }, 200), ...many(80, { stage: 'watch', kind: 'suspect' }, 300)];
    expect(grouped(alerts).map(({ stage, alerts: of }) => `${stage} ${of.length}`)).toEqual(['liquidating 1', 'critical 100', 'danger 1', 'danger 1', 'danger 1', 'watch 80']);
  });

  test('says how many were not sent', () => {
    const open = { ...WARNINGS.open, critical: 300, danger: 3, watch: 700 };
    expect(leftOut(open, [...many(200, { stage: 'critical' }), ...many(3, { stage: 'danger' }, 300)])).toBe('100 critical, 700 watch');
    expect(leftOut({ ...WARNINGS.open, warning: 1 }, [alertOf()])).toBeNull();
  });
});

describe('the alert across the screen', () => {
  test('is none that is snoozed, and then the next', () => {
    const alerts = [alertOf({ id: 1, stage: 'critical', snoozedUntil: epochMs(START + 1) }), alertOf({ id: 2, stage: 'danger' })];
    expect(alertOnTop(alerts, [1, 2])?.id).toBe(2);
  });

  test('fault 45: where nothing else tells of it, is every warning that nobody acknowledged', () => {
    const alerts = [alertOf({ id: 1, stage: 'watch' }), alertOf({ id: 2, stage: 'warning', acknowledgedAt: epochMs(START) }), alertOf({ id: 3, kind: 'rule', stage: 'warning' })];
    expect([alertOnTop(alerts, []), alertOnTop(alerts, [], true)?.id]).toEqual([null, 3]);
  });
});

describe('F3: what is heard', () => {
  const push = (own: Partial<typeof WARNINGS>, raised: readonly number[], stage: 'warning' | 'danger' | 'liquidating') =>
    ({ raised, terminal: terminalOf(null, { alerts: [alertOf({ id: 1, stage }), alertOf({ id: 2, stage: 'watch' })], warnings: { ...WARNINGS, ...own } }) });
  const sound = (on: boolean, volume: number) => ({ settings: { ...WARNINGS.settings, sound: { on, volume } } });

  test.each([
    ['danger', push({}, [2, 1], 'danger'), { stage: 'danger', volume: 0.6 }], ['a warning is not', push({}, [1], 'warning'), null], ['what is not told now is not', push({}, [2], 'danger'), null],
    ['nothing when it is off', push(sound(false, 60), [1], 'liquidating'), null], ['nothing without volume', push(sound(true, 0), [1], 'liquidating'), null],
    ['a warning where the system shows no notifications', push({ notificationFault: 'none' }, [1], 'warning'), { stage: 'warning', volume: 0.6 }],
  ] as const)('%s', (_what, given, heard) => expect(heardIn(given)).toEqual(heard));

  test('nothing of a push without alerts', () => expect(heardIn({})).toBeNull());
});
