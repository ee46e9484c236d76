import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountFaults } from '#shared/document/tierRules.ts';
import { parseProfile } from '#shared/document/parseProfile.ts';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { nextChange, openAccount } from '#shared/engine/step.ts';
import { type DesignSpec, NOTHING_DESIGNED } from '#shared/ipc/design.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import type { Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { designed } from '../../../../src-main/hub/design/designed.ts';
import { factored } from '../../../../src-main/hub/design/factored.ts';
import { designFile } from '../../../../src-main/hub/design/designFile.ts';
import { designView } from '../../../../src-main/hub/design/designView.ts';
import { hasRates, hasWeight, readDesign } from '../../../../src-main/hub/design/readDesign.ts';
import { scaledRates } from '../../../../src-main/hub/risk/scaledRates.ts';
import { variedAccount } from '../../../arbitraries/variedAccounts.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';

const START = Date.UTC(2026, 10, 25, 14);
const NOW = epochMs(START);
const GOLDEN: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));

const spec = (own: Partial<DesignSpec>): DesignSpec => ({ ...NOTHING_DESIGNED, ...own });
function hostOf(own: object = {}) {
  const host = hostAccount(JSON.stringify({ ...GOLDEN, ...own }), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return host;
}
const ask = (own: Partial<DesignSpec> = {}, document: object = {}, returns: ReadonlyMap<string, Returns> = new Map()) => designView(hostOf(document), spec(own), returns, NOW);

/** Every figure of an account, to the last digit. */
function figuresOf({ portfolio, prices }: ParsedPortfolio): string {
  const { totals, rows, underlyings, collateral, jointMove, stageInputs, pools } = openAccount(portfolio, prices, [], null).engine.evaluate();
  return JSON.stringify([totals, stageInputs, jointMove, pools, underlyings, rows.map(({ row: { id }, terms, liquidation, maintenanceShare, withoutThis }) => [id, terms, liquidation, maintenanceShare, withoutThis]), collateral.map(({ terms, liquidation }) => [terms, liquidation])]);
}

describe('a design that changes nothing', () => {
  test('is the account, to the last digit, whatever the account', () => fc.assert(fc.property(variedAccount, (account) => {
    const { portfolio } = account;
    const bases = [...new Set(portfolio.instruments.map(({ base }) => base))].filter((asset) => hasRates(portfolio, asset));
    const sigmas = Object.fromEntries(Object.entries(portfolio.parameters.dailyVolatility).map(([asset, sigma]) => [asset, new Decimal(sigma).times(100).toFixed()]));
    const design = readDesign(spec({ factors: Object.fromEntries(bases.map((asset) => [asset, '1.0'])), sigmas }), portfolio);
    if (!design.ok) throw new Error(JSON.stringify(design.error));
    expect(figuresOf({ ...account, portfolio: designed(portfolio, design.value) })).toBe(figuresOf(account));
  }), { numRuns: 60 }));

  test('of a weight too: the one that counts, typed again', () => {
    const view = ask({ weights: { BTC: '0.95', USDX: '1' } });
    expect(view.changed).toBe(true);
    expect(view.after).toEqual(view.before);
  });

  test('an empty field is no field', () => {
    const view = ask({ factors: { BTC: ' ' }, weights: { BTC: '' } });
    expect(view).toMatchObject({ changed: false, faults: [] });
    expect(view.after).toEqual(view.before);
  });
});

describe('the account under a design', () => {
  test('rates of an asset, weights and σ are taken up by the exact engine, and nothing of the account changes', () => {
    const host = hostOf();
    const before = JSON.stringify(host.engine().portfolio);
    const view = designView(host, spec({ factors: { BTC: '2', SOL: '1.5' }, weights: { BTC: '0.5' }, sigmas: { BTC: '7' } }), new Map(), NOW);
    // 300 + 600 + 1,500 become 600 + 600 + 2,250; 0.1 BTC at 60,000 counts 3,000 in place of 5,700.
    expect(view.before).toMatchObject({ equity: { value: '25000' }, maintenanceMargin: { value: '2400' }, adjustedEquity: { value: '24700' } });
    expect(view.after).toMatchObject({ equity: { value: '25000' }, maintenanceMargin: { value: '3450' }, adjustedEquity: { value: '22000' }, buffer: { value: '18550' } });
    const btc = view.rows.find(({ asset }) => asset === 'BTC');
    expect(btc).toMatchObject({ step: { at: 1, of: 1, rate: 0.01 }, asked: { before: 0.005, after: 0.01 }, sigma: 0.07 });
    expect(btc?.coverage).toBeCloseTo(0.01 / 0.07, 12);
    // At the coverage of the normal distribution: 1 − Φ(0.142857).
    expect(btc?.chance).toBeCloseTo(0.443202, 6);
    const sol = view.liquidations.find(({ asset }) => asset === 'SOL');
    const [was, is] = [sol?.before, sol?.after].map((own) => (own?.status === 'price' ? Number(own.price) : Number.NaN));
    expect(is).toBeGreaterThan(was ?? Infinity);
    expect(JSON.stringify(host.engine().portfolio)).toBe(before);
  });

  test('a higher σ alone can raise the stage, and leaves every amount', () => {
    const view = ask({ sigmas: { BTC: '60', ETH: '60', SOL: '60' } });
    expect({ ...view.after, stage: null }).toEqual({ ...view.before, stage: null });
    expect([view.before.stage, view.after.stage]).toEqual(['calm', 'critical']);
  });

  test('any design of maintenance rates: each position is asked its factor of before, and the others what they were', () => fc.assert(fc.property(fc.integer({ min: 1, max: 20_000 }), (thousandths) => {
    const factor = thousandths / 1000;
    for (const { asset, asked } of ask({ factors: { SOL: `${factor}` } }).rows) expect(asked.after).toBeCloseTo((asked.before ?? Number.NaN) * (asset === 'SOL' ? factor : 1), 12);
  }), { numRuns: 25 }));
});

describe('rules that move', () => {
  test('a rate follows σ now against the σ of the set, bounded, and the floor is the rate of the set; what is not known is named', () => {
    const rowOf = (sigma: string) => ask(sigma === '' ? {} : { sigmas: { BTC: sigma } }).rows.find(({ asset }) => asset === 'BTC')?.volatility;
    expect(rowOf('')).toEqual({ status: 'unknown', missing: 'σ of BTC now: type it, hold an option on it, or import its daily closes' });
    expect(rowOf('7')).toMatchObject({ status: 'known', multiplier: 2, none: 0.01, buffered: 0.0125, floored: 0.01, sigmaNow: 0.07, sigmaNowFrom: 'typed' });
    // 12 March 2020: 45.7 %.
    expect(rowOf('7')).toMatchObject({ stressWeighted: expect.closeTo(0.75 * 0.01 + 0.25 * 0.457, 12) });
    expect(rowOf('0.1')).toMatchObject({ multiplier: 0.5, none: 0.0025, floored: 0.005 });
    expect(rowOf('100')).toMatchObject({ multiplier: 4 });
  });

  test('σ now is what an option on the asset says, the one that ends first and is nearest to the money', () => {
    const option = (symbol: string, days: number, strike: string) => ({ symbol, kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry: new Date(START + days * 86_400_000).toISOString(), strike, optionType: 'call' });
    const document = {
      instruments: [...GOLDEN['instruments'] as object[], option('FAR', 90, '60000'), option('WING', 20, '90000'), option('NEAR', 20, '61000')],
      positions: [...GOLDEN['positions'] as object[], ...['FAR', 'WING', 'NEAR'].map((symbol) => ({ symbol, contracts: '1', entryPrice: '1000' }))],
      prices: { ...GOLDEN['prices'] as object, volatility: { FAR: '0.9', WING: '0.8', NEAR: '0.7' } },
    };
    expect(ask({}, document).rows.find(({ asset }) => asset === 'BTC')?.volatility).toMatchObject({ status: 'known', sigmaNowFrom: 'options', sigmaNow: 0.7 / Math.sqrt(365) });
  });

  test('by the days of the past at the volatility of now: the move against a long is a fall, against a short a rise; too few days are named', () => {
    const turns = (days: number): Returns => new Map(Array.from({ length: days }, (_, day) => [day, day % 2 === 0 ? 0.02 : -0.02]));
    const { rows } = ask({}, {}, new Map([['BTC', turns(200)], ['ETH', turns(130)], ['SOL', turns(129)]]));
    const of = (asset: string) => rows.find((own) => own.asset === asset);
    expect(of('BTC')?.history).toEqual({ status: 'known', days: 170, rate: expect.closeTo(-Math.expm1(-0.02), 12) });
    expect(of('ETH')?.history).toEqual({ status: 'known', days: 100, rate: expect.closeTo(Math.expm1(0.02), 12) });
    expect(of('SOL')?.history).toEqual({ status: 'unknown', missing: '130 daily returns of SOL; there are 129' });
    // σ of the set is 3.5 %, that of the closes 2 %.
    expect(of('BTC')?.volatility).toMatchObject({ status: 'known', sigmaNowFrom: 'closes', sigmaNow: expect.closeTo(0.02, 12), multiplier: expect.closeTo(0.02 / 0.035, 12) });
    expect(ask({ sigmas: { BTC: '7' } }, {}, new Map([['BTC', turns(200)]])).rows.find(({ asset }) => asset === 'BTC')?.volatility).toMatchObject({ sigmaNowFrom: 'typed' });
  });

  test('the initial rate at the open interest of the market, dYdX: half way between the caps half of what is left to 1', () => {
    const instruments = (GOLDEN['instruments'] as Readonly<{ base: string }>[]).map((own) => (own.base === 'BTC' ? { ...own, openInterest: { notional: '35000000', lower: '20000000', upper: '50000000' } } : own));
    const rows = ask({}, { instruments }).rows;
    expect(rows.find(({ asset }) => asset === 'BTC')?.openInterest).toEqual({ status: 'known', base: 0.01, rate: 0.505 });
    expect(rows.find(({ asset }) => asset === 'ETH')?.openInterest).toEqual({ status: 'unknown', missing: 'open interest of ETH-PERP and its caps, which its contract does not say' });
  });

  test('a position of nine days of a tenth of the volume is asked three times its margin', () => {
    const of = (volume: string) => ask(volume === '' ? {} : { volumes: { SOL: volume } }).rows.find(({ asset }) => asset === 'SOL')?.liquidity;
    // 500 SOL, 1,500 asked.
    expect(of(`${500 / 0.9}`.slice(0, 20))).toMatchObject({ status: 'known', days: expect.closeTo(9, 9), addOn: expect.stringMatching(/^(?:3000|2999\.999)/) });
    expect(of('5000')).toEqual({ status: 'known', days: 1, addOn: '0' });
    expect(of('')).toEqual({ status: 'unknown', missing: 'volume of SOL a day: type it' });
  });

  test('the next rules with the top-up that leaves the ratio as it is, and not a hundred-millionth less', () => {
    const host = hostOf();
    const { portfolio } = host.engine();
    const parameters = { ...portfolio.parameters, id: 'generic-later', validFrom: epochMs(START + 86_400_000) };
    const upcoming = [{ parameters, instruments: portfolio.instruments.map((own) => scaledRates(own, new Decimal('1.3'))) }];
    const view = designView({ ...host, nextChange: () => nextChange({ engine: host.engine(), upcoming, now: NOW }) }, NOTHING_DESIGNED, new Map(), NOW);
    expect(view.next).toMatchObject({ parameterSetId: 'generic-later', at: START + 86_400_000, maintenanceMargin: { value: '3120' } });
    const topUp = new Decimal(view.next?.topUp ?? Number.NaN);
    const ratio = new Decimal(view.before.marginRatio.value ?? Number.NaN);
    const after = (cash: Decimal): Decimal => new Decimal(3120).div(cash.plus(24_700));
    expect(after(topUp).lte(ratio.plus('1e-22'))).toBe(true);
    expect(after(topUp.minus('2e-8')).gt(ratio)).toBe(true);
    expect(ask().next).toBeNull();
  });
});

test.each<[Partial<DesignSpec>, string, string]>([
  [{ factors: { BTC: 'twice' } }, 'factors.BTC', 'Factor of BTC is "twice"; expected a number above 0 and at most 100, such as 1.5, with 6 decimals at most.'],
  [{ factors: { SOL: '100.1' } }, 'factors.SOL', 'Factor of SOL is "100.1"; expected a number above 0 and at most 100, such as 1.5, with 6 decimals at most.'],
  [{ factors: { BTC: '0' } }, 'factors.BTC', 'Factor of BTC is "0"; expected a number above 0 and at most 100, such as 1.5, with 6 decimals at most.'],
  [{ factors: { BTC: '1.0000001' } }, 'factors.BTC', 'Factor of BTC is "1.0000001"; expected a number above 0 and at most 100, such as 1.5, with 6 decimals at most.'],
  [{ factors: { USDX: '2' } }, 'factors.USDX', 'Factor of USDX is typed; expected nothing: no contract on USDX here has margin rates.'],
  [{ weights: { BTC: '1.2' } }, 'weights.BTC', 'Weight of BTC is "1.2"; expected a number from 0 to 1, such as 0.95.'],
  [{ weights: { SOL: '0.5' } }, 'weights.SOL', 'Weight of SOL is typed; expected nothing: SOL is not held, or counts in full under these rules.'],
  [{ sigmas: { BTC: '-3' } }, 'sigmas.BTC', 'σ of BTC is "-3"; expected a percentage above 0 and at most 100, such as 3.5.'],
  [{ volumes: { BTC: '0' } }, 'volumes.BTC', 'Volume of BTC is "0"; expected a number of BTC above 0, such as 25000.'],
])('%j is refused by a sentence that names the field, and nothing is applied', (bad, path, message) => {
  const view = ask({ ...bad, factors: { ...bad.factors, ETH: '2' } });
  expect(view).toMatchObject({ faults: [{ path, message }], changed: false });
  expect(view.after).toEqual(view.before);
  expect(designFile(hostOf().engine().portfolio, spec(bad), NOW)).toMatchObject({ ok: false, error: { code: 'design/refused', faults: [{ path, message }] } });
});

test('no rate passes 100 %: below it each is its factor of before, and the requirement has no step where it begins to hold', () => fc.assert(fc.property(fc.integer({ min: 1000, max: 100_000 }), (thousandths) => {
  const factor = new Decimal(thousandths).div(1000);
  const document = { ...GOLDEN, venue: 'binance-usdm', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '1000' }], instruments: [], positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' }, index: {} } };
  const [instrument] = hostOf(document).engine().portfolio.instruments;
  if (instrument?.tiers === undefined) throw new Error('the table is built in');
  const { tiers = [] } = factored(instrument, factor);
  expect(amountFaults(tiers)).toEqual([]);
  tiers.forEach(({ maintenanceMarginRate }, at) => expect(new Decimal(maintenanceMarginRate).eq(Decimal.min(1, factor.times(instrument.tiers?.[at]?.maintenanceMarginRate ?? 0)))).toBe(true));
  expect(designFile(hostOf(document).engine().portfolio, spec({ factors: { BTC: factor.toFixed() } }), NOW).ok).toBe(true);
}), { numRuns: 20 }));

