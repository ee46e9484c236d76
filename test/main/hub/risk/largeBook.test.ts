import { afterAll, describe, expect, test } from 'vitest';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { NOTHING_CHANGED } from '#shared/ipc/whatIf.ts';
import { Decimal, epochMs, toText } from '#shared/num/units.ts';
import { finished } from '#shared/util/pieces.ts';
import { createProfileShelf } from '../../../../src-main/hub/profileShelf.ts';
import { profilesFor } from '../../../../src-main/hub/insight/profiles.ts';
import { engineData } from '../../../../src-main/hub/risk/engineData.ts';
import { hedgesView } from '../../../../src-main/hub/risk/hedges.ts';
import { movedOptions } from '../../../../src-main/hub/risk/optionPaths.ts';
import { createRiskThread } from '../../../../src-main/hub/risk/riskThread.ts';
import { type Task, workOf } from '../../../../src-main/hub/risk/riskTasks.ts';
import { eventually } from '../../../support/eventually.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { riskHere } from '../../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const NOW = epochMs(START);
const ASSETS = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'ADA', 'AVAX', 'LINK', 'LTC', 'DOT', 'BCH', 'TRX', 'SUI', 'NEAR', 'UNI', 'AAVE', 'ETC', 'FIL', 'ATOM'];

/** Perpetuals on these assets, beside them so many dated futures: all of them weigh in every evaluation. */
function book(futures: number): string {
  const contracts = [...ASSETS.map((base) => ({ symbol: `${base}-PERP`, base })), ...Array.from({ length: futures }, (_, at) => ({ symbol: `F${at}`, base: ASSETS[at % ASSETS.length] ?? '', kind: 'future', expiry: '2027-06-25T08:00:00Z' }))];
  return JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Large', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross',
    collateral: [{ asset: 'USDT', amount: '20000' }, { asset: 'BTC', amount: '1' }],
    instruments: contracts.map((own) => ({ kind: 'perpetual', settlement: 'linear', quote: 'USDT', settle: 'USDT', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }], ...own })),
    positions: contracts.map(({ symbol }, at) => ({ symbol, contracts: String((at % 3 === 0 ? -1 : 1) * (1 + at % 7)), entryPrice: '1000' })),
    prices: { mark: Object.fromEntries(contracts.map(({ symbol }, at) => [symbol, { value: String(990 + at) }])), index: Object.fromEntries(ASSETS.map((asset) => [asset, { value: '1000' }])) },
  });
}

function hostOf(futures: number) {
  const { host } = hostAccount(book(futures), 'demo', START);
  return { host, own: host.find(ACCOUNT_ID) ?? expect.fail('the account is open') };
}

/** Pieces until the answer. */
function countOf(task: Task): Readonly<{ pieces: number; total: number }> {
  const { pieces, total } = workOf(task);
  let count = 0;
  while (pieces.next().done !== true) count += 1;
  return { pieces: count, total };
}

const SUPPOSE: SupposeSpec = { sigmaTimes: 2, funding: { kind: 'times', times: 3 }, days: 7, halted: null, deleveraged: 1 };
const SAVED = Array.from({ length: 14 }, (_, at) => ({ name: `S${at}`, savedAt: epochMs(at), spec: { ...NOTHING_CHANGED, shock: { all: '-5', assets: {} } } }));

const { host: engine, own: host } = hostOf(20);
const data = engineData(host.engine(), movedOptions(host, NOW));

describe('a question about a large book is cut into pieces, about as many as are foretold', () => {
  const models = profilesFor(host.engine().portfolio, NOW, []).length;

  test.each<[string, Task, number]>([
    ['two hedges of nearly every asset', { kind: 'hedges', data, measured: null }, 1.8 * ASSETS.length],
    ['every model, and four days under each', { kind: 'comparison', data, profiles: [], days: [], chosen: null, at: NOW }, 5 * models],
    ['twelve scenarios of the user, days of the past, and the account without each row', { kind: 'stress', data, suppose: SUPPOSE, rates: new Map(), saved: { own: { base: engine.fork(ACCOUNT_ID), scenarios: SAVED, profiles: [] }, days: [] }, measured: null }, 12 + 8 + 40],
    ['who saves whom, and without each collateral asset', { kind: 'contribution', data, move: toText(new Decimal('-0.2')), at: NOW }, 5],
  ])('%s', (_name, task, least) => {
    const { pieces, total } = countOf(task);
    expect(pieces).toBeGreaterThanOrEqual(least);
    expect(total).toBeGreaterThanOrEqual(pieces);
    expect(total).toBeLessThanOrEqual(1.5 * pieces);
  });
});

test('hedges of another thread are those of this one, to the last digit', async () => {
  const thread = createRiskThread();
  try {
    const [there, here] = [await hedgesView(host, thread, { asker: 'there', measured: null }, NOW), await hedgesView(host, riskHere, { asker: 'here', measured: null }, NOW)];
    expect(there).toEqual(here);
    expect(there.hedges.status === 'known' ? there.hedges.list.length : 0).toBeGreaterThan(ASSETS.length);
  } finally {
    await thread.stop();
  }
});

describe('of 200 rows', () => {
  const thread = createRiskThread();
  afterAll(thread.stop);
  const { own: large } = hostOf(180);
  const own = engineData(large.engine(), movedOptions(large, NOW));

  test.each<Task>([{ kind: 'hedges', data: own, measured: null }, { kind: 'comparison', data: own, profiles: [], days: [], chosen: null, at: NOW }])('a $kind says how far it is, and is given up at once', async (task) => {
    const waited = expect(thread.run(task, task.kind)).rejects.toThrow('the computation was cancelled');
    await eventually('a share is done', () => (thread.shareOf(task.kind) ?? 0) > 0);
    expect(thread.shareOf(task.kind)).toBeLessThan(1);
    thread.cancel(task.kind);
    await waited;
    expect(thread.shareOf(task.kind)).toBeNull();
  });
});

test('a venue of the user’s own is held against the book in another thread too, and what cannot be read of the shelf is left out', () => {
  const store = new Map<string, string>();
  const settings = { get: (key: string) => store.get(key) ?? null, set: (key: string, json: string) => void store.set(key, json) };
  createProfileShelf(settings).put(JSON.stringify({
    schema: 'plimsoll.profile/1', id: 'my-desk', title: 'My desk',
    sets: [{ parameters: { id: 'my-desk-1', venue: 'my-desk', model: 'tiered-cross', validFrom: '2020-01-01T00:00:00Z', source: 'mine', rules: { closingFee: 'notional', takerFeeRate: '0.001' } } }],
  }));
  const [key] = store.keys();
  if (key === undefined) throw new Error('it was kept');
  settings.set(key, JSON.stringify({ ...Object(JSON.parse(settings.get(key) ?? '')), other: '{"schema":' }));
  const profiles = createProfileShelf(settings).texts();
  expect(profiles).toHaveLength(1);
  expect(finished(workOf({ kind: 'comparison', data, profiles, days: [], chosen: null, at: NOW }).pieces)).toMatchObject({ models: expect.arrayContaining([expect.objectContaining({ title: 'My desk', parameterSetId: 'my-desk-1' })]) });
});
