import { describe, expect, test } from 'vitest';
import type { ParameterSet } from '#shared/domain/account.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { openAccount } from '#shared/engine/step.ts';
import { ratio, toText } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

const text = (value: string) => toText(ratio(value));

function evaluated(document: object, set: Partial<ParameterSet> = {}): AccountEvaluation {
  const { portfolio, prices } = parsedAccount({ schema: 'plimsoll.portfolio/1', name: 'Weights', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'binance-usdm', model: 'tiered-cross', positions: [], ...document });
  return openAccount({ ...portfolio, parameters: { ...portfolio.parameters, ...set } }, prices, [], null).engine.evaluate();
}

const adjusted = ({ totals }: AccountEvaluation): string | undefined => totals.adjustedEquity.value?.toFixed();

describe('what an account is valued in', () => {
  const book = { collateral: [{ asset: 'BTC', amount: '1' }, { asset: 'USDT', amount: '10000' }], positions: [{ symbol: 'BTCUSDT', contracts: '5', entryPrice: '60000' }] };
  const inUsd = evaluated({ ...book, prices: { mark: { BTCUSDT: '60000' }, index: { BTC: '60000', USDT: '1' } } });
  const inUsdt = evaluated({ ...book, valuationCurrency: 'USDT', prices: { mark: { BTCUSDT: '60000' }, index: { BTC: '60000' } } });
  const inBtc = evaluated({ ...book, valuationCurrency: 'BTC', prices: { mark: { BTCUSDT: '60000' }, index: { USDT: '0.000016666666666666666667' } } });

  test('moves neither a ratio nor a price: weights are the venue’s', () => {
    expect([inUsd, inUsdt, inBtc].map(({ totals }) => totals.marginRatio.value?.toFixed(9))).toEqual(['0.017910715', '0.017910715', '0.017910715']);
    const prices = [inUsd, inUsdt, inBtc].map(({ rows }) => (rows[0]?.moving.liquidation.status === 'price' ? rows[0].moving.liquidation.price.toFixed(6) : 'none'));
    expect(new Set(prices).size).toBe(1);
  });

  test('moves no pro-rata price', () => {
    const own = { venue: 'kucoin', model: 'single-currency', collateral: [{ asset: 'USDT', amount: '10000' }], positions: [{ symbol: 'XBTUSDTM', contracts: '1', entryPrice: '60000' }],
      instruments: [{ symbol: 'XBTUSDTM', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.005', maintenanceAmount: '0', initialMarginRate: '0.01' }] }] };
    const prices = [evaluated({ ...own, valuationCurrency: 'USDT', prices: { mark: { XBTUSDTM: '60000' } } }), evaluated({ ...own, prices: { mark: { XBTUSDTM: '60000' }, index: { USDT: '0.5' } } })]
      .map(({ rows }) => (rows[0]?.liquidation.status === 'price' ? rows[0].liquidation.price.toFixed(6) : 'none'));
    expect(prices).toEqual(['50281.576830', '50281.576830']);
  });
});

describe('an asset in two places', () => {
  const tiers = { weightTiers: { BTC: [{ from: text('0'), weight: text('0.98') }, { from: text('10'), weight: text('0.9') }] } };
  const held = (...amounts: readonly string[]) => evaluated({ collateral: amounts.map((amount, at) => ({ asset: 'BTC', amount, location: `place ${at}` })), prices: { index: { BTC: '100' } } }, tiers);

  test('is weighed as one amount, whatever the places', () => {
    // 10 at 0.98 and 20 at 0.9.
    expect([held('30'), held('15', '15'), held('1', '29'), held('40', '-10')].map(adjusted)).toEqual(['2780', '2780', '2780', '2780']);
  });

  test('is nothing where a debt in one is held in the other', () => expect(adjusted(held('10', '-10'))).toBe('0'));

  test('keeps a weight of its own in a line that names one', () => {
    expect(adjusted(evaluated({ collateral: [{ asset: 'BTC', amount: '10', weight: '0.5', location: 'a' }, { asset: 'BTC', amount: '10', location: 'b' }], prices: { index: { BTC: '100' } } }, tiers))).toBe('1480');
  });
});

test('a weight that falls with the size of a deposit is at most 1.1 / (1 + factor · √amount)', () => {
  const drift = (amount: string, factor: string): string | undefined =>
    adjusted(evaluated({ collateral: [{ asset: 'SOL', amount }], prices: { index: { SOL: '1' } } }, { collateralWeights: { SOL: text('0.8') }, weightSizeFactors: { SOL: text(factor) } }));
  // min(0.80, 1.1 / (1 + 0.003 · √2000)) is 0.80; at 0.01 and 10,000 it is 1.1 / 2.
  expect([drift('2000', '0.003'), drift('10000', '0.01')]).toEqual(['1600', '5500']);
});

test('a debt without a price that asks for margin of its own makes the requirement a bound', () => {
  const gate = (prices: object): AccountEvaluation => evaluated({ collateral: [{ asset: 'USD', amount: '10000', weight: '1' }, { asset: 'ETH', amount: '-1' }], prices }, { defaultLiabilityWeight: text('1.1') });
  expect(gate({}).totals).toMatchObject({ maintenanceMargin: { certainty: 'atLeast' }, initialMargin: { certainty: 'atLeast' } });
  expect([gate({ index: { ETH: '3000' } }).totals.maintenanceMargin.value?.toFixed(), gate({}).missing[0]?.makesUnknown.includes('maintenanceMargin')]).toEqual(['300', true]);
});
