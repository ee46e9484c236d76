import { CATALOGUE, type TableId } from '../../../state/tables/catalogue.ts';
import { moved, toggled } from '../../../state/tables/tableChoice.ts';
import { useTableChoice } from '../../../state/tables/useTableChoice.ts';
import type { DialogState } from '../../../state/dialogs.ts';
import { useAccount, useDialogs } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ColumnSets } from './ColumnSets.tsx';
import './columns.css';

const TITLES: Readonly<Record<TableId, string>> = { positions: 'Columns of positions', collateral: 'Columns of collateral', orders: 'Columns of open orders', alerts: 'Columns of the alert log', accounts: 'Columns of the accounts' };
/** These tables are dialogs themselves: one goes back to them. */
const BACK: Readonly<Partial<Record<TableId, DialogState>>> = { alerts: { kind: 'alertLog' }, accounts: { kind: 'accounts' } };

type Props = Readonly<{ dialog: Extract<DialogState, { kind: 'columns' }>; onClose: () => void }>;

/** Which columns a table shows, in which order, and sets of them by name. Every change holds at once. */
export function Columns({ dialog: { table }, onClose }: Props) {
  const unit = useAccount((account) => account.valuationCurrency) ?? 'the valuation currency';
  const { choice, columns, change, reset } = useTableChoice(table);
  const keys = columns.map(({ key }) => key);
  const rest = CATALOGUE[table].filter(({ key }) => !keys.includes(key));
  const dialogs = useDialogs();
  const back = BACK[table];
  const done = back === undefined ? onClose : () => dialogs.show(back);
  const canFlash = keys.includes('mark') || keys.includes('index');
  return (
    <Dialog title={TITLES[table]} size="wide" onClose={done}>
      <div className="dialog-body" data-testid="columns">
        <ColumnSets table={table} keys={keys} choice={choice} onChange={change} />
        <ul className="column-list" aria-label="Columns shown, in order">
          {columns.map(({ key, label, about }, at) => (
            <li key={key} data-column={key}>
              <label>
                <input type="checkbox" checked disabled={at === 0} onChange={() => change({ columns: toggled(table, keys, key) })} />
                <b>{label}</b> <span className="soft">{about(unit)}</span>
              </label>
              <Button icon="up" iconOnly className="ghost" disabled={at < 2} title={`Move ${label} before the column on its left`} onClick={() => change({ columns: moved(table, keys, key, -1) })}>
                Move {label} left
              </Button>
              <Button icon="down" iconOnly className="ghost" disabled={at === 0 || at === keys.length - 1} title={`Move ${label} behind the column on its right`} onClick={() => change({ columns: moved(table, keys, key, 1) })}>
                Move {label} right
              </Button>
            </li>
          ))}
        </ul>
        {rest.length > 0 && (
          <ul className="column-list rest" aria-label="More columns">
            {rest.map(({ key, label, about }) => (
              <li key={key} data-column={key}>
                <label>
                  <input type="checkbox" checked={false} onChange={() => change({ columns: toggled(table, keys, key) })} />
                  <b>{label}</b> <span className="soft">{about(unit)}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {canFlash && (
          <label className="flash-choice">
            <input type="checkbox" checked={choice.flash} onChange={() => change({ flash: !choice.flash })} />
            Tint a price for a moment when it changes, at most once a second
          </label>
        )}
      </div>
      <footer>
        <Button onClick={reset}>As usual</Button>
        <Button kind="primary" onClick={done}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}
