import { describe, expect, test } from 'vitest';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';

describe('scenario presets', () => {
  test('each has an id of its own', () => expect(new Set(SCENARIO_PRESETS.map(({ id }) => id)).size).toBe(SCENARIO_PRESETS.length));

  test.each(SCENARIO_PRESETS.map((preset) => [preset.id, preset] as const))('%s holds the market as it is among its cells, and moves that a price can make', (_id, { model, validFrom, source }) => {
    expect(model.grid.some(({ move }) => move === 0)).toBe(true);
    expect(model.grid.every(({ move, weight }) => move > -1 && weight > 0 && weight <= 1)).toBe(true);
    expect(model.combination.maintenanceFactor).toBeLessThanOrEqual(model.combination.initialFactor);
    expect(validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(source).not.toBe('');
  });
});
