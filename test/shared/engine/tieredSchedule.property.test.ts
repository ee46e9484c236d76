import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '#shared/domain/account.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import { createRow, type Row } from '#shared/engine/row.ts';
import { initialRequired, maintenanceRequired } from '#shared/engine/rowRule.ts';
import { rowTermsOf } from '#shared/engine/rowTerms.ts';
import { createSchedule, type Schedule, tierOf } from '#shared/engine/schedule.ts';
import { Decimal, isDecimalText, type DecimalText, price, ZERO } from '#shared/num/units.ts';
import { findVenue } from '#shared/venues/registry.ts';
import { tierTable } from '../../arbitraries/accounts.ts';

const text = (value: string): DecimalText => {
  if (!isDecimalText(value)) throw new Error(value);
  return value;
};

type Steps = readonly Record<'notionalFloor' | 'maintenanceMarginRate' | 'maintenanceAmount', string>[];
const instrumentOf = (tiers: Steps | null, own: Partial<Instrument>): Instrument => ({
  symbol: 'X', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USD', settle: 'USD', contractSize: text('1'),
  ...(tiers === null ? {} : { tiers: tiers.map((tier): MarginTier => ({ notionalFloor: text(tier.notionalFloor), maintenanceMarginRate: text(tier.maintenanceMarginRate), maintenanceAmount: text(tier.maintenanceAmount) })) }),
  ...own,
});

function rowOf(tiers: Steps | null, own: Partial<Instrument> = {}, held: Partial<Position> = {}): Row {
  const position: Position = { symbol: 'X', contracts: text('1'), entryPrice: text('1'), marginMode: 'cross', positionSide: 'both', ...held };
  return createRow(position, instrumentOf(tiers, own), rulesOf({ model: 'tiered-cross' }), ZERO, new Map());
}

function scheduleOf(tiers: Steps, own: Partial<Instrument> = {}): Schedule {
  const schedule = createSchedule(instrumentOf(tiers, own));
  if (schedule === null) throw new Error('no schedule');
  return schedule;
}

const margin = ({ rule }: Row, notional: Decimal): Decimal => {
  const required = maintenanceRequired(rule, notional, () => notional);
  if (required === null) throw new Error('above the cap');
  return required;
};
const initial = ({ rule }: Row, notional: Decimal): Decimal | null => initialRequired(rule, notional, () => notional);

/** A table with two notionals near its edges, in order. */
const nearEdges = (rule: 'progressive' | 'flat') => tierTable(rule).chain((tiers) => {
  const near = fc.tuple(fc.constantFrom(...tiers), fc.integer({ min: -300, max: 300 })).map(([{ notionalFloor }, cents]) => Decimal.max(0, new Decimal(notionalFloor).plus(cents / 100)));
  return fc.tuple(near, near).map(([a, b]) => ({ tiers, schedule: scheduleOf(tiers, { tierRule: rule }), row: rowOf(tiers, { tierRule: rule }), low: Decimal.min(a, b), high: Decimal.max(a, b) }));
});

