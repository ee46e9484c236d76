import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createSimulation } from '#shared/scenario/monteCarlo/simulation.ts';
import { epochMs } from '#shared/num/units.ts';
import { createRiskThread } from '../../../src-main/hub/risk/riskThread.ts';
import { riskHandlers } from '../../../src-main/ipc/handlers/risk.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';

const START = Date.UTC(2026, 10, 25, 14);
const GOLDEN: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));
const thread = createRiskThread();
afterAll(thread.stop);

const NO_GROUPS = { find: () => [], put: () => true };

function handlers(own: object = {}, groups: Parameters<typeof riskHandlers>[0]['groups'] = NO_GROUPS) {
  const { host: engine } = hostAccount(JSON.stringify({ ...GOLDEN, ...own }), 'demo', START);
  return riskHandlers({ engine, forks: { find: () => null, suppose: () => null }, scenarios: { list: () => [] }, risk: thread, groups, baselines: { find: () => null, takeAnew: () => false }, now: () => epochMs(START) });
}

type Reply = Awaited<ReturnType<ReturnType<typeof handlers>['account/stress']>>;
const valueOf = <T>(reply: Readonly<{ ok: true; value: T }> | Readonly<{ ok: false }>): T => {
  if (!reply.ok) throw new Error('the account is open');
  return reply.value;
};
const stress = async (own: object = {}): Promise<Extract<Reply, { ok: true }>['value']> => valueOf(await handlers(own)['account/stress']({ accountId: ACCOUNT_ID }));

test('an account that is not open is refused', async () => {
  const own = handlers();
  for (const reply of [own['account/stress']({ accountId: 'none' }), own['account/risk']({ accountId: 'none' }), own['account/hedges']({ accountId: 'none' }), own['account/odds']({ accountId: 'none', paths: 100 })]) {
    expect(await reply).toMatchObject({ ok: false, error: { code: 'account/unknown', accountId: 'none' } });
  }
});

describe('stress', () => {
  test('the likeliest way of golden account 1 leaves nothing, and its rows add up to what it costs', async () => {
    const { reverse, market } = await stress();
    if (reverse.status !== 'known' || reverse.result !== 'found') throw new Error('not found');
    expect(reverse.moves.map(({ asset }) => asset)).toEqual(['BTC', 'ETH', 'SOL']);
    expect(Math.abs(Number(reverse.left))).toBeLessThan(1e-6);
    // σ of 3.5, 4.6 and 6.2 % a day, correlations of 0.80 and 0.75.
    expect(reverse.sigmas).toBeCloseTo(4.967, 3);
    const held = 0.1 * 60_000 * 0.95 * Number(reverse.moves[0]?.move);
    expect(reverse.rows.reduce((sum, { change }) => sum + Number(change), held)).toBeCloseTo(-Number(reverse.loss), 4);
    expect(market.still).toEqual(['USDX']);
  });

  test('moonshot 5: without the ETH short the joint move that liquidates comes from −28.48 % to −16.49 %', async () => {
    const { hedgeLoss } = await stress();
    expect(hedgeLoss).toHaveLength(1);
    expect(hedgeLoss[0]).toMatchObject({ name: 'ETH-PERP', before: { status: 'move' }, after: { status: 'move' } });
    const [before, after] = [hedgeLoss[0]?.before, hedgeLoss[0]?.after].map((own) => (own?.status === 'move' ? (Number(own.move) * 100).toFixed(2) : ''));
    expect([before, after]).toEqual(['-28.48', '-16.49']);
  });

  test('an episode re-prices the account, and says which of its moves no source tells', async () => {
    const { episodes } = await stress();
    const october = episodes.find(({ id }) => id === 'october-2025');
    // −12 % of 66,000, +20 % of 60,000 short, −24.6 % of 75,000.
    expect(october?.after).toMatchObject({ status: 'known', equity: { value: '10630' }, change: '-14370', liquidated: false });
    expect(episodes.find(({ id }) => id === 'march-2020')?.moves.filter(({ source }) => source === null).map(({ asset }) => asset)).toEqual(['SOL']);
    expect(episodes.find(({ id }) => id === 'november-2022')?.after).toMatchObject({ liquidated: true, equity: { value: '-15212' } });
  });

  test('rules that turn worse change the ratio and leave equity', async () => {
    const lines = new Map((await stress()).conditions.map((line) => [line.id, line.after]));
    expect(lines.get('requirement2')).toMatchObject({ status: 'known', equity: { value: '25000' }, change: '0', buffer: { value: '19900' } });
    // 0.1 BTC at 0.855 in place of 0.95 of 6,000, USDX at 0.9 in place of 1 of 20,000.
    expect(lines.get('haircut')).toMatchObject({ buffer: { value: '19730' } });
    expect(lines.get('depeg:USDX')).toMatchObject({ change: '-2000' });
  });

  test('what is not known is named', async () => {
    const { reverse, episodes } = await stress({ prices: { mark: {}, index: {} } });
    expect(reverse).toMatchObject({ status: 'unknown' });
    expect(episodes[0]?.after).toMatchObject({ status: 'known', marginRatio: { bound: 'unknown' }, unsure: true });
  });
});

