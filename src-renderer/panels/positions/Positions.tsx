import { memo, useCallback, useMemo, useState } from 'react';
import type { AccountView, PositionView } from '#shared/ipc/view.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useDensity } from '../../state/density.ts';
import { useAccount, useDialogs, useLinked, useStore } from '../../state/screen.ts';
import { moneyDecimals, sumDecimals } from '../../state/select/money.ts';
import { POSITION_TABLE, positionCopy } from '../../state/select/positionTable.ts';
import { copiedHead } from '../../state/tables/copiedHead.ts';
import { tableTsv } from '../../state/tables/tsv.ts';
import { useTableRows } from '../../state/tables/useTableRows.ts';
import { useDerive } from '../../state/useDerive.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy.ts';
import { Grid } from '../../ui/grid/Grid.tsx';
import { gridColumns } from '../../ui/grid/gridColumns.ts';
import { GridTools, useBriefly } from '../../ui/grid/GridTools.tsx';
import { GroupRow } from '../../ui/grid/GroupRow.tsx';
import { LinkChip } from '../../ui/LinkChip.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { type ColumnChars, type ColumnDecimals, columnChars, widest } from './columnChars.ts';
import { InsightButtons } from './InsightButtons.tsx';
import { decimalsIn, type PositionContext } from './positionCells.tsx';
import { PositionRow } from './PositionRow.tsx';
import { positionTitle } from './PositionName.tsx';
import { partOf, PositionsFoot } from './sums.tsx';
import { UnderlyingMenu } from './UnderlyingMenu.tsx';
import './positions.css';

/** Every position and what it does to the account. */
export const Positions = memo(function Positions() {
  const account = useAccount((view) => view);
  const dialogs = useDialogs();
  if (account === null) return null;
  if (account.positions.length > 0) return <Table key={account.accountId} account={account} />;
  return (
    <Panel id="positions" title="Positions" count={0} className="positions">
      <Empty action={!isWhatIf(account.accountId) && <Button icon="plus" onClick={() => dialogs.show({ kind: 'editPortfolio', accountId: account.accountId })}>Add positions…</Button>}>This account holds no position: nothing of it can be liquidated.</Empty>
    </Panel>
  );
});

function Table({ account }: Readonly<{ account: AccountView }>) {
  const { positions, totals, valuationCurrency: unit } = account;
  const { rowPx } = useDensity();
  const dialogs = useDialogs();
  const [linked, link] = useLinked();
  const [copied, say] = useBriefly();
  const hint = useKeyHint();
  const table = useTableRows(POSITION_TABLE, positions);
  const { choice, columns: infos, wide, lines, shown, change, fold } = table;
  const decimals = useSame<ColumnDecimals>({ ...rowDecimals(positions), sum: sumDecimals(totals.notional, unit), money: moneyDecimals(unit) });
  const chars = useWidest(columnChars(positions, totals, decimals));
  const columns = useMemo(() => gridColumns(infos, unit, looks(chars, wide)), [infos, unit, chars, wide]);
  const context = usePositionContext(account.accountId, unit, decimals);
  const open = useOpenFigure();
  const text = (): string => tableTsv(copiedHead(infos, unit), shown.map((row) => infos.map(({ key }) => positionCopy(row, key))));
  const onCopied = (): void => say(`${shown.length} ${shown.length === 1 ? 'row' : 'rows'} copied`);
  const copy = (): void => {
    copyText(text());
    onCopied();
  };
  return (
    <Panel
      id="positions" title="Positions" className="positions" count={shown.length === positions.length ? positions.length : `${shown.length} of ${positions.length}`} note={table.waiting ? 'order held' : undefined}
      actions={
        <>
          <LinkChip asset={linked} onClear={() => link(null)} />
          <GridTools of="positions" rows={positions.length} filterKey={hint('filter')} filter={table.filter} onFilter={table.setFilter} grouped={choice.grouped} onGroup={(grouped) => change({ grouped })} onCopy={copy} copied={copied} onColumns={() => dialogs.show({ kind: 'columns', table: 'positions' })} />
          <UnderlyingMenu />
          <InsightButtons />
        </>
      }
    >
      <Grid
        label="Positions" columns={columns} lines={lines} rowPx={rowPx} sort={table.sort} onSort={table.sortBy} onHover={table.hold} copyText={text} onCopied={onCopied}
        foot={<PositionsFoot account={account} columns={columns} shown={shown.length === positions.length ? null : shown} unit={unit} decimals={decimals} />}
        draw={(line, { index, active }) => line.kind === 'row'
          ? <PositionRow key={line.key} id={line.key} index={index} active={active} columns={columns} context={context} flash={choice.flash} onOpen={open} />
          : <GroupRow key={line.key} name={line.name} count={line.rows.length} open={line.open} onFold={() => fold(line.name)} columns={columns} place={{ line: line.key, index, active }} sum={(column) => partOf(line.rows, column, { unit, decimals })} />}
      />
      {shown.length === 0 && <Empty>No position is named like that.</Empty>}
    </Panel>
  );
}

