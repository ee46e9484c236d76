import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepRows, sameJson, shareAccount, shareTerminal } from '../../../src-renderer/state/share.ts';
import { accountOf, terminalOf } from '../support/screen.tsx';

const copy = <T>(value: T): T => structuredClone(value);

test('two JSON values are the same exactly when their text is', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    expect(sameJson(a, copy(a))).toBe(true);
    if (sameJson(a, b)) expect(b).toEqual(a);
  }));
});

test('an account that came again unchanged is the same object, part by part', () => {
  const first = accountOf();
  const again = shareAccount(first, copy(first));
  expect(again.positions).toBe(first.positions);
  expect(again.totals).toBe(first.totals);
  expect(again.jointMove).toBe(first.jointMove);
});

test('a row that changed is new, and its neighbours are not', () => {
  const first = accountOf();
  const next = copy(first);
  const [sol, btc] = next.positions;
  if (sol === undefined || btc === undefined) throw new Error('the account holds two rows');
  const again = shareAccount(first, { ...next, positions: [{ ...sol, flags: ['expired: settle or remove'] }, btc] });
  expect(again.positions[0]).not.toBe(first.positions[0]);
  expect(again.positions[1]).toBe(first.positions[1]);
});

test('rows follow their key, not their place', () => {
  const a = { id: 'a', n: 1 };
  const b = { id: 'b', n: 2 };
  expect(keepRows([a, b], [copy(b), copy(a)], (row) => row.id)).toEqual([b, a]);
  expect(keepRows([a, b], [copy(b), copy(a)], (row) => row.id)[0]).toBe(b);
});

test('a terminal that only counted on keeps its lists', () => {
  const first = terminalOf(accountOf());
  const again = shareTerminal(first, { ...copy(first), seq: 2 });
  expect([again.accounts === first.accounts, again.settings === first.settings, again.seq]).toEqual([true, true, 2]);
});
