import { describe, expect, test } from 'vitest';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { openAccount } from '#shared/engine/step.ts';
import { stageOf } from '#shared/engine/stage.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

const TIERS = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }];
const linear = (symbol: string, base: string, quote: string, tiers: readonly object[] | null = TIERS): object => ({ symbol, kind: 'perpetual', settlement: 'linear', base, quote, settle: quote, contractSize: '1', ...(tiers === null ? {} : { tiers }) });
const inverse = (tiers: readonly object[] | null): object => ({ symbol: 'BTCUSD', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', tierUnit: 'coin', ...(tiers === null ? {} : { tiers }) });

function evaluated(document: object): AccountEvaluation {
  const { portfolio, prices } = parsedAccount({ schema: 'plimsoll.portfolio/1', name: 'Pools', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USDT', venue: 'okx', model: 'single-currency', ...document });
  return openAccount(portfolio, prices, [], null).engine.evaluate();
}

const fee = { takerFeeRate: '0' };
const free = (instrument: object): object => ({ ...instrument, ...fee });

describe('an account of several pools', () => {
  const safeAndUnknown = {
    collateral: [{ asset: 'USDT', amount: '50000' }, { asset: 'BTC', amount: '0.01' }], instruments: [free(linear('ETHUSDT', 'ETH', 'USDT')), free(inverse(null))],
    positions: [{ symbol: 'ETHUSDT', contracts: '1', entryPrice: '3000' }, { symbol: 'BTCUSD', contracts: '600', entryPrice: '60000' }], prices: { mark: { ETHUSDT: '3000', BTCUSD: '60000' }, index: { BTC: '60000' } },
  };

  test('says "at least" of the ratio where another pool may be worse', () => {
    const { totals, binding, missing } = evaluated(safeAndUnknown);
    expect([binding, totals.marginRatio.certainty, totals.buffer.certainty]).toEqual(['cross:USDT', 'atLeast', 'exact']);
    expect(missing).toEqual([expect.objectContaining({ missing: 'margin tiers of BTCUSD', makesUnknown: expect.arrayContaining(['marginRatio']) })]);
    expect(missing[0]?.makesUnknown).not.toContain('buffer');
  });

  test('is not unknown by an idle balance without a price, but for its equity', () => {
    const { totals, jointMove, missing } = evaluated({ ...safeAndUnknown, collateral: [{ asset: 'USDT', amount: '50000' }, { asset: 'XYZ', amount: '5' }], positions: safeAndUnknown.positions.slice(0, 1) });
    expect([totals.marginRatio.certainty, totals.equity.certainty, jointMove.liquidation.status]).toEqual(['exact', 'atLeast', 'none']);
    expect(missing).toEqual([{ missing: 'index price of XYZ', makesUnknown: ['equity', 'leverage'], blocksLiquidation: false }]);
  });

  test('is not liquidated by the dust of a debt beside it', () => {
    const { totals, binding, stageInputs } = evaluated({
      collateral: [{ asset: 'USDT', amount: '5000' }, { asset: 'ETH', amount: '-0.0001' }], instruments: [free(linear('BTCUSDT', 'BTC', 'USDT'))], positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000' }],
      prices: { mark: { BTCUSDT: '60000' }, index: { ETH: '3000' } },
    });
    expect([binding, totals.marginRatio.value?.toFixed(), stageInputs.liquidating, totals.equity.value?.toFixed()]).toEqual(['cross:USDT', '0.012', false, '4999.7']);
  });

  test('gives one price of an underlying, the nearer move, though its pools are in two currencies', () => {
    const { underlyings } = evaluated({
      valuationCurrency: 'USD', collateral: [{ asset: 'USDT', amount: '20000' }, { asset: 'EUR', amount: '3000' }], instruments: [free(linear('BTCUSDT', 'BTC', 'USDT')), free(linear('BTCEUR', 'BTC', 'EUR'))],
      positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000' }, { symbol: 'BTCEUR', contracts: '0.5', entryPrice: '50000' }], prices: { mark: { BTCUSDT: '60000', BTCEUR: '50000' }, index: { USDT: '1', EUR: '1.2' } },
    });
    // In EUR 3,000 + 0.5 (P − 50,000) = 0.005 P, a fall of 11.1 %; in USDT a fall of 32.7 %.
    const btc = underlyings.find(({ asset }) => asset === 'BTC');
    expect([btc?.liquidation.status, btc?.distance?.fraction.toFixed(4)]).toEqual(['price', '-0.1111']);
  });
});

describe('an isolated position', () => {
  const at = (mark: string): AccountEvaluation => evaluated({
    venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '1000', weight: '0.5' }], instruments: [linear('BTCUSDT', 'BTC', 'USDT'), linear('ETHUSDT', 'ETH', 'USDT')],
    positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000', marginMode: 'isolated', isolatedMargin: '1200' }, { symbol: 'ETHUSDT', contracts: '0.1', entryPrice: '3000' }],
    prices: { mark: { BTCUSDT: mark, ETHUSDT: '3000' } },
  });

  test('that is used up warns, though the headlines are of the cross pool', () => {
    const { stageInputs, totals } = at('59300');
    expect([stageOf(stageInputs).stage, totals.marginRatio.value?.toFixed()]).toEqual(['liquidating', '0.006']);
    expect(stageOf(at('61000').stageInputs).stage).not.toBe('liquidating');
  });

  test('gets the help when it is the one that needs it, and the cross pool when that does', () => {
    const remedyAt = (isolatedMargin: string, cash: string, stage: 'danger' | 'watch') => {
      const { portfolio, prices } = parsedAccount({
        schema: 'plimsoll.portfolio/1', name: 'Help', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: cash }],
        instruments: [linear('BTCUSDT', 'BTC', 'USDT'), linear('ETHUSDT', 'ETH', 'USDT')],
        positions: [{ symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000', marginMode: 'isolated', isolatedMargin }, { symbol: 'ETHUSDT', contracts: '1', entryPrice: '3000' }],
        prices: { mark: { BTCUSDT: '60000', ETHUSDT: '3000' } },
      });
      return openAccount(portfolio, prices, [], null).engine.remedy(stage)?.reduce?.symbol;
    };
    // 600 of 700 is 86 %; 30 of 300 is a tenth, and a fall of ETH by a tenth liquidates.
    expect([remedyAt('700', '100000', 'danger'), remedyAt('6000', '300', 'watch')]).toEqual(['BTCUSDT', 'ETHUSDT']);
  });

  test('that is closed pays what is left of its margin into the cross pool, by the weight there', () => {
    // (1,000 + 1,200 + 1,000) · 0.5, and nothing where more than the margin is lost.
    expect(at('61000').rows[0]?.withoutThis).toMatchObject({ adjustedEquity: expect.objectContaining({}), marginRatio: expect.objectContaining({}) });
    expect([at('61000'), at('58000')].map(({ rows }) => rows[0]?.withoutThis?.adjustedEquity.toFixed())).toEqual(['1600', '500']);
  });
});
