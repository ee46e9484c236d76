import { describe, expect, test, vi } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { createStore } from '../../../src-renderer/state/store.ts';
import { accountOf, CONNECTED, START, storeWith, terminalOf } from '../support/screen.tsx';

const account = accountOf();
const terminal = terminalOf(account);
const push = { now: epochMs(START) };

describe('what is on screen', () => {
  test('changes once for many changes, when the frame comes', () => {
    const frames: (() => void)[] = [];
    const store = createStore((flush) => frames.push(flush));
    const heard = vi.fn();
    store.subscribe(heard);
    store.reset({ terminal, accounts: [account] });
    store.apply({ ...push, seq: 1, account: { ...account, seq: account.seq + 1 } });
    expect([frames.length, heard.mock.calls.length, store.get().account]).toEqual([1, 0, null]);
    frames[0]?.();
    expect([heard.mock.calls.length, store.get().account?.seq]).toEqual([1, account.seq + 1]);
  });

  test('an account older than the one held is left out', () => {
    const store = storeWith({ ...account, seq: 9 }, terminal);
    store.apply({ ...push, seq: 1, account: { ...account, seq: 8, name: 'older' } });
    expect([store.get().account?.seq, store.get().account?.name]).toEqual([9, account.name]);
  });

  test('a snapshot is taken even when its numbers are lower: the terminal was started anew', () => {
    const store = storeWith({ ...account, seq: 900 }, { ...terminal, seq: 900 });
    store.reset({ terminal, accounts: [account] });
    expect([store.get().account?.seq, store.get().terminal?.seq]).toEqual([account.seq, terminal.seq]);
  });

  test('an account that a snapshot no longer has is gone', () => {
    const store = storeWith(account, terminal);
    store.reset({ terminal, accounts: [] });
    expect(store.get().account).toBeNull();
  });

  test('a row that did not change wakes nobody', () => {
    const store = storeWith(account, terminal);
    const [sol, btc] = account.positions;
    if (sol === undefined || btc === undefined) throw new Error('the account holds two rows');
    const heardSol = vi.fn();
    const heardBtc = vi.fn();
    store.rows.position.subscribe(sol.id, heardSol);
    store.rows.position.subscribe(btc.id, heardBtc);
    store.apply({ ...push, seq: 1, account: { ...structuredClone(account), seq: account.seq + 1, positions: [{ ...sol, flags: ['no margin tiers'] }, structuredClone(btc)] } });
    expect([heardSol.mock.calls.length, heardBtc.mock.calls.length]).toEqual([1, 0]);
  });

  test('a removed account takes its rows along', () => {
    const store = storeWith(account, terminal);
    store.apply({ ...push, seq: 1, terminal: terminalOf(null, { seq: 2 }) });
    expect([store.get().account, store.rows.position.get(account.positions[0]?.id ?? '')]).toEqual([null, undefined]);
  });
});

test('raised alerts wait until they are dismissed, and old ones make room', () => {
  const store = storeWith(account, terminal);
  for (let id = 1; id <= 25; id += 1) store.apply({ ...push, seq: id, raised: [id] });
  expect(store.get().raised).toHaveLength(20);
  store.dismissRaised(25);
  expect(store.get().raised.at(-1)).toBe(24);
});

test('a connection changes from what it was, also before it is on screen', () => {
  const store = createStore(() => undefined);
  store.changeConnection(() => ({ ...CONNECTED, fault: 'first' }));
  store.changeConnection((before) => ({ ...before, reach: 'lost' }));
  store.flush();
  expect(store.get().connection).toEqual({ ...CONNECTED, fault: 'first', reach: 'lost' });
});
