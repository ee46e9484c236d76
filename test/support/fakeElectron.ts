// Stands in for the Electron runtime: writes down every call in order and lets a test play the events.
import { EventEmitter } from 'node:events';

type Handler = (...args: never[]) => unknown;
export type Noted = Readonly<{ what: string; args: readonly unknown[] }>;

/** Everything that the program asked of Electron, first to last. */
export const noted: Noted[] = [];

/** What the next run finds; `reset` puts it back. */
const FRESH = {
  lock: true,
  notificationsSupported: true,
  dark: true,
  userData: '',
  messageBoxAnswer: 0,
  openDialogAnswer: [] as readonly string[],
  /** The system has no tray. */
  trayFails: false,
  loadFails: null as Error | null,
  displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
export const world = { ...FRESH };
/** The handlers that the program gave Electron, by what they handle. */
export const handlers = new Map<string, Handler>();
export const windows: BrowserWindow[] = [];
export const notifications: Notification[] = [];

function note(what: string): (...args: unknown[]) => void {
  return (...args) => void noted.push({ what, args });
}

function take(what: string): (...args: unknown[]) => void {
  return (...args) => {
    noted.push({ what, args });
    const handler = args.findLast((arg) => typeof arg === 'function');
    if (handler !== undefined) handlers.set(what, handler as Handler);
  };
}

/** An emitter whose subscriptions are written down too. */
class Emitter extends EventEmitter {
  readonly label: string;
  constructor(label: string) {
    super();
    this.label = label;
  }
  override on(event: string, listener: (...args: unknown[]) => void): this {
    noted.push({ what: `${this.label}.on`, args: [event] });
    return super.on(event, listener);
  }
}

let ready: PromiseWithResolvers<void> = Promise.withResolvers();

export const app = Object.assign(new Emitter('app'), {
  isPackaged: true,
  requestSingleInstanceLock: () => {
    note('app.requestSingleInstanceLock')();
    return world.lock;
  },
  enableSandbox: note('app.enableSandbox'),
  setAppUserModelId: note('app.setAppUserModelId'),
  setPath: (name: string, path: string) => {
    note('app.setPath')(name, path);
    world.userData = path;
  },
  getPath: () => world.userData,
  whenReady: () => {
    note('app.whenReady')();
    return ready.promise;
  },
  name: 'Plimsoll',
  setAsDefaultProtocolClient: note('app.setAsDefaultProtocolClient'),
  setBadgeCount: note('app.setBadgeCount'),
  quit: note('app.quit'),
  exit: note('app.exit'),
});

export const protocol = { registerSchemesAsPrivileged: note('protocol.registerSchemesAsPrivileged'), handle: take('protocol.handle') };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: take('session.setPermissionRequestHandler'),
    setPermissionCheckHandler: take('session.setPermissionCheckHandler'),
    setDevicePermissionHandler: take('session.setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: take('session.setDisplayMediaRequestHandler'),
    setSpellCheckerEnabled: note('session.setSpellCheckerEnabled'),
    webRequest: { onBeforeRequest: take('webRequest.onBeforeRequest') },
  },
};
export const ipcMain = { handle: take('ipcMain.handle') };
export const shell = { openExternal: note('shell.openExternal'), openPath: note('shell.openPath') };
export const crashReporter = { start: note('crashReporter.start') };
export const autoUpdater = Object.assign(new Emitter('autoUpdater'), { setFeedURL: note('autoUpdater.setFeedURL'), checkForUpdates: note('autoUpdater.checkForUpdates') });
export const net = { fetch: note('net.fetch'), request: note('net.request') };
export const powerMonitor = new Emitter('powerMonitor');
class NativeTheme extends Emitter {
  themeSource = 'system';
  get shouldUseDarkColors(): boolean {
    return world.dark;
  }
}
export const nativeTheme = new NativeTheme('nativeTheme');
export const screen = Object.assign(new Emitter('screen'), { getPrimaryDisplay: () => world.displays[0], getAllDisplays: () => world.displays });
export const powerSaveBlocker = {
  start: (kind: string): number => {
    note('powerSaveBlocker.start')(kind);
    return 7;
  },
  stop: note('powerSaveBlocker.stop'),
};

type Pixels = Readonly<{ width: number; height: number; scaleFactor: number; buffer: Buffer }>;
export class NativeImage {
  readonly pixels: Pixels[] = [];
  template = false;
  addRepresentation = (pixels: Pixels): void => void this.pixels.push(pixels);
  setTemplateImage = (template: boolean): void => void (this.template = template);
}
export const nativeImage = {
  createFromBitmap: (buffer: Buffer, size: Omit<Pixels, 'buffer'>): NativeImage => {
    const image = new NativeImage();
    image.pixels.push({ ...size, buffer });
    return image;
  },
};

