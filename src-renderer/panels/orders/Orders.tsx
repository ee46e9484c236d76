import { memo } from 'react';
import { useAccount, useOrder } from '../../state/screen.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { Amount } from '../../ui/Amount.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { displayText } from '../../ui/text.ts';
import './orders.css';

/** Open orders and the margin that they reserve; absent when there is none. */
export const Orders = memo(function Orders() {
  const orders = useAccount((account) => account.orders);
  const unit = useAccount((account) => account.valuationCurrency) ?? '';
  if (orders === null || orders.length === 0) return null;
  const decimals = Math.max(...orders.map((order) => order.priceDecimals));
  return (
    <Panel title="Open orders" count={orders.length} className="orders">
      <DataTable caption="Open orders" columns={columnsOf(unit)}>
        {orders.map(({ id }) => (
          <OrderRow key={id} id={id} priceDecimals={decimals} unit={unit} />
        ))}
      </DataTable>
    </Panel>
  );
});

function columnsOf(unit: string): readonly Column[] {
  return [
    { key: 'symbol', label: 'Symbol' },
    { key: 'size', label: 'Contracts', title: '+ buy, − sell' },
    { key: 'price', label: 'Price' },
    { key: 'margin', label: 'Reserves', title: `Initial margin that the orders of a symbol reserve, in ${unit}; on its first order` },
  ];
}

const OrderRow = memo(function OrderRow({ id, priceDecimals, unit }: Readonly<{ id: string; priceDecimals: number; unit: string }>) {
  const order = useOrder(id);
  const orders = useAccount((account) => account.orders);
  if (order === undefined || orders === null) return null;
  const isFirst = orders.find((other) => other.symbol === order.symbol)?.id === id;
  return (
    <tr data-testid="order-row" data-symbol={order.symbol}>
      <th scope="row">
        <span className="clip">{displayText(order.symbol, 30)}</span>
        {order.reduceOnly && <span className="faint"> reduce</span>}
      </th>
      <td>
        <Amount value={order.contracts} decimals={decimalsIn(order.contracts)} unit="contracts" signed />
      </td>
      <td>
        <Amount value={order.price} decimals={order.priceDecimals} columnDecimals={priceDecimals} unit="" />
      </td>
      <td>{isFirst ? <Amount value={order.orderMargin} decimals={moneyDecimals(unit)} mode="ceil" unit={unit} missing={`needs the mark and margin tiers of ${order.symbol}`} /> : <span className="faint" title="Counted with the first order of this symbol">{NONE}</span>}</td>
    </tr>
  );
});

const decimalsIn = (text: string): number => Math.min(8, text.split('.')[1]?.length ?? 0);
