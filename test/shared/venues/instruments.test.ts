import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import { deductions } from '#shared/engine/kernel/requirement.ts';
import { Decimal, epochMs, ZERO } from '#shared/num/units.ts';
import binance from '#shared/venues/binance-usdm/tiers-2026-05-01.json' with { type: 'json' };
import bitget from '#shared/venues/bitget/tiers-2025-11-10.json' with { type: 'json' };
import bybit2023 from '#shared/venues/bybit/tiers-2023-10-09.json' with { type: 'json' };
import bybit2025 from '#shared/venues/bybit/tiers-2025-12-29.json' with { type: 'json' };
import kraken from '#shared/venues/kraken/tiers-2025-01-01.json' with { type: 'json' };
import okx from '#shared/venues/okx/tiers-2025-07-23.json' with { type: 'json' };
import { findVenue } from '#shared/venues/registry.ts';
import { snapshotAgain, snapshotOf } from './support/published.ts';

/** `BTC/USDT:USDT-260626` → `BTCUSDT_260626`. */
const binanceSymbol = (unified: string): string => unified.replace('/', '').replace(/:[^-]+/, '').replace('-', '_');

const DERIBIT = ['BTC-PERPETUAL', 'SOL-PERPETUAL', 'BTC_USDC-PERPETUAL', 'BTC_USDT-PERPETUAL', 'SOL_USDC-PERPETUAL'];

/** Every symbol that a set has built in. */
const BUILT_IN: readonly (readonly [venue: string, set: string, symbols: readonly string[]])[] = [
  ...['binance-usdm-2026-05-01', 'binance-usdm-single-asset-2026-05-01'].map((set) => ['binance-usdm', set, Object.keys(binance.symbols).map(binanceSymbol)] as const),
  ['bybit', 'bybit-uta-2023-10-09', Object.keys(bybit2023.symbols)],
  ['bybit', 'bybit-uta-2025-10-01', Object.keys(bybit2025.symbols)],
  ...['okx-multi-currency-2025-07-23', 'okx-single-currency-2025-07-23'].map((set) => ['okx', set, Object.keys(okx.symbols)] as const),
  ...['deribit-cross-collateral-2025-01-01', 'deribit-segregated-2025-01-01'].map((set) => ['deribit', set, DERIBIT] as const),
  ['bitget', 'bitget-2025-11-10', Object.keys(bitget.symbols)],
  ['kraken', 'kraken-single-collateral-2025-01-01', Object.keys(kraken.symbols)],
];

function builtIn(venue: string, set: string, symbol: string): Instrument {
  const found = findVenue(venue)?.instrument(symbol, set) ?? null;
  if (found === null) throw new Error(`${symbol} is not built in under ${set}`);
  return found;
}

const isFraction = (rate: string): boolean => new Decimal(rate).gt(0) && new Decimal(rate).lte(1);

/** Amounts are published to the last digit: 8 718 rows of Binance and all of Bybit's need no tolerance at all. */
function isContinuous(tiers: readonly MarginTier[]): boolean {
  const steps = tiers.map((tier) => ({ floor: new Decimal(tier.notionalFloor), rate: new Decimal(tier.maintenanceMarginRate), amount: ZERO }));
  return deductions(steps).every(({ amount }, at) => amount.eq(tiers[at]?.maintenanceAmount ?? NaN));
}

function expectSchedule({ symbol, tiers, notionalCap, tierRule }: Instrument): void {
  const floors = (tiers ?? []).map(({ notionalFloor }) => new Decimal(notionalFloor));
  expect(floors[0]?.isZero(), symbol).toBe(true);
  expect(floors.every((floor, at) => at === 0 || floor.gt(floors[at - 1] ?? NaN)), `${symbol} ascends`).toBe(true);
  expect(new Decimal(notionalCap ?? NaN).gt(floors.at(-1) ?? NaN), `${symbol} ends`).toBe(true);
  for (const tier of tiers ?? []) {
    expect(isFraction(tier.maintenanceMarginRate), symbol).toBe(true);
    if (tier.initialMarginRate !== undefined) expect(isFraction(tier.initialMarginRate) && new Decimal(tier.initialMarginRate).gte(tier.maintenanceMarginRate), symbol).toBe(true);
    if (tier.maxLeverage !== undefined) expect(new Decimal(tier.maxLeverage).gte(1), symbol).toBe(true);
    if (tierRule === 'flat') expect(tier.maintenanceAmount, symbol).toBe('0');
  }
  if (tierRule === 'progressive') expect(isContinuous(tiers ?? []), `${symbol} is continuous`).toBe(true);
}

describe('built in', () => {
  test.each(BUILT_IN)('%s, %s: every schedule starts at 0, ascends, ends, and is continuous where it is progressive', (venue, set, symbols) => {
    expect(symbols.length).toBeGreaterThan(0);
    for (const symbol of symbols) {
      const instrument = builtIn(venue, set, symbol);
      expect(instrument.symbol).toBe(symbol);
      expect(new Decimal(instrument.contractSize).gt(0), symbol).toBe(true);
      expect(instrument.settlement === 'inverse' ? instrument.base : instrument.quote.slice(0, 3), symbol).toBe(instrument.settlement === 'inverse' ? instrument.settle : instrument.settle.slice(0, 3));
      if (instrument.sizeLinear === undefined) expectSchedule(instrument);
      else expect([instrument.sizeLinear.initialBase, instrument.sizeLinear.maintenanceBase, instrument.sizeLinear.step].every(isFraction), symbol).toBe(true);
    }
  });

  test.each(BUILT_IN)('%s, %s: a position in each reads again, to the letter', (venue, set, symbols) => {
    const model = findVenue(venue)?.sets.find(({ id }) => id === set)?.model;
    const first = snapshotOf({
      venue, model, parameters: set, valuationCurrency: 'USDT', asOf: '2026-06-01T00:00:00Z', collateral: [],
      positions: symbols.slice(0, 40).map((symbol) => ({ symbol, contracts: '1', entryPrice: '1' })),
    });
    const parsed = parsePortfolio(JSON.stringify(first), epochMs(Date.UTC(2026, 5, 1)));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(JSON.stringify(snapshotAgain(parsed.value))).toBe(JSON.stringify(first));
  });

  test('the table of Binance holds 716 symbols, dated ones with their expiry', () => {
    expect(Object.keys(binance.symbols)).toHaveLength(716);
    expect(builtIn('binance-usdm', 'binance-usdm-2026-05-01', 'BTCUSDT_260626')).toMatchObject({ kind: 'future', expiry: Date.UTC(2026, 5, 26, 8) });
  });

  test('a tier of a table by contracts begins with the contract after the last of the tier below', () => {
    expect(builtIn('okx', 'okx-single-currency-2025-07-23', '1INCH-USDT-SWAP').tiers?.slice(0, 3).map(({ notionalFloor }) => notionalFloor)).toEqual(['0', '72000', '150000']);
  });

  test('what a set does not hold is null, whatever it is called', () => {
    for (const [venue, set] of BUILT_IN) for (const symbol of ['NOPE', 'constructor', '__proto__', '']) expect(findVenue(venue)?.instrument(symbol, set)).toBeNull();
    expect(findVenue('bybit')?.instrument('BTCPERP', 'bybit-uta-2023-10-09')).toBeNull();
    expect(findVenue('kraken')?.instrument('PI_XBTUSD', 'kraken-multi-collateral-2025-01-01')).toBeNull();
    expect(findVenue('deribit')?.instrument('BTC-PERPETUAL', 'deribit-prices-2026-11-01')).toBeNull();
  });
});
