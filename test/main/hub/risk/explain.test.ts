import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SinceView } from '#shared/ipc/explainView.ts';
import { epochMs } from '#shared/num/units.ts';
import { unitCost, unitValue } from '#shared/scenario/explain/bookState.ts';
import { bookStateOf } from '../../../../src-main/hub/risk/bookState.ts';
import { createBaselines } from '../../../../src-main/hub/risk/baselines.ts';
import { explainView } from '../../../../src-main/hub/risk/explainView.ts';
import { accountDocument } from '../../../arbitraries/accounts.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { parsed, riskyDocument, START, text, tick } from '../support/riskyAccount.ts';

const DAY = 86_400_000;
const expiry = new Date(START + 30 * DAY).toISOString();
const CALL = { symbol: 'BTC-C', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry, strike: '62000', optionType: 'call' };
const PERP = { symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
const INDEX = { mark: { 'BTC-PERP': '60000' }, index: { BTC: '60000' } };
const WITH_CALL = { instruments: [PERP, CALL], positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }, { symbol: 'BTC-C', contracts: '-2', entryPrice: '2000' }], prices: { ...INDEX, forward: { BTC: { [expiry]: '60300' } }, volatility: { 'BTC-C': '0.6' } } };

/** An account of the bench with its baseline, on a clock that the test moves. */
function opened(changes: Readonly<Record<string, unknown>> = {}) {
  const hosted = hostAccount(riskyDocument(changes), 'demo', START);
  let at = 0;
  const now = () => epochMs(START + at);
  const baselines = createBaselines(hosted.host, now);
  baselines.keep();
  const view = () => {
    const host = hosted.host.find(ACCOUNT_ID);
    if (host === null) throw new Error('the account is open');
    return explainView(host, baselines.find(ACCOUNT_ID), now());
  };
  return {
    ...hosted, baselines, view,
    since: (): SinceView => {
      const { since } = view();
      if (since === null) throw new Error('there is a baseline');
      return since;
    },
    move: (price: string, ms: number) => {
      at = ms;
      hosted.apply({ kind: 'ticks', feedId: 'demo', ticks: [tick(price), { kind: 'quote', venue: 'generic', symbol: 'BTC-PERP', indexPrice: text(price), eventAt: null }], receivedAt: now(), staleMs: [], heardAt: ms, epoch: 1, replay: false }, ms);
    },
    /** The document is saved anew, as after a trade. */
    save: (next: Readonly<Record<string, unknown>>) => {
      const { portfolio, prices } = parsed(riskyDocument(next), START);
      hosted.host.open({ accountId: ACCOUNT_ID, name: portfolio.name, demo: true, live: false, portfolio, prices, sources: new Map(), manual: new Map() }, null);
      baselines.keep();
    },
  };
}

const digits = (list: readonly (string | null)[]): bigint => list.reduce((sum, own) => {
  const [whole = '0', part = ''] = (own ?? '0').replace('-', '').split('.');
  return sum + BigInt(whole + part.padEnd(24, '0')) * (own?.startsWith('-') === true ? -1n : 1n);
}, 0n);

test('since the book was opened a long of one coin gained what its mark did, and nothing is left over', () => {
  const account = opened();
  account.move('61000', 90_000);
  const since = account.since();
  expect(since).toMatchObject({ at: START, change: '1000', whole: { delta: '1000', gamma: '0', vega: '0', theta: '0', residual: '0' }, funding: null, fees: null, unexplained: '0', before: '40000', after: '41000' });
  expect(since.underlyings).toMatchObject([{ asset: 'BTC', from: '60000', to: '61000' }]);
});

test('with options the parts add up to the change, to the last digit of what is shown', () => {
  const account = opened(WITH_CALL);
  account.move('61500', DAY);
  const { change, before, after, whole, underlyings, fx, trades, changed } = account.since();
  for (const parts of [whole, ...underlyings]) expect(digits([parts.delta, parts.gamma, parts.vega, parts.theta, parts.residual])).toBe(digits([parts.total]));
  expect(digits([whole.total, ...[...fx, ...trades, ...changed].map(({ gain }) => gain)])).toBe(digits([change]));
  expect(digits([before, change])).toBe(digits([after]));
  expect(Number(whole.theta)).toBeGreaterThan(0);
  // The document gave the forward, so it stays: the call has time alone to gain by, and the price is the perpetual's.
  expect(whole.delta).toBe('1500');
});