describe('a design as a document', () => {
  test('is a venue profile of one set, valid from now, that says where it is from; an account under it is the one that was shown', () => {
    const host = hostOf();
    const { portfolio } = host.engine();
    const own = spec({ factors: { BTC: '2', SOL: '1.5' }, weights: { BTC: '0.5' }, sigmas: { BTC: '7' } });
    const file = designFile(portfolio, own, NOW);
    if (!file.ok) throw new Error(JSON.stringify(file.error));
    expect(file.value.fileName).toBe('plimsoll-own-generic-2020-01-01-20261125T140000000Z.json');
    const profile = parseProfile(file.value.text);
    if (!profile.ok) throw new Error(JSON.stringify(profile.error));
    const [set] = profile.value.sets;
    expect(set).toMatchObject({ id: 'own-generic-2020-01-01-20261125T140000000Z', validFrom: NOW, source: 'own, from generic-2020-01-01', volatilitySource: 'default 2026-11-01; own for BTC' });
    if (set === undefined) throw new Error('no set');
    const under = { ...portfolio, venue: set.venue, parameters: set, instruments: portfolio.instruments.map(({ symbol }) => profile.value.instrument(symbol, set.id) ?? expect.fail(symbol)), collateral: portfolio.collateral.map(({ asset, amount, weight }) => ({ asset, amount, ...(asset === 'BTC' || weight === undefined ? {} : { weight }) })) };
    const prices = hostAccount(JSON.stringify(GOLDEN), 'demo', START).host.find(ACCOUNT_ID)?.engine().prices() ?? expect.fail('prices');
    const stamped = (all: ReadonlyMap<string, Decimal>) => new Map([...all].map(([name, value]) => [name, { value: value.toFixed() as never }]));
    const { totals } = openAccount(under, { mark: stamped(prices.mark), index: stamped(prices.index) }, [], null).engine.evaluate();
    const { after } = designView(host, own, new Map(), NOW);
    expect([totals.marginRatio.value?.toFixed(), totals.maintenanceMargin.value?.toFixed(), totals.adjustedEquity.value?.toFixed()]).toEqual([after.marginRatio.value, after.maintenanceMargin.value, after.adjustedEquity.value]);
    // A design on a set of one's own is named after where that one is from.
    const again = designFile(under, spec({ factors: { BTC: '3' } }), epochMs(START + 1));
    expect(again).toMatchObject({ ok: true, value: { fileName: 'plimsoll-own-generic-2020-01-01-20261125T140000001Z.json' } });
  });

  test('a built-in table keeps its steps in order when its rates are changed', () => {
    const document = { ...GOLDEN, venue: 'binance-usdm', valuationCurrency: 'USDT', collateral: [{ asset: 'USDT', amount: '1000' }], instruments: [], positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '60000' }, index: {} } };
    const { portfolio } = hostOf(document).engine();
    const file = designFile(portfolio, spec({ factors: { BTC: '1.37' } }), NOW);
    if (!file.ok) throw new Error(JSON.stringify(file.error));
    const profile = parseProfile(file.value.text);
    expect(profile.ok && profile.value.instrument('BTCUSDT', profile.value.sets[0]?.id ?? '')?.tiers?.length).toBe(portfolio.instruments[0]?.tiers?.length);
  });

  test('nothing changed is nothing to keep', () => {
    expect(designFile(hostOf().engine().portfolio, spec({ volumes: { SOL: '5' } }), NOW)).toMatchObject({ ok: false, error: { faults: [{ message: 'Nothing of the set is changed; expected a factor, a weight or a σ.' }] } });
  });

  test('whatever the account, what is written is read again or refused by a sentence', () => fc.assert(fc.property(variedAccount, fc.integer({ min: 1, max: 999_999 }), ({ portfolio }, millionths) => {
    const factors = Object.fromEntries([...new Set(portfolio.instruments.map(({ base }) => base))].filter((asset) => hasRates(portfolio, asset)).map((asset) => [asset, `0.${`${millionths}`.padStart(6, '0')}`]));
    const weights = Object.fromEntries(['BTC', 'ETH'].filter((asset) => hasWeight(portfolio, asset)).map((asset) => [asset, '0.5']));
    const file = designFile(portfolio, spec({ factors, weights, sigmas: { BTC: '4' } }), NOW);
    if (file.ok) expect(parseProfile(file.value.text)).toMatchObject({ ok: true });
    else expect(file.error).toMatchObject({ code: 'document/invalid' });
  }), { numRuns: 40 }));
});
