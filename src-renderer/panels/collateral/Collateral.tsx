import { memo, useCallback, useMemo } from 'react';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import type { AccountView, CollateralView } from '#shared/ipc/view.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useDensity } from '../../state/density.ts';
import { useAccount, useDialogs, useLinked, useStore } from '../../state/screen.ts';
import { COLLATERAL_TABLE, collateralCopy } from '../../state/select/collateralTable.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { copiedHead } from '../../state/tables/copiedHead.ts';
import { tableTsv } from '../../state/tables/tsv.ts';
import { useTableRows } from '../../state/tables/useTableRows.ts';
import { useDerive } from '../../state/useDerive.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy.ts';
import { Grid } from '../../ui/grid/Grid.tsx';
import { gridColumns } from '../../ui/grid/gridColumns.ts';
import { GridTools, useBriefly } from '../../ui/grid/GridTools.tsx';
import { LinkChip } from '../../ui/LinkChip.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import type { CollateralContext } from './collateralCells.tsx';
import { CollateralRow } from './CollateralRow.tsx';
import { EquityParts } from './EquityParts.tsx';
import './collateral.css';

/** What backs the account, what its weights take away, and how it adds up to equity. */
export const Collateral = memo(function Collateral() {
  const account = useAccount((view) => view);
  const dialogs = useDialogs();
  if (account === null) return null;
  if (account.collateral.length > 0) return <Table key={account.accountId} account={account} />;
  return (
    <Panel id="collateral" title="Collateral" count={0} className="collateral">
      <Empty action={!isWhatIf(account.accountId) && <Button icon="plus" onClick={() => dialogs.show({ kind: 'editPortfolio', accountId: account.accountId })}>Add collateral…</Button>}>No collateral: equity is profit and loss alone.</Empty>
      <EquityParts account={account} />
    </Panel>
  );
});

/** Room for figures of this many digits. */
const LOOKS = {
  asset: { chars: 6, words: true }, amount: { chars: 10 }, index: { chars: 14, priced: true }, value: { chars: 10 }, weight: { chars: 7 }, haircut: { chars: 9 }, adjusted: { chars: 10 }, liquidation: { chars: 10 },
} as const;

function Table({ account }: Readonly<{ account: AccountView }>) {
  const { collateral, valuationCurrency: unit, parameterSetId } = account;
  const { rowPx } = useDensity();
  const dialogs = useDialogs();
  const [linked, link] = useLinked();
  const [copied, say] = useBriefly();
  const hint = useKeyHint();
  const table = useTableRows(COLLATERAL_TABLE, collateral);
  const { choice, columns: infos, lines, shown } = table;
  const columns = useMemo(() => gridColumns(infos, unit, LOOKS), [infos, unit]);
  const context = useCollateralContext(account);
  const open = useOpenFigure();
  const text = (): string => tableTsv(copiedHead(infos, unit), shown.map((row) => infos.map(({ key }) => collateralCopy(row, key))));
  const onCopied = (): void => say(`${shown.length} ${shown.length === 1 ? 'row' : 'rows'} copied`);
  const copy = (): void => {
    copyText(text());
    onCopied();
  };
  return (
    <Panel
      id="collateral" title="Collateral" className="collateral" count={shown.length === collateral.length ? collateral.length : `${shown.length} of ${collateral.length}`} note={<span title={`Weights are those of ${parameterSetId}`}>weights from {parameterSetId}</span>}
      actions={
        <>
          <LinkChip asset={linked} onClear={() => link(null)} />
          <GridTools of="collateral" rows={collateral.length} filterKey={hint('filter')} filter={table.filter} onFilter={table.setFilter} onCopy={copy} copied={copied} onColumns={() => dialogs.show({ kind: 'columns', table: 'collateral' })} />
        </>
      }
    >
      <Grid
        label="Collateral" columns={columns} lines={lines} rowPx={rowPx} sort={table.sort} onSort={table.sortBy} onHover={table.hold} copyText={text} onCopied={onCopied}
        draw={(line, { index, active }) => <CollateralRow key={line.key} asset={line.key} index={index} active={active} columns={columns} context={context} flash={choice.flash} onOpen={open} />}
      />
      {shown.length === 0 && <Empty>{linked === null ? 'No collateral is named like that.' : `No ${linked} is held as collateral.`}</Empty>}
      <EquityParts account={account} />
    </Panel>
  );
}

const mostOf = (rows: readonly CollateralView[], of: (row: CollateralView) => number): number => rows.reduce((most, row) => Math.max(most, of(row)), 0);

function useCollateralContext({ accountId, collateral, valuationCurrency: unit }: AccountView): CollateralContext {
  const dialogs = useDialogs();
  const derive = useDerive();
  const store = useStore();
  const priceDecimals = mostOf(collateral, (row) => row.priceDecimals);
  const amountDecimals = mostOf(collateral, (row) => row.amountDecimals);
  return useMemo(() => ({
    unit, money: moneyDecimals(unit), priceDecimals, amountDecimals,
    onName: ({ asset }) => derive({ of: 'collateral', line: lineOf(store.get().account, asset), figure: 'adjustedValue' }, asset),
    onIndex: ({ asset, price }) => dialogs.show({ kind: 'price', accountId, priceKind: 'index', key: asset, unit, price }),
  }), [unit, priceDecimals, amountDecimals, derive, dialogs, store, accountId]);
}

/** The place of an asset in the document: derivations name it so. */
const lineOf = (account: AccountView | null, asset: string): number => Math.max(0, account?.collateral.findIndex((row) => row.asset === asset) ?? 0);

const FIGURES: Readonly<Record<string, Extract<FigureRef, { of: 'collateral' }>['figure']>> = { value: 'value', weight: 'weight', haircut: 'haircutCost', adjusted: 'adjustedValue', liquidation: 'liquidationPrice' };

/** Enter on a figure tells how it comes about. */
function useOpenFigure(): (asset: string, column: string) => void {
  const store = useStore();
  const derive = useDerive();
  return useCallback((asset, column) => {
    const figure = FIGURES[column];
    if (figure !== undefined) derive({ of: 'collateral', line: lineOf(store.get().account, asset), figure }, asset);
  }, [store, derive]);
}
