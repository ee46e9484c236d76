import { memo, useMemo, useState } from 'react';
import type { AlertView } from '#shared/ipc/view.ts';
import { type AlertGroup, grouped } from '../../state/select/alertGroups.ts';
import { Button } from '../../ui/Button.tsx';
import { stageWord } from '../../ui/StageBadge.tsx';
import { AlertRow } from './AlertRow.tsx';

/** Of a group that is open; a table has all of them. */
const SHOWN = 50;

/** Alerts in their order; many of one kind as one, with its first in view. */
export const AlertGroups = memo(function AlertGroups({ alerts }: Readonly<{ alerts: readonly AlertView[] }>) {
  const groups = useMemo(() => grouped(alerts), [alerts]);
  return groups.map((group) => <Group key={group.key} group={group} />);
});

function Group({ group: { alerts, stage } }: Readonly<{ group: AlertGroup }>) {
  const [isOpen, setOpen] = useState(false);
  const [first, ...others] = alerts;
  if (first === undefined) return null;
  return (
    <>
      <AlertRow alert={first} />
      {others.length > 0 && (
        <li className={`alert-more stage-${stage}`} data-testid="alert-group">
          <Button className="small ghost" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Show one of them' : `and ${others.length} more like it: ${stageWord(stage)}`}
          </Button>
        </li>
      )}
      {isOpen && others.slice(0, SHOWN).map((alert) => <AlertRow key={alert.id} alert={alert} />)}
      {isOpen && others.length > SHOWN && <li className="alert-more faint">{others.length - SHOWN} more</li>}
    </>
  );
}
