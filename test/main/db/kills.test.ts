import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createAlertRepository } from '../../../src-main/db/alertRepository.ts';
import { child } from './support/child.ts';
import { opened, refusal, newFolders } from './support/database.ts';
import { ALERT } from './support/samples.ts';

const at = newFolders();

describe('two processes', () => {
  test('the second writer is refused while the first lives, and let in once it was killed', async () => {
    const path = at('plimsoll.db');
    const first = child('writer.ts', path);
    await first.spoke;
    expect(refusal(path)).toEqual({ code: 'database/locked', path, retryable: true });
    await first.kill();
    expect(refusal(path)).toBeNull();
  });

  test('a reader works beside a writer', async () => {
    const path = at('plimsoll.db');
    const writer = child('writer.ts', path);
    await writer.spoke;
    const reader = opened(path, true);
    const seen = reader.alerts.recent(1)[0]?.id ?? 0;
    while (reader.alerts.recent(1)[0]?.id === seen) await new Promise((done) => setTimeout(done, 5));
    expect(reader.integrity()).toBe('ok');
    reader.close();
    await writer.kill();
  });
});

test('over 30 kills no alert that was acknowledged to the caller is lost', async () => {
  const path = at('plimsoll.db');
  let promised = 0;
  for (let round = 0; round < 30; round += 1) {
    const writer = child('writer.ts', path);
    await writer.spoke;
    await new Promise((done) => setTimeout(done, (round * 37) % 90));
    await writer.kill();
    const store = opened(path);
    const kept = new Map(store.alerts.recent(1_000_000).map((alert) => [alert.id, alert.acknowledgedAt]));
    const ids = writer.lines.map(Number);
    expect(ids.filter((id) => kept.get(id) !== (id % 3 === 0 ? 1 : null))).toEqual([]);
    expect(store.integrity()).toBe('ok');
    store.close();
    promised += ids.length;
  }
  expect(promised).toBeGreaterThan(300);
}, 120_000);

test('on a full disk a raise fails aloud, and what was raised before stays', () => {
  const path = at('plimsoll.db');
  const before = opened(path);
  const ids = [before.alerts.raise(ALERT)];
  before.close();
  const db = new SqliteDatabase(path);
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 4}`);
  const alerts = createAlertRepository(db);
  const fill = (): void => {
    for (;;) ids.push(alerts.raise({ ...ALERT, title: 'x'.repeat(1000) }));
  };
  expect(fill).toThrow('full');
  expect(alerts.open().map(({ id }) => id)).toEqual(ids.toReversed());
  db.close();
  const store = opened(path);
  expect(store.alerts.open().map(({ id }) => id)).toEqual(ids.toReversed());
  expect([ids.length > 2, store.integrity()]).toEqual([true, 'ok']);
  expect(store.alerts.raise(ALERT)).toBeGreaterThan(ids.at(-1) ?? 0);
  store.close();
});
