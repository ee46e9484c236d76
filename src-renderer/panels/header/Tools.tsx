import { useMemo } from 'react';
import { useAccount, useCommands, useConnection, useDialogs, useLetterKeys, useShown, useTerminal } from '../../state/screen.ts';
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
  const connected = useConnection().reach === 'connected';
  const offline = useTerminal((terminal) => terminal.offline) === true;
  const hasAccount = useAccount(() => true) === true;
  return (
    <div className="tools" role="group" aria-label="Tools">
      <FileButton accept=".json,application/json" className="open-button" onFile={(file) => void open(file)}>
        Open portfolio…
      </FileButton>
      {hasAccount && <ExportMenu />}
      <LiveSwitch />
      <Button icon="reconnect" iconOnly title="Reconnect feeds" disabled={!connected || offline} onClick={() => run('Reconnecting', commands.reconnectFeeds())}>
        Reconnect feeds
      </Button>
      <Button icon="offline" iconOnly pressed={offline} title={offline ? 'Go online' : 'Work offline: contact nothing beyond this machine'} onClick={() => run('Offline', commands.setOffline(!offline))}>
        Work offline
      </Button>
      <ThemeMenu />
    </div>
  );
}

const EXPORTS = [
  { id: 'json', format: 'json', redact: false, label: 'Snapshot, JSON' },
  { id: 'csv', format: 'csv', redact: false, label: 'Tables, CSV' },
  { id: 'json-redacted', format: 'json', redact: true, label: 'Snapshot without amounts, JSON' },
  { id: 'csv-redacted', format: 'csv', redact: true, label: 'Tables without amounts, CSV' },
] as const;

function ExportMenu() {
  const accountId = useAccount((account) => account.accountId);
  const commands = useCommands();
  const run = useRun();
  const items = useMemo(
    (): readonly MenuItem[] =>
      EXPORTS.map((choice) => ({
        id: choice.id,
        label: choice.label,
        separated: choice.id === 'json-redacted',
        onSelect: () => {
          if (accountId !== null) run('Export', commands.exportSnapshot(accountId, choice.format, choice.redact), (file) => downloadText(file.fileName, file.mimeType, file.text));
        },
      })),
    [accountId, commands, run],
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

const THEMES = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

function ThemeMenu() {
  const theme = useTerminal((terminal) => terminal.settings.theme) ?? 'system';
  const { heard, set } = useLetterKeys();
  const commands = useCommands();
  const run = useRun();
  const items = useMemo((): readonly MenuItem[] => {
    const themes = THEMES.map(({ id, label }) => ({ id, label, checked: id === theme, onSelect: () => run('Theme', commands.setTheme(id)) }));
    return [...themes, { id: ':letters', separated: true, label: heard ? 'Turn letter keys off (A, O, R, E, C, M, J, K)' : 'Turn letter keys on (A, O, R, E, C, M, J, K)', onSelect: () => set(!heard) }];
  }, [theme, heard, set, commands, run]);
  return <Menu label="Theme and keys" align="end" className="tool-menu" title="Theme and keys" items={items} trigger={<ToolFace icon="theme" name="Theme and keys" />} />;
}

function ToolFace({ icon, name }: Readonly<{ icon: 'save' | 'theme'; name: string }>) {
  return (
    <>
      <Icon name={icon} size={14} />
      <span className="hidden-text">{name}</span>
    </>
  );
}
