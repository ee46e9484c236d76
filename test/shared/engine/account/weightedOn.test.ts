import { describe, expect, test } from 'vitest';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { openAccount } from '#shared/engine/step.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

/** Every figure here is worked out by hand from counted(balance + profit) · index. */

const TIERS = [{ notionalFloor: '0', maintenanceMarginRate: '0.004', maintenanceAmount: '0', initialMarginRate: '0.01' }];
const inverse = { symbol: 'BTC-USD-SWAP', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', tierUnit: 'coin', tiers: TIERS };
const linear = { symbol: 'ETH-USDC-SWAP', kind: 'perpetual', settlement: 'linear', base: 'ETH', quote: 'USDC', settle: 'USDC', contractSize: '1', tiers: TIERS };

type Book = Readonly<{ collateral: readonly object[]; positions: readonly object[]; mark: object; index: object }>;

function evaluated({ collateral, positions, mark, index }: Book, weightedOn?: MarginRules['weightedOn']): AccountEvaluation {
  const { portfolio, prices } = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Weighed', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'okx', model: 'tiered-cross', collateral, instruments: [inverse, linear], positions, prices: { mark, index },
  });
  const { parameters } = portfolio;
  return openAccount({ ...portfolio, parameters: { ...parameters, rules: { ...parameters.rules, ...(weightedOn === undefined ? {} : { weightedOn }) } } }, prices, [], null).engine.evaluate();
}

/** Below and above the price now. */
function liquidations({ rows, underlyings: [btc] }: AccountEvaluation): readonly (readonly string[])[] {
  return [btc?.liquidation, rows[0]?.liquidation, rows[0]?.moving.liquidation].map((own) => {
    if (own?.status === 'price') return [own.price.toFixed(4)];
    return own?.status === 'range' ? [own.lower.toFixed(4), own.upper.toFixed(4)] : [own?.status ?? 'absent'];
  });
}

const adjusted = ({ totals }: AccountEvaluation): string | undefined => totals.adjustedEquity.value?.toFixed();

describe('a synthetic dollar on OKX: a coin, and a short of as much', () => {
  const synthetic: Book = { collateral: [{ asset: 'BTC', amount: '1', weight: '0.95' }], positions: [{ symbol: 'BTC-USD-SWAP', contracts: '-600', entryPrice: '60000' }], mark: { 'BTC-USD-SWAP': '60000' }, index: { BTC: '60000' } };
  const at = (price: string): Book => ({ ...synthetic, mark: { 'BTC-USD-SWAP': price }, index: { BTC: price } });

  test('is worth 0.95 · 60,000 at every price, and asked for 60,000 · 0.45 %', () => {
    // 1 + 60,000 · (1 / P − 1 / 60,000) coins = 60,000 / P.
    for (const price of ['60000', '20000', '5000', '480000']) {
      const { totals } = evaluated(at(price));
      expect([totals.adjustedEquity.value?.toFixed(6), totals.maintenanceMargin.value?.toFixed(6), totals.freeMargin.value?.toFixed(6)]).toEqual(['57000.000000', '270.000000', '56400.000000']);
    }
  });

  test('has no liquidation price, on its way down or up', () => {
    expect(liquidations(evaluated(synthetic))).toEqual([['none'], ['none'], ['none']]);
    expect(evaluated(synthetic).jointMove.liquidation.status).toBe('none');
  });

  test('where the balance alone is weighed, has one at (60,000 − 270) / 0.05', () => {
    expect(liquidations(evaluated(synthetic, 'balance'))[0]).toEqual(['1194600.0000']);
  });

  test('a short of a fifth more owes coins from 360,000 on; it is liquidated before, at 0.95 · (72,000 − P / 5) = 324', () => {
    const more = { ...synthetic, positions: [{ symbol: 'BTC-USD-SWAP', contracts: '-720', entryPrice: '60000' }] };
    expect(liquidations(evaluated(more))).toEqual([['358294.7368'], ['358294.7368'], ['358294.7368']]);
    // With 10,000 dollars beside it the debt counts in full: 10,000 + 72,000 − P / 5 = 324.
    expect(liquidations(evaluated({ ...more, collateral: [...more.collateral, { asset: 'USD', amount: '10000' }] }))[0]).toEqual(['408380.0000']);
  });
});

