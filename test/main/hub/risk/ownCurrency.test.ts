import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { optionPathsOf } from '../../../../src-main/hub/risk/optionPaths.ts';
import { reverseView } from '../../../../src-main/hub/risk/reverse.ts';
import { riskView } from '../../../../src-main/hub/risk/riskView.ts';
import { historicalRiskView } from '../../../../src-main/hub/risk/historicalRisk.ts';
import { hedgesView } from '../../../../src-main/hub/risk/hedges.ts';
import { oddsView } from '../../../../src-main/hub/risk/odds.ts';
import { simulatedRiskView } from '../../../../src-main/hub/risk/simulatedRisk.ts';
import { stressView } from '../../../../src-main/hub/risk/stressView.ts';
import { unitsOf } from '../../../../src-main/hub/risk/units.ts';
import { derives } from '../../../support/derived.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { NOTHING_SAVED, riskHere } from '../../../support/riskHere.ts';

const START = Date.UTC(2026, 10, 25, 14);
const NOW = epochMs(START);
const UNKNOWN = { status: 'unknown', missing: 'moves of BTC, in which the account is valued' };

/** A coin book: what it is valued in is what its contract is on. */
const coinBook = (contract: object, contracts: string, entryPrice: string, mark: string): string => JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Coin', valuationCurrency: 'BTC', venue: 'deribit', model: 'tiered-cross', collateral: [{ asset: 'BTC', amount: '2', weight: '1' }],
  instruments: [{ symbol: 'OWN', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', ...contract }],
  positions: [{ symbol: 'OWN', contracts, entryPrice }], prices: { mark: { OWN: mark }, index: { USD: '0.0000166666' }, forward: { BTC: { '2027-03-26': '61200' } } },
});
const CALL = coinBook({ kind: 'option', contractSize: '1', expiry: '2027-03-26T08:00:00Z', strike: '60000', optionType: 'call' }, '-5', '0.08', '0.0933');
const PERPETUAL = coinBook({ kind: 'perpetual', contractSize: '10', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }] }, '30000', '60000', '60000');

function hostOf(document: string) {
  const host = hostAccount(document, 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return host;
}

test('options in another money than the account is valued in are in no scenario margin: what is missing is named', () => {
  const lackingOf = (document: string): readonly string[] => unitsOf(hostOf(document), NOW).flatMap(({ lacking }) => lacking);
  expect(lackingOf(CALL)).toEqual(['scenario margin in BTC of OWN, which is quoted in USD']);
  expect(lackingOf(CALL.replace('"valuationCurrency":"BTC"', '"valuationCurrency":"USDC"').replace('"USD":"0.0000166666"', '"BTC":"60000"'))).toEqual([]);
});

describe('an account that is valued in what its contracts are on', () => {
  test.each([['a short option', CALL], ['a perpetual', PERPETUAL]])('pretends no safety by chance, by σ, or by the likeliest way: %s', async (_what, document) => {
    const host = hostOf(document);
    expect(reverseView(host.engine(), optionPathsOf(host, NOW), null)).toEqual(UNKNOWN);
    expect(riskView(host, NOW, null).risk).toEqual(UNKNOWN);
    expect((await hedgesView(host, riskHere, { asker: 'test', measured: null }, NOW)).hedges).toEqual(UNKNOWN);
    expect(await historicalRiskView(host, riskHere, { asker: 'test', returns: new Map([['BTC', new Map([[20_000, 0.01]])]]) }, NOW)).toEqual(UNKNOWN);
    expect(await oddsView(host, riskHere, { paths: 1000, market: { sigmaTimes: 1, correlation: 'usual', jumps: null }, sleep: null, asker: 'test', measured: null }, NOW)).toEqual(UNKNOWN);
    expect(await simulatedRiskView(host, riskHere, { asker: 'test', measured: null }, NOW)).toEqual(UNKNOWN);
  });

  test.each([['a short option', CALL], ['a perpetual', PERPETUAL]])('is put through the days of the past: %s', async (_what, document) => {
    const { episodes } = await stressView(hostOf(document), riskHere, NOW, { suppose: { sigmaTimes: 1, funding: { kind: 'rate', rate: 0 }, days: 1, halted: null, deleveraged: 1 }, asker: 'test', measured: null }, NOTHING_SAVED);
    for (const { moves } of episodes) expect(moves.map(({ asset }) => asset)).toEqual(['BTC']);
  });

  test('has no coin that is safe from a short option on it, and one that is where all of them are long', () => {
    const liquidationOf = (document: string): object | undefined => hostOf(document).engine().evaluate().collateral[0]?.liquidation;
    expect(liquidationOf(CALL)).toEqual({ status: 'unknown', missing: 'margin of options on BTC after a move' });
    expect(liquidationOf(CALL.replace('"-5"', '"5"'))).toEqual({ status: 'none', reason: 'BTC is the valuation currency' });
    // Nothing known is no nearest liquidation: it is told as an underlying without an answer.
    const told = hostOf(CALL).engine();
    expect(told.evaluate().underlyings.map(({ asset, liquidation }) => [asset, liquidation.status])).toEqual([['BTC', 'unknown']]);
    derives(told);
  });
});
