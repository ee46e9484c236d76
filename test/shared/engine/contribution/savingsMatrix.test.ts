import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PoolSavings, type Savings, savingsMatrix } from '#shared/engine/contribution/savingsMatrix.ts';
import { jointShock } from '#shared/engine/contribution/shock.ts';
import { knownMarginBalance } from '#shared/engine/sums.ts';
import type { Decimal } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { sumsAfter } from '../../../support/movedAccount.ts';
import { anyAccount, anyShock, dec, engineOf, golden, goldenDocument, isolatedEth, known, linear, scaledAccount, sum } from './support.ts';

const FALL = dec('-0.2');

function only(pools: readonly PoolSavings[]): Savings {
  const [pool] = pools;
  if (pool === undefined || pools.length > 1) throw new Error(`${pools.length} pools`);
  return known(pool.savings);
}

const names = (parties: Savings['takers']): readonly string[] => parties.map(({ line }) => (line === 'equity' ? line : line.id));
const amounts = (values: readonly Decimal[]): readonly string[] => values.map((value) => value.toFixed());
const columns = ({ cells, takers }: Savings): readonly Decimal[] => takers.map((_, at) => sum(cells.map((row) => row[at] ?? dec(NaN))));

describe('savingsMatrix', () => {
  test('golden account 1 under a joint fall of 20 %: the ETH short pays 42.6 % of what the other three lines lose', () => {
    const engine = golden();
    const savings = only(savingsMatrix(engine, jointShock(engine.book, FALL)));
    expect([savings.gains, savings.losses].map(String)).toEqual(['12000', '28140']);
    expect(names(savings.payers)).toEqual(['ETH-PERP|both|cross', 'equity']);
    expect(names(savings.takers)).toEqual(['BTC-PERP|both|cross', 'SOL-PERP|both|cross', 'collateral:BTC', 'equity']);
    expect(amounts(savings.takers.map(({ amount }) => amount))).toEqual(['12000', '15000', '1140', '0']);
    expect(amounts(savings.payers.map(({ amount }) => amount))).toEqual(['12000', '16140']);
    // 12,000 / 28,140 of each loss.
    expect(savings.payers.map(({ shareOfLosses }) => shareOfLosses?.toFixed(6))).toEqual(['0.426439', '0.573561']);
    expect(savings.cells.map((row) => row.map((cell) => cell.toFixed(4)))).toEqual([['5117.2708', '6396.5885', '486.1407', '0.0000'], ['6882.7292', '8603.4115', '653.8593', '0.0000']]);
  });

  test('gains above all losses cover each loss in full, pro rata, and the rest is kept', () => {
    // BTC +20 %: 12,000 and 1,140 are gained; ETH +10 %: 6,000 are lost.
    const savings = only(savingsMatrix(golden(), new Map([['BTC', dec('0.2')], ['ETH', dec('0.1')]])));
    expect([savings.gains, savings.losses].map(String)).toEqual(['13140', '6000']);
    expect(names(savings.payers)).toEqual(['BTC-PERP|both|cross', 'collateral:BTC', 'equity']);
    expect(savings.cells.map((row) => row.map((cell) => cell.toFixed(4)))).toEqual([['5479.4521', '6520.5479'], ['520.5479', '619.4521'], ['0.0000', '0.0000']]);
    expect(savings.payers.map(({ shareOfLosses }) => shareOfLosses?.toFixed(6))).toEqual(['0.913242', '0.086758', '0.000000']);
  });

  test('no gain of one pool pays a loss of another', () => {
    const engine = isolatedEth();
    const [cross, alone] = savingsMatrix(engine, jointShock(engine.book, FALL)).map(({ savings }) => known(savings));
    expect([cross?.gains, cross?.losses, alone?.gains, alone?.losses].map(String)).toEqual(['0', '28140', '12000', '0']);
    expect(cross?.payers.map(({ amount }) => amount.toFixed())).toEqual(['28140']);
    expect(alone?.takers.map(({ line, amount }) => [line, amount.toFixed()])).toEqual([['equity', '12000']]);
  });

  test('an inverse contract is re-priced, not scaled: 1 / entry − 1 / mark at the moved mark', () => {
    const inverse = { symbol: 'BTC-INV', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', tiers: goldenDocument.instruments[0]?.['tiers'] };
    const engine = engineOf(parsedAccount({ ...goldenDocument, instruments: [inverse], positions: [{ symbol: 'BTC-INV', contracts: '600', entryPrice: '50000' }], prices: { mark: { 'BTC-INV': '60000' }, index: goldenDocument.prices.index } }));
    const savings = only(savingsMatrix(engine, new Map([['BTC', dec('-0.5')]])));
    // 60,000 dollars: (1.2 − 1) coins · 60,000 = 12,000; at 30,000 (1.2 − 2) · 30,000 = −24,000. The collateral loses 2,850.
    expect(amounts(savings.takers.map(({ amount }) => amount))).toEqual(['36000', '2850', '0']);
  });

  test('says what is missing, and that an inverse contract has no value at a price of 0', () => {
    const { BTC: _btc, ...index } = goldenDocument.prices.index;
    const engine = engineOf(parsedAccount({ ...goldenDocument, prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000' }, index } }));
    expect(savingsMatrix(engine, new Map()).map(({ savings }) => savings)).toEqual([{ status: 'unknown', missing: 'mark price of SOL-PERP, index price of BTC' }]);
    const inverse = { symbol: 'BTC-INV', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100' };
    const held = engineOf(parsedAccount({ ...goldenDocument, instruments: [inverse], positions: [{ symbol: 'BTC-INV', contracts: '1', entryPrice: '60000' }], prices: { mark: { 'BTC-INV': '60000' }, index: goldenDocument.prices.index } }));
    expect(savingsMatrix(held, new Map([['BTC', dec(-1)]])).map(({ savings }) => savings)).toEqual([{ status: 'unknown', missing: 'value of the inverse contract BTC-INV at a price of 0' }]);
  });

  test('rows and columns add up to the last digit, and gains less losses is the change of a recomputed account', () => {
    fc.assert(fc.property(anyAccount, anyShock, (parsed, shock) => {
      const engine = engineOf(parsed);
      savingsMatrix(engine, shock).forEach(({ savings: answer }, at) => {
        const savings = known(answer);
        expect(amounts(savings.cells.map(sum))).toEqual(amounts(savings.payers.map(({ amount }) => amount)));
        expect(amounts(columns(savings))).toEqual(amounts(savings.takers.map(({ amount }) => amount)));
        expect(savings.cells.every((row) => row.every((cell) => cell.gte(0) && cell.decimalPlaces() <= 18))).toBe(true);
        const own = engine.pools[at];
        if (own === undefined) throw new Error('a pool for each matrix');
        const after = sumsAfter(own.book, own.ledger, (asset) => shock.get(asset) ?? dec(0));
        expect(savings.gains.minus(savings.losses).toFixed()).toBe(knownMarginBalance(after).minus(knownMarginBalance(own.ledger.sums())).toFixed());
      });
    }), { numRuns: 150 });
  });

  test('each cell is gain · loss over the larger sum, but for the last digits', () => {
    fc.assert(fc.property(linear, anyShock, (parsed, shock) => {
      const savings = only(savingsMatrix(engineOf(parsed), shock));
      const larger = savings.gains.gt(savings.losses) ? savings.gains : savings.losses;
      savings.cells.forEach((row, i) => row.forEach((cell, j) => {
        const exact = larger.isZero() ? dec(0) : (savings.payers[i]?.amount ?? dec(NaN)).times(savings.takers[j]?.amount ?? NaN).div(larger);
        expect(cell.minus(exact).abs().lte('3e-17'), `${cell.toFixed()} against ${exact.toFixed()}`).toBe(true);
      }));
    }), { numRuns: 100 });
  });

  test('a shock of 0 moves nothing: no line pays or is paid', () => {
    fc.assert(fc.property(anyAccount, (parsed) => {
      const engine = engineOf(parsed);
      for (const { savings } of savingsMatrix(engine, jointShock(engine.book, dec(0)))) {
        expect(JSON.parse(JSON.stringify(savings))).toEqual({ status: 'known', gains: '0', losses: '0', payers: [{ line: 'equity', amount: '0', shareOfLosses: null }], takers: [{ line: 'equity', amount: '0' }], cells: [['0']] });
      }
    }), { numRuns: 50 });
  });

  test('scaling all amounts scales the money and leaves the shares', () => {
    fc.assert(fc.property(linear, anyShock, (parsed, shock) => {
      const [one, ten] = [parsed, scaledAccount(parsed, 10)].map((own) => only(savingsMatrix(engineOf(own), shock)));
      expect(names(ten?.payers ?? [])).toEqual(names(one?.payers ?? []));
      one?.payers.forEach(({ amount, shareOfLosses }, at) => {
        const other = ten?.payers[at];
        expect(amount.times(10).minus(other?.amount ?? NaN).abs().lte('1e-15')).toBe(true);
        expect(shareOfLosses === null ? other?.shareOfLosses : shareOfLosses.minus(other?.shareOfLosses ?? NaN).abs().lte('1e-15')).toBe(shareOfLosses === null ? null : true);
      });
    }), { numRuns: 50 });
  });
});
