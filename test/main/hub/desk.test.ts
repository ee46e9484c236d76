import { expect, test } from 'vitest';
import { createDesk } from '../../../src-main/hub/desk.ts';

test('what was chosen is there after a restart, and what was stored badly is as good as not chosen', () => {
  const rows = new Map([['theme', '"purple"'], ['terminal.offline', '"yes"'], ['account.selected', '3']]);
  const store = { get: (key: string) => rows.get(key) ?? null, set: (key: string, json: string) => void rows.set(key, json) };
  const desk = createDesk(store);
  expect([desk.settings(), desk.offline(), desk.selected()]).toEqual([{ theme: 'system', privacy: false, priceBandPercent: 10, marketMethod: 'default' }, false, null]);
  desk.setSettings({ theme: 'dark', privacy: true });
  desk.setOffline(true);
  desk.select('a');
  desk.keep('layout', '{"side":300}');
  desk.keep('table.orders', 'x');
  desk.keep('table.orders', null);
  const again = createDesk(store);
  expect([again.settings(), again.offline(), again.selected()]).toEqual([{ theme: 'dark', privacy: true, priceBandPercent: 10, marketMethod: 'default' }, true, 'a']);
  expect(again.kept()).toEqual({ layout: '{"side":300}' });
});

test('windows cannot fill the database with what they keep', () => {
  const desk = createDesk({ get: () => '{"layout":3}', set: () => undefined });
  expect(desk.kept()).toEqual({});
  for (let at = 0; at < 100; at += 1) desk.keep(`table.${at}`, 'x');
  desk.keep('table.0', 'y');
  expect([Object.keys(desk.kept()).length, desk.kept()['table.0'], desk.kept()['table.99']]).toEqual([60, 'y', undefined]);
});

test('a choice holds at once, also when it cannot be written', () => {
  const desk = createDesk({ get: () => null, set: () => { throw new Error('the disk is full'); } });
  expect(() => desk.setOffline(true)).toThrow('the disk is full');
  expect(() => desk.select('a')).toThrow('the disk is full');
  expect([desk.offline(), desk.selected()]).toEqual([true, 'a']);
});
