import { expect, test } from 'vitest';
import { createWriter } from '../../../src-main/hub/writer.ts';

const fail = (): never => { throw new Error('the disk is full'); };

test('a write that fails is told once in a row, and its fault stands until that same write passes', () => {
  const told: string[] = [];
  const { write, fault } = createWriter((message) => told.push(message));
  write('prices', fail);
  write('prices', fail);
  write('alerts', () => undefined);
  expect([told, fault()]).toEqual([['the disk is full'], 'the disk is full']);
  write('prices', () => undefined);
  expect(fault()).toBeNull();
  write('prices', fail);
  expect(told).toHaveLength(2);
});
