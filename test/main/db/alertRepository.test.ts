import { describe, expect, test } from 'vitest';
import { STAGES } from '#shared/domain/stage.ts';
import { epochMs } from '#shared/num/units.ts';
import { directly, NOW, opened, newFolders } from './support/database.ts';
import { ALERT } from './support/samples.ts';

const after = (ms: number) => epochMs(NOW + ms);
const at = newFolders();

describe('an alert', () => {
  test('comes back as it was raised', () => {
    const store = opened();
    const { at: raisedAt, ...rest } = ALERT;
    const id = store.alerts.raise(ALERT);
    expect(store.alerts.open()).toEqual([{ ...rest, id, raisedAt, acknowledgedAt: null, clearedAt: null, clearNote: null }]);
    store.close();
  });

  test('needs neither subject nor body', () => {
    const store = opened();
    const { subject: _subject, body: _body, ...short } = ALERT;
    store.alerts.raise({ ...short, latencyMs: null, onStaleData: false });
    expect(store.alerts.open()).toMatchObject([{ subject: '', body: '{}', latencyMs: null, onStaleData: false }]);
    store.close();
  });

  test('can have any stage', () => {
    const store = opened();
    for (const stage of STAGES) store.alerts.raise({ ...ALERT, stage });
    expect(store.alerts.open().map(({ stage }) => stage)).toEqual(STAGES.toReversed());
    store.close();
  });

  test('is acknowledged once and cleared once; the first time counts', () => {
    const store = opened();
    const id = store.alerts.raise(ALERT);
    expect([store.alerts.acknowledge(id, after(1)), store.alerts.acknowledge(id, after(2))]).toEqual([true, false]);
    expect([store.alerts.clear(id, after(3), 'ratio 40 %'), store.alerts.clear(id, after(4), 'again')]).toEqual([true, false]);
    expect(store.alerts.open()).toEqual([]);
    expect(store.alerts.recent(10)).toMatchObject([{ id, acknowledgedAt: NOW + 1, clearedAt: NOW + 3, clearNote: 'ratio 40 %' }]);
    store.close();
  });

  test('that never was can be neither acknowledged nor cleared', () => {
    const store = opened();
    const id = store.alerts.raise(ALERT);
    store.alerts.acknowledge(id, NOW);
    expect([store.alerts.acknowledge(7, NOW), store.alerts.clear(7, NOW), store.alerts.clear(id + 1, NOW)]).toEqual([false, false, false]);
    store.close();
  });
});

test('open alerts are found by account and kind, newest first; recent ones include the cleared', () => {
  const store = opened();
  const raise = (accountId: string, kind: 'stage' | 'blind', subject: string): number => store.alerts.raise({ ...ALERT, accountId, kind, subject });
  const ids = [raise('a', 'stage', ''), raise('a', 'blind', 'x'), raise('b', 'stage', ''), raise('a', 'stage', 'y')];
  store.alerts.clear(ids[0] ?? 0, NOW, '');
  expect(store.alerts.openFor('a', 'stage').map(({ id }) => id)).toEqual([ids[3]]);
  expect(store.alerts.openFor('a', 'expired')).toEqual([]);
  expect(store.alerts.open().map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
  expect(store.alerts.recent(3).map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
  expect(store.alerts.recent(9).map(({ id }) => id)).toEqual(ids.toReversed());
  store.close();
});

describe('the log', () => {
  test.each([
    ['changed', "UPDATE alert_event SET title = 'other'"],
    ['deleted', 'DELETE FROM alert_event'],
    ['replaced by id', "INSERT OR REPLACE INTO alert_event SELECT id, alert_id, event, at, note, account_id, account_name, kind, subject, stage, 'other', action, on_stale_data, latency_ms, body, until FROM alert_event WHERE id = 1"],
    ['replaced by what happened', "INSERT OR REPLACE INTO alert_event SELECT NULL, alert_id, event, at + 1, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body, until FROM alert_event WHERE id = 2"],
  ])('has no row that can be %s', (_what, sql) => {
    const path = at('plimsoll.db');
    const store = opened(path);
    store.alerts.acknowledge(store.alerts.raise(ALERT), NOW);
    store.close();
    const rows = directly(path, (db) => {
      const all = db.prepare('SELECT * FROM alert_event');
      const before = all.all();
      expect(() => db.exec(sql)).toThrow('append-only');
      expect(all.all()).toEqual(before);
      return before;
    });
    expect(rows).toHaveLength(2);
  });

  test('gets one row per action', () => {
    const path = at('plimsoll.db');
    const store = opened(path);
    const id = store.alerts.raise(ALERT);
    store.alerts.acknowledge(id, NOW);
    store.alerts.clear(id, NOW, '');
    store.close();
    expect(directly(path, (db) => db.prepare('SELECT event, alert_id FROM alert_event ORDER BY id').raw().all())).toEqual([['raise', null], ['acknowledge', id], ['clear', id]]);
  });
});
