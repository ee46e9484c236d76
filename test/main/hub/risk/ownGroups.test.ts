import { expect, test } from 'vitest';
import { createOwnGroups } from '../../../../src-main/hub/risk/ownGroups.ts';

function opened(text: Record<string, string> = {}) {
  const kept = new Map(Object.entries(text));
  return { kept, groups: createOwnGroups({ get: (key) => kept.get(key) ?? null, set: (key, json) => void kept.set(key, json) }) };
}
const OVERWRITE = [{ name: 'Overwrite', legs: [{ id: 'BTC-C|both|cross', quantity: -1, whole: false }] }];

test('groups are kept by account and underlying, over a start', () => {
  const { kept, groups } = opened();
  expect(groups.put('a', 'BTC', OVERWRITE)).toBe(true);
  const again = createOwnGroups({ get: (key) => kept.get(key) ?? null, set: () => { throw new Error('nothing is written'); } });
  expect(again.find('a', 'BTC')).toEqual(OVERWRITE);
  expect(again.find('a', 'ETH')).toEqual([]);
  expect(again.find('b', 'BTC')).toEqual([]);
});

test('none groups automatically again, and an account takes its own along', () => {
  const { groups } = opened();
  groups.put('a', 'BTC', OVERWRITE);
  groups.put('a', 'ETH', OVERWRITE);
  groups.put('a', 'BTC', []);
  expect([groups.find('a', 'BTC'), groups.find('a', 'ETH')]).toEqual([[], OVERWRITE]);
  groups.forget('a');
  expect(groups.find('a', 'ETH')).toEqual([]);
});

test('what cannot be read is as good as none, and too many underlyings are refused', () => {
  const { groups } = opened({ 'strategies.a': JSON.stringify({ BTC: [{ name: '', legs: 3 }], ETH: OVERWRITE }) });
  expect([groups.find('a', 'BTC'), groups.find('a', 'ETH')]).toEqual([[], OVERWRITE]);
  for (let at = 0; at < 199; at += 1) expect(groups.put('a', `COIN${at}`, OVERWRITE)).toBe(true);
  expect(groups.put('a', 'ONE-MORE', OVERWRITE)).toBe(false);
  expect(groups.put('a', 'COIN3', OVERWRITE)).toBe(true);
});
