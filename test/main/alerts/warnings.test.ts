import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { directly, newFolders } from '../db/support/database.ts';
import { type Bench, openBench, riskyDocument, START, tick } from '../hub/support/riskyAccount.ts';

const path = newFolders();
const QUARTER = 15 * 60_000;
let bench: Bench;
beforeEach(() => { bench = openBench(path('warnings.db')); });
afterEach(() => {
  vi.restoreAllMocks();
  bench.store.close();
});

const at = (ms: number) => epochMs(START + ms);

/** One price, evaluated and told. @returns what was told */
function moved(ms: number, price: string): readonly string[] {
  bench.tick(ms, tick(price));
  bench.second(ms);
  return bench.warnings.beat().map(({ alert, again }) => `${alert.kind} ${alert.stage}${again ? ' again' : ''}`);
}

const rows = () => directly(path('warnings.db'), (db) => db.prepare("SELECT event, stage, latency_ms, until FROM alert_event WHERE event <> 'raise' ORDER BY id").raw().all());
const open = (stage: string) => bench.alerts.recent().find((alert) => alert.stage === stage);

describe('F10: a snooze', () => {
  test('of an alert is a row with the time since its raise, keeps it quiet for a quarter of an hour, and then it is told again', () => {
    bench.put(riskyDocument());
    expect(moved(1000, '22000')).toEqual(['stage danger']);
    bench.at(4000);
    expect(bench.alerts.snooze(1, 15, at(4000))).toBe(at(4000 + QUARTER));
    expect(open('danger')?.snoozedUntil).toBe(at(4000 + QUARTER));
    expect(rows()).toEqual([['snooze', 'danger', 3000, at(4000 + QUARTER)]]);
    for (let ms = 60_000; ms < 4000 + QUARTER; ms += 60_000) expect(moved(ms, '22000')).toEqual([]);
    expect(moved(4000 + QUARTER, '22000')).toEqual(['stage danger again']);
    expect(open('danger')?.snoozedUntil).toBeNull();
  });

  test.each(['alert', 'account'])('of an %s never hides a higher stage, and is over for good with it', (what) => {
    const accountId = bench.put(riskyDocument());
    moved(1000, '22000');
    if (what === 'alert') bench.alerts.snooze(1, 60, at(2000));
    else bench.alerts.snoozeAccount({ accountId, accountName: 'Risky' }, 60, at(2000));
    expect(moved(3000, '22000')).toEqual([]);
    expect(moved(4000, '21000')).toEqual(['stage critical', 'stage danger again']);
    expect(bench.alerts.snoozedAccounts()).toEqual([]);
  });

  test('of an account covers what comes later, up to its stage; waking it tells what waits', () => {
    const accountId = bench.put(riskyDocument());
    moved(1000, '23800');
    bench.alerts.snoozeAccount({ accountId, accountName: 'Risky' }, 60, at(2000));
    bench.second(9000);
    expect(bench.raised()).toEqual(['stage warning', 'blind warning']);
    expect(bench.warnings.beat()).toEqual([]);
    expect(bench.warnings.view().snoozes).toEqual([{ accountId, stage: 'warning', until: at(2000 + 60 * 60_000) }]);
    expect(bench.alerts.snoozeAccount({ accountId, accountName: 'Risky' }, 0, at(10_000))).toBe(at(10_000));
    bench.at(10_000);
    expect(bench.warnings.beat().map(({ alert }) => alert.kind).toSorted()).toEqual(['blind', 'stage']);
  });

  test('of what is critical ends after a quarter of an hour, whatever was asked for', () => {
    bench.put(riskyDocument());
    moved(1000, '21000');
    expect(bench.alerts.snooze(1, 60, at(2000))).toBe(at(2000 + QUARTER));
  });

  test('holds over a restart for what is left of it, and not when the clock was set back meanwhile', () => {
    bench.put(riskyDocument());
    moved(1000, '22000');
    bench.alerts.snooze(1, 15, at(2000));
    const restarted = (from: number): boolean => {
      bench.store.close();
      bench = openBench(path('warnings.db'), from);
      return open('danger')?.snoozedUntil !== null;
    };
    expect([restarted(START + 10_000), restarted(START + 2000 + QUARTER), restarted(START + 1000), restarted(START + QUARTER)]).toEqual([true, false, false, true]);
  });

  test('of what is not open is refused', () => expect(bench.alerts.snooze(9, 15, at(0))).toBeNull());
});

test('F10: each raise, acknowledgement, snooze and clear is one row with its latency', () => {
  bench.put(riskyDocument());
  bench.tick(1000, tick('22000'));
  bench.second(1080);
  bench.alerts.acknowledge(1, at(5000));
  bench.alerts.snooze(1, 15, at(6000));
  for (let ms = 7000; ms <= 38_000; ms += 1000) {
    bench.tick(ms, tick('60000'));
    bench.second(ms + 20);
  }
  expect(directly(path('warnings.db'), (db) => db.prepare('SELECT event, latency_ms FROM alert_event ORDER BY id').raw().all())).toEqual([['raise', 80], ['acknowledge', 3920], ['snooze', 4920], ['clear', 20]]);
});

