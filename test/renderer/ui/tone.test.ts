import { expect, test } from 'vitest';
import { STAGES } from '#shared/domain/stage.ts';
import { beepsOf } from '../../../src-renderer/ui/tone.ts';

test('stages are told apart by number and pitch; beeps never overlap, and a worse stage has more of them', () => {
  const counts = STAGES.map((stage) => beepsOf(stage).length);
  expect(counts).toEqual([1, 1, 1, 2, 3, 5]);
  for (const stage of STAGES) {
    const beeps = beepsOf(stage);
    beeps.forEach(({ at, lasts, pitch }, place) => {
      const before = beeps[place - 1];
      expect(at).toBeGreaterThanOrEqual(before === undefined ? 0 : before.at + before.lasts);
      expect(lasts).toBeGreaterThan(0);
      expect(pitch).toBeGreaterThan(300);
    });
  }
  expect(new Set(beepsOf('liquidating').map(({ pitch }) => pitch)).size).toBe(2);
});
