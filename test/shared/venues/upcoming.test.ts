import { describe, expect, test } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { epochMs, type EpochMs } from '#shared/num/units.ts';
import { upcomingFor } from '#shared/venues/upcoming.ts';

const BEFORE = epochMs(Date.UTC(2025, 8, 30, 23, 59, 59));
const SWITCH = epochMs(Date.UTC(2025, 9, 1));

const parsed = (asOf: EpochMs, own: object = {}) => {
  const result = parsePortfolio(JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Next', asOf: new Date(asOf).toISOString(), valuationCurrency: 'USDT', venue: 'bybit', model: 'tiered-cross',
    collateral: [{ asset: 'USDT', amount: '10000', weight: '1' }],
    instruments: [{ symbol: 'XUSDT', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USDT', settle: 'USDT', contractSize: '1', takerFeeRate: '0', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }] }],
    positions: [{ symbol: 'XUSDT', contracts: '100', entryPrice: '100', leverage: '10' }], prices: { mark: { XUSDT: '200' } }, ...own,
  }), asOf);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const snapshotAt = (asOf: EpochMs) => computeSnapshot(parsed(asOf), { now: asOf, version: 'test', demo: false, redact: false, sha256: () => '', stateOf: () => 'live' }).snapshot;

describe('rules that come into force later', () => {
  test('are announced with what they will ask for, and change nothing before', () => {
    // 1 % of 10,000 at entry until then, of 20,000 at mark from then on.
    expect(snapshotAt(BEFORE)).toMatchObject({ totals: { maintenanceMargin: '100' }, nextChange: { at: '2025-10-01T00:00:00.000Z', maintenanceMargin: '200', marginRatio: '0.01' } });
  });

  test('are in force at their second, and nothing is announced any more', () => {
    expect(snapshotAt(SWITCH)).toMatchObject({ totals: { maintenanceMargin: '200' } });
    expect(snapshotAt(SWITCH)).not.toHaveProperty('nextChange');
  });

  test('leave an instrument of the document as it is, and find a built-in one again whatever the order of its fields', () => {
    const { portfolio } = parsed(BEFORE, { positions: [{ symbol: 'XUSDT', contracts: '1', entryPrice: '100' }, { symbol: 'BTCUSDT', contracts: '1', entryPrice: '60000' }], prices: { mark: {} } });
    const reordered = { ...portfolio, instruments: portfolio.instruments.map((one): Instrument => ({ tiers: one.tiers ?? [], ...one })) };
    const [next] = upcomingFor(reordered, BEFORE);
    expect(next?.instruments.map(({ symbol }) => symbol)).toEqual(portfolio.instruments.map(({ symbol }) => symbol));
    expect(next?.instruments.find(({ symbol }) => symbol === 'XUSDT')).toEqual(portfolio.instruments.find(({ symbol }) => symbol === 'XUSDT'));
  });

  test('do not come for a set that the user wrote', () => {
    const { portfolio } = parsed(BEFORE);
    expect(upcomingFor({ ...portfolio, parameters: { ...portfolio.parameters, id: 'mine' } }, BEFORE)).toEqual([]);
  });
});
