import { expect, test } from 'vitest';
import { SCENARIOS_LIMIT } from '#shared/ipc/whatIf.ts';
import { epochMs } from '#shared/num/units.ts';
import { createScenarios } from '../../../../src-main/hub/whatIf/scenarios.ts';
import { opened } from '../../db/support/database.ts';

const SPEC = { changes: [{ kind: 'transfer' as const, asset: 'USDT', amount: '1000' }], shock: { all: '-20', assets: { SOL: '-35.5' } } };

test('a named scenario is there after a restart, is replaced by its name, and is gone once deleted', () => {
  const store = opened();
  const scenarios = createScenarios(store.settings);
  expect(scenarios.save('Black Thursday', SPEC, epochMs(1))).toBe(true);
  expect(scenarios.save('A mild day', { ...SPEC, changes: [] }, epochMs(2))).toBe(true);
  expect(createScenarios(store.settings).list()).toEqual([{ name: 'A mild day', savedAt: 2, spec: { ...SPEC, changes: [] } }, { name: 'Black Thursday', savedAt: 1, spec: SPEC }]);
  scenarios.save('A mild day', SPEC, epochMs(3));
  expect(createScenarios(store.settings).list()[0]).toEqual({ name: 'A mild day', savedAt: 3, spec: SPEC });
  expect(scenarios.remove('A mild day')).toBe(true);
  expect(scenarios.remove('A mild day')).toBe(false);
  expect(createScenarios(store.settings).list().map(({ name }) => name)).toEqual(['Black Thursday']);
  store.close();
});

test('one that cannot be read is left out, and there is an end to how many are kept', () => {
  const store = opened();
  store.settings.set('whatIf.scenarios', JSON.stringify([{ name: 'Broken', savedAt: 1, spec: { changes: 'none' } }, { name: 'Whole', savedAt: 1, spec: SPEC }]));
  const scenarios = createScenarios(store.settings);
  expect(scenarios.list().map(({ name }) => name)).toEqual(['Whole']);
  for (let at = 1; at < SCENARIOS_LIMIT; at += 1) expect(scenarios.save(`S${at}`, SPEC, epochMs(at))).toBe(true);
  expect(scenarios.save('One more', SPEC, epochMs(1))).toBe(false);
  expect(scenarios.save('Whole', SPEC, epochMs(9))).toBe(true);
  store.close();
});

test('one that comes from a file writes over no other: the same is kept once, another of its name gets a name of its own', () => {
  const store = opened();
  const scenarios = createScenarios(store.settings);
  const other = { ...SPEC, changes: [] };
  expect(scenarios.take('Crash', SPEC, epochMs(1))).toBe('Crash');
  expect(scenarios.take('Crash', { shock: { assets: { SOL: '-35.5' }, all: '-20' }, changes: SPEC.changes }, epochMs(2))).toBe('Crash');
  expect(scenarios.take('Crash', other, epochMs(3))).toBe('Crash (2)');
  expect(scenarios.take('Crash', other, epochMs(4))).toBe('Crash (2)');
  expect(scenarios.list()).toEqual([{ name: 'Crash', savedAt: 1, spec: SPEC }, { name: 'Crash (2)', savedAt: 3, spec: other }]);
  const long = 'x'.repeat(60);
  scenarios.take(long, SPEC, epochMs(5));
  expect(scenarios.take(long, other, epochMs(6))).toBe(`${'x'.repeat(56)} (2)`);
  store.close();
});
