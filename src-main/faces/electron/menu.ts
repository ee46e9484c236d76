import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export type MenuActs = Readonly<{
  /** Asks for a portfolio document. */
  open: () => void;
  /** Has the page do one of its actions, by its id in `src-renderer/state/actions`. */
  act: (id: string) => void;
  keepsCrashReports: () => boolean;
  setCrashReports: (on: boolean) => void;
}>;

type Items = readonly MenuItemConstructorOptions[];

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Roles where there are some: each platform gives them its own words and keys. What the page does has its keys in the page, where they can be changed. */
export function menuTemplate(platform: NodeJS.Platform, developerTools: boolean, acts: MenuActs): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (label: string, id: string): MenuItemConstructorOptions => ({ label, click: () => acts.act(id) });
  const settings = item('Settings…', 'settings');
  const menu = (label: string, ...groups: readonly Items[]): MenuItemConstructorOptions => ({ label, submenu: groups.filter((group) => group.length > 0).flatMap((group, at) => (at === 0 ? [...group] : [SEPARATOR, ...group])) });
  return [
    ...(mac ? [menu(app.name, [{ role: 'about' }], [settings], [{ role: 'services' }], [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }], [{ role: 'quit' }])] : []),
    menu('&File', [{ label: 'Open portfolio…', click: acts.open }, item('New account…', 'newAccount')], [item('Export snapshot', 'export'), item('Export snapshot without amounts', 'exportRedacted'), item('Export tables', 'exportTables')], mac ? [] : [settings], [{ role: 'close' }, ...(mac ? [] : [{ role: 'quit' } as const])]),
    { role: 'editMenu' },
    menu('&View',
      [item('Hide or show amounts', 'privacy'), { label: 'Theme', submenu: [item('Light', 'theme.light'), item('Dark', 'theme.dark'), item('As the system', 'theme.system')] }, item('Compact or regular lines', 'density'), item('Panels where they stood at first', 'layoutReset')],
      [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }], [{ role: 'togglefullscreen' }], developerTools ? [{ role: 'reload' }, { role: 'toggleDevTools' }] : []),
    menu('&Account', [item('All accounts', 'accounts'), item('Edit this account…', 'edit'), item('Undo the last change', 'undoEdit')], [item('What if', 'whatIf'), item('Compare venues', 'compare'), item('Who saves whom', 'contribution')], [item('Live prices on or off', 'live'), item('Work offline, or go online', 'offline'), item('Reconnect', 'reconnect')]),
    menu('A&lerts', [item('Acknowledge the top alert', 'acknowledge'), item('Alert log', 'alertLog')], [item('Alert rules…', 'rules'), item('How alerts are told…', 'warnings')]),
    { role: 'windowMenu' },
    menu('&Help', [item('Find any action', 'palette'), item('Keys', 'cheatSheet')], [item('Guided tour', 'tour'), item('Welcome', 'welcome')], [item('Diagnostics…', 'diagnostics'), { label: 'Keep crash reports on this computer', type: 'checkbox', checked: acts.keepsCrashReports(), click: ({ checked }) => acts.setCrashReports(checked) }], mac ? [] : [{ role: 'about' }]),
  ];
}

export function setMenu(platform: NodeJS.Platform, developerTools: boolean, acts: MenuActs): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, developerTools, acts)));
}
