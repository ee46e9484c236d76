import { app, dialog, powerMonitor, type WebContents } from 'electron';
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
  powerMonitor.on('resume', () => terminal.resume());
  reviveCrashedPage();
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
    if (again) void askAfterCrash(contents, reason);
    else contents.reload();
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
