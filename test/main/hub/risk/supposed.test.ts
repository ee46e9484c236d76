import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StressLineView, StressView } from '#shared/ipc/riskView.ts';
import type { MarketSpec, SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { Decimal, epochMs, toText } from '#shared/num/units.ts';
import { oddsView } from '../../../../src-main/hub/risk/odds.ts';
import { stressView } from '../../../../src-main/hub/risk/stressView.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { NOTHING_SAVED, riskHere } from '../../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const GOLDEN: Readonly<{ prices: Readonly<{ index: object }> }> = JSON.parse(readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));
const SUPPOSE: SupposeSpec = { sigmaTimes: 2, funding: { kind: 'times', times: 3 }, days: 7, halted: null, deleveraged: 1 };

/** Golden account 1 with other fields. @param rates funding that the venue told, by symbol */
function hostOf(own: object, rates: Readonly<Record<string, string>>) {
  const { host: engine } = hostAccount(JSON.stringify({ ...GOLDEN, ...own }), 'demo', START);
  const host = engine.find(ACCOUNT_ID) ?? expect.fail('the account is open');
  const quote = (symbol: string) => ({ symbol, venue: 'generic', items: rates[symbol] === undefined ? [] : [{ name: 'fundingRate' as const, value: toText(new Decimal(rates[symbol])), venueAt: null, receivedAt: epochMs(START) }] });
  return { ...host, quote };
}

/** What it is under what is supposed. */
const stress = async (own: object = {}, suppose: Partial<SupposeSpec> = {}, rates: Readonly<Record<string, string>> = {}): Promise<StressView> =>
  await stressView(hostOf(own, rates), riskHere, epochMs(START), { suppose: { ...SUPPOSE, ...suppose }, asker: 'test', measured: null }, NOTHING_SAVED);

const oddsOf = (own: object, rates: Readonly<Record<string, string>>, jumps: MarketSpec['jumps'] = null) => oddsView(hostOf(own, rates), riskHere, { paths: 200, market: { sigmaTimes: 1, correlation: 'usual', jumps }, sleep: null, asker: 'test', measured: null }, epochMs(START));

const line = (view: StressView, id: string): StressLineView => view.supposed.find((own) => own.id === id) ?? expect.fail(`no line ${id}`);
const RATES = { 'BTC-PERP': '0.0001', 'ETH-PERP': '0.0002', 'SOL-PERP': '-0.0001' };

describe('the funding of a pool', () => {
  test('is that of its own rows: an isolated row pays none of it', async () => {
    const positions = (marginMode: object) => [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '58000' }, { symbol: 'ETH-PERP', contracts: '20', entryPrice: '3100', ...marginMode }];
    const carry = async (marginMode: object): Promise<number> => {
      const odds = await oddsOf({ positions: positions(marginMode) }, { 'BTC-PERP': '0.0001', 'ETH-PERP': '0.0002' });
      return odds.status === 'known' ? Number(odds.carryPerHour) : expect.fail(odds.missing);
    };
    expect(await carry({ marginMode: 'isolated', isolatedMargin: '9000' })).toBeCloseTo(-60_000 * 0.0001 / 8, 9);
    expect(await carry({})).toBeCloseTo(-(60_000 * 0.0001 + 60_000 * 0.0002) / 8, 9);
  });

  test('jumps are told of no stablecoin while something else moves', async () => {
    const [pegged, ether] = ['USDC', 'ETH'].map((base) => ({ symbol: `${base}-PERP`, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] }));
    const odds = await oddsOf({ collateral: [{ asset: 'USD', amount: '20000' }], instruments: [pegged, ether], positions: [{ symbol: 'USDC-PERP', contracts: '100', entryPrice: '1' }, { symbol: 'ETH-PERP', contracts: '10', entryPrice: '3000' }], prices: { mark: { 'USDC-PERP': '1', 'ETH-PERP': '3000' }, index: {} }, betas: {} }, {}, { perYear: 50, mean: -0.2, deviation: 0.1, together: true });
    expect(odds).toMatchObject({ status: 'known', jumpsOf: 'ETH' });
  });
});

