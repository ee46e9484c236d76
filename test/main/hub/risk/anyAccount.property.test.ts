import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTHING_DESIGNED } from '#shared/ipc/design.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { epochMs } from '#shared/num/units.ts';
import { finished } from '#shared/util/pieces.ts';
import { designView } from '../../../../src-main/hub/design/designView.ts';
import { hedgesView } from '../../../../src-main/hub/risk/hedges.ts';
import { riskView } from '../../../../src-main/hub/risk/riskView.ts';
import { stressView } from '../../../../src-main/hub/risk/stressView.ts';
import { unitsOf } from '../../../../src-main/hub/risk/units.ts';
import { unitViewPieces } from '../../../../src-main/hub/risk/unitView.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import { withOptions } from '../../../arbitraries/optionAccounts.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { accountDocument } from '../../../arbitraries/accounts.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { NOTHING_SAVED, riskHere } from '../../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const NOW = epochMs(START);
const SUPPOSE: SupposeSpec = { sigmaTimes: 2, funding: { kind: 'rate', rate: 0.001 }, days: 7, halted: null, deleveraged: 2 };

/** Paths of numbers that are none, wherever they hide. */
function unsound(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value === 'string') return /NaN|Infinity/.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => unsound(own, `${path}.${key}`));
}

function hostOf(document: object) {
  const host = hostAccount(JSON.stringify(document), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return host;
}

test('whatever the account, stress, risk, hedges and the requirement design are answered without a number that is none', () => fc.assert(fc.asyncProperty(accountDocument(), async (document) => {
  const host = hostOf(document);
  expect([await stressView(host, riskHere, NOW, { suppose: SUPPOSE, asker: 'test', measured: null }, NOTHING_SAVED), riskView(host, NOW, null), await hedgesView(host, riskHere, { asker: 'test', measured: null }, NOW), designView(host, { ...NOTHING_DESIGNED, sigmas: { BTC: '5' }, volumes: { BTC: '10', ETH: '0.001' } }, new Map(), NOW)].flatMap((view) => unsound(view))).toEqual([]);
}), { numRuns: 25 }));

test('of an account with options too', () => fc.assert(fc.asyncProperty(withOptions(otherAccount()), async ({ portfolio, prices }) => {
  const host = hostOf(Object(portfolioDocument(portfolio, prices, NOW)));
  expect([await stressView(host, riskHere, NOW, { suppose: SUPPOSE, asker: 'test', measured: null }, NOTHING_SAVED), riskView(host, NOW, null), await hedgesView(host, riskHere, { asker: 'test', measured: null }, NOW)].flatMap((view) => unsound(view))).toEqual([]);
}), { numRuns: 40 }), 60_000);

test('whatever the account, it is told under every scenario model', () => fc.assert(fc.property(accountDocument(), fc.constantFrom(...SCENARIO_PRESETS), (document, { model }) => {
  for (const unit of unitsOf(hostOf(document), NOW)) expect(unsound(finished(unitViewPieces(unit, model, { equity: 1000, others: 0 })))).toEqual([]);
}), { numRuns: 25 }));

const EMPTY = { schema: 'plimsoll.portfolio/1', name: 'Empty', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', collateral: [], positions: [] };
const ISOLATED = {
  ...EMPTY, collateral: [{ asset: 'USDT', amount: '1000' }], positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000', marginMode: 'isolated', isolatedMargin: '700' }],
  prices: { mark: { BTCUSDT: { value: '60100' } }, index: { BTC: { value: '60100' } } },
};

test.each([['empty', EMPTY], ['isolated alone', ISOLATED], ['per currency', { ...ISOLATED, model: 'single-currency' }]])('an account that is %s is answered', async (_name, document) => {
  const host = hostOf(document);
  const [stress, hedges] = [await stressView(host, riskHere, NOW, { suppose: SUPPOSE, asker: 'test', measured: null }, NOTHING_SAVED), await hedgesView(host, riskHere, { asker: 'test', measured: null }, NOW)];
  expect(unsound(designView(host, NOTHING_DESIGNED, new Map(), NOW))).toEqual([]);
  expect(stress.reverse).toEqual({ status: 'known', result: 'none' });
  expect(hedges.hedges).toMatchObject({ status: 'known', list: [] });
  expect(unitsOf(host, NOW)).toEqual([]);
  expect(unsound(riskView(host, NOW, null))).toEqual([]);
});
