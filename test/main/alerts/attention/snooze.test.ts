import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGES, stageRank } from '#shared/domain/stage.ts';
import { epochMs } from '#shared/num/units.ts';
import { covers, holds, resumed, type Snooze, snoozeMs, withSnooze } from '../../../../src-main/alerts/attention/snooze.ts';

const snoozeOf = (changes: Partial<Snooze> = {}): Snooze => ({ alertId: 1, accountId: 'a', stage: 'danger', until: epochMs(60_000), endsAt: 60_000, ...changes });
const stages = fc.constantFrom(...STAGES);

describe('a snooze', () => {
  test('F10: never hides a higher stage, whoever asked for what', () => {
    fc.assert(fc.property(stages, stages, stages, fc.constantFrom(1, null), fc.nat(120_000), (stage, alertStage, accountStage, alertId, now) => {
      const snooze = snoozeOf({ stage, alertId });
      const hidden = holds(snooze, accountStage, now) && covers(snooze, { id: 1, accountId: 'a', stage: alertStage });
      if (stageRank(alertStage) > stageRank(stage) || stageRank(accountStage) > stageRank(stage) || now >= 60_000) expect(hidden).toBe(false);
      else expect(hidden).toBe(true);
    }));
  });

  test.each([['another alert', { alertId: 2 }, false], ['the same alert', {}, true], ['the whole account', { alertId: null }, true], ['another account', { alertId: null, accountId: 'b' }, false]])('of %s', (_what, changes, covered) => {
    expect(covers(snoozeOf(changes), { id: 1, accountId: 'a', stage: 'danger' })).toBe(covered);
  });

  test('lasts four hours at most, a quarter of an hour where the account is critical or worse', () => {
    expect(STAGES.map((stage) => snoozeMs(60, stage) / 60_000)).toEqual([60, 60, 60, 60, 15, 15]);
    expect(snoozeMs(100_000, 'warning')).toBe(240 * 60_000);
    expect(snoozeMs(0, 'critical')).toBe(0);
  });

  test('takes the place of the one before, and no other', () => {
    const all = withSnooze(withSnooze([snoozeOf(), snoozeOf({ alertId: null })], { alertId: 1, accountId: 'a' }, snoozeOf({ endsAt: 90_000 })), { alertId: null, accountId: 'b' }, null);
    expect(all.map(({ alertId, endsAt }) => [alertId, endsAt])).toEqual([[null, 60_000], [1, 90_000]]);
    expect(withSnooze(all, { alertId: 1, accountId: 'a' }, null)).toHaveLength(1);
  });

  test.each([
    ['a while later: what is left of it', 30_000, 1030_000], ['after its end: nothing', 60_000, null], ['by a clock that was set back: nothing, since nobody knows what is left', 9_999, null],
  ])('of an earlier start, %s', (_what, wall, endsAt) => {
    expect(resumed({ alertId: 1, accountId: 'a', stage: 'danger', at: epochMs(10_000), until: epochMs(60_000) }, epochMs(wall), 1000_000)?.endsAt ?? null).toBe(endsAt);
  });
});
