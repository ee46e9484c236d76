import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DRILL_MINUTES } from '#shared/ipc/limits.ts';
import { epochMs } from '#shared/num/units.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, riskyDocument, START, text, tick } from './support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
let file: string;
beforeEach(() => {
  file = path('drill.db');
  bench = openBench(file);
});
afterEach(() => bench.store.close());

const drillOf = (percent: number, asset: string | null = null) => ({ percent, asset, since: bench.clock.wall() });
const start = (accountId: string, percent: number, asset: string | null = null): void => void bench.engine.setDrill(accountId, drillOf(percent, asset));
const end = (accountId: string): void => void bench.engine.setDrill(accountId, null);
const view = (accountId: string) => {
  const shown = bench.engine.view(accountId);
  if (shown === null) throw new Error('no account');
  return shown;
};
const openAlerts = () => bench.alerts.recent().filter(({ clearedAt, kind }) => clearedAt === null && kind !== 'blind').map(({ title, stage, drill }) => ({ stage, drill, said: title.startsWith('Drill: ') }));

/** A live account at 60,000 and, a second later, evaluated. */
function live(document = riskyDocument()): string {
  const accountId = bench.put(document);
  bench.tick(0, tick('60000'));
  bench.second(100);
  return accountId;
}

describe('a drill', () => {
  test('moves the price in use, says so, keeps the real one underneath, and goes on with the market', () => {
    const accountId = live();
    start(accountId, -20);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '48000', state: 'drill', underneath: '60000' });
    expect(view(accountId)).toMatchObject({ drill: { percent: -20, asset: null }, worstInput: { state: 'drill' } });
    expect(view(accountId).totals.equity).toBe('28000');
    bench.tick(200, tick('61000'));
    bench.second(1000);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '48800', underneath: '61000' });
    end(accountId);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '61000', state: 'live', underneath: null });
    expect(view(accountId).drill).toBeNull();
  });

  test('a stale price stays stale: practice makes nothing fresher', () => {
    const accountId = live();
    start(accountId, -20);
    bench.second(60_000);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '48000', state: 'stale' });
  });

  test('of one asset leaves the others where they are', () => {
    const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }];
    const of = (base: string) => ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USD', contractSize: '1', tiers });
    const accountId = live(riskyDocument({
      instruments: [of('BTC'), of('ETH')], positions: ['BTC', 'ETH'].map((base) => ({ symbol: `${base}-PERP`, contracts: '1', entryPrice: '3000' })), prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000' } },
    }));
    start(accountId, -50, 'ETH');
    expect(view(accountId).positions.map(({ symbol, mark }) => [symbol, mark.value])).toEqual([['BTC-PERP', '60000'], ['ETH-PERP', '1500']]);
  });

  test('a price typed by hand is moved too, and is the typed one again afterwards', () => {
    const accountId = live();
    bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text('50000'), at: epochMs(START) });
    start(accountId, -10);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '45000', state: 'drill', underneath: '50000' });
    end(accountId);
    expect(view(accountId).positions[0]?.mark).toMatchObject({ value: '50000', state: 'manual', underneath: '60000' });
  });

  test('an index in another currency is converted at the real rate: what is stored is what the venue said', () => {
    const accountId = live(riskyDocument({
      valuationCurrency: 'EUR', collateral: [{ asset: 'EUR', amount: '40000', weight: '1' }, { asset: 'BTC', amount: '1', weight: '1' }, { asset: 'USD', amount: '10', weight: '1' }],
      prices: { mark: { 'BTC-PERP': '60000' }, index: { USD: '0.5', BTC: '30000' } },
    }));
    start(accountId, -50, 'USD');
    bench.tick(200, { kind: 'index', venue: 'generic', base: 'BTC', quote: 'USD', indexPrice: text('62000'), eventAt: null });
    end(accountId);
    expect(view(accountId).collateral.find(({ asset }) => asset === 'BTC')?.price.value).toBe('31000');
    bench.engine.savePrices(bench.store.prices.saveLast);
    expect(bench.store.accounts.load(accountId)?.prices.index.get('BTC')?.value).toBe('31000');
  });

  test(`ends by itself after ${DRILL_MINUTES} minutes`, () => {
    const accountId = live();
    start(accountId, -20);
    const lasts = DRILL_MINUTES * 60_000;
    bench.second(100 + lasts - 1);
    expect(view(accountId).drill).not.toBeNull();
    bench.second(100 + lasts);
    expect(view(accountId)).toMatchObject({ drill: null });
    expect(view(accountId).positions[0]?.mark.value).toBe('60000');
  });

  test('a what-if of it says that its prices were moved', () => {
    const accountId = live();
    start(accountId, -20);
    expect(bench.engine.fork(accountId)).toMatchObject({ drill: { percent: -20 } });
  });
});

