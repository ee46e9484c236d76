import { useMemo } from 'react';
import { useCommands, useAccount, useDialogs, useTerminal } from '../../state/screen.ts';
import { useRun } from '../../state/openDocument.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { StageIcon, stageWord } from '../../ui/StageBadge.tsx';
import { displayText, joinWords } from '../../ui/text.ts';

/** The account in view; the others with their stages one click away. */
export function AccountPicker() {
  const accounts = useTerminal((terminal) => terminal.accounts);
  const selectedId = useTerminal((terminal) => terminal.selectedAccountId);
  const venue = useAccount((account) => account.venue);
  const model = useAccount((account) => account.model);
  const commands = useCommands();
  const dialogs = useDialogs();
  const run = useRun();
  const items = useMemo((): readonly MenuItem[] => {
    const listed = accounts ?? [];
    const selected = listed.find((account) => account.accountId === selectedId);
    const choices = listed.map((account) => ({
      id: account.accountId,
      checked: account.accountId === selectedId,
      label: (
        <>
          <span className="clip">{displayText(account.name)}</span>
          {account.demo && <span className="faint"> demo</span>}
          {account.publicAt !== null && <span className="faint" title={`Anyone can look up what it holds on ${displayText(account.publicAt, 40)}`}> public</span>}
          <span className={`menu-aside stage-${account.stage}`}>
            {account.incomplete && account.stage === 'calm' ? '? Unknown' : <><StageIcon stage={account.stage} size={10} /> {stageWord(account.stage)}{account.incomplete ? ' ?' : ''}</>}
          </span>
        </>
      ),
      onSelect: () => run('Choosing an account', commands.selectAccount(account.accountId)),
    }));
    const all = { id: ':all', separated: true, label: 'All accounts…', onSelect: () => dialogs.show({ kind: 'accounts' }) };
    const add = { id: ':new', label: 'New account…', onSelect: () => dialogs.show({ kind: 'newAccount' }) };
    if (selected === undefined) return [...choices, all, add];
    const edit = { id: ':edit', label: selected.demo ? 'Make an account from the demo…' : 'Edit this account…', onSelect: () => dialogs.show({ kind: 'editPortfolio', accountId: selected.accountId }) };
    const remove = { id: ':remove', label: 'Remove this account…', onSelect: () => dialogs.show({ kind: 'removeAccount', accountId: selected.accountId, accountName: selected.name }) };
    return [...choices, all, edit, add, remove];
  }, [accounts, selectedId, commands, dialogs, run]);

  if (accounts === null || accounts.length === 0) return null;
  const name = accounts.find((account) => account.accountId === selectedId)?.name ?? 'No account chosen';
  const others = accounts.length - 1;
  return (
    <Menu
      className="account-picker"
      label="Accounts"
      title={displayText(name)}
      items={items}
      trigger={
        <>
          <span className="hidden-text">Account </span>
          <b className="clip">{displayText(name)}</b>
          <Icon name="caret" size={11} />
          <small className="clip">{joinWords([displayText(venue ?? ''), displayText(model ?? ''), others > 0 ? `${others} more` : ''])}</small>
        </>
      }
    />
  );
}
