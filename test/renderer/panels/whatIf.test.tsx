import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Liquidations } from '../../../src-renderer/panels/whatIf/BeforeAfter.tsx';
import { Effect } from '../../../src-renderer/panels/whatIf/Effect.tsx';
import { changeWords, shockWords, specWords, withChange, withoutChange } from '../../../src-renderer/state/select/whatIfWords.ts';
import { NOTHING_CHANGED, type WhatIfChange } from '#shared/ipc/whatIf.ts';
import { after, forked, GOLDEN } from '../../main/hub/whatIf/support.ts';
import { wordsOf } from '../support/screen.tsx';

const UNPRICED = JSON.stringify({ ...JSON.parse(GOLDEN), prices: { ...JSON.parse(GOLDEN).prices, mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000' } } });

describe('before and after', () => {
  test('are rounded toward danger, with the change signed and its worse way coloured', () => {
    const html = renderToStaticMarkup(<Effect view={after(forked(GOLDEN), [], { all: '-20' })} />);
    expect(wordsOf(html)).toContain('Margin ratio 9.8 % 22.5 % +12.8 pp');
    expect(wordsOf(html)).toContain('Buffer 22,300.00 6,640.00 −15,660.00');
    expect(html).toMatch(/class="figure loss"[^>]*>\+12\.8/);
    expect(wordsOf(html)).toMatch(/All marks together −28\.4 % −10\.\d % nearer/);
  });

  test('without a price are unknown on both sides, never zero, and no change is made up', () => {
    const words = wordsOf(renderToStaticMarkup(<Effect view={forked(UNPRICED).view} />));
    expect(words).toMatch(/Stage \? Unknown \? Unknown same/);
    expect(words).toMatch(/Buffer \? unknown: an input is missing \? unknown: an input is missing —/);
  });

  test('a liquidation price that is gone says so, and one that did not change stands alone', () => {
    const { positionLiquidations } = after(forked(GOLDEN), [{ kind: 'closePosition', row: 'SOL-PERP|both|cross' }]);
    const draw = (id: string): string => {
      const row = positionLiquidations.find((own) => own.id === id);
      return row === undefined ? '' : renderToStaticMarkup(<Liquidations row={row} unit="USD" testId="x" />);
    };
    expect(wordsOf(draw('SOL-PERP|both|cross'))).toMatch(/^104\.49 becomes —$/);
    expect(draw('SOL-PERP|both|cross')).toContain('Not in the book any more');
    const same = forked(GOLDEN).view.positionLiquidations[0];
    expect(same === undefined ? '' : renderToStaticMarkup(<Liquidations row={same} unit="USD" testId="x" />)).not.toContain('becomes');
  });
});

const EDIT = { kind: 'editPosition', row: 'SOL|both|cross', contracts: '1', entryPrice: '2', leverage: '', isolatedMargin: '' } as const;

test.each<[WhatIfChange, string]>([
  [{ kind: 'trade', row: null, symbol: 'SOL', contracts: '-3', price: '' }, 'Sell 3 SOL at the mark'],
  [{ kind: 'trade', row: 'SOL|long|cross', symbol: 'SOL', contracts: '3', price: '12' }, 'Buy 3 SOL long at 12'],
  [{ ...EDIT, row: 'SOL|both|isolated', leverage: '5', isolatedMargin: '9' }, 'SOL isolated: 1 contracts, entry 2, leverage 5, margin 9'],
  [{ kind: 'transfer', asset: 'USDT', amount: '\u2212100' }, 'Withdraw 100 USDT'],
  [{ kind: 'editCollateral', row: 'BTC|cold wallet', amount: '2', weight: '' }, 'BTC at cold wallet: 2'],
  [{ kind: 'addOrder', symbol: 'SOL', contracts: '3', price: '9', reduceOnly: true }, 'Order: buy 3 SOL at 9 (reduce only)'],
  [{ kind: 'setPrice', priceKind: 'index', key: 'BTC', value: '5' }, 'Index of BTC: 5'],
])('%j reads "%s"', (change, words) => {
  expect(changeWords(change)).toBe(words);
});

test('a second edit of the same row takes the place of the one before it, a price that of the same price, all else is added', () => {
  const edited = withChange(withChange(NOTHING_CHANGED, EDIT), { ...EDIT, contracts: '5' });
  expect(edited.changes).toEqual([{ ...EDIT, contracts: '5' }]);
  const price = { kind: 'setPrice', priceKind: 'mark', key: 'SOL', value: '1' } as const;
  const priced = withChange(withChange(edited, price), { kind: 'closePosition', row: 'X' });
  expect(withChange(priced, { ...price, value: '2' }).changes.map(({ kind }) => kind)).toEqual(['editPosition', 'closePosition', 'setPrice']);
  expect(withoutChange(priced, 0).changes).toHaveLength(2);
  expect(specWords({ changes: priced.changes, shock: { all: '-20', assets: { SOL: '-5 %', BTC: '' } } })).toBe('3 changes, all assets \u221220\u00a0%, SOL \u22125\u00a0%');
  expect(shockWords(NOTHING_CHANGED)).toBeNull();
});