describe('what a currency counts for', () => {
  const long = (balance: string, mark: string): Book => ({ collateral: [{ asset: 'BTC', amount: balance, weight: '0.5' }, { asset: 'USD', amount: '20000' }], positions: [{ symbol: 'BTC-USD-SWAP', contracts: '600', entryPrice: '60000' }], mark: { 'BTC-USD-SWAP': mark }, index: { BTC: mark } });

  test('is in full where the loss is larger than the balance', () => {
    // 0.1 − 0.2 coins at 50,000; with the balance weighed alone 0.05 − 0.2.
    expect([evaluated(long('0.1', '50000')), evaluated(long('0.1', '50000'), 'balance')].map((own) => own.totals.adjustedEquity.value?.toFixed(6))).toEqual(['15000.000000', '12500.000000']);
  });

  test('is by its weight where balance and profit are above 0', () => {
    // (0.1 + 0.2) · 0.5 at 75,000.
    expect(evaluated(long('0.1', '75000')).totals.adjustedEquity.value?.toFixed(6)).toBe('31250.000000');
  });

  test('of a loss that the balance covers, the loss counts by the weight too', () => {
    // (1 − 0.2) · 0.5 at 50,000.
    expect(evaluated(long('1', '50000')).totals.adjustedEquity.value?.toFixed(6)).toBe('40000.000000');
  });

  const usdc = (entryPrice: string, collateral: readonly object[]): Book => ({ collateral, positions: [{ symbol: 'ETH-USDC-SWAP', contracts: '1', entryPrice }], mark: { 'ETH-USDC-SWAP': '3000' }, index: { USDC: '1' } });

  test('of a linear contract is that of what it settles in', () => {
    const held = [{ asset: 'USDC', amount: '1000', weight: '0.9' }];
    // 1,000 + 1,000 at 0.9; 1,000 − 1,500 in full.
    expect([usdc('2000', held), usdc('4500', held)].map((own) => adjusted(evaluated(own)))).toEqual(['1800', '-500']);
  });

  test('of a profit without a balance is by the weight of the currency; where nobody says it, nothing as far as is known', () => {
    expect(adjusted(evaluated(usdc('2000', [{ asset: 'USDC', amount: '0', weight: '0.9' }])))).toBe('900');
    const { totals, missing } = evaluated(usdc('2000', [{ asset: 'USD', amount: '500' }]));
    expect([totals.adjustedEquity.value?.toFixed(), totals.adjustedEquity.certainty, missing.map((own) => own.missing)]).toEqual(['500', 'atLeast', ['collateral weight of USDC']]);
    // A loss is a debt, and counts in full whatever the weight.
    expect(evaluated(usdc('3200', [{ asset: 'USD', amount: '500' }])).totals.adjustedEquity).toMatchObject({ certainty: 'exact', value: expect.objectContaining({}) });
    expect(adjusted(evaluated(usdc('3200', [{ asset: 'USD', amount: '500' }])))).toBe('300');
  });

  test('is the same when a row is closed at its mark', () => {
    const { rows, totals } = evaluated(long('0.1', '75000'));
    expect(rows[0]?.withoutThis?.adjustedEquity.toFixed()).toBe(totals.adjustedEquity.value?.toFixed());
  });
});

describe('weights by steps', () => {
  const tiers = [{ from: '0', weight: '0.9' }, { from: '1', weight: '0.5' }];
  const stepped = (usd: string): Book => ({ collateral: [{ asset: 'BTC', amount: '0.5', tiers }, { asset: 'USD', amount: usd }], positions: [{ symbol: 'BTC-USD-SWAP', contracts: '-600', entryPrice: '60000' }], mark: { 'BTC-USD-SWAP': '45000' }, index: { BTC: '45000' } });

  test('are passed by the profit: 60,000 / P − 0.5 coins are 1 at 40,000', () => {
    // Above, 0.9 · (60,000 − P / 2) = 33,270; below, 0.15 · P + 30,000 = 33,270.
    expect(liquidations(evaluated(stepped('-33000')))[0]).toEqual(['21800.0000', '46066.6667']);
  });

  test('leave nothing to liquidate below where the debt is smaller', () => expect(liquidations(evaluated(stepped('-29000')))[0]).toEqual(['54955.5556']));
});
