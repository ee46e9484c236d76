import type { WhatIfCollateral, WhatIfOrder, WhatIfPosition, WhatIfView } from '#shared/ipc/whatIfView.ts';
import { rowName } from '../../state/select/whatIfWords.ts';
import type { FormShape } from './ChangeForm.tsx';

/** The forms of the what-if: which fields each has, and which change it makes. */

const of = (values: Readonly<Record<string, string>>, name: string): string => values[name] ?? '';

const symbolsOf = ({ account }: WhatIfView): readonly string[] => [...new Set([...account.positions, ...account.orders].map(({ symbol }) => symbol))];

export const tradeForm = (view: WhatIfView): FormShape => ({
  id: 'trade', title: 'Trade', submit: 'Trade in the what-if',
  fields: [
    { name: 'symbol', label: 'Symbol', value: '', words: true, options: symbolsOf(view) },
    { name: 'contracts', label: 'Contracts, − to sell', value: '' },
    { name: 'price', label: 'Price', value: '', hint: 'the mark' },
  ],
  toChange: (values) => ({ kind: 'trade', row: null, symbol: of(values, 'symbol'), contracts: of(values, 'contracts'), price: of(values, 'price') }),
});

export const tradeRowForm = (row: WhatIfPosition): FormShape => ({
  id: `trade ${row.id}`, title: `Trade ${rowName(row.id)}`, submit: 'Trade in the what-if',
  fields: [{ name: 'contracts', label: 'Contracts, − to sell', value: '' }, { name: 'price', label: 'Price', value: '', hint: 'the mark' }],
  toChange: (values) => ({ kind: 'trade', row: row.id, symbol: row.symbol, contracts: of(values, 'contracts'), price: of(values, 'price') }),
});

export const transferForm = (view: WhatIfView): FormShape => ({
  id: 'transfer', title: 'Deposit or withdraw', submit: 'Move in the what-if',
  fields: [{ name: 'asset', label: 'Asset', value: view.valuationCurrency, words: true, options: [...new Set([view.valuationCurrency, ...view.collateral.map(({ asset }) => asset)])] }, { name: 'amount', label: 'Amount, − to withdraw', value: '' }],
  toChange: (values) => ({ kind: 'transfer', asset: of(values, 'asset'), amount: of(values, 'amount') }),
});

export const orderForm = (view: WhatIfView): FormShape => ({
  id: 'order', title: 'Add an order', submit: 'Add to the what-if',
  fields: [{ name: 'symbol', label: 'Symbol', value: '', words: true, options: symbolsOf(view) }, { name: 'contracts', label: 'Contracts, − to sell', value: '' }, { name: 'price', label: 'Price', value: '' }],
  flag: { label: 'Reduce only', checked: false },
  toChange: (values, reduceOnly) => ({ kind: 'addOrder', symbol: of(values, 'symbol'), contracts: of(values, 'contracts'), price: of(values, 'price'), reduceOnly }),
});

export const editPositionForm = (row: WhatIfPosition): FormShape => ({
  id: `edit ${row.id}`, title: `Edit ${rowName(row.id)}`, submit: 'Use these',
  fields: [
    { name: 'contracts', label: 'Contracts', value: row.contracts.after ?? '' },
    { name: 'entryPrice', label: 'Entry price', value: row.entryPrice },
    { name: 'leverage', label: 'Leverage', value: row.leverage ?? '', hint: 'none' },
    ...(row.marginMode === 'isolated' ? [{ name: 'isolatedMargin', label: 'Isolated margin', value: row.isolatedMargin ?? '' }] : []),
  ],
  toChange: (values) => ({ kind: 'editPosition', row: row.id, contracts: of(values, 'contracts'), entryPrice: of(values, 'entryPrice'), leverage: of(values, 'leverage'), isolatedMargin: of(values, 'isolatedMargin') }),
});

export const editCollateralForm = (row: WhatIfCollateral): FormShape => ({
  id: `edit ${row.id}`, title: `Edit the collateral ${row.asset}`, submit: 'Use these',
  fields: [{ name: 'amount', label: 'Amount', value: row.amount.after ?? '' }, { name: 'weight', label: 'Weight, 0 to 1', value: row.weight ?? '', hint: "the venue's" }],
  toChange: (values) => ({ kind: 'editCollateral', row: row.id, amount: of(values, 'amount'), weight: of(values, 'weight') }),
});

export const editOrderForm = (row: WhatIfOrder): FormShape => ({
  id: `edit ${row.id}`, title: `Edit the order on ${row.symbol}`, submit: 'Use these',
  fields: [{ name: 'contracts', label: 'Contracts, − to sell', value: row.contracts }, { name: 'price', label: 'Price', value: row.price }],
  flag: { label: 'Reduce only', checked: row.reduceOnly },
  toChange: (values, reduceOnly) => ({ kind: 'editOrder', row: row.id, contracts: of(values, 'contracts'), price: of(values, 'price'), reduceOnly }),
});