test('a document saved with more of it is a trade, explained from its price; with less it is named as not explained', () => {
  const account = opened();
  account.move('61000', 60_000);
  account.save({ positions: [{ symbol: 'BTC-PERP', contracts: '3', entryPrice: '60600' }], prices: { mark: { 'BTC-PERP': '61000' } } });
  expect(account.since()).toMatchObject({ at: START, whole: { delta: '1000' }, trades: [{ name: 'BTC-PERP', from: '1', to: '3', price: '60900', gain: '200' }], changed: [], change: '1200' });
  account.save({ positions: [], collateral: [{ asset: 'USD', amount: '40950', weight: '1' }], prices: { mark: {} } });
  expect(account.since()).toMatchObject({ trades: [{ from: '1', to: '0', price: null, gain: '0' }], changed: [{ kind: 'holding', name: 'USD', gain: '950' }], unexplained: '950', change: '950' });
});

test('from now on begins anew, and tells how old it is', () => {
  const account = opened();
  account.move('61000', 60_000);
  expect(account.baselines.takeAnew(ACCOUNT_ID)).toBe(true);
  expect(account.since()).toMatchObject({ at: START + 60_000, change: '0', before: '41000' });
  expect(account.baselines.takeAnew('none')).toBe(false);
});

test('what has no price on one side is left out on both, and named; a young baseline waits for the first prices', () => {
  const late = opened({ prices: {} });
  expect(late.since().lacking).toEqual(['mark price of BTC-PERP']);
  late.move('60500', 5000);
  late.baselines.keep();
  expect(late.since()).toMatchObject({ at: START + 5000, lacking: [], change: '0' });
  const never = opened({ ...WITH_CALL, prices: INDEX });
  never.move('61000', 120_000);
  never.baselines.keep();
  expect(never.since()).toMatchObject({ at: START, lacking: ['volatility of BTC-C'], change: '1000' });
});

test('a baseline says how old its prices were', () => {
  const stamped = (value: string, ms: number) => ({ value, at: new Date(START - ms).toISOString() });
  expect(opened({ prices: { mark: { 'BTC-PERP': stamped('60000', 7_200_000) } } }).since().pricesAge).toBe(7_200_000);
  expect(opened().since().pricesAge).toBeNull();
});

test('an option that ended since is named: what it settled at is not known', () => {
  const account = opened(WITH_CALL);
  account.move('61000', 31 * DAY);
  expect(account.since()).toMatchObject({ lacking: ['BTC-C, which has expired: what it settled at is not known'], change: '1000' });
});

test('prices of a drill make no baseline, and the view says that they are moved', () => {
  const account = opened();
  account.host.setDrill(ACCOUNT_ID, { percent: -10, asset: null, since: epochMs(START) });
  expect(account.baselines.takeAnew(ACCOUNT_ID)).toBe(false);
  expect(account.view()).toMatchObject({ drill: true, since: { change: '-6000' } });
});

test('whatever the account, what it is worth is its equity, and every figure is a number', () => fc.assert(fc.property(accountDocument(), (document) => {
  const host = hostAccount(JSON.stringify(document), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  const baseline = bookStateOf(host, epochMs(START));
  const view = explainView(host, { state: baseline, funding: -12.5 }, epochMs(START));
  expect([view.since?.funding, view.since?.unbooked]).toEqual(['-12.5', '12.5']);
  expect(JSON.stringify(view)).not.toMatch(/NaN|Infinity/);
  expect(view.since?.change).toBe('0');
  const { value } = host.evaluate().totals.equity;
  const { legs, held, rates } = baseline.state;
  const gross = held.reduce((sum, { amount, price }) => sum + Math.abs(amount * price), 1) + legs.reduce((sum, leg) => sum + Math.abs(leg.quantity) * (Math.abs(unitValue(leg)) + Math.abs(unitCost(leg))) * (rates.get(leg.settle) ?? 1), 0);
  if (value !== null && baseline.lacking.size === 0 && legs.every(({ kind }) => kind !== 'option')) expect(Math.abs(Number(view.since?.before) - value.toNumber())).toBeLessThan(1e-9 * gross);
}), { numRuns: 25 }));

test('a what-if has no past', () => {
  const account = opened();
  const host = account.host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  const { drill: _drill, ...facts } = host;
  expect(explainView(facts, null, epochMs(START))).toMatchObject({ since: null, none: 'whatIf' });
  expect(explainView(host, null, epochMs(START))).toMatchObject({ since: null, none: 'notYet' });
});

test('a baseline goes with its account, and with its currency', () => {
  const account = opened();
  account.save({ valuationCurrency: 'EUR', prices: { mark: { 'BTC-PERP': '60000' }, index: { USD: '0.9' } } });
  expect(account.since()).toMatchObject({ change: '0', before: '36000' });
  account.host.close(ACCOUNT_ID);
  account.baselines.keep();
  expect(account.baselines.find(ACCOUNT_ID)).toBeNull();
});
