import { memo, useMemo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { useKeyHint } from '../../../state/actions/useActions.ts';
import { useDensity } from '../../../state/density.ts';
import { useDialogs, useTerminal } from '../../../state/screen.ts';
import { ALERT_TABLE, alertCopy } from '../../../state/select/alertTable.ts';
import { copiedHead } from '../../../state/tables/copiedHead.ts';
import { tableTsv } from '../../../state/tables/tsv.ts';
import { useTableRows } from '../../../state/tables/useTableRows.ts';
import { Button } from '../../../ui/Button.tsx';
import { copyText } from '../../../ui/copy.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Grid } from '../../../ui/grid/Grid.tsx';
import { gridColumns } from '../../../ui/grid/gridColumns.ts';
import { GridRow } from '../../../ui/grid/GridRow.tsx';
import { GridTools, useBriefly } from '../../../ui/grid/GridTools.tsx';
import type { GridColumn } from '../../../ui/grid/gridTypes.ts';
import { Empty } from '../../../ui/Panel.tsx';
import { ALERT_CELLS } from './alertCells.tsx';
import './alertLog.css';

const NO_ALERTS: readonly AlertView[] = [];

/** Room for so many letters and digits. */
const LOOKS = {
  raised: { chars: 19, words: true }, local: { chars: 19, words: true }, stage: { chars: 11, words: true }, state: { chars: 12, words: true }, account: { chars: 16, words: true }, kind: { chars: 12, words: true },
  title: { chars: 34, words: true }, action: { chars: 30, words: true }, lasted: { chars: 13 }, blind: { chars: 6, words: true }, latency: { chars: 8 },
} as const;

/** Every alert of all accounts that the terminal remembers, as a table: sorted, filtered, copied. */
export function AlertLog({ onClose }: Readonly<{ onClose: () => void }>) {
  const alerts = useTerminal((terminal) => terminal.alerts) ?? NO_ALERTS;
  const { rowPx } = useDensity();
  const dialogs = useDialogs();
  const [copied, say] = useBriefly();
  const hint = useKeyHint();
  const table = useTableRows(ALERT_TABLE, alerts);
  const { columns: infos, lines, shown } = table;
  const columns = useMemo(() => gridColumns(infos, '', LOOKS), [infos]);
  const text = (): string => tableTsv(copiedHead(infos, ''), shown.map((row) => infos.map(({ key }) => alertCopy(row, key))));
  const onCopied = (): void => say(`${shown.length} ${shown.length === 1 ? 'row' : 'rows'} copied`);
  const copy = (): void => {
    copyText(text());
    onCopied();
  };
  return (
    <Dialog title="Alert log" size="full" onClose={onClose}>
      <div className="alert-log" data-testid="alert-log">
        <div className="alert-log-tools">
          <span className="soft">{shown.length === alerts.length ? '' : `${shown.length} of `}{alerts.length} {alerts.length === 1 ? 'alert' : 'alerts'}</span>
          <GridTools of="alerts" rows={alerts.length} filterKey={hint('filter')} filter={table.filter} onFilter={table.setFilter} onCopy={copy} copied={copied} onColumns={() => dialogs.show({ kind: 'columns', table: 'alerts' })} />
        </div>
        {alerts.length === 0 ? (
          <Empty>Nothing was raised yet.</Empty>
        ) : (
          <Grid
            label="Alert log" columns={columns} lines={lines} rowPx={rowPx} sort={table.sort} onSort={table.sortBy} onHover={table.hold} copyText={text} onCopied={onCopied}
            draw={(line, { index, active }) => (line.kind === 'row' ? <LogRow key={line.key} alert={line.row} index={index} active={active} columns={columns} /> : null)}
          />
        )}
      </div>
      <footer>
        <Button onClick={onClose}>Close</Button>
      </footer>
    </Dialog>
  );
}

const LogRow = memo(function LogRow({ alert, index, active, columns }: Readonly<{ alert: AlertView; index: number; active: string | null; columns: readonly GridColumn[] }>) {
  return <GridRow row={alert} columns={columns} cells={ALERT_CELLS} context={null} place={{ line: String(alert.id), index, active }} flash={false} testId="log-row" data={{ 'data-alert-id': String(alert.id) }} />;
});
