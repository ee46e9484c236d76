import { describe, expect, test } from 'vitest';
import type { Inputs } from '../../reference/adapter.ts';
import { number, records } from '../../reference/inputs.ts';
import { amount, documentOf, type Form, rateTier } from './support/documents.ts';
import { expectPublished, idsOf, price, publishedCase, type Read, row, snapshotOf, venueRatio } from './support/published.ts';

/** Figures of Deribit, Hyperliquid and KuCoin and of their users, from the product's own reader and engine. */

const run = (id: string, form: Form, figures: Readonly<Record<string, Read>>, change: (inputs: Inputs) => Inputs = (inputs) => inputs): void =>
  expectPublished(id, documentOf(form, change(publishedCase(id).inputs)), figures);

const MARGINS = { initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') };

const SEGREGATED = { venue: 'deribit', model: 'single-currency', parameters: 'deribit-segregated-2025-01-01' } as const;
/** Contracts of a size in coins; a leverage on a record is what the venue allows, not what the user chose. */
const inContracts = (size: string) => (inputs: Inputs): Inputs => ({
  ...inputs, leverage: undefined, positions: records(inputs, 'positions').map((position) => ({ ...position, qty: number(position, 'qty').div(size).toFixed() })),
});

describe('Deribit, the rates that are built in', () => {
  test('deribit-doc-linear-sol-25', () => run('deribit-doc-linear-sol-25', { ...SEGREGATED, settle: 'USDC', builtIn: true }, MARGINS, inContracts('0.1')));
  test('deribit-doc-linear-btc-350', () => run('deribit-doc-linear-btc-350', { ...SEGREGATED, settle: 'USDC', builtIn: true }, { initialMargin: MARGINS.initialMargin }, inContracts('0.001')));
  test('deribit-rec-btcusdt-linear', () => run('deribit-rec-btcusdt-linear', { ...SEGREGATED, builtIn: true }, MARGINS, inContracts('0.001')));

  test('deribit-rec-sol-inverse: the mark of its size in coins, which is not rounded', () => {
    run('deribit-rec-sol-inverse', { ...SEGREGATED, builtIn: true }, MARGINS, (inputs) => ({
      positions: records(inputs, 'positions').map((position) => ({ ...position, sizeUsd: number(position, 'sizeUsd').div(10).toFixed(), mark: number(position, 'sizeUsd').div(number(position, 'sizeCoin')).toFixed(20) })),
    }));
  });

  test.each(['dv-deribit-inverse-long-quadratic', 'dv-deribit-inverse-short-quadratic'])('%s: a rate that grows makes the price a root of a quadratic', (id) => {
    const { expected } = publishedCase(id);
    run(id, { ...SEGREGATED, builtIn: true, wallet: amount('marginBalance') }, { liquidationPrice: price(0), ...('maintenanceMargin' in expected ? { maintenanceMargin: MARGINS.maintenanceMargin } : {}) }, (inputs) => ({
      ...inputs, positions: records(inputs, 'positions').map((position) => ({ ...position, sizeUsd: number(position, 'sizeUsd').div(10).toFixed() })),
    }));
  });

  test('under prices alone, and for ETH, nothing is built in', () => {
    for (const parameters of [SEGREGATED.parameters, 'deribit-prices-2026-11-01']) {
      const document = documentOf({ ...SEGREGATED, model: parameters === SEGREGATED.parameters ? SEGREGATED.model : 'tiered-cross', parameters, builtIn: true }, { positions: [{ symbol: 'ETH-PERPETUAL', side: 'long', qty: '1', mark: '3000', contractType: 'inverse' }] });
      expect(() => snapshotOf(document)).toThrow('no instrument');
    }
  });
});

const HYPERLIQUID = { venue: 'hyperliquid', model: 'single-currency', parameters: 'hyperliquid-2024-10-01', settle: 'USDC', wallet: amount('accountValue') } as const;

describe('Hyperliquid', () => {
  test.each(idsOf(({ id }) => id.startsWith('hl-')))('%s: half of 1 / max leverage', (id) => {
    const halved = (_position: Inputs, inputs: Inputs): readonly Inputs[] => rateTier(number(inputs, 'maxLeverage').times(2).pow(-1).toFixed());
    run(id, { ...HYPERLIQUID, tiers: halved }, { liquidationPrice: price(0) });
  });
});

describe('KuCoin', () => {
  test('kucoin-doc-cross-risk-rate: an open order asks for its fill, and the fee of opening it is gone', () => {
    const { inputs } = publishedCase('kucoin-doc-cross-risk-rate');
    const form: Form = { venue: 'kucoin', model: 'single-currency', parameters: 'kucoin-2025-01-01', wallet: amount('totalMargin') };
    const ordered = documentOf(form, { ...inputs, positions: records(inputs, 'openOrders').map((order) => ({ ...order, entry: order['price'] })) });
    const [held, orders] = [documentOf(form, inputs), records(ordered, 'positions').map(({ symbol, contracts, entryPrice }) => ({ symbol, contracts, price: entryPrice }))];
    expectPublished('kucoin-doc-cross-risk-rate', { ...held, instruments: [...records(held, 'instruments'), ...records(ordered, 'instruments')], orders }, { riskRate: venueRatio });
  });

  test('kucoin-doc-cross-lp-eth-short and kucoin-derived-cross-lp-btc-long: all positions move against the account', () => {
    const document = documentOf({ venue: 'kucoin', model: 'single-currency', parameters: 'kucoin-2025-01-01', wallet: amount('totalMargin') }, publishedCase('kucoin-doc-cross-lp-eth-short').inputs);
    expectPublished('kucoin-doc-cross-lp-eth-short', document, { liquidationPriceETH: price(1) });
    expectPublished('kucoin-derived-cross-lp-btc-long', document, { liquidationPriceBTC: price(0) });
  });
});
