import type { AccountView } from '#shared/ipc/view.ts';
import { SNOOZE } from '#shared/ipc/warnings.ts';
import { groupAlerts } from '../select/alertOrder.ts';
import type { Acting, Action } from './action.ts';

/** Runs with the account itself, also while a what-if stands in its place. */
const withAccount = (act: (account: AccountView, acting: Acting) => void): Action['act'] => (acting) => {
  const { live } = acting.store.get();
  if (live !== null) act(live, acting);
};

/** Runs with what is on the screen: a what-if answers questions about itself, and what it must not do is refused with a sentence. */
const withShown = (act: (account: AccountView, acting: Acting) => void): Action['act'] => (acting) => {
  const { account } = acting.store.get();
  if (account !== null) act(account, acting);
};

const dialogOf = (kind: 'compare' | 'contribution' | 'stress' | 'exposure' | 'hedges' | 'portfolioMargin' | 'design'): Action['act'] => withShown(({ accountId, name }, { dialogs }) => dialogs.show({ kind, accountId, accountName: name }));

/** While privacy is on, a file has no amounts unless it is asked for with them. */
const exportAs = (format: 'json' | 'csv', redact: boolean | 'asShown'): Action['act'] => withShown(({ accountId }, { run, commands, page, privacy }) =>
  run('Export', commands.exportSnapshot(accountId, format, redact === 'asShown' ? privacy.get() : redact), page.download));

const chooseAccount = (at: number): Action => ({
  id: `account${at}`, group: 'Account', title: `Account ${at}`, key: `Alt+${at}`, needs: 'terminal', when: ({ store }) => store.get().terminal?.accounts[at - 1] !== undefined,
  act: ({ store, run, commands }) => {
    const account = store.get().terminal?.accounts[at - 1];
    if (account !== undefined) run('Choosing an account', commands.selectAccount(account.accountId));
  },
});

const topAlert = ({ store }: Acting) => groupAlerts(store.get().terminal?.alerts ?? []).open.find((alert) => alert.acknowledgedAt === null && alert.snoozedUntil === null);

