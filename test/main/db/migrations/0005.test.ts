import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { directly, madeAtVersion, newFolders, NOW, opened } from '../support/database.ts';
import { ALERT } from '../support/samples.ts';

const at = newFolders();

/** A log of version 4 as that version wrote it: one open alert that was acknowledged, and one that cleared. */
const BEFORE = `
INSERT INTO alert_event VALUES (1, NULL, 'raise', 1000, '', 'a', 'Main', 'stage', '', 'warning', 'Warning: 70 %', 'Add 1', 1, 1.5, '{"ratio":"0.7"}');
INSERT INTO alert_event VALUES (2, 1, 'acknowledge', 2000, '', 'a', 'Main', 'stage', '', 'warning', 'Warning: 70 %', 'Add 1', 1, NULL, '{}');
INSERT INTO alert_event VALUES (5, NULL, 'raise', 3000, '', 'b', 'Other', 'blind', '', 'danger', 'Blind', '', 0, NULL, '{}');
INSERT INTO alert_event VALUES (9, 5, 'clear', 4000, 'seen', 'b', 'Other', 'blind', '', 'danger', 'Blind', '', 0, NULL, '{}');
`;
const EVERYTHING = 'SELECT id, alert_id, event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body FROM alert_event ORDER BY id';

function fromVersion4(): ReturnType<typeof opened> {
  madeAtVersion(at('plimsoll.db'), 4);
  directly(at('plimsoll.db'), (db) => db.exec(BEFORE));
  return opened(at('plimsoll.db'));
}

test('moves every row of the log as it was, and goes on counting where it stopped', () => {
  madeAtVersion(at('plimsoll.db'), 4);
  const before = directly(at('plimsoll.db'), (db) => {
    db.exec(BEFORE);
    return db.prepare(EVERYTHING).raw().all();
  });
  const store = opened(at('plimsoll.db'));
  expect(store.migratedFrom).toBe(4);
  expect(store.alerts.open()).toMatchObject([{ id: 1, acknowledgedAt: 2000, latencyMs: 1.5, onStaleData: true, body: '{"ratio":"0.7"}' }]);
  expect(store.alerts.recent(9).map(({ id, clearedAt, clearNote }) => [id, clearedAt, clearNote])).toEqual([[5, 4000, 'seen'], [1, null, null]]);
  expect(store.alerts.raise(ALERT)).toBe(10);
  expect(store.integrity()).toBe('ok');
  store.close();
  expect(directly(at('plimsoll.db'), (db) => db.prepare(EVERYTHING).raw().all()).slice(0, 4)).toEqual(before);
});

test.each([
  ['changed', "UPDATE alert_event SET title = 'other'"],
  ['deleted', 'DELETE FROM alert_event'],
  ['replaced', "INSERT OR REPLACE INTO alert_event SELECT 1, NULL, 'raise', at, note, account_id, account_name, kind, subject, stage, 'other', action, on_stale_data, latency_ms, body, NULL FROM alert_event WHERE id = 1"],
  ['acknowledged twice', "INSERT INTO alert_event SELECT NULL, 1, 'acknowledge', at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body, NULL FROM alert_event WHERE id = 1"],
])('the log is as append-only as before: no row is %s', (_what, sql) => {
  fromVersion4().close();
  directly(at('plimsoll.db'), (db) => expect(() => db.exec(sql)).toThrow('append-only'));
});

test.each([
  ['a snooze without an end', "'snooze', 1, NULL"], ['an end of something else', "'acknowledge', 5, 9000"], ['a raise that follows another', "'raise', 1, NULL"],
  ['a clear of nothing', "'clear', NULL, NULL"], ['an event of no name', "'hide', 1, NULL"],
])('takes no row with %s', (_what, values) => {
  fromVersion4().close();
  directly(at('plimsoll.db'), (db) => expect(() => db.exec(`INSERT INTO alert_event SELECT NULL, alert, event, 1, '', 'a', 'Main', 'stage', '', 'warning', '', '', 0, NULL, '{}', until FROM (SELECT ${values.replace(/^('\w+'), (\w+), (\w+)$/, '$1 AS event, $2 AS alert, $3 AS until')})`)).toThrow('CHECK'));
});

test('an alert and an account may each be snoozed again and again: a row each time, the last one counts', () => {
  const store = fromVersion4();
  const snooze = (alertId: number | null, until: number, at: number): void => store.alerts.snooze({ alertId, accountId: 'a', accountName: 'Main', stage: 'warning', at: epochMs(at), until: epochMs(until), latencyMs: alertId === null ? null : 7 });
  snooze(1, NOW + 1000, NOW);
  snooze(1, NOW + 5000, NOW + 100);
  snooze(null, NOW + 9000, NOW + 200);
  expect(store.alerts.snoozes(NOW)).toEqual([{ alertId: 1, accountId: 'a', stage: 'warning', at: NOW + 100, until: NOW + 5000 }, { alertId: null, accountId: 'a', stage: 'warning', at: NOW + 200, until: NOW + 9000 }]);
  expect(store.alerts.snoozes(epochMs(NOW + 5000))).toMatchObject([{ alertId: null }]);
  // Waking it is a row too: its end is not after its beginning.
  snooze(null, NOW + 300, NOW + 300);
  expect(store.alerts.snoozes(NOW)).toMatchObject([{ alertId: 1 }]);
  store.close();
  expect(directly(at('plimsoll.db'), (db) => db.prepare("SELECT alert_id, kind, title, latency_ms, until FROM alert_event WHERE event = 'snooze' ORDER BY id").raw().all())).toEqual([
    [1, 'stage', 'Warning: 70 %', 7, NOW + 1000], [1, 'stage', 'Warning: 70 %', 7, NOW + 5000], [null, 'account', '', null, NOW + 9000], [null, 'account', '', null, NOW + 300],
  ]);
});

test('rows that are written together are all there or none of them', () => {
  const store = opened(at('plimsoll.db'));
  expect(() => store.alerts.together(() => {
    store.alerts.raise(ALERT);
    throw new Error('the disk is full');
  })).toThrow('the disk is full');
  expect(store.alerts.open()).toEqual([]);
  store.alerts.together(() => [store.alerts.raise(ALERT), store.alerts.raise(ALERT)]);
  expect(store.alerts.open()).toHaveLength(2);
  store.close();
});

test('how long a person took, and how long a clear took, are in their rows', () => {
  const store = opened(at('plimsoll.db'));
  const id = store.alerts.raise(ALERT);
  store.alerts.acknowledge(id, epochMs(NOW + 4000), 4000);
  store.alerts.clear(id, epochMs(NOW + 9000), '', 2.5);
  store.close();
  expect(directly(at('plimsoll.db'), (db) => db.prepare('SELECT event, latency_ms FROM alert_event ORDER BY id').raw().all())).toEqual([['raise', 1.25], ['acknowledge', 4000], ['clear', 2.5]]);
});