/** The most decimals of each column whose decimals depend on the instrument. */
function rowDecimals(rows: readonly PositionView[]): Readonly<{ price: number; size: number; contracts: number }> {
  const most = (of: (row: PositionView) => number): number => rows.reduce((found, row) => Math.max(found, of(row)), 0);
  return { price: most((row) => row.priceDecimals), size: most((row) => row.sizeDecimals), contracts: most((row) => decimalsIn(row.contracts)) };
}

/** The room of each column: what its rows need, or what its figures need at most. */
const looks = (chars: ColumnChars, wide: boolean): Parameters<typeof gridColumns>[2] => ({
  ...Object.fromEntries(Object.entries(chars).map(([key, own]) => [key, { chars: own }])),
  symbol: { chars: chars['symbol'] ?? 10, words: true }, underlying: { chars: chars['underlying'] ?? 6, words: true }, side: { chars: 6, words: true }, mark: { chars: (chars['mark'] ?? 8) + 5, priced: true },
  pnlFraction: { chars: 7 }, share: { chars: wide ? 12 : 6 }, distance: { chars: 7.4 }, sigmas: { chars: 4.8 }, without: { chars: 6 }, leverage: { chars: 6 }, tier: { chars: 7 }, funding: { chars: 15 }, stage: { chars: 10, words: true },
});

/** The same object while the decimals are the same: rows are redrawn when it is another. */
function useSame<T extends Readonly<Record<string, number>>>(next: T): T {
  const [kept, setKept] = useState(next);
  const same = Object.entries(next).every(([key, value]) => kept[key] === value);
  if (!same) setKept(next);
  return same ? kept : next;
}

/** A column that has grown stays as wide while the account is in view. */
function useWidest(next: ColumnChars): ColumnChars {
  const [kept, setKept] = useState(next);
  const grown = widest(kept, next);
  if (grown !== kept) setKept(grown);
  return grown;
}

function usePositionContext(accountId: string, unit: string, decimals: ColumnDecimals): PositionContext {
  const dialogs = useDialogs();
  const derive = useDerive();
  const [, link] = useLinked();
  return useMemo(() => ({
    unit, decimals, onUnderlying: link,
    onName: (row) => derive({ of: 'row', row: row.id, figure: 'maintenanceMargin' }, positionTitle(row)),
    onMark: (row) => dialogs.show({ kind: 'price', accountId, priceKind: 'mark', key: row.symbol, unit: row.quote, price: row.mark }),
  }), [unit, decimals, link, derive, dialogs, accountId]);
}

type RowFigure = Extract<FigureRef, { of: 'row' }>['figure'];

/** The figure that Enter tells about, where a column has one. */
const FIGURES: Readonly<Record<string, RowFigure>> = {
  size: 'size', notional: 'notional', pnl: 'unrealizedPnl', initial: 'initialMargin', margin: 'maintenanceMargin', share: 'maintenanceShare', liquidation: 'liquidationPrice', distance: 'distance', sigmas: 'distance',
  venueLiquidation: 'venueLiquidationPrice', without: 'withoutThis.marginRatio', tier: 'maintenanceMargin',
};

/** Enter on a figure tells how it comes about. */
function useOpenFigure(): (id: string, column: string) => void {
  const store = useStore();
  const derive = useDerive();
  return useCallback((id, column) => {
    const row = store.rows.position.get(id);
    const figure = FIGURES[column];
    if (row !== undefined && figure !== undefined) derive({ of: 'row', row: id, figure }, positionTitle(row));
  }, [store, derive]);
}
