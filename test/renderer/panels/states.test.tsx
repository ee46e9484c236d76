import { describe, expect, test } from 'vitest';
import type { AccountView, TerminalView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { App } from '../../../src-renderer/app.tsx';
import { announcement } from '../../../src-renderer/panels/notices/Announcer.tsx';
import { NoToken } from '../../../src-renderer/panels/start/StartScreen.tsx';
import { accountOf, alertOf, CONNECTED, draw, feedOf, incomplete, START, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';
import type { Connection } from '../../../src-renderer/state/store.ts';

const screen = (account: AccountView | null, own: Partial<TerminalView> = {}, connection: Connection = CONNECTED): string => draw(<App />, storeWith(account, terminalOf(account, own), connection));
const count = (html: string, testId: string): number => html.split(`data-testid="${testId}"`).length - 1;

describe('before the terminal has spoken', () => {
  test.each([
    [{ ...CONNECTED, reach: 'connecting' as const }, 'start-connecting', /Connecting/],
    [{ ...CONNECTED, reach: 'lost' as const }, 'start-lost', /not running here.*Try now/],
    [{ ...CONNECTED, reach: 'refused' as const }, 'start-refused', /does not know this page.*Open the address/],
    [{ ...CONNECTED, fault: 'disk I/O error' }, 'start-fault', /disk I\/O error.*Try now/],
  ])('%o', (connection, testId, words) => {
    const html = draw(<App />, storeWith(null, null, connection));
    expect([count(html, testId), count(html, 'shell')]).toEqual([1, 0]);
    expect(wordsOf(html)).toMatch(words);
  });
  test('a page without a key says where to find it', () => expect(wordsOf(draw(<NoToken />, storeWith(null, null)))).toMatch(/no key.*whole address/));
});

test('no account yet: one next step, and no empty panels', () => {
  const html = screen(null);
  expect([count(html, 'welcome'), count(html, 'position-row'), html.includes('Open portfolio…')]).toEqual([1, 0, true]);
});

describe('an account', () => {
  const account = accountOf();
  test('is drawn with exact figures and the number that they belong to', () => {
    const html = screen(account);
    expect(html).toContain(`data-seq="${account.seq}"`);
    expect(html).toContain(`data-exact="${account.totals.equity}"`);
    expect([count(html, 'position-row'), count(html, 'collateral-row'), count(html, 'demo-badge')]).toEqual([2, 2, 1]);
  });
  test('wears no DEMO badge when it is the user\'s own', () => expect(count(screen({ ...account, demo: false }), 'demo-badge')).toBe(0));
  test('the parts of equity are all there', () => {
    const html = screen(account);
    for (const { name, value } of account.equityParts) expect(html).toContain(`data-name="${name}" data-exact="${value}"`);
  });
  test('no figure stands without a place to see how old its price is', () => {
    const html = screen(account);
    expect(html.match(/class="price-state"><span class="age/g)).toHaveLength(3);
  });
});

describe('what is not known', () => {
  const account = incomplete();
  test('is "?" with its reason, never 0', () => {
    const html = screen(account);
    expect(html).toMatch(/title="Unknown: needs mark price of SOL-PERP"[^>]*data-testid="equity"/);
    expect(html).not.toMatch(/data-testid="equity" data-exact/);
  });
  test('is named across the screen', () => expect(wordsOf(screen(account))).toMatch(/Not known: mark price of SOL-PERP\./));
  test('makes a bound say that it is one', () => {
    expect(account.totals.bounds['maintenanceMargin']).toBe('atLeast');
    expect(screen(account)).toMatch(/data-testid="maintenance-margin"[^>]*>≥\u00a0\d/);
  });
  test('leaves a stage unsure, and is never called calm', () => {
    expect(account.stage).toBe('calm');
    expect(screen(account)).toMatch(/data-testid="stage">Unknown</);
    expect(wordsOf(screen({ ...account, stage: 'watch' }))).toMatch(/at least, some inputs are unknown/);
  });
  test('leaves the levels of the ladder unknown', () => expect(wordsOf(screen(account))).toMatch(/Watch 50 % \?/));
});

describe('an old price', () => {
  const fresh = accountOf();
  const stale: AccountView = { ...fresh, positions: fresh.positions.map((row) => ({ ...row, mark: { ...row.mark, state: 'stale', at: epochMs(START - 60_000) } })), worstInput: { state: 'stale', key: 'mark:SOL-PERP', at: epochMs(START - 60_000) } };
  test('marks its row, says its age, and makes the headline say so', () => {
    const html = screen(stale);
    expect(html.match(/class="position state-stale"/g)).toHaveLength(2);
    expect(wordsOf(html)).toMatch(/Buffer to liquidation stale/);
    expect(wordsOf(html)).toMatch(/Oldest price stale 61 s SOL-PERP/);
  });
  test('typed in by hand wears the word', () => {
    const html = screen({ ...fresh, positions: fresh.positions.map((row) => ({ ...row, mark: { ...row.mark, state: 'manual' } })) });
    expect(html.match(/state-word[^>]*>manual</g)).toHaveLength(2);
  });
});

describe('the terminal is lost', () => {
  test('the last figures stay, all said to stand still, with a way to try now', () => {
    const account = accountOf();
    const html = screen({ ...account, worstInput: { state: 'live', key: 'mark:SOL-PERP', at: epochMs(START) } }, {}, { reach: 'lost', lostAt: START, retryAt: 5000, fault: null });
    expect(html).toContain('class="shell cut"');
    expect([count(html, 'connection-banner'), count(html, 'position-row')]).toEqual([1, 2]);
    expect(wordsOf(html)).toMatch(/not answering since 14:00:00 UTC\. The figures stand still.*Try now/);
    expect(wordsOf(html)).toMatch(/Buffer to liquidation stale/);
  });
  test('a terminal started anew offers no retry that cannot help', () => {
    const words = wordsOf(screen(accountOf(), {}, { ...CONNECTED, reach: 'refused', lostAt: START }));
    expect(words).toMatch(/started anew and does not know this page/);
    expect(words).not.toMatch(/Try now/);
  });
});

test('offline and read-only are said, and the figures go on', () => {
  const html = screen(accountOf(), { offline: true, database: { path: '/data/p.db', state: 'read-only', detail: 'disk full', backupAt: null } });
  expect(wordsOf(html)).toMatch(/OFFLINE/);
  expect(wordsOf(html)).toMatch(/Nothing is being saved\. disk full\./);
  expect(count(html, 'position-row')).toBe(2);
});

describe('alerts and feeds', () => {
  test('an open alert can be acknowledged, a cleared one says how long it took', () => {
    const html = screen(accountOf(), { alerts: [alertOf(), alertOf({ id: 2, clearedAt: epochMs(START + 760_000) }), alertOf({ id: 3, acknowledgedAt: epochMs(START) })] });
    expect([html.match(/data-state="open"/g)?.length, html.match(/data-state="cleared"/g)?.length, html.match(/data-state="acknowledged"/g)?.length]).toEqual([1, 1, 1]);
    expect(wordsOf(html)).toMatch(/cleared after 12 min 40 s/);
    expect(html.match(/>Acknowledge</g)).toHaveLength(1);
  });
  test('an alert of another account names it, without its hidden characters', () => {
    expect(wordsOf(screen(accountOf(), { alerts: [alertOf({ accountId: 'other', accountName: 'Oth\u202eer' })] }))).toMatch(/Other: Warning/);
  });
  test('a lost feed says why and when it tries again, a silent topic since when', () => {
    const words = wordsOf(screen(accountOf(), { feeds: [feedOf({ state: 'waiting', lastError: 'the connection was refused', retryAt: epochMs(START + 9000), reconnects: 2, topics: [{ topic: 'xrpusdt', state: 'stale', reason: 'silent', lastDataAt: epochMs(START - 5000) }] })] }));
    expect(words).toMatch(/lost.*the connection was refused; retry in 8 s.*xrpusdt silent 6 s.*2 reconnects/);
  });
});

describe('only a change of stage is read out', () => {
  test('upward with its reason, critical at once, downward calmly', () => {
    expect(announcement('calm', 'warning', 'SOL 2.9σ')).toEqual({ polite: 'Stage Warning: SOL 2.9σ', assertive: '' });
    expect(announcement('danger', 'critical', '')).toEqual({ polite: '', assertive: 'Stage Critical' });
    expect(announcement('liquidating', 'critical', 'x')).toEqual({ polite: 'Stage back to Critical', assertive: '' });
  });
  test('figures stand in no live region', () => {
    const html = screen(accountOf());
    expect(html.match(/aria-live="\w+"[^>]*><\/div>/g)).toHaveLength(2);
    expect(html.match(/aria-live/g)).toHaveLength(2);
  });
});