describe('warnings of a drill', () => {
  test('are raised and told as others are, say what they are, and are over with it, whatever the stage holds', () => {
    const accountId = live();
    start(accountId, -64);
    expect(openAlerts()).toEqual([{ stage: 'danger', drill: true, said: true }]);
    expect(bench.told.map(({ title }) => title.slice(0, 7))).toEqual(['Drill: ']);
    end(accountId);
    expect([openAlerts(), view(accountId).stage]).toEqual([[], 'calm']);
  });

  test('stop no real one: what was open stays open while practice is calm', () => {
    const accountId = live();
    bench.tick(200, tick('22000'));
    bench.second(1000);
    start(accountId, 100);
    bench.tick(60_000, tick('22000'));
    bench.second(60_100);
    expect(openAlerts()).toEqual([{ stage: 'danger', drill: false, said: false }]);
    bench.tick(61_000, tick('22000'));
    end(accountId);
    expect([openAlerts(), view(accountId).stage]).toEqual([[{ stage: 'danger', drill: false, said: false }], 'danger']);
    expect(bench.told).toHaveLength(1);
  });

  test('hide no real one: what became true meanwhile is told when the drill ends', () => {
    const accountId = live();
    start(accountId, -64);
    bench.tick(1000, tick('22000'));
    end(accountId);
    expect(openAlerts()).toEqual([{ stage: 'danger', drill: false, said: false }]);
    expect(bench.told.map(({ drill }) => drill)).toEqual(expect.arrayContaining([true, false]));
  });

  test('a rule that practice alone meets is cleared with it, and one that is met for real is told anew', () => {
    const accountId = live();
    const faults = bench.warnings.saveRule({ id: 'r', name: 'Low price', accountId: null, on: true, stage: 'warning', holdSeconds: 0, when: { kind: 'condition', of: 'price', about: 'BTC-PERP', is: 'below', level: '50000', band: '100' } });
    expect(faults).toEqual([]);
    start(accountId, -20);
    bench.second(1000);
    expect(openAlerts().filter(({ stage }) => stage === 'warning')).toEqual([{ stage: 'warning', drill: true, said: true }]);
    end(accountId);
    bench.second(2000);
    expect(openAlerts()).toEqual([]);
    start(accountId, -20);
    bench.tick(3000, tick('49000'));
    bench.second(3100);
    end(accountId);
    bench.second(4000);
    expect(openAlerts().filter(({ stage }) => stage === 'warning')).toEqual([{ stage: 'warning', drill: false, said: false }]);
  });

  test('are none after a restart, and the stage is not theirs', () => {
    const accountId = live();
    start(accountId, -64);
    bench.store.close();
    bench = openBench(file, START + 60_000);
    expect(bench.alerts.openStage(accountId)).toBeNull();
    bench.alerts.clearStrays([accountId], bench.clock.wall());
    expect(openAlerts()).toEqual([]);
    bench.open(accountId);
    expect(view(accountId)).toMatchObject({ stage: 'calm', drill: null });
  });
});
