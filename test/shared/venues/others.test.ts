import { describe, expect, test } from 'vitest';
import { Decimal } from '#shared/num/units.ts';
import type { Inputs } from '../../reference/adapter.ts';
import { number, records } from '../../reference/inputs.ts';
import { amount, documentOf, type Form, rateTier } from './support/documents.ts';
import { expectPublished, idsOf, price, publishedCase, type Read, row, snapshotOf, total } from './support/published.ts';

/** Figures that the other venues and their users published, from the product's own reader and engine. */

const run = (id: string, form: Form, figures: Readonly<Record<string, Read>>, change: (inputs: Inputs) => Inputs = (inputs) => inputs): void =>
  expectPublished(id, documentOf(form, change(publishedCase(id).inputs)), figures);

const MARGINS = { initialMargin: row(0, 'initialMargin'), maintenanceMargin: row(0, 'maintenanceMargin') };

const GATE = { venue: 'gate', model: 'single-currency', parameters: 'gate-2024-09-01' } as const;

describe('Gate', () => {
  test('gate-rec-ada-iso-long', () => run('gate-rec-ada-iso-long', { ...GATE, isolated: amount('margin') }, { liquidationPrice: price(0), unrealizedPnl: row(0, 'unrealizedPnl'), notional: row(0, 'notional') }));
  test('gate-rec-ltc-cross', () => run('gate-rec-ltc-cross', { ...GATE, wallet: amount('crossMargin') }, { liquidationPrice: price(0), unrealizedPnl: row(0, 'unrealizedPnl'), notional: row(0, 'notional') }));
  test('gate-rec-ltc-cross: the venue shows the maintenance margin without the fee', () => run('gate-rec-ltc-cross', GATE, { maintenanceMargin: MARGINS.maintenanceMargin }, (inputs) => ({ ...inputs, takerFeeRate: '0' })));
  test.each(idsOf(({ id }) => id.startsWith('ft-gate-iso-')))('%s', (id) => run(id, { ...GATE, isolated: amount('margin') }, { liquidationPrice: price(0) }));
  test('dv-gate-inverse-long', () => run('dv-gate-inverse-long', { ...GATE, isolated: amount('margin') }, { liquidationPrice: price(0) }));

  test('dv-gate-hedge-mm-larger-leg: the larger leg chooses the tier of both', () => {
    const { tiers, positions } = publishedCase('dv-gate-hedge-mm-larger-leg').inputs;
    const legs = records({ positions }, 'positions').map((leg) => ({ ...leg, symbol: 'BTC_USDT', qty: leg['notional'], mark: '1' }));
    const document = documentOf(GATE, { tiers, takerFeeRate: '0', positions: legs });
    expectPublished('dv-gate-hedge-mm-larger-leg', document, { maintenanceMarginLargerLeg: row(0, 'maintenanceMargin') });
    // 180,000 at the 0.01 of tier 2, less its share of the 1,000 that the larger leg deducts.
    expect(row(1, 'maintenanceMargin')(snapshotOf(document))?.toFixed()).toBe('1200');
  });

  test('an order in hedge mode is on the tier of the larger leg too', () => {
    const { tiers, positions } = publishedCase('dv-gate-hedge-mm-larger-leg').inputs;
    const legs = records({ positions }, 'positions').map((leg) => ({ ...leg, symbol: 'BTC_USDT', qty: leg['notional'], mark: '1' }));
    const document = documentOf({ ...GATE, tiers: () => records({ tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.005', maintenanceAmount: '0', initialMarginRate: '0.01' }, { notionalFloor: '200000', maintenanceMarginRate: '0.01', maintenanceAmount: '1000', initialMarginRate: '0.02' }] }, 'tiers') }, { tiers, takerFeeRate: '0', positions: legs });
    const ordered = { ...document, orders: [{ symbol: 'BTC_USDT', contracts: '50000', price: '1' }] };
    // 170,000 net after the fill and 120,000 before, each at the 0.02 of tier 2: the long leg is 350,000 and 300,000.
    expect(total('orderMargin')(snapshotOf(ordered))?.toFixed()).toBe('1000');
  });

  test('CrossEx: a debt adds a tenth of itself', () => {
    const document = { venue: 'gate', model: 'tiered-cross', parameters: 'gate-crossex-2026-09-01', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '5000' }, { asset: 'USDC', amount: '-1000' }], positions: [], prices: { index: { USDC: '1' } } };
    expect([total('adjustedEquity'), total('maintenanceMargin')].map((read) => read(snapshotOf(document))?.toFixed())).toEqual(['4000', '100']);
  });
});

const BITGET = { venue: 'bitget', model: 'single-currency', parameters: 'bitget-2025-11-10', builtIn: true } as const;

describe('Bitget, the tiers that are built in', () => {
  const position = (tierRule: string, qty = '3'): Inputs => {
    const document = documentOf(BITGET, { positions: [{ symbol: 'BTCUSDT', side: 'long', qty, mark: '110000' }] });
    return { ...document, positions: records(document, 'positions').map((one) => ({ ...one, tierRule })) };
  };
  test('bitget-doc-mm-progressive', () => expectPublished('bitget-doc-mm-progressive', position('progressive'), { maintenanceMargin: MARGINS.maintenanceMargin }));
  test('bitget-doc-mm-flat-legacy: opened before 2025-11-10 08:00 UTC', () => expectPublished('bitget-doc-mm-flat-legacy', position('flat'), { maintenanceMargin: MARGINS.maintenanceMargin }));
  test('above its example nothing is published', () => expect(MARGINS.maintenanceMargin(snapshotOf(position('progressive', '3.01')))).toBeNull());
  test('bitget-rec-ltc-cross-none', () => run('bitget-rec-ltc-cross-none', { ...BITGET, builtIn: false }, { unrealizedPnl: row(0, 'unrealizedPnl') }));
});

describe('Kraken', () => {
  const SINGLE = { venue: 'kraken', model: 'single-currency', parameters: 'kraken-single-collateral-2025-01-01', builtIn: true } as const;
  test('kraken-doc-inverse-long: the tiers that are built in', () => {
    run('kraken-doc-inverse-long', { ...SINGLE, wallet: amount('collateralBtc') }, { positionValue: row(0, 'notional'), initialMargin: MARGINS.initialMargin, maintenanceMarginAtEntry: MARGINS.maintenanceMargin, liquidationPrice: price(0) });
  });

  test('kraken-margin-equity', () => {
    const document = documentOf({ venue: 'kraken', model: 'tiered-cross', parameters: 'kraken-multi-collateral-2025-01-01', settle: 'USD' }, { mmr: '0.01', positions: [{ symbol: 'PF_XBTUSD', side: 'long', qty: '1', entry: '52500', mark: '50000' }] });
    const collateral = records(publishedCase('kraken-margin-equity').inputs, 'balances').map((line) => ({ asset: line['asset'], amount: line['qty'], weight: number(line, 'haircut').minus(1).neg().toFixed() }));
    expectPublished('kraken-margin-equity', { ...document, collateral, prices: { mark: { PF_XBTUSD: '50000' }, index: { BTC: '50000' } } }, { marginEquity: total('adjustedEquity') });
  });

  test('only the larger side of an underlying is asked for', () => {
    const legs = [['PF_XBTUSD', 'long', '2'], ['FF_XBTUSD', 'short', '1']].map(([symbol, side, qty]) => ({ symbol, side, qty, entry: '50000', mark: '60000', mmr: '0.01' }));
    const document = documentOf({ venue: 'kraken', model: 'tiered-cross', parameters: 'kraken-multi-collateral-2025-01-01', settle: 'USD', instrument: { base: 'BTC' } }, { positions: legs });
    // 2 · 50,000 · 1 %, at entry; the short adds nothing.
    expect(total('maintenanceMargin')(snapshotOf(document))?.toFixed()).toBe('1000');
  });
});

describe('HTX, MEXC, BitMEX, Phemex', () => {
  test('htx-doc-position-margin-eos', () => {
    const document = documentOf({ venue: 'htx', model: 'single-currency', parameters: 'htx-2025-01-01' }, { leverage: '10', mmr: '0.01', contractSize: '10', positions: [{ symbol: 'EOSUSD', side: 'long', contracts: '10', mark: '5', contractType: 'inverse' }] });
    expectPublished('htx-doc-position-margin-eos', document, { initialMargin: MARGINS.initialMargin });
  });

  test('HTX: the difference of the legs chooses the tier', () => {
    const legs = [['long', '300'], ['short', '250']].map(([side, qty]) => ({ symbol: 'BTC-USDT', side, qty, mark: '1000' }));
    const document = documentOf({ venue: 'htx', model: 'single-currency', parameters: 'htx-2025-01-01', instrument: { tierRule: 'flat' } }, { tiers: [['0', '100000', '0.01', '0'], ['100000', '1000000', '0.02', '0']], positions: legs });
    expect([0, 1].map((at) => row(at, 'maintenanceMargin')(snapshotOf(document))?.toFixed())).toEqual(['3000', '2500']);
  });

  test('mexc-doc-iso-long: isolated, where the page leaves the fee out', () => {
    run('mexc-doc-iso-long', { venue: 'mexc', model: 'single-currency', parameters: 'mexc-2025-01-01', isolated: () => '200' }, { ...MARGINS, liquidationPrice: price(0) }, (inputs) => ({ ...inputs, takerFeeRate: '0' }));
  });

  test('MEXC: without a fee of its own the requirement of a contract is unknown', () => {
    const document = documentOf({ venue: 'mexc', model: 'single-currency', parameters: 'mexc-2025-01-01' }, { mmr: '0.004', positions: [{ symbol: 'BTC_USDT', side: 'long', qty: '1', mark: '50000' }] });
    expect(MARGINS.maintenanceMargin(snapshotOf(document))).toBeNull();
  });

  test('bitmex-fields-posmaint: in satoshis, from the entry that its cost is of', () => {
    const inSatoshis = (read: Read): Read => (snapshot) => read(snapshot)?.times('1e8') ?? null;
    const tiers = (position: Inputs): readonly Inputs[] => rateTier(number(position, 'maintMarginReq').toFixed(), { initialMarginRate: position['initMarginReq'] });
    run('bitmex-fields-posmaint', { venue: 'bitmex', model: 'single-currency', parameters: 'bitmex-2025-01-01', tiers }, {
      posInit: inSatoshis(MARGINS.initialMargin), posMaint: inSatoshis(MARGINS.maintenanceMargin), markValue: inSatoshis(row(0, 'notional')), unrealizedPnl: inSatoshis(row(0, 'unrealizedPnl')),
    }, (inputs) => ({ ...inputs, positions: records(inputs, 'positions').map((position) => ({ ...position, entry: new Decimal('1e11').div(number(publishedCase('bitmex-fields-posmaint').expected, 'posCost')).toFixed(20) })) }));
  });

  test('bitmex-doc-entry-figures', () => run('bitmex-doc-entry-figures', { venue: 'bitmex', model: 'single-currency', parameters: 'bitmex-2025-01-01', tiers: () => rateTier('0.005') }, { initialMargin: MARGINS.initialMargin }));

  test('phemex-doc-iso-long: the assigned margin holds the fee of closing', () => {
    const { inputs, expected } = publishedCase('phemex-doc-iso-long');
    const document = documentOf({ venue: 'phemex', model: 'single-currency', parameters: 'phemex-2025-01-01', isolated: () => String(expected['assignedPosBalance']) }, { mmr: inputs['mmr'], positions: [{ symbol: 'PERP', side: 'long', qty: inputs['size'], entry: inputs['entry'] }] });
    expectPublished('phemex-doc-iso-long', document, { liquidationPrice: price(0) });
  });
});
