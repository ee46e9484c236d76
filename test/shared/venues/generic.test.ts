import { describe, expect, test } from 'vitest';
import type { Inputs } from '../../reference/adapter.ts';
import { number, records, table, text } from '../../reference/inputs.ts';
import { amount, documentOf, type Form } from './support/documents.ts';
import { expectPublished, idsOf, price, publishedCase, row, snapshotOf, total } from './support/published.ts';

/** Published figures that need no venue's own rules: schedules, weights and collateral that moves with the position. */

const GENERIC: Form = { venue: 'generic', model: 'tiered-cross', parameters: 'generic-2020-01-01' };

describe('schedules', () => {
  test.each(idsOf(({ id, exchange }) => exchange === 'binance' && (id.startsWith('bn-tier-1000shib-') || id === 'vibe-mm-50001')))('%s: progressive', (id) => {
    const { inputs } = publishedCase(id);
    const document = documentOf(GENERIC, { tiers: inputs['tiers'], positions: [{ symbol: 'A', side: 'long', qty: '1', mark: inputs['notional'] }] });
    expectPublished(id, document, { maintenanceMargin: row(0, 'maintenanceMargin') });
  });

  test('dv-flat-tier-jump-200000', () => {
    const { inputs } = publishedCase('dv-flat-tier-jump-200000');
    const document = documentOf({ ...GENERIC, instrument: { tierRule: 'flat' } }, { tiers: inputs['tiers'], positions: [{ symbol: 'A', side: 'long', qty: '1', mark: inputs['notional'] }] });
    expectPublished('dv-flat-tier-jump-200000', document, { maintenanceMargin: row(0, 'maintenanceMargin') });
  });

  test('dv-flat-tier-lp-on-step: the step is the price', () => {
    const { inputs } = publishedCase('dv-flat-tier-lp-on-step');
    expectPublished('dv-flat-tier-lp-on-step', documentOf({ ...GENERIC, instrument: { tierRule: 'flat' }, wallet: amount('equity') }, inputs), { liquidationPrice: price(0) });
  });
});

describe('one pool', () => {
  test('dv-dated-future-basis: each leg at its own mark', () => {
    expectPublished('dv-dated-future-basis', documentOf({ ...GENERIC, wallet: amount('walletBalance') }, publishedCase('dv-dated-future-basis').inputs), { equity: total('equity'), maintenanceMargin: total('maintenanceMargin') });
  });

  test.each(idsOf(({ id }) => id.startsWith('torch-cross-')))('%s: what the others must keep is in the price', (id) => {
    const { inputs } = publishedCase(id);
    const rest = number(inputs, 'equity').minus(number(inputs, 'otherMaintenance')).toFixed();
    expectPublished(id, documentOf({ ...GENERIC, wallet: () => rest }, inputs), { liquidationPrice: price(0) });
  });

  test.each(['vibe-empty-zero', 'vibe-empty-negative'])('%s: an empty account has no ratio of nothing', (id) => {
    const { inputs } = publishedCase(id);
    const document = { ...GENERIC, valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: inputs['walletBalance'] }], positions: [] };
    expectPublished(id, document, { equity: total('equity'), maintenanceMargin: total('maintenanceMargin') });
  });
});

const balances = (inputs: Inputs): readonly Inputs[] => records(inputs, 'balances').map((line) => ({ asset: line['asset'], amount: line['qty'], weight: line['ratio'] }));
const indices = (inputs: Inputs): Inputs => Object.fromEntries(records(inputs, 'balances').map((line) => [text(line, 'asset'), line['index']]));

describe('weighted collateral', () => {
  test.each(['dv-mc-btc-collateral-long', 'dv-mc-btc-collateral-short-hedged', 'dv-mc-btc-collateral-short-overhedged'])('%s: the collateral moves with the position', (id) => {
    const { inputs } = publishedCase(id);
    const document = documentOf({ ...GENERIC, instrument: { base: 'BTC' } }, inputs);
    const mark = Object.fromEntries(records(inputs, 'positions').map((position) => [text(position, 'symbol'), position['mark']]));
    expectPublished(id, { ...document, collateral: balances(inputs), prices: { mark, index: indices(inputs) } }, { equityAtMark: total('adjustedEquity'), liquidationPrice: price(0) });
  });

  test.each(['dv-mc-sum', 'dv-mc-negative-balance'])('%s', (id) => {
    const { inputs } = publishedCase(id);
    expectPublished(id, { ...GENERIC, valuationCurrency: 'USD', collateral: balances(inputs), positions: [], prices: { index: indices(inputs) } }, { equityUsd: total('equity'), collateralUsd: total('adjustedEquity') });
  });

  test.each(idsOf(({ id }) => id.startsWith('okx-discount-beth-')))('%s: tiers by amount', (id) => {
    const { inputs } = publishedCase(id);
    const tiers = table(inputs, 'tiersUsd').map(([from, , weight]) => ({ from: from?.toFixed(), weight: weight?.toFixed() }));
    const document = { ...GENERIC, valuationCurrency: 'USD', collateral: [{ asset: 'BETH', amount: inputs['usdValue'], tiers }], positions: [], prices: { index: { BETH: '1' } } };
    expectPublished(id, document, { adjustedUsd: total('adjustedEquity') });
  });

  test('bn-multiasset-haircut-bnb: the weights of the USD-M set', () => {
    for (const { asset, usdValue } of records(publishedCase('bn-multiasset-haircut-bnb').inputs, 'assets').map((line) => ({ asset: text(line, 'asset'), usdValue: line['usdValue'] }))) {
      const document = { venue: 'binance-usdm', model: 'tiered-cross', valuationCurrency: 'USDT', collateral: [{ asset, amount: usdValue }], positions: [], prices: { index: { [asset]: '1' } } };
      expectPublished('bn-multiasset-haircut-bnb', document, { [`collateral${asset}`]: total('adjustedEquity') });
    }
  });

  test('an asset without a published weight makes the adjusted equity unknown', () => {
    const document = { ...GENERIC, valuationCurrency: 'USD', collateral: [{ asset: 'AGLD', amount: '1' }], instruments: [], positions: [], prices: { index: { AGLD: '1' } } };
    expect(snapshotOf(document)['unknown']).toMatchObject([{ missing: 'collateral weight of AGLD' }]);
  });
});
