import { BrowserWindow, nativeTheme, screen, type WebContents, type WebPreferences } from 'electron';
import { PAGE_URL } from './page.ts';
import { groundColour } from './theme.ts';
import { placeOn, readWindowState, SMALLEST, writeWindowState } from './windowState.ts';

export type WindowPlan = Readonly<{ preloadFile: string; stateFile: string; developerTools: boolean; /** The page could not be loaded. */ onFault: (error: unknown) => void }>;

export type PageWindow = Readonly<{
  /** Brings the one window to the front, opening it when there is none. */
  show: () => void;
  /** The living page, or null. */
  page: () => WebContents | null;
}>;

export function createPageWindow(plan: WindowPlan): PageWindow {
  let window: BrowserWindow | null = null;
  nativeTheme.on('updated', () => window?.setBackgroundColor(groundColour()));
  return {
    show: () => {
      if (window === null) {
        window = openWindow(plan);
        window.once('closed', () => {
          window = null;
        });
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    page: () => window?.webContents ?? null,
  };
}

/** No more than this: a preference that is not listed stays at Electron's default, and a test holds the list. */
function webPreferences(preloadFile: string, developerTools: boolean): WebPreferences {
  return {
    preload: preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: developerTools,
  };
}

function openWindow({ preloadFile, stateFile, developerTools, onFault }: WindowPlan): BrowserWindow {
  const kept = readWindowState(stateFile);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...placeOn([primary.workArea, ...others.map(({ workArea }) => workArea)], kept?.bounds ?? null),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Plimsoll',
    // Shown once it is drawn, on the page's own ground: no white flash.
    show: false,
    backgroundColor: groundColour(),
    webPreferences: webPreferences(preloadFile, developerTools),
  });
  window.once('ready-to-show', () => {
    if (kept?.maximized === true) window.maximize();
    if (kept?.fullScreen === true) window.setFullScreen(true);
    window.show();
  });
  window.on('close', () => writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() }));
  window.loadURL(PAGE_URL).catch((error: unknown) => {
    // A window that was closed while it loaded is no fault.
    if (!window.isDestroyed()) onFault(error);
  });
  return window;
}
