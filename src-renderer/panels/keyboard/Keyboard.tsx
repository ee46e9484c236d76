import { useEffect } from 'react';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useDialogs, useLetterKeys, useStore } from '../../state/screen.ts';
import { groupAlerts } from '../../state/select/alertOrder.ts';
import { type Shortcut, shortcutOf } from '../../state/shortcuts.ts';
import { downloadText } from '../../ui/download.ts';
import { rowButtons } from '../../ui/moveFocus.ts';

/** Keys of the whole screen: A acknowledge, O offline, R reconnect, E export, C compare, M who saves whom, J and K rows, F6 next region. */
export function Keyboard() {
  const { heard } = useLetterKeys();
  const act = useActions();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf(event, heard && !isTyping(event.target));
      if (shortcut === null) return;
      event.preventDefault();
      act(shortcut);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [act, heard]);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"], [contenteditable]') !== null;
}

function useActions(): (shortcut: Shortcut) => void {
  const store = useStore();
  const commands = useCommands();
  const dialogs = useDialogs();
  const run = useRun();
  return (shortcut) => {
    const { terminal, account, connection } = store.get();
    if (shortcut === 'nextRegion' || shortcut === 'previousRegion') return focusRegion(shortcut === 'nextRegion' ? 1 : -1);
    if (shortcut === 'nextRow' || shortcut === 'previousRow') return focusRow(shortcut === 'nextRow' ? 1 : -1);
    if (connection.reach !== 'connected' || connection.fault !== null) {
      if (shortcut === 'reconnect') commands.reconnectTerminal();
      return undefined;
    }
    if (terminal === null) return undefined;
    if (shortcut === 'offline') return run('Offline', commands.setOffline(!terminal.offline));
    if (shortcut === 'reconnect') return terminal.offline ? dialogs.show({ kind: 'message', title: 'Reconnect', message: 'Plimsoll works offline. Press O to go online first.' }) : run('Reconnecting', commands.reconnectFeeds());
    if (shortcut === 'acknowledge') {
      const top = groupAlerts(terminal.alerts).open.find((alert) => alert.acknowledgedAt === null);
      return top === undefined ? undefined : run('Acknowledge', commands.acknowledge(top.id), () => store.dismissRaised(top.id));
    }
    if (account === null) return undefined;
    if (shortcut === 'compare' || shortcut === 'contribution') return dialogs.show({ kind: shortcut, accountId: account.accountId, accountName: account.name });
    return run('Export', commands.exportSnapshot(account.accountId, 'json', shortcut === 'exportRedacted'), (file) => downloadText(file.fileName, file.mimeType, file.text));
  };
}

/** The regions of the screen in reading order, round and round. */
function focusRegion(step: 1 | -1): void {
  if (document.querySelector('dialog[open]') !== null) return;
  const regions = [...document.querySelectorAll<HTMLElement>('.panel')];
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = current === -1 ? (step === 1 ? 0 : -1) : (current + step) % regions.length;
  regions.at(next)?.focus();
}

/** The rows of the table that has the focus, else of the first one: its own keys take over from there. */
function focusRow(step: 1 | -1): void {
  const table = document.activeElement?.closest('tbody') ?? document.querySelector('.panel tbody:has(.row-button)');
  const buttons = rowButtons(table);
  const at = buttons.findIndex((button) => button.closest('tr')?.contains(document.activeElement) === true);
  const reached = buttons.findIndex((button) => button.tabIndex === 0);
  buttons[at === -1 ? Math.max(0, reached) : Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}
