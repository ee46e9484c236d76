import { expect, test } from 'vitest';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { epochMs } from '#shared/num/units.ts';
import { insightHandlers } from '../../../src-main/ipc/handlers/insight.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';
import { riskHere } from '../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 24, 14);
const BOOK = {
  schema: 'plimsoll.portfolio/1', name: 'Mine', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross',
  collateral: [{ asset: 'USDT', amount: '10000' }], positions: [{ symbol: 'BTCUSDT', contracts: '0.2', entryPrice: '60000' }],
  prices: { mark: { BTCUSDT: { value: '60100' } }, index: { BTC: { value: '60100' } } },
};

function handlers() {
  const { host: engine } = hostAccount(JSON.stringify(BOOK), 'demo', START);
  return insightHandlers({ engine, risk: riskHere, profiles: { texts: () => [] }, episodes: { days: () => [] }, forks: { find: () => null }, now: () => epochMs(START) });
}

test('an account that is not open is refused', async () => {
  const { 'account/compare': compare, 'account/matrix': matrix, 'account/derivation': derivation } = handlers();
  const replies = [compare({ accountId: 'none', chosen: null, asker: 'test' }), matrix({ accountId: 'none', shockPercent: -20, asker: 'test' }), derivation({ accountId: 'none', figure: { of: 'account', figure: 'equity' } })];
  for (const reply of replies) expect(await reply).toMatchObject({ ok: false, error: { code: 'account/unknown', accountId: 'none' } });
});

test('the own model stands among those of every venue, with the figures of the account', async () => {
  const reply = await handlers()['account/compare']({ accountId: ACCOUNT_ID, chosen: null, asker: 'test' });
  if (!reply.ok) throw new Error('the account is open');
  const own = reply.value.models.filter((model) => model.own);
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ title: 'Binance USD-M', maintenanceMargin: { value: '48.08', bound: null }, ownSchedules: [] });
  expect(new Set(reply.value.models.map(({ id }) => id)).size).toBe(reply.value.models.length);
});

test('a set that comes into force later is not compared with', async () => {
  const reply = await handlers()['account/compare']({ accountId: ACCOUNT_ID, chosen: null, asker: 'test' });
  if (!reply.ok) throw new Error('the account is open');
  for (const { parameterSetId } of reply.value.models) expect(Date.parse(parameterSetId.slice(-10))).toBeLessThanOrEqual(START);
});

test('a move in percent is a fraction in the answer, and a deficit is equity with its sign turned', async () => {
  const reply = await handlers()['account/matrix']({ accountId: ACCOUNT_ID, shockPercent: -20, asker: 'test' });
  if (!reply.ok) throw new Error('the account is open');
  const gap = reply.value.pools[0]?.solvency.gap;
  expect(reply.value.move).toBe('-0.2');
  expect(gap).toMatchObject({ status: 'known', equity: { value: '7616' }, deficit: { value: '-7616' } });
});

test.each<FigureRef>([
  { of: 'account', figure: 'marginRatio' }, { of: 'row', row: 'BTCUSDT|both|cross', figure: 'liquidationPrice' }, { of: 'collateral', line: 0, figure: 'adjustedValue' },
])('a derivation agrees with its figure: %o', async (figure) => {
  const reply = await handlers()['account/derivation']({ accountId: ACCOUNT_ID, figure });
  if (!reply.ok) throw new Error('the account is open');
  expect(reply.value.figure.value).toMatch(/^\d/);
  expect(reply.value.tree).not.toBeNull();
});
