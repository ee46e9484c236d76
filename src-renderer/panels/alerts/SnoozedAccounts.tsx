import { memo } from 'react';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useTerminal } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { StageIcon, stageWord } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';
import { minuteText } from '../../ui/time.ts';

/** Accounts of which every alert up to a stage is put off. */
export const SnoozedAccounts = memo(function SnoozedAccounts() {
  const snoozes = useTerminal((terminal) => terminal.warnings.snoozes) ?? [];
  const accounts = useTerminal((terminal) => terminal.accounts) ?? [];
  const commands = useCommands();
  const run = useRun();
  if (snoozes.length === 0) return null;
  return (
    <ul className="snoozed-accounts">
      {snoozes.map(({ accountId, stage, until }) => (
        <li key={accountId}>
          <StageIcon stage={stage} size={11} />
          <span>
            <b>{displayText(accounts.find((account) => account.accountId === accountId)?.name ?? accountId, 40)}</b>: everything up to {stageWord(stage)} until {minuteText(until)}
          </span>
          <Button className="small" onClick={() => run('Snooze', commands.snoozeAccount(accountId, 0))}>Wake</Button>
        </li>
      ))}
    </ul>
  );
});
