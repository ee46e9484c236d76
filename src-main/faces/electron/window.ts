import { BrowserWindow, nativeTheme, type Rectangle, screen, type WebContents, type WebPreferences } from 'electron';
import { PAGE_URL } from './page.ts';
import { groundColour } from './theme.ts';
import { placeOn, readWindowState, SMALLEST, writeWindowState } from './windowState.ts';

export type WindowPlan = Readonly<{ preloadFile: string; stateFile: string; developerTools: boolean; /** The page could not be loaded. */ onFault: (error: unknown) => void; /** The window is about to close; true keeps it, hidden. */ closes: (hide: () => void) => boolean }>;

export type PageWindow = Readonly<{
  /** Brings the one window to the front, opening it when there is none. */
  show: () => void;
  /** The living page, or null. */
  page: () => WebContents | null;
}>;

export function createPageWindow(plan: WindowPlan): PageWindow {
  let window: BrowserWindow | null = null;
  nativeTheme.on('updated', () => window?.setBackgroundColor(groundColour()));
  const bringBack = (): void => {
    if (window !== null) keepVisible(window);
  };
  screen.on('display-removed', bringBack);
  screen.on('display-metrics-changed', bringBack);
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

/** Work areas of the displays that are there, the primary one first. */
function workAreas(): readonly [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  return [primary.workArea, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id).map(({ workArea }) => workArea)];
}

/** A display was unplugged or has another size: the window moves to where it can be seen, and stays where it can. */
function keepVisible(window: BrowserWindow): void {
  if (window.isMaximized() || window.isFullScreen()) return;
  const bounds = window.getNormalBounds();
  const place = placeOn(workAreas(), bounds);
  if (place.x !== bounds.x || place.y !== bounds.y || place.width !== bounds.width || place.height !== bounds.height) window.setBounds(place);
}

function openWindow({ preloadFile, stateFile, developerTools, onFault, closes }: WindowPlan): BrowserWindow {
  const kept = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...placeOn(workAreas(), kept?.bounds ?? null),
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
  window.on('close', (event) => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() });
    if (closes(() => window.hide())) event.preventDefault();
  });
  window.loadURL(PAGE_URL).catch((error: unknown) => {
    // A window that was closed while it loaded is no fault.
    if (!window.isDestroyed()) onFault(error);
  });
  return window;
}
