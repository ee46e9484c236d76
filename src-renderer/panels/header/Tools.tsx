import { useMemo } from 'react';
import { useAccount, useCommands, useConnection, useDialogs, useLive, usePrivacy, useShown, useTerminal, useWhatIf } from '../../state/screen.ts';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useOpenDocument, useRun } from '../../state/openDocument.ts';
import { Button } from '../../ui/Button.tsx';
import { downloadText } from '../../ui/download.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';

export function Tools() {
  const open = useOpenDocument();
  const commands = useCommands();
  const run = useRun();
  const dialogs = useDialogs();
  const hint = useKeyHint();
  const connected = useConnection().reach === 'connected';
  const offline = useTerminal((terminal) => terminal.offline) === true;
  const hasAccount = useAccount(() => true) === true;
  return (
    <div className="tools" role="group" aria-label="Tools">
      <FileButton accept=".json,.csv,application/json,text/csv" className="open-button" onFile={(file) => void open(file)}>
        Open portfolio…
      </FileButton>
      {hasAccount && <WhatIfButton />}
      {hasAccount && <ExportMenu />}
      <LiveSwitch />
      <Button icon="reconnect" iconOnly title={`Reconnect feeds${hint('reconnect')}`} disabled={!connected || offline} onClick={() => run('Reconnecting', commands.reconnectFeeds())}>
        Reconnect feeds
      </Button>
      <Button icon="offline" iconOnly pressed={offline} title={`${offline ? 'Go online' : 'Work offline: contact nothing beyond this machine'}${hint('offline')}`} onClick={() => run('Offline', commands.setOffline(!offline))}>
        Work offline
      </Button>
      <Button icon="settings" iconOnly title={`Settings${hint('settings')}`} onClick={() => dialogs.show({ kind: 'settings' })}>
        Settings
      </Button>
    </div>
  );
}

/** Starts a what-if; in one, its title has the way back in this place. */
function WhatIfButton() {
  const [{ view }, whatIf] = useWhatIf();
  const accountId = useLive((account) => account.accountId);
  const run = useRun();
  if (view !== null || accountId === null) return null;
  return (
    <Button icon="fork" className="what-if-button" title="Change a copy of this account beside the live one (W)" onClick={() => run('What-if', whatIf.enter(accountId))}>
      What-if
    </Button>
  );
}

const EXPORTS = [
  { id: 'json', format: 'json', redact: false, label: 'Snapshot, JSON' },
  { id: 'csv', format: 'csv', redact: false, label: 'Tables, CSV' },
  { id: 'json-redacted', format: 'json', redact: true, label: 'Snapshot without amounts, JSON' },
  { id: 'csv-redacted', format: 'csv', redact: true, label: 'Tables without amounts, CSV' },
] as const;

/** While amounts are hidden the files without them come first, and the others say what they hold. */
function ExportMenu() {
  const [masked] = usePrivacy();
  const accountId = useAccount((account) => account.accountId);
  const commands = useCommands();
  const run = useRun();
  const items = useMemo(
    (): readonly MenuItem[] =>
      (masked ? EXPORTS.toSorted((a, b) => Number(b.redact) - Number(a.redact)) : EXPORTS).map((choice, at) => ({
        id: choice.id,
        label: masked && !choice.redact ? `${choice.label}, with amounts` : choice.label,
        separated: at === 2,
        onSelect: () => {
          if (accountId !== null) run('Export', commands.exportSnapshot(accountId, choice.format, choice.redact), (file) => downloadText(file.fileName, file.mimeType, file.text));
        },
      })),
    [accountId, commands, run, masked],
  );
  return <Menu label="Export" align="end" className="tool-menu" title="Export" items={items} trigger={<ToolFace icon="save" name="Export" />} />;
}

function LiveSwitch() {
  const account = useShown((shown) => shown.account);
  const commands = useCommands();
  const dialogs = useDialogs();
  const run = useRun();
  if (account === null || account.liveHosts.length === 0) return null;
  const { accountId, live, name, liveHosts } = account;
  const toggle = (): void => {
    if (live) run('Live prices', commands.setLive(accountId, false));
    else dialogs.show({ kind: 'goLive', accountId, accountName: name, hosts: liveHosts });
  };
  return (
    <Button icon="live" pressed={live} onClick={toggle} className="live-switch" title={live ? 'Live prices are on: turn them off' : 'Live prices are off: turn them on'}>
      {live ? 'Live on' : 'Live off'}
    </Button>
  );
}

function ToolFace({ icon, name }: Readonly<{ icon: 'save'; name: string }>) {
  return (
    <>
      <Icon name={icon} size={14} />
      <span className="hidden-text">{name}</span>
    </>
  );
}