describe('funding', () => {
  test('at three times the last rates a long pays, a short receives: 21 intervals of eight hours', async () => {
    // 60,000 long at 0.03 %, 60,000 short at 0.06 %, 75,000 long at −0.03 %, 21 times.
    const change = 21 * (-60_000 * 0.0003 + 60_000 * 0.0006 + 75_000 * 0.0003);
    expect(Number(known(line(await stress({}, {}, RATES), 'funding')).change)).toBeCloseTo(change, 9);
  });

  test('at a rate of its own no rate of the venue is needed; it is paid every hour where the venue does so', async () => {
    const [eight, one] = [await stress({}, { funding: { kind: 'rate', rate: 0.001 }, days: 1 }), await stress({ venue: 'hyperliquid', model: 'single-currency' }, { funding: { kind: 'rate', rate: 0.001 }, days: 1 })].map((view) => Number(known(line(view, 'funding')).change));
    expect(eight).toBeCloseTo(-3 * 75_000 * 0.001, 9);
    expect(one).toBeCloseTo((eight ?? 0) * 8, 9);
  });

  test('a rate that the venue did not tell is named, and nothing is taken as zero', async () => {
    expect(line(await stress({}, {}, { 'BTC-PERP': '0.0001' }), 'funding').after).toEqual({ status: 'unknown', missing: 'funding rate of ETH-PERP, funding rate of SOL-PERP' });
  });

  test('an isolated row pays from its own margin, and an account without perpetuals pays none', async () => {
    const isolated = { positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000', marginMode: 'isolated', isolatedMargin: '5000' }] };
    const view = await stress(isolated, { funding: { kind: 'rate', rate: 0.001 }, days: 1 });
    expect(Number(known(line(view, 'funding')).change)).toBeCloseTo(-180, 9);
    expect((await stress({ positions: [] })).supposed.map(({ id }) => id)).toEqual(['halt']);
  });
});

describe('a halt', () => {
  const collateral = [{ asset: 'USDX', amount: '12000', weight: '1', location: 'Arbitrum' }, { asset: 'USDX', amount: '8000', weight: '1' }, { asset: 'BTC', amount: '0.1', weight: '0.95', location: 'Arbitrum' }];

  test('cross-chain: what is on the chain that stands still counts nothing, and the ratio is told again', async () => {
    const now = await stress({ collateral });
    expect(now.haltable).toEqual([{ kind: 'place', name: 'Arbitrum' }, { kind: 'asset', name: 'USDX' }, { kind: 'asset', name: 'BTC' }]);
    // What counts most is asked when nothing is chosen: 12,000 and 0.1 BTC of 6,000.
    const { change, marginRatio } = known(line(now, 'halt'));
    expect(change).toBe('-18000');
    expect(Number(marginRatio.value)).toBeGreaterThan(Number(known(now.conditions[0] ?? expect.fail('none')).marginRatio.value) / 1.5 * 2);
  });

  test('of one asset it is every line of it; debts and open profit stay', async () => {
    const owing = [...collateral, { asset: 'USDC', amount: '-1000', weight: '1' }];
    const own = await stress({ collateral: owing, prices: { ...GOLDEN.prices, index: { ...GOLDEN.prices.index, USDC: { value: '1' } } } }, { halted: { kind: 'asset', name: 'USDX' } });
    expect(known(line(own, 'halt')).change).toBe('-20000');
    expect(own.haltable).not.toContainEqual({ kind: 'asset', name: 'USDC' });
  });

  test('what is not held any more is asked as if nothing were chosen', async () => {
    expect(line(await stress({ collateral }, { halted: { kind: 'place', name: 'Solana' } }), 'halt').name).toBe('Arbitrum stands still');
  });

  test('where all is halted nothing is left that could answer', async () => {
    const own = await stress({ collateral: [{ asset: 'USDX', amount: '20000', weight: '1', location: 'Arbitrum' }] });
    expect(known(line(own, 'halt')).liquidated).toBe(true);
  });
});

describe('volatility', () => {
  test('twice the volatility is half the way, by the same moves', async () => {
    const { reverse, volatility } = await stress();
    if (reverse.status !== 'known' || reverse.result !== 'found') throw new Error('not found');
    expect(volatility).toEqual({ times: 2, sigmas: reverse.sigmas / 2, margin: null });
  });

  test('of a book with options it asks the scenario model at implied volatilities as many times higher; one that is missing is named', async () => {
    const expiry = new Date(START + 30 * 86_400_000).toISOString();
    const option = { symbol: 'BTC-C', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry, strike: '60000', optionType: 'call' };
    const book = (volatility: object) => ({ instruments: [option], positions: [{ symbol: 'BTC-C', contracts: '-1', entryPrice: '4000' }], collateral: [{ asset: 'USD', amount: '50000' }], prices: { mark: {}, index: { BTC: { value: '60000' } }, volatility } });
    const asked = async (sigmaTimes: number) => { const { margin } = (await stress(book({ 'BTC-C': '0.5' }), { sigmaTimes })).volatility; return margin?.status === 'known' ? margin : expect.fail('unknown'); };
    const [same, twice] = [await asked(1), await asked(2)];
    expect(same.maintenance.after).toBe(same.maintenance.before);
    expect(Number(twice.maintenance.after)).toBeGreaterThan(Number(twice.maintenance.before));
    // A call at the money is worth about 0.4 · σ · √T of its spot: the short one costs as much again.
    const worth = 50_000 - Number(same.equity.before);
    expect(Math.abs((Number(twice.equity.before) - Number(twice.equity.after)) / worth - 1)).toBeLessThan(0.02);
    expect((await stress(book({}))).volatility.margin).toEqual({ status: 'unknown', missing: 'volatility of BTC-C' });
  });
});

describe('deleveraging half-way through a day of the past', () => {
  const october = (view: StressView, id = 'october-2025'): StressLineView | undefined => view.deleveraged.find((own) => own.id === `deleveraged:${id}`);

  test('the ETH short gains in the first half alone', async () => {
    const view = await stress();
    const whole = known(view.episodes.find(({ id }) => id === 'october-2025') ?? expect.fail('none'));
    const own = october(view) ?? expect.fail('none');
    expect(own.note).toBe('Without ETH-PERP from half-way');
    // 20 % of 60,000 short, half of it made: 6,000 of 12,000.
    expect(Number(known(own).equity.value)).toBe(Number(whole.equity.value) - 6000);
    expect(known(own).change).toBe('-20370');
  });

  test('as many rows as are asked are taken away, those with the most profit first; none where none wins', async () => {
    const short = { symbol: 'SOL-PERP', contracts: '-100', entryPrice: '150', positionSide: 'both' };
    const positions = [{ symbol: 'ETH-PERP', contracts: '-20', entryPrice: '3000' }, short];
    expect(october(await stress({ positions }, { deleveraged: 2 }))?.note).toBe('Without ETH-PERP, SOL-PERP from half-way');
    expect(october(await stress({ positions }))?.note).toBe('Without ETH-PERP from half-way');
    expect((await stress({ positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }] })).deleveraged).toEqual([]);
  });
});

function known({ after }: StressLineView): Extract<StressLineView['after'], { status: 'known' }> {
  return after.status === 'known' ? after : expect.fail(after.missing);
}
