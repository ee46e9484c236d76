import { memo, useCallback, useMemo } from 'react';
import type { OverviewView, StandingView } from '#shared/ipc/overviewView.ts';
import { useKeyHint } from '../../../state/actions/useActions.ts';
import { useRun } from '../../../state/openDocument.ts';
import { useCommands, useDialogs, useTerminal } from '../../../state/screen.ts';
import { ACCOUNT_TABLE, accountCopy, AFTER_MOVE } from '../../../state/select/accountTable.ts';
import type { ColumnInfo } from '../../../state/tables/catalogue.ts';
import { copiedHead } from '../../../state/tables/copiedHead.ts';
import { tableTsv } from '../../../state/tables/tsv.ts';
import { useTableRows } from '../../../state/tables/useTableRows.ts';
import { copyText } from '../../../ui/copy.ts';
import { Grid } from '../../../ui/grid/Grid.tsx';
import { gridColumns } from '../../../ui/grid/gridColumns.ts';
import { GridRow } from '../../../ui/grid/GridRow.tsx';
import { GridTools, useBriefly } from '../../../ui/grid/GridTools.tsx';
import type { GridColumn, LinePlace } from '../../../ui/grid/gridTypes.ts';
import { displayText } from '../../../ui/text.ts';
import { ACCOUNT_CELLS, type AccountContext } from './accountCells.tsx';
import { Consolidated } from './Consolidated.tsx';

/** Room for two lines. */
const ROW_PX = 40;

const LOOKS = {
  account: { chars: 17, words: true }, venue: { chars: 15, words: true }, stage: { chars: 11, words: true }, ratio: { chars: 11 }, nearest: { chars: 12 },
  buffer: { chars: 14 }, equity: { chars: 14 }, equityIn: { chars: 14 }, after: { chars: 17 }, liquidated: { chars: 9 },
} as const;

/** The accounts as a table: the most severe first unless another order is asked for. */
export function AccountGrid({ view, isShocked, onClose }: Readonly<{ view: OverviewView; isShocked: boolean; onClose: () => void }>) {
  const dialogs = useDialogs();
  const [copied, say] = useBriefly();
  const hint = useKeyHint();
  const context = useContextOf(view.currency, onClose);
  const table = useTableRows(ACCOUNT_TABLE, view.accounts);
  const { lines, shown } = table;
  const infos = useMemo(() => namedIn(view.currency, table.columns.filter(({ key }) => isShocked || !AFTER_MOVE.has(key))), [table.columns, isShocked, view.currency]);
  const columns = useMemo(() => gridColumns(infos, view.currency, LOOKS), [infos, view.currency]);
  const text = (): string => tableTsv(copiedHead(infos, view.currency), shown.map((row) => infos.map(({ key }) => accountCopy(row, key))));
  const onCopied = (): void => say(`${shown.length} ${shown.length === 1 ? 'row' : 'rows'} copied`);
  const copy = (): void => {
    copyText(text());
    onCopied();
  };
  return (
    <div className="accounts-list">
      <div className="accounts-tools">
        <span className="soft">{shown.length === view.accounts.length ? '' : `${shown.length} of ${view.accounts.length}`}{table.waiting ? ' order held' : ''}</span>
        <GridTools of="accounts" rows={view.accounts.length} filterKey={hint('filter')} filter={table.filter} onFilter={table.setFilter} onCopy={copy} copied={copied} onColumns={() => dialogs.show({ kind: 'columns', table: 'accounts' })} />
      </div>
      <Grid
        label="Accounts" className="accounts-table" columns={columns} lines={lines} rowPx={ROW_PX} sort={table.sort} onSort={table.sortBy} onHover={table.hold} copyText={text} onCopied={onCopied}
        foot={<Consolidated view={view} columns={columns} />}
        draw={(line, place) => (line.kind === 'row' ? <AccountRow key={line.key} account={line.row} place={place} columns={columns} context={context} /> : null)}
      />
    </div>
  );
}

const namedIn = (currency: string, infos: readonly ColumnInfo[]): readonly ColumnInfo[] => infos.map((info) => (info.key === 'equityIn' ? { ...info, label: `In ${displayText(currency, 8)}` } : info));

const AccountRow = memo(function AccountRow({ account, place, columns, context }: Readonly<{ account: StandingView; place: LinePlace; columns: readonly GridColumn[]; context: AccountContext }>) {
  return <GridRow row={account} columns={columns} cells={ACCOUNT_CELLS} context={context} place={place} flash={false} className={`stage-${account.stage}${account.accountId === context.selected ? ' selected' : ''}`} testId="account-row" data={{ 'data-name': account.name }} />;
});

function useContextOf(currency: string, onClose: () => void): AccountContext {
  const commands = useCommands();
  const run = useRun();
  const selected = useTerminal((terminal) => terminal.selectedAccountId);
  const choose = useCallback((accountId: string): void => run('Choosing an account', commands.selectAccount(accountId), onClose), [run, commands, onClose]);
  return useMemo(() => ({ currency, selected, choose }), [currency, selected, choose]);
}
