import { expect, test } from 'vitest';
import type { Pieces } from '#shared/util/pieces.ts';
import { createTaskQueue, type Told } from '../../../../src-main/hub/risk/taskQueue.ts';

type Task = Readonly<{ pieces: number; breaksAt?: number }>;

/** A queue on a clock on which each piece takes 5 ms; `turn` runs what is due, as the event loop would. */
function queue() {
  const told: Told<number>[] = [];
  const due: (() => void)[] = [];
  let now = 0;
  function* work({ pieces, breaksAt }: Task): Pieces<number> {
    for (let at = 0; at < pieces; at += 1) {
      if (at === breaksAt) throw new RangeError(`piece ${at} broke`);
      now += 5;
      yield;
    }
    return pieces;
  }
  const own = createTaskQueue<Task, number>({ begin: (task) => ({ total: task.pieces, pieces: work(task) }), tell: (said) => told.push(said), later: (turn) => due.push(turn), now: () => now });
  const turn = (): void => { for (const run of due.splice(0)) run(); };
  const rest = (): void => { while (due.length > 0) turn(); };
  return { ...own, told, due, turn, rest, time: () => now };
}

test('a short task asked after a long one is answered long before it', () => {
  const { add, told, rest } = queue();
  add(1, { pieces: 1000 });
  add(2, { pieces: 3 });
  rest();
  expect(told.filter((own) => 'result' in own)).toEqual([{ id: 2, result: 3 }, { id: 1, result: 1000 }]);
});

test('a turn takes 20 ms, and what is done is told ten times a second, rising and below 1', () => {
  const { add, told, turn, rest, time } = queue();
  add(1, { pieces: 200 });
  turn();
  expect(time()).toBe(20);
  rest();
  const shares = told.flatMap((own) => ('share' in own ? [own.share] : []));
  expect(shares).toHaveLength(10);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares[0]).toBe(0.1);
  expect(Math.max(...shares)).toBeLessThan(1);
});

test('what is cancelled is heard of no more, takes no more time, and the others go on', () => {
  const { add, cancel, told, due, turn, rest, time } = queue();
  add(1, { pieces: 1000 });
  turn();
  cancel(1);
  rest();
  expect(time()).toBe(20);
  expect(told).toEqual([]);
  expect(due).toHaveLength(0);
  add(2, { pieces: 2 });
  rest();
  expect(told).toEqual([{ id: 2, result: 2 }]);
});

test('a task that breaks is told as its fault, and ends alone', () => {
  const { add, told, rest } = queue();
  add(1, { pieces: 10, breaksAt: 6 });
  add(2, { pieces: 3 });
  rest();
  expect(told).toEqual([{ id: 2, result: 3 }, { id: 1, fault: 'piece 6 broke' }]);
});

test('one turn is due at a time, however tasks come and go', () => {
  const { add, cancel, due } = queue();
  add(1, { pieces: 10 });
  cancel(1);
  add(2, { pieces: 10 });
  add(3, { pieces: 10 });
  expect(due).toHaveLength(1);
});
