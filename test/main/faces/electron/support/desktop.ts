import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '#shared/domain/failure.ts';
import type { Push } from '#shared/ipc/contract.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { AlertView, TerminalView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { startDesktop } from '../../../../../src-main/faces/electron/start.ts';
import type { Terminal, TerminalOptions } from '../../../../../src-main/terminal.ts';
import { app, becomeReady, handlers, noted, reset, windows, type world } from '../../../../support/fakeElectron.ts';
import { eventually } from '../../../../support/eventually.ts';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'plimsoll-desktop-'));

export type Asked = Readonly<{ channel: string; args: unknown }>;

/** What of the terminal's state the desktop app looks at; `changes` replaces fields. */
export function calmTerminal(changes: Partial<TerminalView> = {}): TerminalView {
  const open = { calm: 0, watch: 0, warning: 0, danger: 0, critical: 0, liquidating: 0 };
  const watched = { settings: { theme: 'dark', privacy: false }, accounts: [], feeds: [], offline: false, warnings: { open, snoozes: [] }, ...changes };
  return watched as unknown as TerminalView;
}

export const accountAt = (stage: Stage, changes: object = {}) => ({ accountId: 'main', name: 'Main 1,234.56', stage, demo: false, incomplete: false, publicAt: null, ...changes });

/** A terminal that writes down what it is asked and speaks when the test says so. */
export function scriptedTerminal() {
  const asked: Asked[] = [];
  const raises = new Set<(alert: AlertView) => void>();
  const pushes = new Set<(push: Push) => void>();
  const notificationFaults: (string | null)[] = [];
  const lived = { resumed: 0, closed: 0, close: Promise.resolve(), notificationFaults };
  const call = (channel: string, args: unknown): Promise<unknown> => {
    asked.push({ channel, args });
    return Promise.resolve(channel === 'terminal/state' ? { terminal: calmTerminal(), accounts: [] } : ok(null));
  };
  const terminal: Terminal = {
    call: call as Terminal['call'],
    subscribe: (listener) => {
      pushes.add(listener);
      return () => void pushes.delete(listener);
    },
    onRaise: (listener) => {
      raises.add(listener);
      return () => void raises.delete(listener);
    },
    cannotNotify: (reason) => void lived.notificationFaults.push(reason),
    resume: () => void (lived.resumed += 1),
    close: async () => {
      lived.closed += 1;
      await lived.close;
    },
  };
  return { terminal, asked, lived, state: (changes: Partial<TerminalView>) => pushes.forEach((tell) => tell({ seq: 1, now: 1, terminal: calmTerminal(changes) })), raise: (alert: AlertView) => raises.forEach((tell) => tell(alert)), push: (push: Push) => pushes.forEach((tell) => tell(push)) };
}

export const alert = (changes: Partial<AlertView> = {}): AlertView => ({
  id: 1, accountId: 'main', accountName: 'Main', kind: 'stage', stage: 'danger', title: 'Danger: margin ratio 71.2 %', action: 'To step down, add 1,200 USDT.',
  raisedAt: epochMs(1_790_000_000_000), acknowledgedAt: null, clearedAt: null, onStaleData: false, drill: false, latencyMs: 3, snoozedUntil: null, ...changes,
});

type Setting = Partial<Readonly<{ args: readonly string[]; opens: Failure; packaged: boolean; world: Partial<typeof world> }>>;

/** Starts the desktop app on a fresh fake machine, before Electron is ready. */
export function launch({ args = [], opens, packaged = true, world: changes = {} }: Setting = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  reset({ userData: temporaryFolder(), ...changes });
  app.isPackaged = packaged;
  const scripted = scriptedTerminal();
  const options: TerminalOptions[] = [];
  const openTerminal = async (asked: TerminalOptions): Promise<Result<Terminal, Failure>> => {
    noted.push({ what: 'openTerminal', args: [asked] });
    options.push(asked);
    return opens === undefined ? ok(scripted.terminal) : err(opens);
  };
  startDesktop({ argv: ['/opt/plimsoll', ...args], openTerminal, pageFolder: folder, preloadFile: '/opt/out/preload/preload.cjs' });
  return { ...scripted, options, folder };
}

/** The same, up to the open window with its page in it. */
export async function opened(setting: Setting = {}) {
  const desktop = launch(setting);
  becomeReady();
  await eventually('the window is open', () => windows.length === 1);
  const [window] = windows;
  if (window === undefined) throw new Error('no window');
  window.emit('ready-to-show');
  return { ...desktop, window };
}

/** Calls a handler that the program gave Electron. */
export function play(what: string, ...args: unknown[]): unknown {
  const handler = handlers.get(what);
  if (handler === undefined) throw new Error(`nothing handles ${what}`);
  return handler(...(args as never[]));
}

export const timesOf = (what: string): number => noted.filter((entry) => entry.what === what).length;
export const argsOf = (what: string): readonly unknown[] => noted.find((entry) => entry.what === what)?.args ?? [];
/** Where in the order of things something first happened; throws when it did not. */
export function placeOf(what: string): number {
  const place = noted.findIndex((entry) => entry.what === what);
  if (place === -1) throw new Error(`${what} did not happen`);
  return place;
}
