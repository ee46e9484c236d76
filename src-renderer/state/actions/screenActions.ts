import type { Settings } from '#shared/ipc/settings.ts';
import { CONTRAST, keepLook, type LookChoice, lookOf, PALETTE } from '../look.ts';
import type { TableId } from '../tables/catalogue.ts';
import type { Action } from './action.ts';

const theme = (id: Settings['theme'], title: string): Action => ({ id: `theme.${id}`, group: 'View', title, words: 'colour look dark light', key: null, needs: 'terminal', act: ({ run, commands }) => run('Theme', commands.setTheme(id)) });

const look = (choice: LookChoice, id: string, title: string): Action => ({ id: `${choice.name}.${id}`, group: 'View', title, words: 'colour look', key: null, when: ({ kept }) => lookOf(kept, choice) !== id, act: ({ kept }) => keepLook(kept, choice, id) });

const columns = (table: TableId, title: string): Action => ({ id: `columns.${table}`, group: 'View', title, words: 'table choose sort', key: null, needs: 'account', act: ({ dialogs }) => dialogs.show({ kind: 'columns', table }) });

const region = (at: number): Action => ({ id: `region${at}`, group: 'Move', title: `Region ${at}`, key: String(at), when: ({ page }) => at <= page.regions().length, act: ({ page }) => page.focusRegion(at - 1) });

export const screenActions: readonly Action[] = [
  { id: 'palette', group: 'Find', title: 'Find any action, symbol or account', words: 'command', key: 'Mod+K', act: ({ dialogs }) => dialogs.show({ kind: 'palette' }) },
  { id: 'cheatSheet', group: 'Find', title: 'Keys', words: 'help shortcuts cheat sheet', key: '?', act: ({ dialogs }) => dialogs.show({ kind: 'cheatSheet' }) },
  { id: 'keys', group: 'Find', title: 'Change keys…', words: 'shortcuts rebind hotkeys', key: null, act: ({ dialogs }) => dialogs.show({ kind: 'keys' }) },
  { id: 'tour', group: 'Find', title: 'Guided tour', words: 'help introduction learn walk', key: null, needs: 'account', act: ({ dialogs }) => dialogs.show({ kind: 'tour', step: 0 }) },
  { id: 'welcome', group: 'Find', title: 'Welcome: demo, my book, live prices', words: 'help first start onboarding', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'welcome' }) },
  { id: 'settings', group: 'Find', title: 'Settings', words: 'preferences options', key: 'Mod+,', act: ({ dialogs }) => dialogs.show({ kind: 'settings' }) },
  { id: 'diagnostics', group: 'Find', title: 'Diagnostics…', words: 'help support fault bug report bundle versions', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'diagnostics' }) },
  { id: 'privacy', group: 'View', title: 'Privacy: hide or show amounts', words: 'mask balances', key: 'P', act: ({ privacy }) => privacy.set(!privacy.get()) },
  { id: 'filter', group: 'Find', title: 'Filter a table', words: 'search rows', key: '/', act: ({ page }) => page.focusFilter() },
  { id: 'showAll', group: 'Find', title: 'Show every underlying again', words: 'linked narrow clear', key: null, when: ({ linked }) => linked.get() !== null, act: ({ linked }) => linked.set(null) },
  theme('light', 'Light theme'), theme('dark', 'Dark theme'), theme('system', 'Theme as the system'),
  look(CONTRAST, 'high', 'High contrast'), look(CONTRAST, 'system', 'Contrast as the system'),
  look(PALETTE, 'usual', 'Palette: green and coral'), look(PALETTE, 'blueOrange', 'Palette: blue and orange, for any colour vision'), look(PALETTE, 'redUp', 'Palette: red up'),
  { id: 'density', group: 'View', title: 'Compact or regular lines', words: 'density rows', key: null, act: ({ kept }) => kept.set('density', kept.get('density') === 'regular' ? null : 'regular') },
  { id: 'layoutReset', group: 'View', title: 'Panels where they stood at first', words: 'layout reset', key: null, act: ({ kept }) => kept.set('layout', null) },
  columns('positions', 'Columns of positions'), columns('collateral', 'Columns of collateral'), columns('orders', 'Columns of open orders'), columns('alerts', 'Columns of the alert log'), columns('accounts', 'Columns of the accounts'),
  { id: 'letterKeys', group: 'View', title: 'Letter keys on or off', words: 'single speech', key: null, act: ({ letterKeys }) => letterKeys.set(!letterKeys.get()) },
  { id: 'nextRow', group: 'Move', title: 'Next row', key: 'J', repeats: true, act: ({ page }) => page.stepRow(1) },
  { id: 'previousRow', group: 'Move', title: 'Previous row', key: 'K', repeats: true, act: ({ page }) => page.stepRow(-1) },
  { id: 'nextRegion', group: 'Move', title: 'Next region', key: 'F6', act: ({ page }) => page.stepRegion(1) },
  { id: 'previousRegion', group: 'Move', title: 'Previous region', key: 'Shift+F6', act: ({ page }) => page.stepRegion(-1) },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(region),
];
