import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createSimulation } from '#shared/scenario/monteCarlo/simulation.ts';
import type { MarketSpec, SleepSpec, SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { epochMs } from '#shared/num/units.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import { shippedPreset } from '#shared/scenario/presets/registry.ts';
import { createRiskThread } from '../../../src-main/hub/risk/riskThread.ts';
import { riskHandlers } from '../../../src-main/ipc/handlers/risk.ts';
import { historyOf } from '../../support/dailyCloses.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';

const START = Date.UTC(2026, 10, 25, 14);
const GOLDEN: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));
const thread = createRiskThread();
afterAll(thread.stop);

const PERPETUAL = { symbol: 'NOBODYS-PERP', kind: 'perpetual', settlement: 'linear', base: 'NOBODYS', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] };
const NO_HISTORY = historyOf([]);
const NO_GROUPS = { find: () => [], put: () => true };

function handlers(own: object = {}, presets: readonly ScenarioPreset[] = [], groups: Parameters<typeof riskHandlers>[0]['groups'] = NO_GROUPS, history = NO_HISTORY) {
  const { host: engine } = hostAccount(JSON.stringify({ ...GOLDEN, ...own }), 'demo', START);
  return riskHandlers({ engine, forks: { find: () => null }, profiles: { texts: () => [] }, episodes: { days: () => [] }, scenarios: { list: () => [] }, presets: { list: () => presets }, risk: thread, history, groups, baselines: { find: () => null, takeAnew: () => false }, now: () => epochMs(START) });
}

type Reply = Awaited<ReturnType<ReturnType<typeof handlers>['account/stress']>>;
const valueOf = <T>(reply: Readonly<{ ok: true; value: T }> | Readonly<{ ok: false }>): T => {
  if (!reply.ok) throw new Error('the account is open');
  return reply.value;
};
const USUAL_MARKET: MarketSpec = { sigmaTimes: 1, jumps: null, correlation: 'usual' };
const SUPPOSE: SupposeSpec = { sigmaTimes: 2, funding: { kind: 'times', times: 3 }, days: 7, halted: null, deleveraged: 1 };
const stress = async (own: object = {}, suppose: Partial<SupposeSpec> = {}): Promise<Extract<Reply, { ok: true }>['value']> => valueOf(await handlers(own)['account/stress']({ accountId: ACCOUNT_ID, suppose: { ...SUPPOSE, ...suppose }, asker: 'stress' }));

