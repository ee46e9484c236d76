import { memo, useMemo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useShown, useStore, useTerminal } from '../../state/screen.ts';
import { alertOnTop, isUrgent } from '../../state/select/alertOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { StageIcon } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';

const NO_ALERTS: readonly AlertView[] = [];

/** One alert across the screen: an urgent one until it clears, any other until someone has looked. */
export const AlertBanner = memo(function AlertBanner() {
  const alerts = useTerminal((terminal) => terminal.alerts) ?? NO_ALERTS;
  const raised = useShown((shown) => shown.raised);
  const selectedId = useTerminal((terminal) => terminal.selectedAccountId);
  const store = useStore();
  const commands = useCommands();
  const run = useRun();
  const alert = useMemo(() => alertOnTop(alerts, raised), [alerts, raised]);
  if (alert === null) return null;
  const { id } = alert;
  const acknowledge = (): void => run('Acknowledge', commands.acknowledge(id), () => store.dismissRaised(id));
  return (
    <section className={`panel strip stage-${alert.stage} ${isUrgent(alert) ? 'urgent' : ''}`} aria-label="Newest alert" tabIndex={-1} data-testid="alert-banner" data-alert-id={id}>
      <StageIcon stage={alert.stage} size={14} />
      <p>
        {alert.accountId !== selectedId && <span className="soft">{displayText(alert.accountName, 40)}: </span>}
        <b>{displayText(alert.title)}</b> <span>{displayText(alert.action)}</span>
      </p>
      <span className="strip-actions">
        {alert.acknowledgedAt === null && (
          <Button onClick={acknowledge} title="Acknowledge (A)">
            Acknowledge
          </Button>
        )}
        {!isUrgent(alert) && (
          <Button icon="close" iconOnly className="ghost" onClick={() => store.dismissRaised(id)}>
            Hide this alert; it stays open in the list
          </Button>
        )}
      </span>
    </section>
  );
});