describe('what is told', () => {
  test('in quiet hours waits for their end; what is critical does not', () => {
    const minute = new Date(START).getHours() * 60 + new Date(START).getMinutes();
    bench.warnings.desk.set({ ...bench.warnings.desk.settings(), quiet: { on: true, from: minute, to: (minute + 10) % 1440 } });
    bench.put(riskyDocument());
    expect(moved(1000, '22000')).toEqual([]);
    expect(moved(2000, '21000')).toEqual(['stage critical']);
    expect(bench.warnings.view().quiet).toBe(true);
    bench.alerts.acknowledge(2, at(3000));
    expect(moved(10 * 60_000, '21000')).toEqual(['stage danger']);
  });

  test('fault 45: a notification service that fails is said, and the alert stays open until someone acknowledges it', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    bench.warnings.onNotices(() => { throw new Error('no bus'); });
    const heard: string[] = [];
    bench.warnings.onRaise(({ title }) => heard.push(title));
    bench.put(riskyDocument());
    bench.warnings.cannotNotify('not supported');
    expect(moved(1000, '22000')).toEqual(['stage danger']);
    expect([heard.length, log.mock.calls.length]).toEqual([1, 1]);
    expect(bench.warnings.view().notificationFault).toBe('not supported');
    expect(open('danger')).toMatchObject({ clearedAt: null, acknowledgedAt: null });
    expect(moved(1000 + 5 * 60_000, '22000')).toEqual(['stage danger again']);
    bench.warnings.cannotNotify(null);
    expect(bench.warnings.view().notificationFault).toBeNull();
  });
});

describe('fault 46: a thousand alerts in a second', () => {
  const subject = (account: number) => ({ accountId: `a${account}`, accountName: `Account ${account}`, onStaleData: false, drill: false, sinceTickMs: () => 5 });
  const stages = ['watch', 'warning', 'danger', 'critical', 'liquidating'] as const;
  const storm = (): void => bench.alerts.together(() => {
    for (let n = 0; n < 1000; n += 1) bench.alerts.raise(subject(n % 40), { kind: 'suspect', about: `S${n}`, stage: stages[n % 997 === 0 ? 4 : n % 4] ?? 'watch', text: { title: `S${n} is held`, action: '' } }, at(n));
  });

  test('are a thousand rows, one message to a window and one notice with the worst in front', () => {
    const batches: number[] = [];
    const shown: string[] = [];
    bench.warnings.onNotices((notices) => batches.push(notices.length));
    bench.warnings.onRaise(({ stage, title }) => shown.push(`${stage}: ${title}`));
    storm();
    bench.warnings.beat();
    expect(batches).toEqual([1000]);
    expect(shown).toEqual(['liquidating: S997 is held (and 999 more: 1 liquidating, 250 critical, 250 danger, 249 warning, 249 watch)']);
    expect(bench.store.alerts.open()).toHaveLength(1000);
  });

  test('leave a window with the worst two hundred and the counts of all', () => {
    storm();
    const sent = bench.alerts.recent();
    expect(sent.length).toBeLessThanOrEqual(260);
    expect(sent.filter(({ stage }) => stage === 'liquidating')).toHaveLength(2);
    expect(bench.warnings.view().open).toEqual({ calm: 0, watch: 249, warning: 249, danger: 250, critical: 250, liquidating: 2 });
  });

  test('are taken, written and told within a second, and what follows is quick', () => {
    const begun = performance.now();
    storm();
    bench.warnings.beat();
    const wrote = performance.now() - begun;
    const again = performance.now();
    for (let n = 0; n < 10; n += 1) {
      bench.warnings.beat();
      bench.alerts.recent();
    }
    expect(wrote).toBeLessThan(1000);
    expect((performance.now() - again) / 10).toBeLessThan(50);
  });

  test('a few are told one by one', () => {
    const shown: string[] = [];
    bench.warnings.onRaise(({ title }) => shown.push(title));
    for (const [n, stage] of (['watch', 'danger', 'warning'] as const).entries()) bench.alerts.raise(subject(n), { kind: 'blind', about: '', stage, text: { title: `${stage}`, action: '' } }, at(n));
    bench.warnings.beat();
    expect(shown).toEqual(['danger', 'warning', 'watch']);
  });
});

test('nothing of what is written together is told before all of it is durable', () => {
  const log = bench.store.alerts;
  const heard: number[] = [];
  bench.alerts.onRaise(() => heard.push(log.open().length));
  const draft = (about: string) => ({ kind: 'depeg' as const, about, stage: 'watch' as const, text: { title: about, action: '' } });
  const subject = { accountId: 'a', accountName: 'A', onStaleData: false, drill: false, sinceTickMs: () => null };
  expect(() => bench.alerts.together(() => {
    bench.alerts.raise(subject, draft('X'), at(0));
    throw new Error('the disk is full');
  })).toThrow('the disk is full');
  expect([heard, bench.alerts.watched(), log.open()]).toEqual([[], [], []]);
  bench.alerts.together(() => ['X', 'Y'].forEach((about) => bench.alerts.raise(subject, draft(about), at(0))));
  expect(heard).toEqual([2, 2]);
});