test('an account that is not open is refused', async () => {
  const own = handlers();
  for (const reply of [own['account/stress']({ accountId: 'none', suppose: SUPPOSE, asker: 'stress' }), own['account/risk']({ accountId: 'none' }), own['account/hedges']({ accountId: 'none', asker: 'hedges' }), own['account/odds']({ accountId: 'none', paths: 100, market: USUAL_MARKET, sleep: null, asker: 'test' })]) {
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
    const losses = hedgeLoss.status === 'known' ? hedgeLoss.losses : [];
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatchObject({ name: 'ETH-PERP', before: { status: 'move' }, after: { status: 'move' } });
    const [before, after] = [losses[0]?.before, losses[0]?.after].map((own) => (own?.status === 'move' ? (Number(own.move) * 100).toFixed(2) : ''));
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

describe('a bad day, simulated', () => {
  const ask = async (own: object = {}) => valueOf(await handlers(own)['account/simulatedRisk']({ accountId: ACCOUNT_ID, asker: 'tails' }));

  test('is near the one of a normal distribution for a book of small moves, its shortfall worse, and the same each time', async () => {
    const [simulated, { risk }] = [await ask(), valueOf(await handlers()['account/risk']({ accountId: ACCOUNT_ID }))];
    if (simulated.status !== 'known' || risk.status !== 'known') throw new Error('unknown');
    for (const [place, { confidence, valueAtRisk, expectedShortfall, standardError }] of simulated.tails.entries()) {
      const normal = risk.tails[place] ?? expect.fail('no tail');
      expect(confidence).toBe(normal.confidence);
      expect(Number(expectedShortfall)).toBeGreaterThan(Number(valueAtRisk));
      // Log-normal moves fall less far than normal ones, of zσ by (zσ)²/2: at 2.33 σ of 6.2 % a day by 7 % of it.
      expect(Math.abs(Number(valueAtRisk) / Number(normal.valueAtRisk) - 1)).toBeLessThan(0.08);
      expect(Number(standardError)).toBeGreaterThan(0);
      expect(Number(standardError)).toBeLessThan(0.02 * Number(valueAtRisk));
    }
    expect(await ask()).toEqual(simulated);
  });

  test('what is not known is named, and an account without risk loses nothing', async () => {
    expect(await ask({ prices: { mark: {}, index: {} } })).toMatchObject({ status: 'unknown', missing: expect.stringContaining('BTC-PERP') });
    expect(await ask({ collateral: [{ asset: 'USD', amount: '20000' }], instruments: [PERPETUAL], positions: [{ symbol: 'NOBODYS-PERP', contracts: '1', entryPrice: '100' }], prices: { mark: { 'NOBODYS-PERP': '100' }, index: {} }, betas: {} })).toEqual({ status: 'unknown', missing: 'σ of NOBODYS' });
    expect(await ask({ positions: [], collateral: [{ asset: 'USD', amount: '5' }] })).toMatchObject({ status: 'known', tails: [{ valueAtRisk: '0' }, { valueAtRisk: '0' }] });
  });
});

describe('hedges', () => {

  test('no delta is left, every liquidation price is told before and after, and a hedge of a hedge is told as riskier', async () => {
    const { hedges } = valueOf(await handlers()['account/hedges']({ accountId: ACCOUNT_ID, asker: 'hedges' }));
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
    const { hedges } = valueOf(await handlers()['account/hedges']({ accountId: ACCOUNT_ID, asker: 'hedges' }));
    if (hedges.status !== 'known') throw new Error(hedges.missing);
    for (const least of hedges.list.filter(({ kind }) => kind === 'minimumVariance')) {
      const delta = hedges.list.find(({ kind, asset }) => kind === 'delta' && asset === least.asset);
      expect(Number(least.deviationAfter)).toBeLessThanOrEqual(Math.min(Number(least.deviationBefore), Number(delta?.deviationAfter ?? Infinity)) * (1 + 1e-9));
    }
  });
});

describe('odds', () => {
  test('are simulated in a thread of its own: the later, the likelier, and the same seed says the same', async () => {
    const ask = async () => valueOf(await handlers()['account/odds']({ accountId: ACCOUNT_ID, paths: 2000, market: USUAL_MARKET, sleep: null, asker: 'test' }));
    const [first, second] = [await ask(), await ask()];
    if (first.status !== 'known') throw new Error(first.missing);
    expect(first.horizons.map(({ hours }) => hours)).toEqual([1, 24, 168]);
    expect(first.horizons.map(({ probability }) => probability)).toEqual(first.horizons.map(({ probability }) => probability).toSorted((a, b) => a - b));
    expect(first.paths).toBe(2000);
    expect(second).toEqual(first);
  });

  const supposing = async (market: Partial<MarketSpec>, sleep: SleepSpec | null = null) => {
    const found = valueOf(await handlers()['account/odds']({ accountId: ACCOUNT_ID, paths: 4000, market: { ...USUAL_MARKET, ...market }, sleep, asker: 'test' }));
    return found.status === 'known' ? found : expect.fail(found.missing);
  };
  const week = ({ horizons }: Awaited<ReturnType<typeof supposing>>): number => horizons.at(-1)?.probability ?? 0;

  test('more volatility, jumps, and correlations at their worst each make it likelier', async () => {
    const usual = week(await supposing({}));
    expect(week(await supposing({ sigmaTimes: 2 }))).toBeGreaterThan(usual + 0.1);
    const jumping = await supposing({ jumps: { perYear: 100, mean: -0.3, deviation: 0.1, together: true } });
    expect(week(jumping)).toBeGreaterThan(usual + 0.05);
    expect(jumping.jumpsOf).toBe('BTC');
    expect(week(await supposing({ correlation: 'one' }))).not.toBe(usual);
  });

  test('while you sleep: from now it is the chance by its end, and later nights add up', async () => {
    const [whole, early, late] = [await supposing({ sigmaTimes: 3 }, { fromMinute: null, hours: 24 }), await supposing({ sigmaTimes: 3 }, { fromMinute: 14 * 60, hours: 10 }), await supposing({ sigmaTimes: 3 }, { fromMinute: 0, hours: 14 })];
    expect(whole.sleep?.probability).toBe(whole.horizons.find(({ hours }) => hours === 24)?.probability);
    // It is 14:00: a start at 14:00 is now, and midnight ten hours on.
    expect(early.sleep).toMatchObject({ from: START, to: START + 10 * 3_600_000 });
    expect(late.sleep).toMatchObject({ from: START + 10 * 3_600_000, to: START + 24 * 3_600_000 });
    const apart = (early.sleep?.probability ?? 0) + (late.sleep?.probability ?? 0) - (whole.sleep?.probability ?? 0);
    expect(Math.abs(apart)).toBeLessThan(4 * (whole.sleep?.standardError ?? 0));
  });

  test('moonshot 4: what to add so that one sleeps is told when enough paths tell, and so much makes it a tenth of a percent', async () => {
    const asked = async (paths: number, amount: string) => {
      const found = valueOf(await handlers({ collateral: [{ asset: 'USDX', amount: '20000', weight: '1' }, { asset: 'BTC', amount: '0.1', weight: '0.95' }, { asset: 'USD', amount }] })['account/odds']({ accountId: ACCOUNT_ID, paths, market: { ...USUAL_MARKET, sigmaTimes: 5 }, sleep: { fromMinute: null, hours: 8 }, asker: 'test' }));
      return found.status === 'known' && found.sleep !== null ? found.sleep : expect.fail('unknown');
    };
    expect((await asked(1000, '0')).add).toBeNull();
    const before = await asked(20_000, '0');
    expect(before.probability).toBeGreaterThan(0.001);
    const after = await asked(20_000, String(Math.ceil(Number(before.add))));
    // Other paths: within four standard errors of a tenth of a percent.
    expect(Math.abs(after.probability - 0.001)).toBeLessThan(4 * Math.sqrt(0.001 / 20_000));
    expect(Number(after.add)).toBeLessThan(0.2 * Number(before.add));
  });

  test('who asks again, or cancels, has the older question answered as cancelled', async () => {
    const own = handlers();
    const ask = (paths: number) => own['account/odds']({ accountId: ACCOUNT_ID, paths, market: USUAL_MARKET, sleep: null, asker: 'window' });
    const [older, newer] = [ask(100_000), ask(100_000)];
    expect(await older).toMatchObject({ ok: false, error: { code: 'risk/cancelled' } });
    expect(own['risk/progress']({ asker: 'window' })).toMatchObject({ ok: true, value: { share: expect.any(Number) } });
    await own['risk/cancel']({ asker: 'window' });
    expect(await newer).toMatchObject({ ok: false, error: { code: 'risk/cancelled' } });
    expect(own['risk/progress']({ asker: 'window' })).toEqual({ ok: true, value: { share: null } });
  });

  test('a market that cannot be is told, and the thread goes on', async () => {
    const spec = { buffer: 100, bends: [], sensitivities: [100, 100], dailySigmas: [0.1, 0.1], correlation: [[1, 2], [2, 1]], carryPerHour: 0, jumps: null, grid: [1, 2], horizons: [1], seed: 1, need: null };
    await expect(thread.run({ kind: 'simulation', specs: [spec], paths: 100 }, 'test')).rejects.toThrow(/positive semidefinite/);
    const possible = { ...spec, correlation: [[1, 0.5], [0.5, 1]] };
    const here = createSimulation(possible);
    here.advance(500);
    expect(await thread.run({ kind: 'simulation', specs: [possible], paths: 500 }, 'test')).toEqual([here.result()]);
  });

  test('a thread that is stopped refuses what waits, and starts anew', async () => {
    const own = createRiskThread();
    const spec = { buffer: 100, bends: [], sensitivities: [100], dailySigmas: [0.1], correlation: [[1]], carryPerHour: 0, jumps: null, grid: Array.from({ length: 168 }, (_, at) => at + 1), horizons: [1], seed: 1, need: null };
    const refused = expect(own.run({ kind: 'simulation', specs: [spec], paths: 100_000 }, 'test')).rejects.toThrow('the computation was stopped');
    await own.stop();
    await refused;
    expect((await own.run({ kind: 'simulation', specs: [spec], paths: 100 }, 'test'))[0]?.paths).toBe(100);
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
  const ask = async (own: object = spread, preset: string | null = null, days = 0) => valueOf(await handlers({ ...own })['account/scenarioMargin']({ accountId: ACCOUNT_ID, preset, days, asker: 'test' }));

  test('the binding scenario, its lines and the add-ons are the requirement, to the last figure', async () => {
    for (const preset of ['derive.pmrm2.btc-eth', 'deribit.pme.btc', 'deribit.pme.usdc', 'paradex.pm', 'okx.pm.btc-eth', 'bybit.pm.btc', 'dederi.pm', 'span.generic', 'generic.scenario']) {
      const [unit] = (await ask(spread, preset)).units;
      if (unit === undefined) throw new Error('no unit');
      expect(unit.lines.map(({ name }) => name)).toEqual(['BTC-55000-P', 'BTC-50000-P']);
      const sum = unit.lines.reduce((total, { profit }) => total + Number(profit), Number(unit.adjustment));
      if (unit.bindingTerm === 'cell') expect(-sum).toBeCloseTo(Number(unit.worstLoss), 5);
      const asked = unit.asked.reduce((total, own) => total + Number(own.maintenance), 0);
      expect(Math.max(Number(unit.minimumCharge), Number(unit.worstLoss) * unit.factors.maintenance + asked * (unit.factors.contingenciesInside ? unit.factors.maintenance : 1))).toBeCloseTo(Number(unit.maintenance), 5);
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
    // The headline of a book of which a leg is left out is none.
    expect([known.lacking, unknown.lacking]).toEqual([[], ['volatility of BTC-55000-P']]);
    expect(unknown.units[0]?.assumed).toEqual([`forward of BTC ${expiry.slice(0, 10)}, taken as its index`]);
  });

  test('a delta hedge of options has a no-trade band with what it costs; what it needs is named, and a linear book has none', async () => {
    const perpetual = { symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', lotSize: '0.001', takerFeeRate: '0.0005' };
    const known = { ...spread, instruments: [...spread.instruments, perpetual] };
    const of = async (own: object) => (await ask(own)).units[0]?.rehedge;
    const when = await of(known);
    if (when?.status !== 'known') throw new Error(JSON.stringify(when));
    expect(when).toMatchObject({ symbol: 'BTC-PERP', feeRate: 0.0005, sigma: 0.035, delta: (await ask(known)).units[0]?.greeks?.total?.delta });
    const [wide, , narrow] = when.bands;
    // Sixteen times the risk aversion: a band narrower by its cube root, left as much more often as that squared.
    expect(Number(wide?.halfWidth) / Number(narrow?.halfWidth)).toBeCloseTo(16 ** (1 / 3), 6);
    for (const { halfWidth, cost, costPerDay, days, outside } of when.bands) {
      expect(Number(cost)).toBeCloseTo(Number(halfWidth) * 60_000 * 0.0005, 6);
      expect(Number(costPerDay)).toBeCloseTo(Number(cost) / days, 6);
      expect(outside).toBe(Math.abs(Number(when.delta)) > Number(halfWidth));
    }
    expect(await of(spread)).toEqual({ status: 'unknown', missing: 'a perpetual of BTC to hedge with' });
    const { takerFeeRate: _none, ...free } = perpetual;
    expect(await of({ ...spread, instruments: [...spread.instruments, free] })).toEqual({ status: 'unknown', missing: 'taker fee of BTC-PERP' });
    // The fee of the set is that of a contract that names none; σ is the set's alone.
    const set = (own: object) => ({ ...spread, parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'here', rules: { takerFeeRate: '0.0006' }, ...own }, instruments: [...spread.instruments, free] });
    expect(await of(set({ dailyVolatility: { BTC: 0.04 } }))).toMatchObject({ status: 'known', feeRate: 0.0006, sigma: 0.04, sigmaSource: 'given in the document' });
    expect(await of(set({}))).toEqual({ status: 'unknown', missing: 'σ of BTC' });
    expect(await of({ ...known, prices: { ...spread.prices, mark: {} } })).toEqual({ status: 'unknown', missing: 'volatility of BTC-55000-P' });
    expect(await of({ ...known, collateral: [...spread.collateral, { asset: 'ETH', amount: '1', weight: '0.9' }] })).toEqual({ status: 'unknown', missing: 'index price of ETH' });
    expect(await of({ ...known, collateral: [{ asset: 'USD', amount: '-20000' }] })).toEqual({ status: 'unknown', missing: 'equity above 0, which risk is measured against' });
    expect(await of({ ...known, positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }], prices: { ...spread.prices, mark: { 'BTC-PERP': '60000' } } })).toEqual({ status: 'none', why: 'linear' });
    // The hedges of the exact engine say the same, also where options leave equity unknown to it.
    const { rehedge, hedges } = valueOf(await handlers(known)['account/hedges']({ accountId: ACCOUNT_ID, asker: 'hedges' }));
    expect(hedges.status).toBe('unknown');
    expect(rehedge).toEqual([{ asset: 'BTC', when }]);
    expect(valueOf(await handlers()['account/hedges']({ accountId: ACCOUNT_ID, asker: 'hedges' })).rehedge.map(({ when: own }) => own)).toEqual(Array(3).fill({ status: 'none', why: 'linear' }));
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
    const answer = async (own: readonly object[]) => { const reply = await handlers(spread, [], { find: (_, asset) => (asset === 'BTC' ? groups.slice(0, own.length) : []), put: () => true })['account/scenarioMargin']({ accountId: ACCOUNT_ID, preset: null, days: 0, asker: 'test' }); return valueOf(reply); };
    const [before, after] = [await answer([]), await answer(groups)];
    expect(after.units[0]?.strategies).toMatchObject([{ name: 'Hedge', kind: 'single', own: 0 }, { name: null, kind: 'single', own: null }]);
    const figures = ({ asOf: _asOf, units, ...rest }: typeof after) => ({ ...rest, units: units.map(({ strategies: _strategies, ownGroups: _groups, ...own }) => own) });
    expect(figures(after)).toEqual(figures(before));
  });

  test('strategy margin is told beside the model: the loss of a spread at marks, nothing for what is held, and unknown while a leg has no price', async () => {
    const view = await ask();
    // 5,000 between the strikes and what closing it would cost now: the value of the options, which is below 0.
    const value = Number(view.equity) - 20_000;
    expect(view.units[0]?.byStrategy).toMatchObject({ status: 'known', isLeast: true });
    const asked = async (own: object) => {
      const found = (await ask(own)).units[0]?.byStrategy;
      return found?.status === 'known' ? Number(found.asked) : null;
    };
    expect(await asked(spread)).toBeCloseTo(5000 + value, 6);
    const call = { ...spread, instruments: [{ ...put('70000'), symbol: 'BTC-70000-C', optionType: 'call' }], positions: [{ symbol: 'BTC-70000-C', contracts: '-2', entryPrice: '1500' }], prices: { ...spread.prices, volatility: { 'BTC-70000-C': '0.6' } } };
    // 20 % of 60,000 less 10,000 is below 10 %.
    expect(await asked(call)).toBeCloseTo(2 * 6000, 6);
    expect(await asked({ ...call, collateral: [{ asset: 'USD', amount: '20000' }, { asset: 'BTC', amount: '1', weight: '0.95' }] })).toBeCloseTo(6000, 6);
    expect((await ask({ ...spread, prices: { ...spread.prices, mark: {} } })).units[0]?.byStrategy).toEqual({ status: 'unknown', why: 'without volatility of BTC-55000-P' });
    expect((await ask({}, 'derive.pmrm2.btc-eth')).units[0]?.byStrategy).toBeNull();
    const many = Array.from({ length: 61 }, (_, at) => put(String(40_000 + 100 * at)));
    const crowded = { ...spread, instruments: many, positions: many.map(({ symbol }) => ({ symbol, contracts: '1', entryPrice: '900' })), prices: { ...spread.prices, mark: {}, volatility: Object.fromEntries(many.map(({ symbol }) => [symbol, '0.55'])) } };
    expect((await ask(crowded)).units[0]?.byStrategy).toEqual({ status: 'unknown', why: 'there are more than 60 options to pair' });
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

  test('a model of the user’s own is asked like one that ships: half of its factors, half of the requirement', async () => {
    const base = shippedPreset('paradex.pm');
    const { combination } = base.model;
    const half: ScenarioPreset = { ...base, id: 'own:Half', name: 'Half', own: { from: base.id }, model: { ...base.model, combination: { ...combination, initialFactor: combination.initialFactor / 2, maintenanceFactor: combination.maintenanceFactor / 2 } } };
    const own = valueOf(await handlers(spread, [half])['account/scenarioMargin']({ accountId: ACCOUNT_ID, preset: 'own:Half', days: 0, asker: 'test' }));
    const shipped = await ask(spread, 'paradex.pm');
    expect(own.chosen).toBe('own:Half');
    expect(Number(own.maintenance)).toBeCloseTo(Number(shipped.maintenance) / 2, 6);
    expect(Number(own.initial)).toBeCloseTo(Number(shipped.initial) / 2, 6);
    expect(own.presets.at(-1)).toMatchObject({ id: 'own:Half', own: { differs: ['combination.initialFactor', 'combination.maintenanceFactor'] } });
    // One that is gone leaves the first of the list.
    expect((await ask(spread, 'own:Half')).chosen).toBe(shipped.presets[0]?.id);
  });

  test('golden account 1 under it: three units, a single perpetual asks more than tiers do', async () => {
    const view = await ask({}, 'derive.pmrm2.btc-eth');
    expect(view.units.map(({ asset }) => asset)).toEqual(['BTC', 'ETH', 'SOL']);
    expect(view.equity).toBe('25000');
    expect(Number(view.maintenance)).toBeGreaterThan(Number(view.standard.maintenance.value));
    expect(view.outside).toEqual(['USDX']);
  });
});
