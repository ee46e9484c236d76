import { memo, useMemo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { useDialogs, useKept, useTerminal } from '../../state/screen.ts';
import { ALERT_FILTERS, type AlertFilter, isSnoozed, leftOut } from '../../state/select/alertGroups.ts';
import { groupAlerts } from '../../state/select/alertOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { AlertGroups } from './AlertGroups.tsx';
import { AlertRow } from './AlertRow.tsx';
import { SnoozedAccounts } from './SnoozedAccounts.tsx';
import './alerts.css';

const NO_ALERTS: readonly AlertView[] = [];

const EMPTY: Readonly<Record<AlertFilter, string>> = {
  open: 'Nothing was raised yet. A change of stage is written down here, whether or not this window is open.',
  snoozed: 'Nothing is snoozed. An alert that is put off waits here, and is told again at the end, or with a higher stage.',
  all: 'Nothing was raised yet.',
};

/** Open alerts of all accounts, worst first, below them what has cleared; what is put off; or all of them as they came. */
export const Alerts = memo(function Alerts() {
  const alerts = useTerminal((terminal) => terminal.alerts) ?? NO_ALERTS;
  const dialogs = useDialogs();
  const [kept, keep] = useKept('alerts.filter');
  const filter = ALERT_FILTERS.find((one) => one === kept) ?? 'open';
  const lists = useMemo(() => {
    const { open, cleared } = groupAlerts(alerts);
    return { open: open.filter((alert) => !isSnoozed(alert)), snoozed: open.filter(isSnoozed), cleared, all: alerts.toSorted((a, b) => b.id - a.id) };
  }, [alerts]);
  const counts = useTerminal((terminal) => terminal.warnings.open);
  const more = useMemo(() => (counts === null ? null : leftOut(counts, alerts)), [counts, alerts]);
  const openCount = counts === null ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shown = lists[filter];
  return (
    <Panel
      id="alerts" title="Alerts" count={openCount === 0 ? 'none open' : `${openCount} open`} className="alerts"
      actions={
        <>
          <Button className="small ghost" title="Rules of your own: add, change, test" onClick={() => dialogs.show({ kind: 'rules' })}>Rules</Button>
          <Button className="small ghost" title="How alerts are told: sound, quiet hours, webhook" onClick={() => dialogs.show({ kind: 'warnings' })}>Telling</Button>
          <Button className="small ghost" title="Every alert in a table: sort, filter, copy" onClick={() => dialogs.show({ kind: 'alertLog' })}>Log</Button>
        </>
      }
    >
      <Filter chosen={filter} snoozed={lists.snoozed.length} onChoose={(next) => keep(next === 'open' ? null : next)} />
      <div className="scroll" role="region" aria-label="Alert list" tabIndex={0}>
        {filter === 'snoozed' && <SnoozedAccounts />}
        {shown.length === 0 && (filter !== 'open' || lists.cleared.length === 0) && <Empty>{EMPTY[filter]}</Empty>}
        <ul>
          {filter === 'all' ? lists.all.map((alert) => <AlertRow key={alert.id} alert={alert} />) : <AlertGroups alerts={shown} />}
          {filter === 'open' && more !== null && <li className="alert-more faint">{more} more are open. The worst stand here.</li>}
          {filter === 'open' && lists.cleared.map((alert) => <AlertRow key={alert.id} alert={alert} />)}
        </ul>
      </div>
    </Panel>
  );
});

const NAMES: Readonly<Record<AlertFilter, string>> = { open: 'Open', snoozed: 'Snoozed', all: 'All' };

function Filter({ chosen, snoozed, onChoose }: Readonly<{ chosen: AlertFilter; snoozed: number; onChoose: (filter: AlertFilter) => void }>) {
  return (
    <div className="alert-filter" role="group" aria-label="Which alerts">
      {ALERT_FILTERS.map((filter) => (
        <button key={filter} type="button" aria-pressed={filter === chosen} data-filter-by={filter} onClick={() => onChoose(filter)}>
          {NAMES[filter]}
          {filter === 'snoozed' && snoozed > 0 ? ` ${snoozed}` : ''}
        </button>
      ))}
    </div>
  );
}