export const trays: Tray[] = [];
export class Tray extends Emitter {
  image: NativeImage;
  toolTip = '';
  template: readonly MenuItem[] = [];
  constructor(image: NativeImage) {
    super('tray');
    if (world.trayFails) throw new Error('no tray here');
    this.image = image;
    trays.push(this);
  }
  setImage = (image: NativeImage): void => void (this.image = image);
  setToolTip = (words: string): void => void (this.toolTip = words);
  setContextMenu = (template: readonly MenuItem[]): void => void (this.template = template);
}
export type MenuItem = Readonly<{ label?: string; role?: string; type?: string; checked?: boolean; enabled?: boolean; click?: (item: Readonly<{ checked: boolean }>) => void; submenu?: readonly MenuItem[] }>;

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: note('Menu.setApplicationMenu') };
export const dialog = {
  showErrorBox: note('dialog.showErrorBox'),
  showOpenDialog: (options: unknown) => {
    note('dialog.showOpenDialog')(options);
    return Promise.resolve({ canceled: world.openDialogAnswer.length === 0, filePaths: world.openDialogAnswer });
  },
  showMessageBox: (options: unknown) => {
    note('dialog.showMessageBox')(options);
    return Promise.resolve({ response: world.messageBoxAnswer });
  },
};

export class WebContents extends Emitter {
  url = '';
  crashed = false;
  destroyed = false;
  constructor() {
    super('webContents');
    app.emit('web-contents-created', {}, this);
  }
  setWindowOpenHandler = take('webContents.setWindowOpenHandler');
  setWebRTCIPHandlingPolicy = note('webContents.setWebRTCIPHandlingPolicy');
  send = note('webContents.send');
  reload = note('webContents.reload');
  forcefullyCrashRenderer = note('webContents.forcefullyCrashRenderer');
  getURL = (): string => this.url;
  isCrashed = (): boolean => this.crashed;
  isDestroyed = (): boolean => this.destroyed;
}

export class BrowserWindow extends Emitter {
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents = new WebContents();
  bounds = { x: 0, y: 0, width: 1440, height: 900 };
  state = { minimized: false, maximized: false, fullScreen: false };
  constructor(options: Readonly<Record<string, unknown>>) {
    super('window');
    note('new BrowserWindow')(options);
    this.options = options;
    windows.push(this);
    app.emit('browser-window-created', {}, this);
  }
  show = note('window.show');
  focus = note('window.focus');
  restore = note('window.restore');
  maximize = note('window.maximize');
  setFullScreen = note('window.setFullScreen');
  static getAllWindows = (): readonly BrowserWindow[] => windows;
  hide = note('window.hide');
  setBounds = (bounds: typeof this.bounds): void => {
    note('window.setBounds')(bounds);
    this.bounds = bounds;
  };
  setOverlayIcon = note('window.setOverlayIcon');
  setContentProtection = note('window.setContentProtection');
  setBackgroundColor = note('window.setBackgroundColor');
  isMinimized = (): boolean => this.state.minimized;
  isMaximized = (): boolean => this.state.maximized;
  isFullScreen = (): boolean => this.state.fullScreen;
  isDestroyed = (): boolean => this.webContents.destroyed;
  getNormalBounds = () => this.bounds;
  async loadURL(url: string): Promise<void> {
    note('window.loadURL')(url);
    if (world.loadFails !== null) throw world.loadFails;
    this.webContents.url = url;
  }
  /** What a person's click on the cross does. */
  close(): void {
    let kept = false;
    this.emit('close', { preventDefault: () => void (kept = true) });
    if (kept) return;
    this.webContents.destroyed = true;
    this.emit('closed');
  }
}

export class Notification extends Emitter {
  readonly options: Readonly<Record<string, unknown>>;
  static isSupported = (): boolean => world.notificationsSupported;
  constructor(options: Readonly<Record<string, unknown>>) {
    super('notification');
    this.options = options;
    notifications.push(this);
  }
  show = note('notification.show');
}

export const becomeReady = (): void => ready.resolve();

/** A machine on which nothing has been started yet. */
export function reset(changes: Partial<typeof world> = {}): void {
  noted.length = windows.length = notifications.length = trays.length = 0;
  handlers.clear();
  for (const emitter of [app, powerMonitor, nativeTheme, autoUpdater, screen]) emitter.removeAllListeners();
  ready = Promise.withResolvers();
  Object.assign(world, FRESH, changes);
  app.isPackaged = true;
  nativeTheme.themeSource = 'system';
}
