import { memo, useMemo } from 'react';
import type { OrderView } from '#shared/ipc/view.ts';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useDensity } from '../../state/density.ts';
import { useAccount, useDialogs, useLinked, useOrder } from '../../state/screen.ts';
import { countedOrders, ORDER_TABLE, orderCopy } from '../../state/select/orderTable.ts';
import { copiedHead } from '../../state/tables/copiedHead.ts';
import { tableTsv } from '../../state/tables/tsv.ts';
import { useTableRows } from '../../state/tables/useTableRows.ts';
import { copyText } from '../../ui/copy.ts';
import { Grid } from '../../ui/grid/Grid.tsx';
import { gridColumns } from '../../ui/grid/gridColumns.ts';
import { GridRow } from '../../ui/grid/GridRow.tsx';
import { GridTools, useBriefly } from '../../ui/grid/GridTools.tsx';
import type { GridColumn } from '../../ui/grid/gridTypes.ts';
import { LinkChip } from '../../ui/LinkChip.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { ORDER_CELLS, type OrderContext } from './orderCells.tsx';
import './orders.css';

/** Open orders and the margin that they reserve; absent when there is none. */
export const Orders = memo(function Orders() {
  const orders = useAccount((account) => account.orders);
  const accountId = useAccount((account) => account.accountId);
  const unit = useAccount((account) => account.valuationCurrency) ?? '';
  return orders === null || orders.length === 0 ? null : <Table key={accountId} orders={orders} unit={unit} />;
});

/** Room for figures of this many digits. */
const LOOKS = { symbol: { chars: 8, words: true }, underlying: { chars: 6, words: true }, side: { chars: 4, words: true }, contracts: { chars: 6 }, price: { chars: 7 }, effect: { chars: 10, words: true }, reserves: { chars: 7 } } as const;

function Table({ orders, unit }: Readonly<{ orders: readonly OrderView[]; unit: string }>) {
  const { rowPx } = useDensity();
  const dialogs = useDialogs();
  const [linked, link] = useLinked();
  const [copied, say] = useBriefly();
  const hint = useKeyHint();
  const table = useTableRows(ORDER_TABLE, orders);
  const { choice, columns: infos, lines, shown } = table;
  const columns = useMemo(() => gridColumns(infos, unit, LOOKS), [infos, unit]);
  const priceDecimals = orders.reduce((most, order) => Math.max(most, order.priceDecimals), 0);
  const context = useMemo((): OrderContext => ({ unit, priceDecimals, counted: countedOrders(orders), onUnderlying: link }), [unit, priceDecimals, orders, link]);
  const text = (): string => tableTsv(copiedHead(infos, unit), shown.map((row) => infos.map(({ key }) => orderCopy(row, key, context.counted.has(row.id)))));
  const onCopied = (): void => say(`${shown.length} ${shown.length === 1 ? 'row' : 'rows'} copied`);
  const copy = (): void => {
    copyText(text());
    onCopied();
  };
  return (
    <Panel
      id="orders" title="Orders" className="orders" count={shown.length === orders.length ? orders.length : `${shown.length} of ${orders.length}`}
      actions={
        <>
          <LinkChip asset={linked} onClear={() => link(null)} />
          <GridTools of="orders" rows={orders.length} filterKey={hint('filter')} filter={table.filter} onFilter={table.setFilter} onCopy={copy} copied={copied} onColumns={() => dialogs.show({ kind: 'columns', table: 'orders' })} />
        </>
      }
    >
      <Grid
        label="Open orders" columns={columns} lines={lines} rowPx={rowPx} sort={table.sort} onSort={table.sortBy} onHover={table.hold} copyText={text} onCopied={onCopied}
        draw={(line, { index, active }) => <OrderRow key={line.key} id={line.key} index={index} active={active} columns={columns} context={context} flash={choice.flash} />}
      />
      {shown.length === 0 && <Empty>{linked === null ? 'No order is named like that.' : `No order is open on ${linked}.`}</Empty>}
    </Panel>
  );
}

type RowProps = Readonly<{ id: string; index: number; active: string | null; columns: readonly GridColumn[]; context: OrderContext; flash: boolean }>;

const OrderRow = memo(function OrderRow({ id, index, active, columns, context, flash }: RowProps) {
  const order = useOrder(id);
  if (order === undefined) return null;
  return <GridRow row={order} columns={columns} cells={ORDER_CELLS} context={context} place={{ line: id, index, active }} flash={flash} testId="order-row" data={{ 'data-symbol': order.symbol }} />;
});
