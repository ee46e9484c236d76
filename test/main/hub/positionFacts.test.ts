import { describe, expect, test } from 'vitest';
import type { PositionView } from '#shared/ipc/view.ts';
import { Decimal } from '#shared/num/units.ts';
import { accountOf, BOOK } from '../../renderer/support/screen.tsx';

const rowOf = (symbol: string, own: object = {}): PositionView => {
  const row = accountOf(own).positions.find((position) => position.symbol === symbol);
  if (row === undefined) throw new Error(`${symbol} is held`);
  return row;
};

describe('what a table shows of a position', () => {
  test('P&L as part of the value at entry, for a long and a short, by hand', () => {
    // 100 SOL from 150 to 140: −1000 of 15,000. A short of 0.2 BTC that did not move: 0.
    expect([rowOf('SOL-PERP').pnlFraction, rowOf('BTC-PERP').pnlFraction]).toEqual(['-0.06666667', '0']);
  });
  test('of an inverse row: 1 − entry / mark', () => {
    const instruments = [{ ...BOOK.instruments[0], symbol: 'SOL-INV', settlement: 'inverse', quote: 'USD', settle: 'SOL', contractSize: '10' }];
    const row = rowOf('SOL-INV', { instruments, positions: [{ symbol: 'SOL-INV', contracts: '30', entryPrice: '100' }], prices: { mark: { 'SOL-INV': { value: '125' } }, index: { SOL: { value: '125' }, BTC: { value: '60000' } } } });
    expect(row.pnlFraction).toBe('0.2');
  });
  test('the leverages of the rows add up to that of the account', () => {
    const account = accountOf();
    const sum = account.positions.reduce((total, { leverage }) => total.plus(leverage ?? NaN), new Decimal(0));
    expect(sum.minus(account.totals.leverage ?? NaN).abs().lte('0.00000002')).toBe(true);
  });
  test('the tier, counted from 1, with the notional above which the next one holds', () => {
    const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }, { notionalFloor: '14000', maintenanceMarginRate: '0.02', maintenanceAmount: '140' }];
    const instruments = [{ ...BOOK.instruments[0], tiers }, BOOK.instruments[1]];
    const at = (mark: string): PositionView['tier'] => rowOf('SOL-PERP', { instruments, prices: { ...BOOK.prices, mark: { ...BOOK.prices.mark, 'SOL-PERP': { value: mark } } } }).tier;
    expect([at('140'), at('140.01')]).toEqual([{ number: 1, of: 2, rate: '0.01', nextFloor: '14000' }, { number: 2, of: 2, rate: '0.02', nextFloor: null }]);
  });
  test('the stage that its own distance asks for; unknown while that is, never calm', () => {
    expect(rowOf('SOL-PERP').stage).toBe('calm');
    const { stage, distance } = rowOf('SOL-PERP', { collateral: [{ asset: 'USDT', amount: '3500', weight: '1' }], positions: [{ symbol: 'SOL-PERP', contracts: '100', entryPrice: '150' }] });
    expect([stage, Number(distance?.fraction) > -0.3]).toEqual(['watch', true]);
    const unknown = rowOf('SOL-PERP', { prices: { mark: { 'BTC-PERP': { value: '60000' } }, index: BOOK.prices.index } });
    expect([unknown.stage, unknown.pnlFraction, unknown.leverage, unknown.tier]).toEqual([null, null, null, null]);
  });
});
