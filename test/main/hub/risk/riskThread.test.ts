import { afterAll, expect, test } from 'vitest';
import type { SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import { Cancelled, createRiskThread } from '../../../../src-main/hub/risk/riskThread.ts';
import { eventually } from '../../../support/eventually.ts';

/** The real worker. */
const thread = createRiskThread();
afterAll(thread.stop);

const SPEC: SimulationSpec = { buffer: 1e9, bends: [], sensitivities: [1], dailySigmas: [0.01], correlation: [[1]], carryPerHour: 0, jumps: null, grid: Array.from({ length: 168 }, (_, at) => at + 1), horizons: [1], seed: 1, need: null };
const long = (asker: string) => thread.run({ kind: 'simulation', specs: [SPEC], paths: 100_000_000 }, asker);
const short = (asker: string) => thread.run({ kind: 'simulation', specs: [SPEC], paths: 1000 }, asker);

test('a question of another asker is answered while a long one runs; the long one says how far it is, and is cancelled at once', async () => {
  const cancelled = expect(long('first')).rejects.toBeInstanceOf(Cancelled);
  expect((await short('second'))[0]?.paths).toBe(1000);
  await eventually('a share is done', () => (thread.shareOf('first') ?? 0) > 0);
  expect(thread.shareOf('first')).toBeLessThan(1);
  expect(thread.shareOf('second')).toBeNull();
  thread.cancel('first');
  await cancelled;
  expect(thread.shareOf('first')).toBeNull();
});

test('asking again cancels the older question of the same asker alone', async () => {
  const older = expect(long('same')).rejects.toThrow('the computation was cancelled');
  const other = expect(long('other')).rejects.toBeInstanceOf(Cancelled);
  expect((await short('same'))[0]?.paths).toBe(1000);
  await older;
  expect(thread.shareOf('other')).not.toBeNull();
  thread.cancel('other');
  await other;
});

test('a question that cannot be sent fails, and is waited for no more', async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what no message can hold
  const unsendable = { kind: 'simulation', specs: [{ ...SPEC, buffer: (() => 0) as unknown as number }], paths: 1 } as const;
  await expect(thread.run(unsendable, 'unsendable')).rejects.toThrow('could not be cloned');
  expect(thread.shareOf('unsendable')).toBeNull();
});

test('cancelling what nobody waits for changes nothing', async () => {
  thread.cancel('nobody');
  expect((await short('somebody'))[0]?.paths).toBe(1000);
});
