import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Push } from '#shared/ipc/contract.ts';
import type { FeedView } from '#shared/ipc/feedView.ts';
import type { AccountView, AlertView, TerminalView } from '#shared/ipc/view.ts';
import { USUAL_WARNINGS, type WarningsView } from '#shared/ipc/warnings.ts';
import { epochMs } from '#shared/num/units.ts';
import { createCommands } from '../../../src-renderer/state/commands.ts';
import { createDialogs } from '../../../src-renderer/state/dialogs.ts';
import { createKept } from '../../../src-renderer/state/kept.ts';
import { createLetterKeys } from '../../../src-renderer/state/letterKeys.ts';
import { createLinked } from '../../../src-renderer/state/linked.ts';
import { ScreenContext } from '../../../src-renderer/state/screen.ts';
import { type Connection, createStore, type Store } from '../../../src-renderer/state/store.ts';
import type { Page } from '../../../src-renderer/state/page.ts';
import { createPrivacy } from '../../../src-renderer/state/privacy.ts';
import { createWhatIf } from '../../../src-renderer/state/whatIf.ts';
import { NowContext } from '../../../src-renderer/ui/clock.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';

export const START = Date.UTC(2026, 10, 24, 14);

const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }];
const perpetual = (base: string) => ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.01', tiers });

export const BOOK = {
  schema: 'plimsoll.portfolio/1', name: 'Mine', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross',
  collateral: [{ asset: 'USDT', amount: '10000', weight: '1' }, { asset: 'BTC', amount: '0.1', weight: '0.9' }],
  instruments: [perpetual('SOL'), perpetual('BTC')],
  positions: [{ symbol: 'SOL-PERP', contracts: '100', entryPrice: '150' }, { symbol: 'BTC-PERP', contracts: '-0.2', entryPrice: '60000' }],
  prices: { mark: { 'SOL-PERP': { value: '140' }, 'BTC-PERP': { value: '60000' } }, index: { BTC: { value: '60000' }, SOL: { value: '140' } } },
};

/** An account as the real engine sees it; `own` replaces fields of its document. */
export function accountOf(own: object = {}): AccountView {
  const { host, pass } = hostAccount(JSON.stringify({ ...BOOK, ...own }), 'demo', START);
  pass(1000);
  const view = host.view(ACCOUNT_ID);
  if (view === null) throw new Error('the account has no view');
  return view;
}

/** The same account with SOL's mark left out. */
export const incomplete = (): AccountView => accountOf({ prices: { mark: { 'BTC-PERP': { value: '60000' } }, index: BOOK.prices.index } });

export const WARNINGS: WarningsView = { settings: USUAL_WARNINGS, open: { calm: 0, watch: 0, warning: 0, danger: 0, critical: 0, liquidating: 0 }, snoozes: [], quiet: false, rules: 0, webhook: { host: null, last: null }, notificationFault: null };

export function terminalOf(account: AccountView | null, own: Partial<TerminalView> = {}): TerminalView {
  return {
    version: '0.1.0', seq: 1, now: epochMs(START), offline: false, face: 'web',
    accounts: account === null ? [] : [{ accountId: account.accountId, name: account.name, stage: account.stage, demo: account.demo, incomplete: account.totals.incomplete, publicAt: account.publicAt }],
    selectedAccountId: account?.accountId ?? null, feeds: [], alerts: [], warnings: WARNINGS,
    engine: { ticks: 0, ticksPerSecond: 0, stepMicros: null, recomputes: 0, mismatches: 0, stalls: { count: 0, longestMs: 0 } },
    database: { path: '/data/plimsoll.db', state: 'ok', detail: null, backupAt: null }, settings: { theme: 'system', privacy: false, priceBandPercent: 10, marketMethod: 'default' },
    latency: { venueToReceipt: null, receiptToEngine: null, engineToAlert: null, engineToScreen: null }, network: { allowed: [], refused: [], reference: { title: 'Coinbase', host: 'advanced-trade-ws.coinbase.com' }, lists: [] }, ...own,
  };
}

export function alertOf(own: Partial<AlertView> = {}): AlertView {
  return {
    id: 1, accountId: ACCOUNT_ID, accountName: 'Mine', kind: 'stage', stage: 'warning', title: 'Warning: SOL 2.9σ from liquidation', action: 'To step down, add 120.00 USDT.',
    raisedAt: epochMs(START), acknowledgedAt: null, clearedAt: null, onStaleData: false, drill: false, latencyMs: 3, snoozedUntil: null, ...own,
  };
}

export function feedOf(own: Partial<FeedView> = {}): FeedView {
  return { id: 'generic:live', title: 'Marks', host: 'feed.example', state: 'live', lastDataAt: epochMs(START), retryAt: null, malformed: 0, lastMalformed: null, reconnects: 0, messages: 10, messagesPerSecond: 1, bytesPerSecond: 200, superseded: 0, gaps: 0, lastGap: null, clockOffsetMs: null, roundTripMs: null, latency: null, unstable: false, planned: null, suspect: false, lastError: null, topics: [], ...own };
}

export const CONNECTED: Connection = { reach: 'connected', lostAt: null, retryAt: null, fault: null };

/** A store that has been told this much, and shows it at once. */
export function storeWith(account: AccountView | null, terminal: TerminalView | null, connection: Connection = CONNECTED, push?: Push): Store {
  const store = createStore((flush) => flush());
  if (terminal !== null) store.reset({ terminal, accounts: account === null ? [] : [account] });
  store.changeConnection(() => connection);
  if (push !== undefined) store.apply(push);
  return store;
}

const nothing = (): void => undefined;

/** A page on which nothing can be reached. */
export const STILL_PAGE: Page = { regions: () => [], focusRegion: nothing, stepRegion: nothing, stepRow: nothing, focusRow: nothing, focusFilter: nothing, chooseFile: nothing, download: nothing, onAsked: () => nothing };

/** What a panel draws, as HTML. `now` is the terminal's time. */
export function draw(panel: ReactElement, store: Store, now = START + 1000): string {
  const commands = createCommands({ call: () => Promise.reject(new Error('nothing is called while drawing')), retryNow: () => undefined });
  return renderToStaticMarkup(
    <NowContext value={{ get: () => now, subscribe: () => () => undefined }}>
      <ScreenContext value={{ store, commands, dialogs: createDialogs(), letterKeys: createLetterKeys({ getItem: () => null, setItem: () => undefined }), kept: createKept({ getItem: () => null, setItem: () => undefined }, () => undefined), linked: createLinked(), whatIf: createWhatIf(commands, store), privacy: createPrivacy(store, commands), page: STILL_PAGE }}>{panel}</ScreenContext>
    </NowContext>,
  );
}

/** The words of some HTML as a reader has them, spaces folded. */
export const wordsOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll('&amp;', '&').replaceAll(/[\s\u00a0]+/g, ' ').trim();
