import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, refuseWrites, riskyDocument, START, STALE_MS, text, tick } from '../hub/support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
beforeEach(() => { bench = openBench(path('alerts.db')); });
afterEach(() => {
  vi.restoreAllMocks();
  bench.store.close();
});

const HOLD_MS = 30_000;

describe('a stage alert', () => {
  test('is raised once for each rise, with the highest stage alone when several are passed at once', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('28000'));
    bench.second(1100);
    bench.second(2000);
    bench.tick(3000, tick('22000'));
    for (const ms of [3100, 3200, 4000]) bench.second(ms);
    expect(bench.raised()).toEqual(['stage watch', 'stage danger']);
    expect(bench.told.map(({ stage }) => stage)).toEqual(['watch', 'danger']);
  });

  test('is written on the tick itself when the ratio alone asks for it', () => {
    bench.put(riskyDocument());
    bench.second(500);
    bench.tick(1000, tick('20600'));
    expect(bench.raised()).toEqual(['stage critical']);
    expect(bench.store.alerts.open()[0]).toMatchObject({ raisedAt: START + 1000, onStaleData: false, latencyMs: 0 });
  });

  test('carries the time from the receipt of the oldest tick in it', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.tick(1040, tick('21900'));
    bench.second(1090);
    expect(bench.store.alerts.open()[0]?.latencyMs).toBe(90);
  });

  test('is a durable row before anybody is told', () => {
    const rows: number[] = [];
    bench.alerts.onRaise(({ id }) => rows.push(bench.store.alerts.open().findIndex((row) => row.id === id)));
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    expect(rows).toEqual([0]);
  });

  test('a listener that breaks keeps nobody else from being told, and raises nothing twice', () => {
    const heard: number[] = [];
    const log = vi.spyOn(console, 'error').mockReturnValue();
    bench.alerts.onRaise(() => { throw new Error('no notification service'); });
    bench.alerts.onRaise(({ id }) => heard.push(id));
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    for (const ms of [1100, 2000, 3000]) bench.second(ms);
    expect(heard).toHaveLength(1);
    expect(log).toHaveBeenCalledExactlyOnceWith('Alert 1 could not be shown:', expect.any(Error));
    expect(bench.writer.fault()).toBeNull();
  });

  test('clears when fresh prices have held the lower stage for 30 s, and says so in the log', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    for (let ms = 2000; ms <= 2000 + HOLD_MS + 1000; ms += 1000) {
      bench.tick(ms, tick('60000'));
      bench.second(ms);
    }
    expect(bench.openTitles()).toEqual([]);
    expect(bench.store.alerts.recent(1)[0]?.clearedAt).toBe(START + 2000 + HOLD_MS);
  });

  test('rises on stale prices, says that they are stale, and clears on none', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('23800'));
    bench.second(1100);
    bench.tick(2000, tick('60000'));
    for (let ms = 8000; ms <= 120_000; ms += 1000) bench.second(ms);
    expect(bench.engine.find(accountId)?.stage()).toBe('warning');
    bench.engine.find(accountId)?.applyTicks({ ticks: [tick('22000')], staleMs: [], receivedAt: epochMs(START), replay: false }, -100_000);
    bench.second(121_000);
    expect(bench.raised()).toEqual(['stage warning', 'blind warning', 'stage danger']);
    expect(bench.store.alerts.recent(1)[0]?.onStaleData).toBe(true);
    expect(bench.openTitles()).toHaveLength(3);
  });

  test.each([
    ['offline', (accountId: string) => bench.engine.setChannel(accountId, null)],
    ['disconnected', () => bench.setConnected(false)],
  ])('stays open while the account is %s', (_what, loseSight) => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    bench.tick(2000, tick('60000'));
    loseSight(accountId);
    for (let ms = 7100; ms <= 100_000; ms += 1000) bench.second(ms);
    expect(bench.engine.find(accountId)?.stage()).toBe('danger');
    expect(bench.store.alerts.open().filter(({ kind }) => kind === 'stage')).toHaveLength(1);
  });

  test('is taken up again after a restart at its stage, and raised once more only by a higher one', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    bench.engine.savePrices(bench.store.prices.saveLast);
    bench.store.close();

    bench = openBench(path('alerts.db'), START + 3_600_000);
    bench.open(accountId);
    bench.engine.setChannel(accountId, 'live');
    for (const ms of [0, 1000, 2000]) bench.second(ms);
    expect(bench.engine.view(accountId)).toMatchObject({ stage: 'danger', positions: [{ mark: { value: '22000', at: START + 1000, state: 'stale' } }] });
    expect(bench.raised()).toEqual(['stage danger']);
    bench.tick(3000, tick('22000'));
    bench.second(3100);
    expect(bench.raised()).toEqual(['stage danger']);
    bench.tick(4000, tick('21000'));
    bench.second(4100);
    expect(bench.raised()).toEqual(['stage danger', 'stage critical']);
  });

  test('that an account is opened with is kept, however safe it looks, until fresh prices have held that for 30 s', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    expect(bench.put(riskyDocument({ collateral: [{ asset: 'USD', amount: '90000', weight: '1' }] }))).toBe(accountId);
    bench.second(2000);
    expect(bench.engine.view(accountId)).toMatchObject({ stage: 'danger', stageReason: 'kept: nothing clears on prices that are not fresh' });
    for (let ms = 3000; ms <= 34_000; ms += 1000) {
      bench.tick(ms, tick('60000'));
      bench.second(ms);
    }
    expect(bench.engine.view(accountId)).toMatchObject({ stage: 'calm', stageReason: '' });
    expect(bench.openTitles()).toEqual([]);
    expect(bench.raised()).toEqual(['stage danger']);
  });

  test('that cannot be written is told of, stops nothing, and is written once with the first write that passes', () => {
    const accountId = bench.put(riskyDocument());
    bench.second(500);
    const passAgain = refuseWrites(path('alerts.db'), 'alert_event');
    bench.tick(1000, tick('22000'));
    for (const ms of [1100, 1200, 2000]) bench.second(ms);
    expect(bench.engine.view(accountId)?.stage).toBe('danger');
    expect(bench.writer.fault()).toBe('the disk is full');
    expect(bench.complaints).toEqual(['the disk is full']);
    expect(bench.told).toEqual([]);
    passAgain();
    for (const ms of [3000, 4000]) bench.second(ms);
    expect(bench.raised()).toEqual(['stage danger']);
    expect(bench.told).toHaveLength(1);
    expect(bench.writer.fault()).toBeNull();
  });

  test('of an account that is at risk when it is first seen is not lost to a write that fails', () => {
    bench.put(riskyDocument({ prices: { mark: { 'BTC-PERP': '22000' } } }));
    const passAgain = refuseWrites(path('alerts.db'), 'alert_event');
    for (const ms of [1000, 2000]) bench.second(ms);
    passAgain();
    for (const ms of [3000, 4000]) bench.second(ms);
    expect(bench.raised()).toEqual(['stage danger']);
  });

  test('shows a window the fields of its view and no others', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    const fields = ['accountId', 'accountName', 'acknowledgedAt', 'action', 'clearedAt', 'drill', 'id', 'kind', 'latencyMs', 'onStaleData', 'raisedAt', 'snoozedUntil', 'stage', 'title'];
    expect(bench.alerts.recent().map((view) => Object.keys(view).toSorted())).toEqual([fields]);
    expect(bench.told.map((view) => Object.keys(view).toSorted())).toEqual([fields]);
  });
});

