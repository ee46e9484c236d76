import { expect, test } from 'vitest';
import { createDesk } from '../../../src-main/hub/desk.ts';

test('what was chosen is there after a restart, and what was stored badly is as good as not chosen', () => {
  const rows = new Map([['theme', '"purple"'], ['terminal.offline', '"yes"'], ['account.selected', '3']]);
  const store = { get: (key: string) => rows.get(key) ?? null, set: (key: string, json: string) => void rows.set(key, json) };
  const desk = createDesk(store);
  expect([desk.settings(), desk.offline(), desk.selected()]).toEqual([{ theme: 'system', priceBandPercent: 10 }, false, null]);
  desk.setSettings({ theme: 'dark' });
  desk.setOffline(true);
  desk.select('a');
  const again = createDesk(store);
  expect([again.settings(), again.offline(), again.selected()]).toEqual([{ theme: 'dark', priceBandPercent: 10 }, true, 'a']);
});

test('a choice holds at once, also when it cannot be written', () => {
  const desk = createDesk({ get: () => null, set: () => { throw new Error('the disk is full'); } });
  expect(() => desk.setOffline(true)).toThrow('the disk is full');
  expect(() => desk.select('a')).toThrow('the disk is full');
  expect([desk.offline(), desk.selected()]).toEqual([true, 'a']);
});
