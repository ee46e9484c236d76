import { memo, useMemo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { useTerminal } from '../../state/screen.ts';
import { groupAlerts } from '../../state/select/alertOrder.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { AlertRow } from './AlertRow.tsx';
import './alerts.css';

const NO_ALERTS: readonly AlertView[] = [];

/** Open alerts of all accounts, worst first; below them what has cleared. */
export const Alerts = memo(function Alerts() {
  const alerts = useTerminal((terminal) => terminal.alerts) ?? NO_ALERTS;
  const { open, cleared } = useMemo(() => groupAlerts(alerts), [alerts]);
  return (
    <Panel title="Alerts" count={open.length === 0 ? 'none open' : `${open.length} open`} className="alerts">
      <div className="scroll" role="region" aria-label="Alert list" tabIndex={0}>
        {alerts.length === 0 && <Empty>Nothing was raised yet. A change of stage is written down here, whether or not this window is open.</Empty>}
        <ul>
          {open.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
          {cleared.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      </div>
    </Panel>
  );
});