describe('tierOf', () => {
  test('an edge belongs to the tier below it, a hair more to the tier above', () => {
    const schedule = scheduleOf([
      { notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500' },
    ]);
    const rate = (notional: string): string | undefined => tierOf(schedule, new Decimal(notional))?.maintenanceMarginRate.toFixed();
    expect([rate('0'), rate('50000'), rate('50000.000000000000000001'), rate('1e30')]).toEqual(['0.01', '0.01', '0.02', '0.02']);
  });

  test('the cap itself is inside, and beyond it there is no tier', () => {
    const schedule = scheduleOf([{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }], { notionalCap: text('1000') });
    expect(tierOf(schedule, new Decimal(1000))).not.toBeNull();
    expect(tierOf(schedule, new Decimal('1000.000000000000000001'))).toBeNull();
  });

  test('finds the only tier with floor < notional ≤ next floor', () => {
    fc.assert(fc.property(nearEdges('progressive'), ({ schedule, high }) => {
      const at = schedule.tiers.findIndex((tier) => tier === tierOf(schedule, high));
      expect(at === 0 || high.gt(schedule.tiers[at]?.floor ?? NaN)).toBe(true);
      const next = schedule.tiers[at + 1];
      expect(next === undefined || high.lte(next.floor)).toBe(true);
    }));
  });
});

describe('maintenanceRequired', () => {
  test.each(['progressive', 'flat'] as const)('never falls when notional grows across an edge, %s', (rule) => {
    fc.assert(fc.property(nearEdges(rule), ({ row, low, high }) => {
      expect(margin(row, low).lte(margin(row, high))).toBe(true);
    }));
  });

  test('is continuous across every edge when progressive: the step is the slope alone', () => {
    fc.assert(fc.property(nearEdges('progressive'), ({ schedule, row, low, high }) => {
      const steepest = schedule.tiers.reduce((most, tier) => Decimal.max(most, tier.maintenanceMarginRate), new Decimal(0));
      expect(margin(row, high).minus(margin(row, low)).lte(high.minus(low).times(steepest))).toBe(true);
    }));
  });

  test('is the sum of its slices when progressive', () => {
    fc.assert(fc.property(nearEdges('progressive'), ({ schedule, row, high }) => {
      const slices = schedule.tiers.map(({ floor, maintenanceMarginRate }, at) => {
        const upper = Decimal.min(high, schedule.tiers[at + 1]?.floor ?? high);
        return Decimal.max(0, upper.minus(floor)).times(maintenanceMarginRate);
      });
      expect(margin(row, high).toFixed()).toBe(slices.reduce((sum, slice) => sum.plus(slice)).toFixed());
    }));
  });

  test('steps by floor · rise of the rate at an edge when flat, whatever amount the table says', () => {
    const row = rowOf([
      { notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500' },
    ], { tierRule: 'flat' });
    expect([margin(row, new Decimal(50_000)), margin(row, new Decimal('50000.01'))].map((value) => value.toFixed())).toEqual(['500', '1000.0002']);
  });

  test('follows the rule of the position where it differs from the instrument’s', () => {
    const steps = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500' }];
    // 60000 · 0.02 − 500 and 60000 · 0.02
    expect(margin(rowOf(steps, { tierRule: 'flat' }, { tierRule: 'progressive' }), new Decimal(60_000)).toFixed()).toBe('700');
    expect(margin(rowOf(steps, { tierRule: 'progressive' }, { tierRule: 'flat' }), new Decimal(60_000)).toFixed()).toBe('1200');
  });
});

describe('rowTermsOf', () => {
  test('rounds the requirement to 18 decimals half-even in the valuation currency', () => {
    const at = (contracts: string, rate: string | null): string | undefined => {
      const row = rowOf([{ notionalFloor: '0', maintenanceMarginRate: '0.5', maintenanceAmount: '0' }], {}, { contracts: text(contracts) });
      return rowTermsOf(row, price('1'), rate === null ? null : new Decimal(rate)).maintenanceMargin?.toFixed();
    };
    expect([at('0.000000000000000001', null), at('0.000000000000000003', null), at('2', '0.333333333333333333333333')]).toEqual(['0', '0.000000000000000002', '0.333333333333333333']);
  });

  test('asks for nothing where a rounded amount deducts more than the margin', () => {
    const row = rowOf([{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0.009' }], {}, { contracts: text('0.5') });
    expect(rowTermsOf(row, price('1'), null).maintenanceMargin?.toFixed()).toBe('0');
  });
});

describe('initialRequired', () => {
  test('is notional / leverage when the row names one, even where no tier is known', () => {
    expect(initial(rowOf(null, {}, { leverage: text('20') }), new Decimal(1000))?.toFixed()).toBe('50');
  });
  test('is unknown when neither row nor tier says a rate', () => {
    expect(initial(rowOf([{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0' }]), new Decimal(1000))).toBeNull();
    expect(initial(rowOf(null), new Decimal(1000))).toBeNull();
  });
});

describe('the built-in Binance table', () => {
  const venue = findVenue('binance-usdm');
  const id = venue?.sets[0]?.id ?? '';
  test.each(['BTCUSDT', 'ETHUSDT', 'SOLUSDT', '1000PEPEUSDT', 'BTCUSDT_260626', 'ETHBTC'])('%s is continuous from 0 to its cap', (symbol) => {
    const instrument = venue?.instrument(symbol, id) ?? null;
    if (instrument === null) throw new Error(`${symbol} is in the table`);
    const schedule = createSchedule(instrument);
    if (schedule === null) throw new Error('no tiers');
    schedule.tiers.forEach((tier, at) => {
      const below = schedule.tiers[at - 1];
      if (below === undefined) expect(tier.floor.isZero()).toBe(true);
      else {
        expect(tier.floor.gt(below.floor)).toBe(true);
        const [left, right] = [below, tier].map((one) => tier.floor.times(one.maintenanceMarginRate).minus(one.maintenanceAmount));
        expect(left?.toFixed()).toBe(right?.toFixed());
      }
    });
    expect(schedule.cap?.gt(schedule.tiers[schedule.tiers.length - 1]?.floor ?? NaN)).toBe(true);
  });
});