describe('a blind alert', () => {
  const blindTitles = (): readonly string[] => bench.store.alerts.open().filter(({ kind }) => kind === 'blind').map(({ title }) => title);

  test('is raised when a price has been silent for the stale limit while the account is at risk, since the last one', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    bench.second(1000 + STALE_MS);
    expect(blindTitles()).toEqual([]);
    bench.second(1001 + STALE_MS);
    expect(blindTitles()).toEqual(['Blind since 14:00 UTC: no fresh price of BTC-PERP']);
    expect(bench.engine.view(accountId)?.blindSince).toBe(START + 1000);
  });

  test('is raised once for one silence, and clears with the first price', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    for (let ms = 2000; ms < 20_000; ms += 1000) bench.second(ms);
    bench.tick(20_500, tick('22000'));
    bench.second(20_600);
    expect(bench.raised()).toEqual(['stage danger', 'blind danger']);
    expect(blindTitles()).toEqual([]);
    expect(bench.engine.view(accountId)?.blindSince).toBeNull();
  });

  test('is not raised while the account is calm', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('60000'));
    for (let ms = 2000; ms < 20_000; ms += 1000) bench.second(ms);
    expect(bench.raised()).toEqual([]);
  });

  test('is not raised where no streamed price is expected', () => {
    const accountId = bench.put(riskyDocument({ prices: { mark: { 'BTC-PERP': '22000' } } }));
    bench.engine.setChannel(accountId, null);
    for (let ms = 1000; ms < 20_000; ms += 1000) bench.second(ms);
    expect(bench.raised()).toEqual(['stage danger']);
  });

  test('gives a feed that was just turned on the stale limit to speak', () => {
    bench.put(riskyDocument({ prices: { mark: { 'BTC-PERP': '22000' } } }));
    bench.second(STALE_MS - 1);
    expect(bench.raised()).toEqual(['stage danger']);
    bench.second(STALE_MS);
    expect(bench.raised()).toEqual(['stage danger', 'blind danger']);
  });

  test('is not raised for a price that was typed in by hand, and clears when the silent one is', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(7000);
    expect(blindTitles()).toHaveLength(1);
    bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text('22100'), at: epochMs(START + 8000) });
    expect(blindTitles()).toEqual([]);
    for (let ms = 9000; ms < 30_000; ms += 1000) bench.second(ms);
    expect(blindTitles()).toEqual([]);
  });

  test('is not cleared by looking away: offline, the account is as blind as before', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(7000);
    bench.engine.setChannel(accountId, null);
    for (let ms = 8000; ms < 20_000; ms += 1000) bench.second(ms);
    expect(blindTitles()).toHaveLength(1);
  });

  test('is raised at once after the machine slept, for all of the time that it slept', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    bench.at(8 * 3_600_000);
    bench.engine.distrust();
    bench.second(8 * 3_600_000 + 100);
    expect(blindTitles()).toEqual(['Blind since 14:00 UTC: no fresh price of BTC-PERP']);
    bench.tick(8 * 3_600_000 + 900, tick('22000'));
    bench.second(8 * 3_600_000 + 1000);
    expect(blindTitles()).toEqual([]);
  });

  test('names the day when it is not today', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.at(12 * 3_600_000);
    bench.engine.distrust();
    bench.second(12 * 3_600_000);
    expect(blindTitles()).toEqual(['Blind since 2026-11-24 14:00 UTC: no fresh price of BTC-PERP']);
  });
});

