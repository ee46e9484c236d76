import { describe, test } from 'vitest';
import type { Inputs } from '../../reference/adapter.ts';
import { number, numberOr, record, records, text } from '../../reference/inputs.ts';
import type { Case } from '../../reference/run.ts';
import { amount, documentOf, type Form, rateTier, walletWithOthers } from './support/documents.ts';
import { expectPublished, idsOf, price, publishedCase, type Read, row, total, venueRatio } from './support/published.ts';

/** Figures that Binance and its users published, from the product's own reader and engine. */

const SINGLE = { venue: 'binance-usdm', model: 'single-currency', parameters: 'binance-usdm-single-asset-2026-05-01' } as const;
const COINM = { venue: 'binance-coinm', model: 'single-currency', parameters: 'binance-coinm-2020-08-10' } as const;
const OPEN_ROW = { notional: row(0, 'notional'), unrealizedPnl: row(0, 'unrealizedPnl') };
const MARGINED_ROW = { ...OPEN_ROW, initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') };

const run = (id: string, form: Form, figures: Readonly<Record<string, Read>>, change: (inputs: Inputs) => Inputs = (inputs) => inputs): void =>
  expectPublished(id, documentOf(form, change(publishedCase(id).inputs)), figures);

/** The brackets of 2021 that the example of the FAQ is of, around its positions; a bracket below makes each start at 0. */
const BRACKETS_2021: Readonly<Record<string, readonly (readonly string[])[]>> = {
  BTCUSDT: [['0', '50000', '0.004', '0'], ['50000', '250000', '0.005', '50'], ['250000', '1000000', '0.01', '1300'], ['1000000', '10000000', '0.025', '16300']],
  ETHUSDT: [['0', '10000', '0.005', '0'], ['10000', '100000', '0.0065', '15'], ['100000', '500000', '0.01', '365'], ['500000', '1000000', '0.02', '5365'], ['1000000', '2000000', '0.05', '35365'], ['2000000', '5000000', '0.1', '135365']],
};
const with2021 = (inputs: Inputs): Inputs => ({ ...inputs, positions: records(inputs, 'positions').map((position) => ({ ...position, tiers: BRACKETS_2021[text(position, 'symbol')] })) });

describe('USD-M', () => {
  test.each(['bn-usdm-doc-btc-cross', 'bn-usdm-doc-eth-cross'])('%s: each symbol has its own price', (id) => {
    run(id, { ...SINGLE, wallet: amount('walletBalance') }, { liquidationPrice: price(0), TMM1: row(1, 'maintenanceMargin'), UPNL1: row(1, 'unrealizedPnl') }, with2021);
  });

  test('bn-usdm-doc-account-ratio', () => {
    run('bn-usdm-doc-account-ratio', { ...SINGLE, wallet: amount('walletBalance') }, { equity: total('equity'), maintenanceMargin: total('maintenanceMargin'), marginRatio: venueRatio }, with2021);
  });

  test.each(['bn-usdm-doc-btc-isolated', 'bn-usdm-doc-eth-isolated'])('%s', (id) => run(id, { ...SINGLE, isolated: amount('isolatedWallet') }, { liquidationPrice: price(0) }, with2021));

  test('bn-doc-hedge-iso-short-2020', () => {
    run('bn-doc-hedge-iso-short-2020', { ...SINGLE, isolated: amount('isolatedWallet') }, { liquidationPrice: price(0) }, with2021);
  });

  test('bn-rec-ltc-cross-short-2024', () => run('bn-rec-ltc-cross-short-2024', { ...SINGLE, wallet: amount('effectiveWallet') }, { ...MARGINED_ROW, liquidationPrice: price(0) }));
  test('bn-rec-xrp-cross-2024', () => run('bn-rec-xrp-cross-2024', SINGLE, MARGINED_ROW));
  test('bn-rec-btc-iso-long-2023', () => run('bn-rec-btc-iso-long-2023', { ...SINGLE, isolated: amount('isolatedWallet') }, { ...OPEN_ROW, marginBalance: total('equity'), liquidationPrice: price(0) }));

  test('bn-rec-btc-cross-2021', () => run('bn-rec-btc-cross-2021', { ...SINGLE, builtIn: true }, OPEN_ROW));

  test.each(idsOf(({ id, inputs }) => id.startsWith('dv-bn-btc-mm-') && typeof inputs['notional'] === 'string'))('%s: the table that is built in', (id) => {
    const { notional } = publishedCase(id).inputs;
    const document = documentOf({ ...SINGLE, builtIn: true }, { positions: [{ symbol: 'BTCUSDT', side: 'long', qty: '1', entry: notional, mark: notional }] });
    expectPublished(id, document, { maintenanceMargin: row(0, 'maintenanceMargin') });
  });

  test.each([
    'dv-bn-long-tier-drop', 'dv-bn-cross-with-other-losing', 'dv-bn-long-no-lp', 'dv-bn-short-tier-rise', 'dv-bn-cross-short-with-other', 'dv-bn-short-tier-rise-whale',
    'dv-bn-hedge-flat', 'dv-bn-hedge-net-long',
  ])('%s: the table that is built in', (id) => {
    run(id, { ...SINGLE, builtIn: true, wallet: walletWithOthers }, { equityExOthers: total('equity'), maintenanceMargin: total('maintenanceMargin'), liquidationPrice: price(0) });
  });

  test('dv-bn-two-pos-long-short: the tables that are built in', () => {
    run('dv-bn-two-pos-long-short', { ...SINGLE, builtIn: true, wallet: amount('walletBalance') }, {
      equity: total('equity'), maintenanceMargin: total('maintenanceMargin'), marginRatio: venueRatio, initialMargin: total('initialMargin'), availableBalance: total('freeMargin'),
      liquidationPriceBTC: price(0), liquidationPriceETH: price(1),
    });
  });

  test.each(['dv-bn-stress-0p10', 'dv-bn-stress-0p20'])('%s: the same account at other marks', (id) => {
    const { inputs } = publishedCase(id);
    const base = publishedCase('dv-bn-two-pos-long-short').inputs;
    const shocks = record(inputs, 'shock');
    const positions = records(base, 'positions').map((position) => ({ ...position, mark: number(position, 'mark').times(number(shocks, text(position, 'symbol')).plus(1)).toFixed() }));
    expectPublished(id, documentOf({ ...SINGLE, builtIn: true, wallet: amount('walletBalance') }, { ...base, positions }), { equity: total('equity'), maintenanceMargin: total('maintenanceMargin') });
  });

  test('bn-edu-naive-entry-mm', () => run('bn-edu-naive-entry-mm', { ...SINGLE, isolated: amount('margin') }, { exactLiquidationPrice: price(0) }));

  test.each(['dv-bn-negative-equity-short', 'dv-bn-underwater-long'])('%s: beyond liquidation already', (id) => {
    run(id, { ...SINGLE, builtIn: true, wallet: walletWithOthers }, { equityExOthers: total('equity'), maintenanceMargin: total('maintenanceMargin') });
  });

  test('vibe-cross-offset-pnl', () => {
    run('vibe-cross-offset-pnl', { ...SINGLE, wallet: amount('walletBalance') }, {
      equity: total('equity'), initialMargin: total('initialMargin'), maintenanceMargin: total('maintenanceMargin'), availableBalance: total('freeMargin'),
    });
  });

  test.each(idsOf(({ id }) => id.startsWith('ft-binance-iso-')))('%s', (id) => {
    const amountOfOne = (): readonly Inputs[] => [{ notionalFloor: '0', maintenanceMarginRate: '0', maintenanceAmount: '0' }, { notionalFloor: '1', maintenanceMarginRate: '0.01', maintenanceAmount: '0.01' }];
    run(id, { ...SINGLE, isolated: amount('isolatedWallet'), tiers: amountOfOne }, { liquidationPrice: price(0) });
  });
});

describe('USD-M orders', () => {
  /** The price state has no last price: the mark stands in for it, so that a case that gives one has it as the mark. */
  const ordered = ({ inputs }: Case): Inputs => {
    const price = number(inputs, 'orderPrice');
    const alone = { positions: [{ symbol: 'BTCUSDT', side: inputs['side'], qty: inputs['qty'], entry: price.toFixed(), mark: (numberOr(inputs, 'last', null) ?? number(inputs, 'mark')).toFixed() }] };
    const document = documentOf({ ...SINGLE, tiers: () => rateTier('0.004', { maxLeverage: inputs['leverage'] }) }, alone);
    return { ...document, positions: [], orders: records(document, 'positions').map(({ symbol, contracts, entryPrice }) => ({ symbol, contracts, price: entryPrice })) };
  };

  test('bn-order-cost-long-2020: a buy costs its own price, which the rule of 2026 leaves as it was', () => {
    expectPublished('bn-order-cost-long-2020', ordered(publishedCase('bn-order-cost-long-2020')), { initialMargin: total('initialMargin'), cost: total('orderMargin') });
  });

  test('bn-order-cost-short-2026: a sell is assumed to fill above the last price; its open loss comes on top', () => {
    const one = publishedCase('bn-order-cost-short-2026');
    const openLoss = number(one.inputs, 'last').minus(number(one.inputs, 'orderPrice'));
    expectPublished(one.id, ordered(one), { initialMargin: (snapshot) => total('orderMargin')(snapshot)?.minus(openLoss) ?? null });
  });
});

describe('Portfolio Margin', () => {
  test('bn-rec-btc-pm-2024', () => {
    run('bn-rec-btc-pm-2024', { venue: 'binance-portfolio-margin', model: 'tiered-cross', parameters: 'binance-portfolio-margin-2024-01-01', wallet: amount('walletBalance') }, {
      equity: total('equity'), initialMargin: total('initialMargin'), maintenanceMargin: total('maintenanceMargin'), marginRatio: total('marginRatio'), liquidationPrice: price(0),
    });
  });
});

describe('COIN-M', () => {
  test('bn-rec-eth-inverse-2024', () => run('bn-rec-eth-inverse-2024', COINM, MARGINED_ROW));
  test('bn-doc-coinm-cross-long-2020', () => run('bn-doc-coinm-cross-long-2020', { ...COINM, wallet: amount('effectiveWallet') }, { unrealizedPnl: row(0, 'unrealizedPnl'), liquidationPrice: price(0) }));

  test.each(['dv-inv-short-overcollateralised-none', 'dv-inv-short-near-1x', 'dv-inv-hedge-net-long', 'dv-inv-long-1x'])('%s', (id) => {
    run(id, { ...COINM, wallet: amount('walletBalance') }, { equityCoin: total('equity'), maintenanceMarginCoin: total('maintenanceMargin'), liquidationPrice: price(0) });
  });

  test('dv-inv-with-cum: the bracket above 50 coins, over one below that meets it', () => {
    const bracket = (): readonly Inputs[] => [{ notionalFloor: '0', maintenanceMarginRate: '0.0138', maintenanceAmount: '0' }, { notionalFloor: '50', maintenanceMarginRate: '0.05', maintenanceAmount: '1.81' }];
    run('dv-inv-with-cum', { ...COINM, wallet: amount('walletBalance'), tiers: bracket, instrument: { tierUnit: 'coin' } }, {
      equityCoin: total('equity'), maintenanceMarginCoin: total('maintenanceMargin'), liquidationPrice: price(0),
    });
  });
});