describe('risk', () => {
  test('shares of risk add up, spot and collateral count as delta, and a bad day is worse than its threshold', async () => {
    const { risk } = valueOf(await handlers()['account/risk']({ accountId: ACCOUNT_ID }));
    if (risk.status !== 'known') throw new Error(risk.missing);
    expect(risk.underlyings.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
    expect(new Map(risk.underlyings.map(({ asset, delta }) => [asset, delta]))).toEqual(new Map([['SOL', '500'], ['BTC', '1.1'], ['ETH', '-20'], ['USDX', '20000']]));
    for (const { valueAtRisk, expectedShortfall, undiversified } of risk.tails) {
      expect(Number(expectedShortfall)).toBeGreaterThan(Number(valueAtRisk));
      expect(Number(undiversified)).toBeGreaterThan(Number(valueAtRisk));
    }
    // 0.5 % of maintenance margin over 3.5 % a day.
    expect(risk.underlyings.find(({ asset }) => asset === 'BTC')?.coverage).toBeCloseTo(0.1429, 4);
  });
});

describe('hedges', () => {
  test('no delta is left, every liquidation price is told before and after, and a hedge of a hedge is told as riskier', async () => {
    const { hedges } = valueOf(await handlers()['account/hedges']({ accountId: ACCOUNT_ID }));
    if (hedges.status !== 'known') throw new Error(hedges.missing);
    const deltas = new Map(hedges.list.filter(({ kind }) => kind === 'delta').map((own) => [own.asset, own]));
    expect(deltas.get('BTC')).toMatchObject({ contracts: '-1.1', deltaBefore: '1.1', deltaAfter: '0', symbol: 'BTC-PERP' });
    expect(deltas.get('ETH')).toMatchObject({ contracts: '20', deltaAfter: '0' });
    const [btc, eth] = [deltas.get('BTC'), deltas.get('ETH')];
    expect(Number(btc?.deviationAfter)).toBeLessThan(Number(btc?.deviationBefore));
    expect(Number(eth?.deviationAfter)).toBeGreaterThan(Number(eth?.deviationBefore));
    const moved = btc?.liquidations.filter(({ before, after }) => before.status === 'price' && after.status === 'price' && before.price !== after.price).map(({ asset }) => asset);
    expect(moved).toEqual(expect.arrayContaining(['BTC', 'SOL']));
  });

  test('the least risk of one contract is less than without it, and than by any other number of it', async () => {
    const { hedges } = valueOf(await handlers()['account/hedges']({ accountId: ACCOUNT_ID }));
    if (hedges.status !== 'known') throw new Error(hedges.missing);
    for (const least of hedges.list.filter(({ kind }) => kind === 'minimumVariance')) {
      const delta = hedges.list.find(({ kind, asset }) => kind === 'delta' && asset === least.asset);
      expect(Number(least.deviationAfter)).toBeLessThanOrEqual(Math.min(Number(least.deviationBefore), Number(delta?.deviationAfter ?? Infinity)) * (1 + 1e-9));
    }
  });
});

describe('odds', () => {
  test('are simulated in a thread of its own: the later, the likelier, and the same seed says the same', async () => {
    const ask = async () => valueOf(await handlers()['account/odds']({ accountId: ACCOUNT_ID, paths: 2000 }));
    const [first, second] = [await ask(), await ask()];
    if (first.status !== 'known') throw new Error(first.missing);
    expect(first.horizons.map(({ hours }) => hours)).toEqual([1, 24, 168]);
    expect(first.horizons.map(({ probability }) => probability)).toEqual(first.horizons.map(({ probability }) => probability).toSorted((a, b) => a - b));
    expect(first.paths).toBe(2000);
    expect(second).toEqual(first);
  });

  test('a market that cannot be is told, and the thread goes on', async () => {
    const spec = { buffer: 100, sensitivities: [100, 100], dailySigmas: [0.1, 0.1], correlation: [[1, 2], [2, 1]], carryPerHour: 0, jumps: null, grid: [1, 2], horizons: [1], seed: 1 };
    await expect(thread.run({ kind: 'simulation', spec, paths: 100 })).rejects.toThrow(/positive semidefinite/);
    const possible = { ...spec, correlation: [[1, 0.5], [0.5, 1]] };
    const here = createSimulation(possible);
    here.advance(500);
    expect(await thread.run({ kind: 'simulation', spec: possible, paths: 500 })).toEqual(here.result());
  });

  test('a thread that is stopped refuses what waits, and starts anew', async () => {
    const own = createRiskThread();
    const spec = { buffer: 100, sensitivities: [100], dailySigmas: [0.1], correlation: [[1]], carryPerHour: 0, jumps: null, grid: Array.from({ length: 168 }, (_, at) => at + 1), horizons: [1], seed: 1 };
    const refused = expect(own.run({ kind: 'simulation', spec, paths: 100_000 })).rejects.toThrow('the computation was stopped');
    await own.stop();
    await refused;
    expect((await own.run({ kind: 'simulation', spec, paths: 100 })).paths).toBe(100);
    await own.stop();
  });
});

describe('portfolio margin', () => {
  const DAY = 86_400_000;
  const expiry = new Date(START + 30 * DAY).toISOString();
  const put = (strike: string) => ({ symbol: `BTC-${strike}-P`, kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry, strike, optionType: 'put' });
  const spread = {
    instruments: [put('55000'), put('50000')],
    positions: [{ symbol: 'BTC-55000-P', contracts: '-1', entryPrice: '900' }, { symbol: 'BTC-50000-P', contracts: '1', entryPrice: '400' }],
    collateral: [{ asset: 'USD', amount: '20000' }],
    prices: { mark: { 'BTC-55000-P': { value: '950' } }, index: { BTC: { value: '60000' } }, forward: { BTC: { [expiry.slice(0, 10)]: '60200' } }, volatility: { 'BTC-50000-P': '0.55' } },
  };
  const ask = async (own: object = spread, preset: string | null = null, days = 0) => valueOf(await handlers({ ...own })['account/scenarioMargin']({ accountId: ACCOUNT_ID, preset, days }));

  test('the binding scenario, its lines and the add-ons are the requirement, to the last figure', async () => {
    for (const preset of ['derive.pmrm2.btc-eth', 'deribit.pme.btc', 'deribit.pme.usdc', 'paradex.pm']) {
      const [unit] = (await ask(spread, preset)).units;
      if (unit === undefined) throw new Error('no unit');
      expect(unit.lines.map(({ name }) => name)).toEqual(['BTC-55000-P', 'BTC-50000-P']);
      const sum = unit.lines.reduce((total, { profit }) => total + Number(profit), Number(unit.adjustment));
      if (unit.bindingTerm === 'cell') expect(-sum).toBeCloseTo(Number(unit.worstLoss), 5);
      const asked = unit.asked.reduce((total, own) => total + Number(own.maintenance), 0);
      expect(Number(unit.worstLoss) * unit.factors.maintenance + asked * (unit.factors.contingenciesInside ? unit.factors.maintenance : 1)).toBeCloseTo(Number(unit.maintenance), 5);
      // The long put is what bounds the short one.
      expect(Number(unit.lines[1]?.without)).toBeGreaterThan(0);
    }
  });

  test('a volatility is the venue’s, the document’s, or what the mark implies; without any the leg is named as lacking', async () => {
    const known = await ask();
    expect(known.units[0]?.lacking).toEqual([]);
    const greeks = known.units[0]?.greeks;
    expect(Number(greeks?.total?.gamma)).toBeLessThan(0);
    // Legs add up to their tenor, tenors to the whole; what has no expiry comes first.
    expect(greeks?.tenors.map(({ tenor }) => tenor)).toEqual(expect.arrayContaining(['month']));
    for (const name of ['delta', 'gamma', 'vega', 'theta'] as const) {
      const sum = (values: readonly (string | undefined)[]) => values.reduce((total, value) => total + Number(value), 0);
      for (const { sum: own, lines } of greeks?.tenors ?? []) expect(sum(lines.map((line) => line.greeks?.[name]))).toBeCloseTo(Number(own?.[name]), 8);
      expect(sum(greeks?.tenors.map((own) => own.sum?.[name]) ?? [])).toBeCloseTo(Number(greeks?.total?.[name]), 8);
    }
    const unknown = await ask({ ...spread, prices: { ...spread.prices, mark: {}, forward: {} } });
    expect(unknown.units[0]?.lacking).toEqual(['volatility of BTC-55000-P']);
    expect(unknown.units[0]?.assumed).toEqual([`forward of BTC ${expiry.slice(0, 10)}, taken as its index`]);
  });

  test('every cell of the heat map is the model asked again, and the one of now is the account', async () => {
    const view = await ask();
    const heat = view.units[0]?.heat;
    const [row, column] = [heat?.moves.indexOf(0) ?? -1, heat?.volatilities.indexOf(0) ?? -1];
    expect(heat?.ratios[row]?.[column]).toBeCloseTo(Number(view.ratio), 9);
    expect(Number(heat?.equities[row]?.[column])).toBeCloseTo(Number(view.equity), 6);
    expect(Number(heat?.equities[0]?.[column])).toBeLessThan(Number(view.equity));
  });

  test('an option book is liquidated in stretches of the price, not at one', async () => {
    const straddle = { ...spread, collateral: [{ asset: 'USD', amount: '15000' }], instruments: [put('60000'), { ...put('60000'), symbol: 'BTC-60000-C', optionType: 'call' }],
      positions: [{ symbol: 'BTC-60000-P', contracts: '-1', entryPrice: '3000' }, { symbol: 'BTC-60000-C', contracts: '-1', entryPrice: '3000' }],
      prices: { ...spread.prices, volatility: { 'BTC-60000-P': '0.55', 'BTC-60000-C': '0.55' } } };
    const [unit] = (await ask(straddle)).units;
    expect(unit?.liquidation.still).toHaveLength(2);
    expect(unit?.liquidation.still[0]).toMatchObject({ from: null });
    expect(unit?.liquidation.still[1]).toMatchObject({ to: null });
    expect(unit?.liquidation.worstVolatility[0]?.to ?? 0).toBeGreaterThanOrEqual(unit?.liquidation.still[0]?.to ?? 0);
  });

  test('legs that belong together are told: a spread, and a call that what is held covers', async () => {
    expect((await ask()).units[0]?.strategies).toMatchObject([{ kind: 'vertical', size: '1', legs: [{ name: 'BTC-55000-P', quantity: '-1' }, { name: 'BTC-50000-P', quantity: '1' }] }]);
    const covered = { ...spread, collateral: [{ asset: 'USD', amount: '20000' }, { asset: 'BTC', amount: '1', weight: '0.95' }], instruments: [{ ...put('70000'), symbol: 'BTC-70000-C', optionType: 'call' }],
      positions: [{ symbol: 'BTC-70000-C', contracts: '-2', entryPrice: '1500' }], prices: { ...spread.prices, volatility: { 'BTC-70000-C': '0.6' } } };
    const [unit] = (await ask(covered)).units;
    // Even at the price of now less the premium, as what was paid for the coin is not known.
    expect(unit?.strategies).toMatchObject([{ kind: 'coveredCall', size: '1', legs: [{ name: 'BTC', kind: 'held' }, { name: 'BTC-70000-C', kind: 'call' }], cap: '70000', breakEven: '58500' }, { kind: 'single', size: '1', legs: [{ name: 'BTC-70000-C' }] }]);
    expect(unit?.coverage).toMatchObject([{ kind: 'call', short: '2', held: '1', uncovered: '1' }]);
    const one = (await ask({ ...covered, positions: [{ symbol: 'BTC-70000-C', contracts: '-1', entryPrice: '1500' }] })).units[0];
    expect(one?.coverage).toMatchObject([{ short: '1', held: '1', uncovered: '0', asks: null }]);
    expect(Number(unit?.coverage[0]?.asks)).toBeCloseTo(Number(unit?.maintenance) - Number(one?.maintenance), 5);
  });

  test('groups of the user are told as they are, and change no figure', async () => {
    const groups = [{ name: 'Hedge', legs: [{ id: 'BTC-50000-P|both|cross', quantity: 1, whole: true }] }];
    const answer = async (own: readonly object[]) => { const reply = await handlers(spread, { find: (_, asset) => (asset === 'BTC' ? groups.slice(0, own.length) : []), put: () => true })['account/scenarioMargin']({ accountId: ACCOUNT_ID, preset: null, days: 0 }); return valueOf(reply); };
    const [before, after] = [await answer([]), await answer(groups)];
    expect(after.units[0]?.strategies).toMatchObject([{ name: 'Hedge', kind: 'single', own: 0 }, { name: null, kind: 'single', own: null }]);
    const figures = ({ asOf: _asOf, units, ...rest }: typeof after) => ({ ...rest, units: units.map(({ strategies: _strategies, ownGroups: _groups, ...own }) => own) });
    expect(figures(after)).toEqual(figures(before));
  });

  test('as days go by time value goes, and at its end an option is settled and gone', async () => {
    const [now, later, after] = [await ask(), await ask(spread, null, 29), await ask(spread, null, 31)];
    const timeValue = ({ equity }: typeof now): number => Math.abs(Number(equity) - 20_000);
    expect(timeValue(later)).toBeLessThan(timeValue(now) / 4);
    expect(after.units.flatMap(({ lines }) => lines)).toEqual([]);
    expect(Number(after.maintenance)).toBe(0);
    // At 48,000 both puts pay: 7,000 owed, 2,000 received.
    const fallen = await ask({ ...spread, prices: { ...spread.prices, index: { BTC: { value: '48000' } } } }, null, 31);
    expect(fallen.units[0]?.settled).toBe('-5000');
    expect(fallen.equity).toBe('15000');
  });

  test('golden account 1 under it: three units, a single perpetual asks more than tiers do', async () => {
    const view = await ask({}, 'derive.pmrm2.btc-eth');
    expect(view.units.map(({ asset }) => asset)).toEqual(['BTC', 'ETH', 'SOL']);
    expect(view.equity).toBe('25000');
    expect(Number(view.maintenance)).toBeGreaterThan(Number(view.standard.maintenance.value));
    expect(view.outside).toEqual(['USDX']);
  });
});
