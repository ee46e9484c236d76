import { memo, useRef, useState } from 'react';
import type { AccountView, PositionView } from '#shared/ipc/view.ts';
import { useAccount } from '../../state/screen.ts';
import { missingFor } from '../../state/select/headline.ts';
import { moneyDecimals, sumDecimals } from '../../state/select/money.ts';
import { bindingPool, poolName } from '../../state/select/pools.ts';
import type { PositionSort } from '../../state/select/positionOrder.ts';
import { Amount } from '../../ui/Amount.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { displayText } from '../../ui/text.ts';
import { useWindow } from '../../ui/useWindow.ts';
import { type ColumnChars, type ColumnDecimals, columnChars, widest } from './columnChars.ts';
import { InsightButtons } from './InsightButtons.tsx';
import { PositionRow } from './PositionRow.tsx';
import { useRowOrder } from './useRowOrder.ts';
import './positions.css';

/** Height of a row in px: `--row` of the style sheet. */
const ROW_PX = 26;

const BLANK = '\u00a0';

const SORTED_BY: Readonly<Record<PositionSort, string>> = {
  symbol: 'by symbol', notional: 'by notional', pnl: 'by profit and loss', margin: 'by maintenance margin', distance: 'by distance to liquidation',
};

/** Every position and what it does to the account. */
export const Positions = memo(function Positions() {
  const account = useAccount((view) => view);
  if (account === null) return null;
  if (account.positions.length > 0) return <Table key={account.accountId} account={account} />;
  return (
    <Panel title="Positions" count={0} className="positions">
      <Empty>This account holds no position: nothing of it can be liquidated.</Empty>
    </Panel>
  );
});

function Table({ account }: Readonly<{ account: AccountView }>) {
  const { positions: rows, totals, valuationCurrency: unit } = account;
  const { ids, order, sortBy, hold } = useRowOrder(rows);
  const decimals: ColumnDecimals = { ...rowDecimals(rows), sum: sumDecimals(totals.notional, unit), money: moneyDecimals(unit) };
  const chars = useWidest(columnChars(rows, totals, decimals));
  const box = useRef<HTMLDivElement>(null);
  const { from, to } = useWindow(box, ids.length, ROW_PX);
  const [last, setLast] = useState<string | null>(null);
  const drawn = ids.slice(from, to);
  const reached = last !== null && drawn.includes(last) ? last : drawn[0];
  return (
    <Panel title="Positions" count={rows.length} note={SORTED_BY[order.key]} actions={<InsightButtons />} className="positions">
      <DataTable caption="Positions" columns={columnsOf(unit, chars)} rowCount={rows.length} scrollRef={box} sort={order} onSort={(key) => isSort(key) && sortBy(key)} onHover={hold} foot={<Total account={account} decimals={decimals} />}>
        <Spacer rows={from} />
        {drawn.map((id, at) => (
          <PositionRow key={id} id={id} index={from + at + 2} priceDecimals={decimals.price} sizeDecimals={decimals.size} sumDecimals={decimals.sum} unit={unit} reached={id === reached} onReach={setLast} />
        ))}
        <Spacer rows={ids.length - to} />
      </DataTable>
    </Panel>
  );
}

/** The most decimals of each column whose decimals depend on the instrument. */
function rowDecimals(rows: readonly PositionView[]): Readonly<{ price: number; size: number }> {
  return rows.reduce((most, row) => ({ price: Math.max(most.price, row.priceDecimals), size: Math.max(most.size, row.sizeDecimals) }), { price: 0, size: 0 });
}

const isSort = (key: string): key is PositionSort => key in SORTED_BY;

function Spacer({ rows }: Readonly<{ rows: number }>) {
  if (rows <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={11} style={{ height: rows * ROW_PX }}>
        {BLANK}
      </td>
    </tr>
  );
}

/** A column that has grown stays as wide while the account is in view. */
function useWidest(next: ColumnChars): ColumnChars {
  const [kept, setKept] = useState(next);
  const grown = widest(kept, next);
  if (grown !== kept) setKept(grown);
  return grown;
}

function columnsOf(unit: string, chars: ColumnChars): readonly Column[] {
  return [
    { key: 'symbol', label: 'Symbol', sortable: true, chars: chars.symbol },
    { key: 'size', label: 'Size', title: 'In units of the underlying; + long, − short', chars: chars.size },
    { key: 'entry', label: 'Entry', title: 'Average entry price', chars: chars.entry },
    { key: 'mark', label: 'Mark', title: 'The price that margin is computed with, and its age. Press a price to type one in by hand.', chars: chars.mark + 5, priced: true },
    { key: 'notional', label: 'Notional', title: `Size at mark, in ${unit}`, sortable: true, chars: chars.notional },
    { key: 'pnl', label: 'P&L', title: `Unrealised profit or loss at mark, in ${unit}`, sortable: true, chars: chars.pnl },
    { key: 'margin', label: 'Margin', title: `Maintenance margin that this position asks for, in ${unit}`, sortable: true, chars: chars.margin },
    { key: 'share', label: 'Share', title: "Share of the account's maintenance margin", chars: 6 },
    { key: 'liquidation', label: 'Liquidation', title: 'The mark at which the whole account is liquidated when everything of this underlying moves with it', chars: chars.liquidation },
    { key: 'distance', label: 'Distance', title: 'From the mark to liquidation: percent, and daily standard deviations', sortable: true, chars: 13 },
    { key: 'without', label: 'Without', title: "The account's margin ratio if this position were closed at mark", chars: 6 },
  ];
}

function Total({ account, decimals }: Readonly<{ account: AccountView; decimals: ColumnDecimals }>) {
  const { totals, valuationCurrency: unit } = account;
  const pool = bindingPool(account);
  const reason = (figure: string): string => missingFor(account, figure);
  return (
    <tr>
      <th scope="row" colSpan={4}>
        Total{pool !== null && <span className="faint total-pool" title="No margin is shared between pools: this one is nearest to liquidation"> · margin of {displayText(poolName(pool), 40)} alone</span>}
      </th>
      <td>
        <Amount value={totals.notional} decimals={decimals.sum} unit={unit} bound={totals.bounds['notional']} missing={reason('notional')} />
      </td>
      <td>
        <Amount value={totals.unrealizedPnl} decimals={decimals.money} unit={unit} signed toned bound={totals.bounds['unrealizedPnl']} missing={reason('unrealizedPnl')} testId="total-pnl" />
      </td>
      <td>
        <Amount value={totals.maintenanceMargin} decimals={decimals.money} unit={unit} bound={totals.bounds['maintenanceMargin']} missing={reason('maintenanceMargin')} />
      </td>
      <td colSpan={4} aria-hidden="true">
        {BLANK}
      </td>
    </tr>
  );
}
