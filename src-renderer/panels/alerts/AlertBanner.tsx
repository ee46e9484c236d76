import { memo, useMemo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { SNOOZE } from '#shared/ipc/warnings.ts';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useShown, useStore, useTerminal } from '../../state/screen.ts';
import { alertOnTop, isUrgent } from '../../state/select/alertOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { StageIcon } from '../../ui/StageBadge.tsx';
import { displayText, sentenceText } from '../../ui/text.ts';

const NO_ALERTS: readonly AlertView[] = [];

/** One alert across the screen: an urgent one until it clears, any other until someone has looked. */
export const AlertBanner = memo(function AlertBanner() {
  const alerts = useTerminal((terminal) => terminal.alerts) ?? NO_ALERTS;
  const raised = useShown((shown) => shown.raised);
  const selectedId = useTerminal((terminal) => terminal.selectedAccountId);
  const fault = useTerminal((terminal) => terminal.warnings.notificationFault);
  const store = useStore();
  const commands = useCommands();
  const run = useRun();
  const hint = useKeyHint();
  const alert = useMemo(() => alertOnTop(alerts, raised, fault !== null), [alerts, raised, fault]);
  if (alert === null) return null;
  const { id } = alert;
  const acknowledge = (): void => run('Acknowledge', commands.acknowledge(id), () => store.dismissRaised(id));
  return (
    <section className={`panel strip stage-${alert.stage} ${isUrgent(alert) ? 'urgent' : ''}`} aria-label="Newest alert" tabIndex={-1} data-testid="alert-banner" data-alert-id={id}>
      <StageIcon stage={alert.stage} size={14} />
      <p>
        {alert.accountId !== selectedId && <span className="soft">{displayText(alert.accountName, 40)}: </span>}
        <b>{sentenceText(alert.title)}</b> <span>{sentenceText(alert.action)}</span>
        {fault !== null && <span className="soft"> This system shows no notifications: alerts stand here, and are heard.</span>}
      </p>
      <span className="strip-actions">
        {alert.acknowledgedAt === null && (
          <Button onClick={acknowledge} title={`Acknowledge${hint('acknowledge')}`}>
            Acknowledge
          </Button>
        )}
        {alert.acknowledgedAt === null && (
          <Button className="ghost" title={`Put this alert off for ${SNOOZE.mostUrgent} minutes; a higher stage is told all the same${hint('snooze')}`} onClick={() => run('Snooze', commands.snooze(id, SNOOZE.mostUrgent), () => store.dismissRaised(id))}>
            Snooze {SNOOZE.mostUrgent} min
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
