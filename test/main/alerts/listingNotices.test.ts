import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListingChange } from '#shared/domain/listingChanges.ts';
import { epochMs } from '#shared/num/units.ts';
import { createAlertCentre } from '../../../src-main/alerts/alertCentre.ts';
import { type Holder, noticeListings } from '../../../src-main/alerts/listingNotices.ts';
import type { Store } from '../../../src-main/db/open.ts';
import { NOW, opened } from '../db/support/database.ts';

let store: Store;
beforeEach(() => { store = opened(); });
afterEach(() => store.close());

const holder = (accountId: string, ...symbols: readonly string[]): Holder => ({ accountId, name: `Account ${accountId}`, stage: 'watch', symbols: new Set(symbols) });
const change = (symbol: string, more: Partial<ListingChange> = {}): ListingChange => ({ symbol, kind: 'tick', fact: 'tickSize', before: '0.1', after: '0.01', ...more });

function noticed(holders: readonly Holder[], ...changes: readonly ListingChange[]) {
  const centre = createAlertCentre(store.alerts);
  const told: string[] = [];
  centre.onRaise(({ title }) => void told.push(title));
  const notice = (...more: readonly ListingChange[]): void => noticeListings(centre, holders, 'Gate in USDT', more, NOW);
  notice(...changes);
  return { centre, told, notice };
}

describe('a change of a list', () => {
  test('is a notice in each account that holds the symbol, and in no other', () => {
    noticed([holder('1', 'A', 'B'), holder('2', 'A'), holder('3', 'C')], change('A'), change('X'));
    expect(store.alerts.open().map(({ accountId, accountName, kind, stage, title, onStaleData }) => ({ accountId, accountName, kind, stage, title, onStaleData }))).toEqual(['2', '1'].map((accountId) => (
      { accountId, accountName: `Account ${accountId}`, kind: 'listing', stage: 'watch', title: 'A: tick 0.1 → 0.01, by the list of Gate in USDT', onStaleData: false })));
  });

  test.each<[string, Partial<ListingChange>, string, RegExp]>([
    ['a delisting', { kind: 'delisted', fact: 'symbol', before: 'A', after: null }, 'A is no longer on the list of Gate in USDT', /delisted or renamed/],
    ['an announced end', { kind: 'delisting', fact: 'expiry', before: null, after: String(Date.UTC(2026, 11, 1, 8)) }, 'A will be delisted on 2026-12-01 at 08:00 UTC, by the list of Gate in USDT', /Close or move it before/],
    ['an end without a day', { kind: 'delisting', fact: 'status', before: 'trading', after: 'closing' }, 'A will be delisted, by the list of Gate in USDT', /settled by the venue/],
    ['another contract size', { kind: 'contractSize', fact: 'contractSize', before: '1', after: '10' }, 'A: contract size 1 → 10, by the list of Gate in USDT', /Open it again with the new size/],
    ['another margin', { kind: 'margin', fact: 'maxLeverage', before: '50', after: '20' }, 'A: highest leverage 50 → 20, by the list of Gate in USDT', /may be the old ones/],
    ['another lot', { kind: 'lot', fact: 'lotSize', before: '1', after: '10' }, 'A: lot 1 → 10, by the list of Gate in USDT', /Orders must fit it/],
  ])('%s says what and what to do', (_what, more, title, action) => {
    noticed([holder('1', 'A')], change('A', more));
    expect(store.alerts.open()).toMatchObject([{ title, action: expect.stringMatching(action) }]);
  });

  test('several facts of its margin are one notice, and a new listing is none', () => {
    const { told } = noticed([holder('1', 'A')], change('A', { kind: 'margin', fact: 'initialMarginRate', before: '0.02', after: '0.04' }), change('A', { kind: 'margin', fact: 'maxLeverage', before: '50', after: '25' }), change('A', { kind: 'listed', fact: 'symbol', before: null, after: 'A' }));
    expect(told).toEqual(['A: initial margin rate 0.02 → 0.04, highest leverage 50 → 25, by the list of Gate in USDT']);
  });

  test('told again is no second notice; changed again is', () => {
    const { told, notice } = noticed([holder('1', 'A')], change('A'));
    notice(change('A'));
    notice(change('A', { before: '0.01', after: '0.5' }));
    expect(told).toEqual(['A: tick 0.1 → 0.01, by the list of Gate in USDT', 'A: tick 0.01 → 0.5, by the list of Gate in USDT']);
  });

  test('is over once it is acknowledged, as no other alert is', () => {
    const { centre } = noticed([holder('1', 'A')], change('A'));
    const other = store.alerts.raise({ accountId: '1', accountName: 'x', kind: 'expired', subject: 'A', stage: 'calm', title: 't', action: 'a', at: NOW, onStaleData: false, latencyMs: null });
    const later = epochMs(NOW + 5);
    const again = createAlertCentre(store.alerts);
    expect([centre.acknowledge(1, later), again.acknowledge(other, later)]).toEqual([true, true]);
    expect(store.alerts.open().map(({ kind }) => kind)).toEqual(['expired']);
    expect(store.alerts.recent(9).find(({ id }) => id === 1)).toMatchObject({ acknowledgedAt: later, clearedAt: later });
  });
});
