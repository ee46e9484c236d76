import { describe, expect, test } from 'vitest';
import { findVenue } from '#shared/venues/registry.ts';
import type { Inputs } from '../../reference/adapter.ts';
import { number, record, records, sideOf } from '../../reference/inputs.ts';
import { amount, documentOf, type Form } from './support/documents.ts';
import { divided, expectPublished, idsOf, pool, price, publishedCase, type Read, row, snapshotOf, total, venueRatio } from './support/published.ts';

/** Figures that Bybit, OKX and their users published, from the product's own reader and engine. */

const run = (id: string, form: Form, figures: Readonly<Record<string, Read>>, change: (inputs: Inputs) => Inputs = (inputs) => inputs): void =>
  expectPublished(id, documentOf(form, change(publishedCase(id).inputs)), figures);

const BY_ENTRY = { venue: 'bybit', model: 'tiered-cross', parameters: 'bybit-uta-2023-10-09' } as const;
const BY_MARK = { venue: 'bybit', model: 'tiered-cross', parameters: 'bybit-uta-2025-10-01' } as const;
const BYBIT_INVERSE = { venue: 'bybit-inverse', model: 'single-currency', parameters: 'bybit-inverse-2020-01-01' } as const;
const MARGINED = { unrealizedPnl: row(0, 'unrealizedPnl'), initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') };

/** Records round the entry for display; the value of the position is exact. */
const exactEntry = (inputs: Inputs): Inputs => ({
  ...inputs, positions: records(inputs, 'positions').map((position) => ({ ...position, entry: number(position, 'positionValue').div(number(position, 'qty')).toFixed(20) })),
});

describe('Bybit UTA', () => {
  test.each(['by-rec-ada-long-2023', 'by-rec-btc-short-2024', 'by-rec-btc-short-2022'])('%s: by entry, fee inside both margins', (id) => run(id, BY_ENTRY, MARGINED, exactEntry));
  test('by-rec-eth-short-2025: by mark, the one that its position value is of', () => {
    run('by-rec-eth-short-2025', BY_MARK, { initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') }, (inputs) => ({
      ...inputs, positions: records(inputs, 'positions').map((position) => ({ ...position, mark: number(position, 'positionValue').div(number(position, 'qty')).toFixed() })),
    }));
  });

  test('by-rec-btc-hedged-short-2023: the covered leg keeps the fees of both', () => {
    const { inputs } = publishedCase('by-rec-btc-hedged-short-2023');
    const [short] = records(inputs, 'positions');
    const document = documentOf(BY_ENTRY, { ...inputs, mmr: '0.005', positions: [short, { ...short, side: 'long' }] });
    expectPublished('by-rec-btc-hedged-short-2023', document, MARGINED);
  });

  test('dv-bybit-uta-lp-long: the table of BTCPERP that is built in', () => run('dv-bybit-uta-lp-long', { ...BY_MARK, settle: 'USDC', builtIn: true, wallet: amount('marginBalance') }, { liquidationPrice: price(0) }));

  test.each(idsOf(({ id }) => id.startsWith('by-tier-')))('%s: the table that is built in, without the fee', (id) => {
    const { inputs } = publishedCase(id);
    const symbol = String(inputs['symbol']);
    const instrument = { ...findVenue('bybit')?.instrument(symbol, BY_MARK.parameters), takerFeeRate: '0' };
    const document = documentOf({ ...BY_MARK, settle: symbol === 'BTCPERP' ? 'USDC' : 'USDT', instrument }, { mmr: '0', positions: [{ symbol, side: 'long', qty: '1', mark: inputs['notional'], entry: inputs['notional'] }] });
    expectPublished(id, document, { maintenanceMargin: row(0, 'maintenanceMargin') });
  });

  test('by-doc-haircut-btc-over-cap: the weights that are built in', () => {
    const document = { ...BY_MARK, valuationCurrency: 'USD', collateral: [{ asset: 'BTC', amount: '80' }], positions: [], prices: { index: { BTC: '1' } } };
    expectPublished('by-doc-haircut-btc-over-cap', document, { collateralCoins: total('adjustedEquity') });
  });

  test.each(['by-doc-iso-long-20k', ...idsOf(({ id }) => id.startsWith('ft-bybit-iso-'))])('%s: isolated, where the page leaves the fee out', (id) => {
    const { inputs: { positions, leverage }, expected } = publishedCase(id);
    const inputs = { positions, leverage, takerFeeRate: '0' };
    const [position] = records(inputs, 'positions');
    const own = position === undefined ? '0' : number(position, 'qty').times(number(position, 'entry')).div(number(inputs, 'leverage')).toFixed(20);
    const figures = { liquidationPrice: price(0), initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') };
    expectPublished(id, documentOf({ ...BY_ENTRY, isolated: () => own }, inputs), Object.fromEntries(Object.entries(figures).filter(([key]) => key in expected)));
  });
});

describe('Bybit inverse before UTA', () => {
  test('by-doc-inverse-iso-short: isolated, where the page leaves the fee out', () => {
    run('by-doc-inverse-iso-short', { ...BYBIT_INVERSE, isolated: () => '0.12' }, { positionValue: row(0, 'notional'), initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin'), liquidationPrice: price(0) }, (inputs) => ({ ...inputs, takerFeeRate: '0' }));
  });

  test('by-doc-inverse-cross-long: the leverage stands for the whole balance', () => {
    run('by-doc-inverse-cross-long', { ...BYBIT_INVERSE, wallet: amount('accountBalance') }, { liquidationPrice: price(0) }, (inputs) => ({ ...inputs, leverage: '2.5' }));
  });
});

const OKX = { venue: 'okx', model: 'single-currency', parameters: 'okx-single-currency-2025-07-23', instrument: { tierRule: 'flat' } } as const;

describe('OKX', () => {
  test.each(['dv-okx-long', 'dv-okx-short-alert', 'dv-okx-long-none'])('%s: fee in the ratio and in the price', (id) => {
    run(id, { ...OKX, wallet: amount('equity') }, { marginRatio: venueRatio, liquidationPrice: price(0) });
  });
  test('dv-okx-at-threshold: liquidated where the ratio is 1', () => run('dv-okx-at-threshold', { ...OKX, wallet: amount('equity') }, { marginRatio: venueRatio, liquidationPrice: price(0) }));

  test.each(['1', '2'])('okx-rec-xrp-two-frames, frame %s: the venue shows the maintenance margin without the fee', (frame) => {
    const { inputs } = publishedCase('okx-rec-xrp-two-frames');
    const { mark } = records(inputs, 'frames')[Number(frame) - 1] ?? {};
    const position = { ...record(inputs, 'position'), mark, entry: mark };
    const document = documentOf(OKX, { leverage: inputs['leverage'], takerFeeRate: '0', positions: [position] });
    expectPublished('okx-rec-xrp-two-frames', document, { [`initialMarginFrame${frame}`]: row(0, 'initialMargin'), [`maintenanceMarginFrame${frame}`]: row(0, 'maintenanceMargin') });
  });

  test.each(idsOf(({ id }) => id.startsWith('okx-tier-1inch-')))('%s: the table that is built in, without the fee', (id) => {
    const { inputs } = publishedCase(id);
    const instrument = { ...findVenue('okx')?.instrument('1INCH-USDT-SWAP', OKX.parameters), takerFeeRate: '0' };
    const document = documentOf({ ...OKX, instrument }, { mmr: '0', positions: [{ ...inputs, side: 'long', entry: inputs['mark'] }] });
    expectPublished(id, document, { maintenanceMargin: row(0, 'maintenanceMargin') });
  });

  test('okx-doc-ccy-equity: profit lands in the settle currency', () => {
    const { inputs } = publishedCase('okx-doc-ccy-equity');
    const [position] = records(inputs, 'positions');
    if (position === undefined) throw new TypeError('the case has no position');
    const entry = number(position, 'uPnL').div(number(position, 'qty')).times(-sideOf(position)).plus('60000').toFixed();
    const document = {
      ...documentOf(OKX, { mmr: '0.004', positions: [{ ...position, entry, mark: '60000' }] }),
      collateral: Object.entries(record(inputs, 'balances')).map(([asset, held]) => ({ asset, amount: held })),
      prices: { mark: { 'BTC-USDT-SWAP': '60000' }, index: { BTC: '60000', SOL: '1' } },
    };
    expectPublished('okx-doc-ccy-equity', document, { equityUSDT: pool('cross:USDT', 'adjustedEquity'), equityBTC: divided(pool('cross:BTC', 'adjustedEquity'), '60000') });
  });

  test('ft-okx-iso-5', () => run('ft-okx-iso-5', { ...OKX, isolated: amount('margin') }, { liquidationPrice: price(0) }));

  test('okx-doc-im-inverse', () => {
    const document = documentOf(OKX, { leverage: '10', mmr: '0.004', positions: [{ symbol: 'BTC-USD-SWAP', side: 'long', qty: '100', contractValueUsd: '100', mark: '10000', contractType: 'inverse' }] });
    expectPublished('okx-doc-im-inverse', document, { initialMargin: row(0, 'initialMargin') });
  });

  test('above the last published tier the requirement is unknown, never zero', () => {
    const document = documentOf({ ...OKX, builtIn: true }, { positions: [{ symbol: '1INCH-USDT-SWAP', side: 'long', contracts: '3100001', mark: '0.3' }] });
    expect(row(0, 'maintenanceMargin')(snapshotOf(document))).toBeNull();
  });
});
