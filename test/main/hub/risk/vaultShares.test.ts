import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { lineGreeks, sumGreeks } from '#shared/scenario/margin/greeks.ts';
import { black76 } from '#shared/scenario/pricing/black76.ts';
import { unitsOf } from '../../../../src-main/hub/risk/units.ts';
import { scenarioMarginView } from '../../../../src-main/hub/risk/scenarioMarginView.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { riskHere } from '../../../support/riskHere.ts';
import { START } from '../support/riskyAccount.ts';

const DAY = 86_400_000;
const now = epochMs(START);
const expiry = new Date(START + 30 * DAY).toISOString();
const CALL = { strike: '66000', expiry, contracts: '0.9', volatility: '0.6' };
const TERMS = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };

/** Ten shares of half a coin each. */
function opened(own: Readonly<{ shortCalls?: readonly object[]; changes?: object }> = {}) {
  const hosted = hostAccount(JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Vault', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', asOf: new Date(START).toISOString(),
    collateral: [{ asset: 'USD', amount: '50000' }, { asset: 'vBTC', amount: '10', weight: '0.5', holds: { asset: 'BTC', amount: '0.5', shortCalls: own.shortCalls ?? [{ ...CALL, contracts: '0.45' }] } }],
    instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...TERMS }], positions: [{ symbol: 'BTC-PERP', contracts: '-1', entryPrice: '60000' }],
    prices: { mark: { 'BTC-PERP': '60000' }, index: { BTC: '60000', vBTC: '29500' }, forward: { BTC: { [expiry]: '60300' } } }, ...own.changes,
  }), 'demo', START);
  const host = hosted.host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return { host, unit: () => { const [unit] = unitsOf(host, now); if (unit === undefined) throw new Error('no unit'); return unit; } };
}

const delta = (own: ReturnType<ReturnType<typeof opened>['unit']>): number => sumGreeks(lineGreeks(own.unit))?.delta ?? Number.NaN;

const view = (own: ReturnType<typeof opened>, days = 0) => scenarioMarginView(own.host, riskHere, { preset: null, days, own: [], groupsOf: () => [], asker: 'test' }, now);

test('a look-through adds what the shares hold, and changes net delta by that of their calls', () => {
  const own = black76({ sign: 1, strike: 66_000, years: 30 / 365, volatility: 0.6 }, 60_300).delta ?? Number.NaN;
  const [without, with_] = [delta(opened({ shortCalls: [] }).unit()), delta(opened().unit())];
  expect(without).toBeCloseTo(10 * 0.5 - 1, 9);
  expect(with_ - without).toBeCloseTo(-10 * 0.45 * own, 9);
});

test('the unit has the calls in its requirement, as covered calls, and says so', async () => {
  const seen = await view(opened());
  const [unit] = seen.units;
  expect(unit?.lines.map(({ name }) => name)).toEqual(['vBTC: call 66000 2026-12-24', 'BTC-PERP', 'vBTC: BTC']);
  expect(unit?.strategies).toMatchObject([{ kind: 'coveredCall', size: '4.5', legs: [{ name: 'vBTC: BTC', kind: 'held' }, { name: 'vBTC: call 66000 2026-12-24', kind: 'call' }], cap: '66000', breakEven: null }, { kind: 'carry' }, { kind: 'single' }]);
  expect(unit?.coverage).toMatchObject([{ kind: 'call', short: '4.5', held: '4.5', uncovered: '0' }]);
  expect(unit?.assumed.join(' ')).toContain('vBTC: its shares are looked through to the BTC that they hold');
  expect(unit?.greeks?.tenors.flatMap(({ lines }) => lines.map(({ name }) => name))).toContain('vBTC: call 66000 2026-12-24');
  expect(seen.outside).toEqual(['USD']);
  // More calls than coins: some are naked, and the model asks more.
  const more = await view(opened({ shortCalls: [{ ...CALL, contracts: '2.5' }] }));
  expect(more.units[0]?.coverage).toMatchObject([{ short: '25', held: '5', uncovered: '20' }]);
  expect(Number(more.units[0]?.coverage[0]?.asks)).toBeGreaterThan(0);
  expect(Number(more.units[0]?.maintenance)).toBeGreaterThan(Number(unit?.maintenance));
});

test('equity has the shares at their own price, which has the calls in it, now and as days go by', async () => {
  const account = opened();
  expect((await view(account)).equity).toBe('345000');
  const heat = (await view(account)).units[0]?.heat;
  const [row, column] = [heat?.moves.indexOf(0) ?? -1, heat?.volatilities.indexOf(0) ?? -1];
  expect(Number(heat?.equities[row]?.[column])).toBeCloseTo(345_000, 6);
  // The calls run out worthless: what they were worth is gained.
  const worth = 4.5 * black76({ sign: 1, strike: 66_000, years: 30 / 365, volatility: 0.6 }, 60_300).price;
  expect(Number((await view(account, 31)).equity)).toBeCloseTo(345_000 + worth, 4);
  const deep = opened({ shortCalls: [{ ...CALL, strike: '50000' }] });
  const inside = 9 * (black76({ sign: 1, strike: 50_000, years: 30 / 365, volatility: 0.6 }, 60_300).price - 10_000);
  expect(Number((await view(deep, 31)).equity)).toBeCloseTo(345_000 + inside, 4);
});

test('an account of shares alone has a unit; a call without a volatility is named, or takes that of the same call', () => {
  expect(opened({ changes: { positions: [] } }).unit()).toMatchObject({ asset: 'BTC', lacking: [] });
  const { volatility: _volatility, ...bare } = CALL;
  expect(opened({ shortCalls: [bare] }).unit().lacking).toEqual(['volatility of vBTC: call 66000 2026-12-24']);
  const known = { instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...TERMS }, { symbol: 'BTC-C', kind: 'option', ...TERMS, expiry, strike: '66000.0', optionType: 'call' }] };
  const prices = { mark: { 'BTC-PERP': '60000' }, index: { BTC: '60000', vBTC: '29500' }, volatility: { 'BTC-C': '0.7' } };
  expect(opened({ shortCalls: [bare], changes: { ...known, prices } }).unit()).toMatchObject({ lacking: [], unit: { options: [{ volatility: 0.7, quantity: -9 }] } });
  expect(opened({ changes: { prices: { mark: {}, index: { vBTC: '29500' } } } }).unit().lacking).toEqual(['index price of BTC']);
});
