import { memo } from 'react';
import { stageRank } from '#shared/domain/stage.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import { SNOOZE } from '#shared/ipc/warnings.ts';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useStore, useTerminal } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StageIcon } from '../../ui/StageBadge.tsx';
import { displayText, sentenceText } from '../../ui/text.ts';
import { minuteText, momentText, sinceText, spanText } from '../../ui/time.ts';

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
        {sentenceText(alert.title)}
      </b>
      <Raised alert={alert} />
      {!cleared && alert.action !== '' && <p title={alert.kind === 'stage' ? 'In the figures of the moment it was raised; What helps has those of now' : undefined}>{sentenceText(alert.action)}</p>}
      <p className="alert-facts">
        {cleared && <span>{clearedText(alert)}</span>}
        {alert.onStaleData && <span className="on-stale">raised on stale prices</span>}
        {state === 'acknowledged' && alert.acknowledgedAt !== null && <span title={momentText(alert.acknowledgedAt)}>acknowledged</span>}
        {alert.snoozedUntil !== null && <span className="alert-snoozed" title={`Until ${momentText(alert.snoozedUntil)}, or until the stage rises`}>snoozed until {minuteText(alert.snoozedUntil)}</span>}
        {state === 'open' && (
          <Button className="small" onClick={() => run('Acknowledge', commands.acknowledge(alert.id))}>
            Acknowledge
          </Button>
        )}
        {state === 'open' && <Snooze alert={alert} />}
      </p>
    </li>
  );
});

/** Puts the alert off, or brings it back. */
function Snooze({ alert: { id, stage, snoozedUntil } }: Readonly<{ alert: AlertView }>) {
  const commands = useCommands();
  const run = useRun();
  const store = useStore();
  const snooze = (minutes: number): void => run('Snooze', commands.snooze(id, minutes), () => store.dismissRaised(id));
  if (snoozedUntil !== null) {
    return (
      <Button className="small" title="Tell of it again from now on" onClick={() => snooze(0)}>
        Wake
      </Button>
    );
  }
  const most = stageRank(stage) >= stageRank('critical') ? SNOOZE.mostUrgent : SNOOZE.most;
  return SNOOZE.offered.filter((minutes) => minutes <= most).map((minutes, place) => (
    <Button key={minutes} className="small ghost" title={`Put off for ${spanWord(minutes)}; a higher stage is told all the same`} onClick={() => snooze(minutes)}>
      <span className={place === 0 ? '' : 'hidden-text'}>Snooze </span>
      {spanWord(minutes)}
    </Button>
  ));
}

const spanWord = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

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
