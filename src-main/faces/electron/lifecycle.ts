import { app, dialog, Notification, powerMonitor, type WebContents } from 'electron';
import type { Terminal } from '../../terminal.ts';
import type { PageWindow } from './window.ts';

/** A second crash within this time is not helped by loading the page again. */
const CRASH_SPAN_MS = 60_000;

export function followLifecycle(terminal: Pick<Terminal, 'resume' | 'close'>, window: PageWindow, platform: NodeJS.Platform): void {
  const isOpen = closeBeforeExit(terminal);
  const show = (): void => {
    if (isOpen()) window.show();
  };
  // What a second launch was told is not obeyed: it only shows the window that is there.
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  powerMonitor.on('suspend', () => console.error('The machine goes to sleep: Plimsoll is blind until it wakes.'));
  powerMonitor.on('resume', () => terminal.resume());
  reviveCrashedPage();
  app.on('web-contents-created', (_event, contents) => watchHangs(contents));
}

/**
 * `will-quit`, unlike `before-quit`, comes when no window can hold the app back any more.
 *
 * @returns whether the terminal is still open
 */
function closeBeforeExit(terminal: Pick<Terminal, 'close'>): () => boolean {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    terminal.close().then(
      () => {
        state = 'closed';
        app.quit();
      },
      (error: unknown) => {
        console.error(`Plimsoll did not close cleanly: ${String(error)}`);
        app.exit(1);
      },
    );
  });
  return () => state === 'open';
}

function reviveCrashedPage(): void {
  let lastAt = Number.NEGATIVE_INFINITY;
  app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') return;
    const again = performance.now() - lastAt < CRASH_SPAN_MS;
    lastAt = performance.now();
    console.error(`The page's process ended: ${reason}.`);
    if (again) {
      void askAfterCrash(contents, reason);
      return;
    }
    contents.reload();
    tellOfCrash(reason);
  });
}

/** The window may be behind others: the system says it. */
function tellOfCrash(reason: string): void {
  if (Notification.isSupported()) new Notification({ title: 'The window of Plimsoll was loaded again', body: `Its process ended (${reason}). Prices are still followed and alerts still raised.` }).show();
}

/** A page that hangs hides what it should show; the terminal behind it goes on. */
function watchHangs(contents: WebContents): void {
  let asking = false;
  contents.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    void dialog.showMessageBox({ type: 'warning', title: 'Plimsoll', message: 'The window does not answer.', detail: 'Prices are still followed and alerts still raised. Wait for it, or load it again.', buttons: ['Wait', 'Load again'], defaultId: 0, cancelId: 0, noLink: true }).then(({ response }) => {
      asking = false;
      // It is loaded again once its process has ended.
      if (response === 1 && !contents.isDestroyed()) contents.forcefullyCrashRenderer();
    });
  });
}

/** Not the blocking error box: prices and alerts go on while it stands. */
async function askAfterCrash(contents: WebContents, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Plimsoll',
    message: 'The window stopped working twice within a minute.',
    detail: `Reason: ${reason}. Prices are still followed and alerts still raised. Load the window again, or quit and start anew.`,
    buttons: ['Load again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) app.quit();
  else if (!contents.isDestroyed()) contents.reload();
}