describe('an expired alert', () => {
  const DAY = 86_400_000;
  const future = { symbol: 'BTC-FUT', kind: 'future', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry: new Date(START + DAY).toISOString(), tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
  const held = { instruments: [future], positions: [{ symbol: 'BTC-FUT', contracts: '1', entryPrice: '60000' }], prices: { mark: { 'BTC-FUT': '60000' } } };

  test('is raised once per contract at its expiry, and clears when the account no longer holds it', () => {
    const accountId = bench.put(riskyDocument(held));
    bench.second(DAY - 1);
    expect(bench.raised()).toEqual([]);
    for (const ms of [DAY, DAY + 1000, DAY + 2000]) bench.second(ms);
    expect(bench.raised()).toEqual(['expired calm']);
    expect(bench.openTitles()).toEqual(['BTC-FUT expired: settle or remove']);
    expect(bench.engine.view(accountId)?.positions[0]?.flags).toEqual(['expired: settle or remove']);
    bench.put(riskyDocument());
    bench.second(DAY + 3000);
    expect(bench.openTitles()).toEqual([]);
  });

  test('is not blindness: nobody streams an expired contract', () => {
    bench.put(riskyDocument({ ...held, prices: { mark: { 'BTC-FUT': '22000' } } }));
    for (let ms = DAY; ms < DAY + 20_000; ms += 1000) bench.second(ms);
    expect(bench.raised()).toEqual(['stage danger', 'expired danger']);
  });

  test('is not raised again after a restart', () => {
    const accountId = bench.put(riskyDocument(held));
    bench.second(DAY);
    bench.store.close();
    bench = openBench(path('alerts.db'), START + 2 * DAY);
    bench.open(accountId);
    bench.second(0);
    expect(bench.raised()).toEqual(['expired calm']);
  });
});

describe('the alerts of an account that is gone', () => {
  test('clear with its removal, also when the program ended between the two', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(7000);
    bench.store.accounts.remove(accountId);
    bench.engine.close(accountId);
    bench.store.close();
    bench = openBench(path('alerts.db'), START + 60_000);
    expect(bench.openTitles()).toHaveLength(2);
    bench.alerts.clearStrays(bench.store.accounts.list().map((account) => account.accountId), epochMs(START + 60_000));
    expect(bench.openTitles()).toEqual([]);
    expect(bench.alerts.openStage(accountId)).toBeNull();
  });
});