export const accountActions: readonly Action[] = [
  {
    id: 'acknowledge', group: 'Warnings', title: 'Acknowledge the top alert', key: 'A', needs: 'terminal', when: (acting) => topAlert(acting) !== undefined,
    act: (acting) => {
      const top = topAlert(acting);
      if (top !== undefined) acting.run('Acknowledge', acting.commands.acknowledge(top.id), () => acting.store.dismissRaised(top.id));
    },
  },
  {
    id: 'snooze', group: 'Warnings', title: `Snooze the top alert for ${SNOOZE.mostUrgent} minutes`, words: 'put off later quiet', key: 'Shift+A', needs: 'terminal', when: (acting) => topAlert(acting) !== undefined,
    act: (acting) => {
      const top = topAlert(acting);
      if (top !== undefined) acting.run('Snooze', acting.commands.snooze(top.id, SNOOZE.mostUrgent), () => acting.store.dismissRaised(top.id));
    },
  },
  ...SNOOZE.offered.map((minutes): Action => ({ id: `snoozeAccount${minutes}`, group: 'Warnings', title: `Snooze this account for ${minutes} minutes`, words: 'put off alerts quiet pause', key: null, needs: 'account', act: withAccount(({ accountId }, { run, commands }) => run('Snooze', commands.snoozeAccount(accountId, minutes))) })),
  { id: 'wakeAccount', group: 'Warnings', title: 'Wake this account: end its snooze', words: 'snooze alerts', key: null, needs: 'account', when: ({ store }) => store.get().terminal?.warnings.snoozes.some(({ accountId }) => accountId === store.get().live?.accountId) === true, act: withAccount(({ accountId }, { run, commands }) => run('Snooze', commands.snoozeAccount(accountId, 0))) },
  { id: 'rules', group: 'Warnings', title: 'Alert rules…', words: 'condition price funding margin ratio own', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'rules' }) },
  { id: 'warnings', group: 'Warnings', title: 'How alerts are told…', words: 'sound volume quiet hours webhook cooldown notification', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'warnings' }) },
  { id: 'alertLog', group: 'Warnings', title: 'Alert log', words: 'history warnings', key: null, act: ({ dialogs }) => dialogs.show({ kind: 'alertLog' }) },
  { id: 'whatIf', group: 'Account', title: 'What if: change a copy of the account', words: 'simulate fork scenario shock', key: 'W', needs: 'account', when: ({ whatIf }) => whatIf.get().view === null, act: withAccount(({ accountId }, { run, whatIf }) => run('What-if', whatIf.enter(accountId))) },
  { id: 'leaveWhatIf', group: 'Account', title: 'Back to the live account (Esc)', words: 'leave what if', key: null, when: ({ whatIf }) => whatIf.get().view !== null, act: ({ whatIf }) => whatIf.leave() },
  { id: 'scenarios', group: 'Account', title: 'Scenarios…', words: 'saved what if shock named', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'scenarios' }) },
  { id: 'accounts', group: 'Account', title: 'All accounts by severity', words: 'venues list consolidated shock', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'accounts' }) },
  { id: 'compare', group: 'Account', title: 'Compare venues', words: 'one book every venue', key: 'C', needs: 'account', act: dialogOf('compare') },
  { id: 'contribution', group: 'Account', title: 'Who saves whom', words: 'contributions matrix hedges', key: 'M', needs: 'account', act: dialogOf('contribution') },
  { id: 'stress', group: 'Account', title: 'Stress: what would break it', words: 'scenario reverse episodes march 2020 depeg odds monte carlo liquidation chance', key: 'S', needs: 'account', act: dialogOf('stress') },
  { id: 'exposure', group: 'Account', title: 'Greeks and risk', words: 'delta exposure var expected shortfall correlation component diversification beta', key: 'G', needs: 'account', act: dialogOf('exposure') },
  { id: 'portfolioMargin', group: 'Account', title: 'Portfolio margin', words: 'scenario options greeks heat map pme pmrm span volatility', key: 'V', needs: 'account', act: dialogOf('portfolioMargin') },
  { id: 'hedges', group: 'Account', title: 'Hedges', words: 'delta neutral minimum variance reduce risk', key: 'H', needs: 'account', act: dialogOf('hedges') },
  { id: 'design', group: 'Account', title: 'Requirement design', words: 'margin rates of your own coverage sandbox parameter set dynamic procyclicality open interest liquidity add-on next change tiers', key: 'D', needs: 'account', act: dialogOf('design') },
  { id: 'export', group: 'Account', title: 'Export a snapshot', words: 'json save file', key: 'E', needs: 'account', act: exportAs('json', 'asShown') },
  { id: 'exportRedacted', group: 'Account', title: 'Export a snapshot without amounts', words: 'json redacted private', key: 'Shift+E', needs: 'account', act: exportAs('json', true) },
  { id: 'exportFull', group: 'Account', title: 'Export a snapshot with amounts', words: 'json full', key: null, needs: 'account', when: ({ privacy }) => privacy.get(), act: exportAs('json', false) },
  { id: 'exportTables', group: 'Account', title: 'Export tables', words: 'csv spreadsheet', key: null, needs: 'account', act: exportAs('csv', 'asShown') },
  { id: 'exportTablesRedacted', group: 'Account', title: 'Export tables without amounts', words: 'csv redacted', key: null, needs: 'account', act: exportAs('csv', true) },
  { id: 'open', group: 'Account', title: 'Open a portfolio…', words: 'import file document', key: null, needs: 'terminal', act: ({ page }) => page.chooseFile() },
  { id: 'newAccount', group: 'Account', title: 'New account…', words: 'create add empty portfolio', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'newAccount' }) },
  { id: 'edit', group: 'Account', title: 'Edit this account…', words: 'portfolio positions collateral orders rename paste spreadsheet', key: null, needs: 'account', act: withAccount(({ accountId }, { dialogs }) => dialogs.show({ kind: 'editPortfolio', accountId })) },
  { id: 'undoEdit', group: 'Account', title: 'Undo the last change to this account', words: 'portfolio edit import replace back', key: null, needs: 'account', act: withAccount(({ accountId }, { run, commands, dialogs }) => run('Undo', commands.undoPortfolio(accountId), (saved) => dialogs.show({ kind: 'saved', ...saved }))) },
  { id: 'remove', group: 'Account', title: 'Remove this account…', words: 'delete', key: null, needs: 'account', act: withAccount(({ accountId, name }, { dialogs }) => dialogs.show({ kind: 'removeAccount', accountId, accountName: name })) },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(chooseAccount),
  { id: 'offline', group: 'Prices', title: 'Work offline, or go online', words: 'network', key: 'O', needs: 'terminal', act: ({ store, run, commands }) => run('Offline', commands.setOffline(store.get().terminal?.offline !== true)) },
  {
    id: 'reconnect', group: 'Prices', title: 'Reconnect', words: 'feeds again', key: 'R',
    act: ({ store, run, commands, dialogs }) => {
      const { terminal, connection } = store.get();
      if (connection.reach !== 'connected' || connection.fault !== null) commands.reconnectTerminal();
      else if (terminal?.offline === true) dialogs.show({ kind: 'message', title: 'Reconnect', message: 'Plimsoll works offline: go online first.' });
      else run('Reconnecting', commands.reconnectFeeds());
    },
  },
  {
    id: 'live', group: 'Prices', title: 'Live prices on or off', words: 'feed stream', key: null, needs: 'account', when: ({ store }) => (store.get().live?.liveHosts.length ?? 0) > 0,
    act: withAccount(({ accountId, name, live, liveHosts }, { run, commands, dialogs }) => (live ? run('Live prices', commands.setLive(accountId, false)) : dialogs.show({ kind: 'goLive', accountId, accountName: name, hosts: liveHosts }))),
  },
  { id: 'drill', group: 'Prices', title: 'Drill: move prices for practice…', words: 'shock synthetic test warnings exercise', key: null, needs: 'account', when: ({ store }) => store.get().live?.drill === null, act: withAccount(({ accountId, name }, { dialogs }) => dialogs.show({ kind: 'drill', accountId, accountName: name })) },
  { id: 'endDrill', group: 'Prices', title: 'End the drill', words: 'shock synthetic test', key: null, needs: 'account', when: ({ store }) => (store.get().live?.drill ?? null) !== null, act: withAccount(({ accountId }, { run, commands }) => run('Ending the drill', commands.endDrill(accountId))) },
  { id: 'importCloses', group: 'Prices', title: 'Import daily closes…', words: 'csv json history file measured volatility correlation historical var', key: null, needs: 'account', act: ({ page }) => page.chooseFile() },
  { id: 'network', group: 'Prices', title: 'Network and suspect prices', words: 'hosts allowed band', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'network' }) },
  { id: 'latency', group: 'Prices', title: 'Margin call latency', words: 'speed', key: null, needs: 'terminal', act: ({ dialogs }) => dialogs.show({ kind: 'latency' }) },
];
