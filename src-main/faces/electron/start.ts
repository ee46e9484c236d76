import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { Failure } from '#shared/domain/failure.ts';
import { ACT_MESSAGE } from '#shared/ipc/desktop.ts';
import { failureLines } from '#shared/ipc/words.ts';
import type { Result } from '#shared/util/result.ts';
import { databasePath } from '../../app/dataFolder.ts';
import type { Terminal, TerminalOptions } from '../../terminal.ts';
import { type Launch, readLaunch } from './arguments.ts';
import { followLinks, LINK_SCHEME, type Links } from './deepLink.ts';
import { chooseCrashReports, keepCrashReports } from './crashReports.ts';
import { type ChoiceFile, choicesIn } from './desktopChoices.ts';
import { handleCalls } from './handle.ts';
import { askBeforeLeaving } from './leaving.ts';
import { followLifecycle } from './lifecycle.ts';
import { showMarks } from './marks.ts';
import { setMenu } from './menu.ts';
import { notifyAlerts } from './notifications.ts';
import { openDocument } from './openDocument.ts';
import { followPrivacy } from './privacy.ts';
import { registerPageScheme, servePage } from './pageProtocol.ts';
import { pushTo } from './push.ts';
import { hideWhileLocked } from './screenLock.ts';
import { guardEveryPage, lockSession } from './security.ts';
import { followTheme } from './theme.ts';
import { createPageWindow } from './window.ts';

export type Desktop = Readonly<{
  argv: readonly string[];
  openTerminal: (options: TerminalOptions) => Promise<Result<Terminal, Failure>>;
  pageFolder: string;
  preloadFile: string;
}>;

/** Everything that must be settled before Electron is ready, then the rest. Nothing here may be awaited by a module: Electron waits for the modules. */
export function startDesktop(desktop: Desktop): void {
  const launch = readLaunch(desktop.argv.slice(1), process.defaultApp, process.platform);
  if (!launch.ok) {
    end(launch.error, 2);
    return;
  }
  app.enableSandbox();
  useOwnProfile(launch.value.databasePath);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  const choices = choicesIn(join(app.getPath('userData'), 'desktop.json'));
  keepCrashReports(choices);
  if (process.platform === 'win32') app.setAppUserModelId('Plimsoll');
  registerPageScheme();
  guardEveryPage();
  // A bare runtime would be registered in the place of the app.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  const links = followLinks(launch.value.accountId);
  void app.whenReady().then(() => open(desktop, launch.value, links, choices)).catch((error: unknown) => end(messageOf(error), 1));
}

/** One instance for each database: a second launch with another one is not answered by a window on the first. */
function useOwnProfile(path: string | null): void {
  if (path === null) return;
  const profile = join(app.getPath('userData'), 'databases', createHash('sha256').update(path).digest('hex').slice(0, 16));
  mkdirSync(profile, { recursive: true });
  app.setPath('userData', profile);
}

async function open({ openTerminal, pageFolder, preloadFile }: Desktop, launch: Launch, links: Links, choices: ChoiceFile): Promise<void> {
  lockSession(session.defaultSession);
  servePage(pageFolder);
  const opened = await openTerminal({
    databasePath: launch.databasePath ?? databasePath(process.env, process.platform, homedir()),
    face: 'electron',
    demo: launch.demo,
    replay: launch.replay,
  });
  if (!opened.ok) {
    end(failureLines(opened.error).join('\n'), 1);
    return;
  }
  const terminal = opened.value;
  const developerTools = !app.isPackaged;
  await followTheme(terminal);
  const isPrivate = await followPrivacy(terminal);
  const show = (): void => window.show();
  const marks = await showMarks(terminal, { choices, platform: process.platform, show });
  const leaving = askBeforeLeaving({ choices, hasTray: marks.hasTray, armed: () => marks.standing().armed });
  const window = createPageWindow({ preloadFile, stateFile: join(app.getPath('userData'), 'window.json'), developerTools, onFault: (error) => end(messageOf(error), 1), closes: leaving.closes });
  handleCalls(terminal);
  hideWhileLocked(terminal, isPrivate);
  setMenu(process.platform, developerTools, {
    open: () => void openDocument(terminal),
    act: (id) => {
      show();
      window.page()?.send(ACT_MESSAGE, id);
    },
    keepsCrashReports: () => choices.get().crashReports,
    setCrashReports: (on) => void chooseCrashReports(choices, on),
  });
  pushTo(window.page, terminal);
  const showAccount = (accountId: string): void => {
    show();
    // An account that was removed meanwhile, or never was, is answered with a refusal: the window is shown as it is.
    terminal.call('account/select', [{ accountId }]).catch((error: unknown) => console.error(messageOf(error)));
  };
  notifyAlerts(terminal, process.platform, isPrivate, ({ accountId }) => showAccount(accountId));
  followLifecycle(terminal, window, process.platform);
  show();
  links.open(showAccount);
}

/** On Linux the box goes to stderr until Electron is ready. */
function end(sentence: string, code: 1 | 2): void {
  dialog.showErrorBox('Plimsoll cannot start', sentence);
  app.exit(code);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
