import { memo } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useTerminal } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StageIcon } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';
import { momentText, sinceText, spanText } from '../../ui/time.ts';

export const AlertRow = memo(function AlertRow({ alert }: Readonly<{ alert: AlertView }>) {
  const commands = useCommands();
  const run = useRun();
  const selectedId = useTerminal((terminal) => terminal.selectedAccountId);
  const cleared = alert.clearedAt !== null;
  const state = cleared ? 'cleared' : alert.acknowledgedAt === null ? 'open' : 'acknowledged';
  return (
    <li className={`alert stage-${alert.stage} ${state}`} data-testid="alert-row" data-alert-id={alert.id} data-kind={alert.kind} data-stage={alert.stage} data-state={state}>
      <span className="alert-icon">{cleared ? <Icon name="check" size={11} /> : alert.kind === 'blind' ? <Icon name="eyeOff" size={12} /> : <StageIcon stage={alert.stage} size={11} />}</span>
      <b className="alert-title">
        {alert.accountId !== selectedId && <span className="soft">{displayText(alert.accountName, 40)}: </span>}
        {displayText(alert.title)}
      </b>
      <Raised alert={alert} />
      {!cleared && alert.action !== '' && <p title={alert.kind === 'stage' ? 'In the figures of the moment it was raised; What helps has those of now' : undefined}>{displayText(alert.action)}</p>}
      <p className="alert-facts">
        {cleared && <span>{clearedText(alert)}</span>}
        {alert.onStaleData && <span className="on-stale">raised on stale prices</span>}
        {state === 'acknowledged' && alert.acknowledgedAt !== null && <span title={momentText(alert.acknowledgedAt)}>acknowledged</span>}
        {state === 'open' && (
          <Button className="small" onClick={() => run('Acknowledge', commands.acknowledge(alert.id))}>
            Acknowledge
          </Button>
        )}
      </p>
    </li>
  );
});

function Raised({ alert }: Readonly<{ alert: AlertView }>) {
  const now = useNow();
  const durable = alert.latencyMs === null ? '' : `, written down ${Math.ceil(alert.latencyMs)} ms after the price arrived`;
  return (
    <time className="faint" dateTime={new Date(alert.raisedAt).toISOString()} title={`Raised ${momentText(alert.raisedAt)}${durable}`}>
      {sinceText(alert.raisedAt, now)}
    </time>
  );
}

function clearedText({ raisedAt, clearedAt }: AlertView): string {
  return clearedAt === null ? '' : `cleared after ${spanText(clearedAt - raisedAt)}`;
}
