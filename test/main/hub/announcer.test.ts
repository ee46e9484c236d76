import { expect, test } from 'vitest';
import type { Push } from '#shared/ipc/contract.ts';
import { epochMs } from '#shared/num/units.ts';
import { createAnnouncer } from '../../../src-main/hub/announcer.ts';
import { createPublisher } from '../../../src-main/hub/publisher.ts';
import { accountOf, terminalOf } from '../../renderer/support/screen.tsx';

function announcing() {
  const account = accountOf();
  const state = { settled: true, seq: 1, now: 0 };
  const pushes: Push[] = [];
  const publisher = createPublisher();
  publisher.subscribe((push) => pushes.push(push));
  const announcer = createAnnouncer({
    publisher, clock: { wall: () => epochMs(state.now), monotonic: () => state.now }, selected: () => 'a', terminal: () => terminalOf(account), takeTickAt: () => null,
    engine: { view: () => account, seqOf: () => state.seq, isSettled: () => state.settled },
  });
  /** What was sent since the last look: parts by name. */
  const sent = (): readonly string[] => pushes.splice(0).map((push) => Object.keys(push).filter((name) => name === 'terminal' || name === 'account').toSorted().join(' '));
  return { announcer, state, sent };
}

test('figures that wait for prices that came in are not sent: totals and marks of one view belong together', () => {
  const { announcer, state, sent } = announcing();
  state.settled = false;
  announcer.frame();
  announcer.second();
  announcer.frame();
  expect(sent()).toEqual([]);
  state.settled = true;
  announcer.frame();
  expect(sent()).toEqual(['account terminal']);
});

test('the whole is sent once a second, the account in between when it moved, ten times a second at most', () => {
  const { announcer, state, sent } = announcing();
  announcer.second();
  announcer.frame();
  expect(sent()).toEqual(['account terminal']);
  for (state.now = 25; state.now < 1000; state.now += 25) {
    state.seq += 1;
    announcer.frame();
  }
  expect(sent()).toEqual(Array.from({ length: 9 }, () => 'account'));
});

test('what somebody did is told at once, and a second that was due with it', () => {
  const { announcer, state, sent } = announcing();
  state.settled = false;
  announcer.second();
  announcer.whole();
  expect(sent()).toEqual(['account terminal']);
  state.settled = true;
  announcer.frame();
  expect(sent()).toEqual([]);
});
