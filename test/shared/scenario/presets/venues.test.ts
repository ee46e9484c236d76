import { describe, expect, test } from 'vitest';
import { cellLines } from '#shared/scenario/margin/explain.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { movedVolatility, pointsAt, shockMultipliers, volatilityReach } from '#shared/scenario/margin/volatilityShock.ts';
import { spanModel } from '#shared/scenario/presets/generic.ts';
import { shippedPreset } from '#shared/scenario/presets/registry.ts';
import { black76Price } from '#shared/scenario/pricing/black76.ts';
import { book, EXPIRIES, option, SPOT } from '../margin/units.ts';

/** What the rules say of each venue, checked against its preset by a book that shows it. */

const modelOf = (id: string): ScenarioModel => shippedPreset(id).model;
const perpetual = (quantity: number) => ({ id: 'p', quantity, price: SPOT });
const movesOf = (model: ScenarioModel): readonly number[] => [...new Set(model.grid.map(({ move }) => Number((move * 100).toFixed(6))))].toSorted((left, right) => left - right);

describe('OKX', () => {
  test.each([
    ['okx.pm.btc-eth', [-24, -12, -8, -4, 0, 4, 8, 12, 24], 12, 5], ['okx.pm.mid', [-36, -18, -12, -6, 0, 6, 12, 18, 36], 18, 15], ['okx.pm.others', [-50, -25, -16, -8, 0, 8, 16, 25, 50], 25, 30],
  ])('%s: seven prices at three volatilities, the extreme move at half, a basis by year, and initial 1.3 times maintenance', (id, moves, worst, basis) => {
    const model = modelOf(id);
    expect(movesOf(model)).toEqual(moves);
    expect(model.grid.filter(({ weight, days }) => weight === 1 && days === undefined)).toHaveLength(21);
    const found = scenarioMargin(book({ perpetuals: [perpetual(1)] }), model);
    // Half of the extreme move is as far as the grid, or no farther.
    expect(found.maintenance).toBeCloseTo(worst, 9);
    expect(found.initial).toBeCloseTo(1.3 * worst, 9);
    const [, far] = EXPIRIES;
    const dated = scenarioMargin(book({ futures: [{ id: 'f', quantity: 1, expiry: 1 }] }), model);
    expect(dated.asked).toEqual([{ kind: 'roll', maintenance: (basis / 100) * (far?.years ?? 0) * SPOT, initial: 0 }, { kind: 'vegaSpread', maintenance: 0, initial: 0 }, { kind: 'interest', maintenance: 0, initial: 0 }]);
  });

  const model = modelOf('okx.pm.btc-eth');

  test('volatility moves by percent or by points, whichever hurts the book: points at a low one, percent at a high one', () => {
    const { up } = shockMultipliers(model.volatility, EXPIRIES[1]?.years ?? 0);
    for (const [volatility, measure] of [[0.2, 'points'], [1.5, 'relative']] as const) {
      const found = scenarioMargin(book({ options: [option({ quantity: -1, volatility, expiry: 1 })] }), model);
      expect(found.binding?.measure).toBe(measure);
      const [, at] = EXPIRIES;
      const moved = measure === 'points' ? volatility + 0.3 : volatility * up;
      const value = (vol: number, move: number): number => black76Price(1, (at?.open ?? 0) * (1 + move), 100, vol * Math.sqrt(at?.years ?? 0));
      expect(found.worstLoss).toBeCloseTo(value(moved, found.binding?.cell.move ?? 0) - value(volatility, 0), 9);
    }
  });

  test('a long option at the money loses a day of its time value even where no price moves', () => {
    const found = scenarioMargin(book({ options: [option({ quantity: 1 })] }), model);
    const [at] = EXPIRIES;
    const value = (days: number): number => black76Price(1, at?.open ?? 0, 100, 0.6 * Math.sqrt((at?.years ?? 0) - days / 365));
    expect(found.scan.cells.find(({ cell }) => cell.days === 1)?.profit).toBeCloseTo(value(1) - value(0), 9);
  });

  test('a hedge without a loss is asked the minimum charge, by the tier of the raw charge: 0.45 % of 10, then 4 times 0.45 % of 2,000,000', () => {
    const hedged = (size: number) => scenarioMargin(book({ perpetuals: [perpetual(size)], holdings: [{ id: 'h', value: -size * SPOT, oracleValue: 0, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 }] }), model);
    expect(hedged(-0.1)).toMatchObject({ bindingTerm: 'minimumCharge', binding: null, worstLoss: 0 });
    expect(hedged(-0.1).maintenance).toBeCloseTo(0.045, 12);
    expect(hedged(-0.1).initial).toBeCloseTo(0.045 * 1.3, 12);
    // The raw charge of 900,000 lies in the third tier.
    expect(hedged(-2_000_000).maintenance).toBeCloseTo(900_000 * 4, 3);
    expect([250_000, 250_001].map((raw) => hedged(-raw / (0.0045 * SPOT)).maintenance / raw).map((own) => own.toFixed(9))).toEqual(['1.000000000', '2.000000000']);
  });

  test('what is held counts up to the delta that it hedges, and not beyond', () => {
    const holding = { id: 'h', value: 5 * SPOT, oracleValue: 5 * SPOT, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 };
    const lossOf = (size: number): number => scenarioMargin(book({ perpetuals: [perpetual(size)], holdings: [holding] }), model).worstLoss;
    expect([-3, -5, -6, 2].map(lossOf).map((own) => own.toFixed(9))).toEqual(['0.000000000', '0.000000000', '12.000000000', '24.000000000']);
    expect(scenarioMargin(book({ holdings: [holding] }), model).maintenance).toBe(0);
    // Of five held, three hedge: the lines of a cell are with that share, and add up to it.
    const unit = book({ perpetuals: [perpetual(-3)], options: [option({ quantity: -1, strike: 1e6 })], holdings: [holding] });
    const found = scenarioMargin(unit, model);
    for (const result of found.scan.cells) {
      const { lines, adjustment } = cellLines(unit, model, found, result);
      expect(lines.find(({ id }) => id === 'h')?.profit).toBeCloseTo(3 * SPOT * result.cell.move * result.cell.weight, 9);
      expect(adjustment).toBe(0);
    }
  });
});

describe('Bybit', () => {
  const model = modelOf('bybit.pm.btc');

  test('33 scenarios, ± 10 % in steps of 2 %, futures 0.03 %, initial 1.2 times maintenance', () => {
    expect(model.grid).toHaveLength(33);
    expect(movesOf(model)).toEqual([-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]);
    const found = scenarioMargin(book({ perpetuals: [perpetual(1)] }), model);
    expect(found.maintenance).toBeCloseTo(10 + 0.03, 9);
    expect(found.initial).toBeCloseTo(1.2 * 10.03, 9);
  });

  test('at the 185.2 days of the sample volatility moves up by 13.9 % and down by 11.6 %', () => {
    const { up, down } = shockMultipliers(model.volatility, 185.2 / 365);
    expect([up - 1, 1 - down].map((own) => (own * 100).toFixed(1))).toEqual(['13.9', '11.6']);
  });

  test('delta that another expiry hedges is charged by the years between both, the nearest first', () => {
    const [near, far] = EXPIRIES.map(({ years }) => years);
    const book3 = book({ perpetuals: [perpetual(3)], futures: [{ id: 'n', quantity: -1, expiry: 0 }, { id: 'f', quantity: -4, expiry: 1 }] });
    const charge = scenarioMargin(book3, model).asked.find(({ kind }) => kind === 'deltaSpread')?.maintenance;
    expect(charge).toBeCloseTo(0.45 * SPOT * ((near ?? 0) * 1 + (far ?? 0) * 2), 9);
    // The nearer of the two longs hedges the short: 53 days, not 60.
    const between = book({ perpetuals: [perpetual(1)], futures: [{ id: 'n', quantity: 1, expiry: 0 }, { id: 'f', quantity: -1, expiry: 1 }] });
    expect(scenarioMargin(between, model).asked.find(({ kind }) => kind === 'deltaSpread')?.maintenance).toBeCloseTo(0.45 * SPOT * ((far ?? 0) - (near ?? 0)), 9);
  });
});

describe('options of several expiries', () => {
  const [near, far] = EXPIRIES;
  const lines = [option({ id: 'n', quantity: -4 }), option({ id: 'f', quantity: 1, expiry: 1 })];
  const askedOf = (kind: string, options = lines): number => scenarioMargin(book({ options }), modelOf('okx.pm.btc-eth')).asked.find((own) => own.kind === kind)?.maintenance ?? Number.NaN;
  const root = (years = 0): number => 0.6 * Math.sqrt(years);

  test('are charged for the vega that one hedges of another, by the days between both; of one sign, nothing', () => {
    // Vega by its difference quotient, per 1.00 of volatility.
    const vega = (at: typeof near): number => (black76Price(1, at?.open ?? 0, 100, root(at?.years) * (1 + 1e-5)) - black76Price(1, at?.open ?? 0, 100, root(at?.years) * (1 - 1e-5))) / (0.6 * 2e-5);
    const hedged = Math.min(4 * vega(near), vega(far));
    expect(askedOf('vegaSpread')).toBeCloseTo(0.0003 * 53 * hedged, 6);
    expect(askedOf('vegaSpread', lines.map((line) => ({ ...line, quantity: 1 })))).toBe(0);
  });

  test('are charged for a shift of the interest rate by their value and time, the sum of all', () => {
    const value = (at: typeof near): number => black76Price(1, at?.open ?? 0, 100, root(at?.years)) * (at?.years ?? 0);
    expect(askedOf('interest')).toBeCloseTo(0.01 * Math.abs(-4 * value(near) + value(far)), 9);
  });
});

describe('Dederi', () => {
  test('33 scenarios, ± 15 % in steps of 3 %, and 0.6 % of the index for each future, long or short', () => {
    const model = modelOf('dederi.pm');
    expect(model.grid).toHaveLength(33);
    expect(movesOf(model)).toEqual([-15, -12, -9, -6, -3, 0, 3, 6, 9, 12, 15]);
    const found = scenarioMargin(book({ futures: [{ id: 'a', quantity: 10, expiry: 0 }, { id: 'b', quantity: -4, expiry: 1 }] }), model);
    expect(found.asked).toEqual([{ kind: 'grossFutures', maintenance: 0.006 * SPOT * 14, initial: 0 }]);
  });
});

describe('the SPAN-like grid', () => {
  const terms = { range: 0.12, volatility: 0.35, lookAheadDays: 1, extremeMultiple: 2, cover: 0.35 };
  const cells = (unit: ReturnType<typeof book>): readonly number[] => scenarioMargin(unit, spanModel(terms)).scan.cells.map(({ net }) => net);

  test('is still, thirds of the range at volatility up and down, then twice the range at 35 % of the loss', () => {
    const [at] = EXPIRIES;
    const shares = [0, 0, 4, 4, -4, -4, 8, 8, -8, -8, 12, 12, -12, -12, 24 * 0.35, -24 * 0.35];
    expect(cells(book({ futures: [{ id: 'f', quantity: 1, expiry: 0 }] })).map((own) => own.toFixed(9))).toEqual(shares.map((own) => ((own / 100) * (at?.open ?? 0)).toFixed(9)));
  });

  test('prices options a day later, at volatility up or down by its share, whatever the time to expiry', () => {
    const [at] = EXPIRIES;
    const value = (move: number, factor: number, days: number): number => black76Price(1, (at?.open ?? 0) * (1 + move), 104, 0.6 * factor * Math.sqrt((7 - days) / 365));
    const found = cells(book({ options: [option({ strike: 104 })] }));
    expect([found[0], found[10], found[13], found[15]].map((own) => own?.toFixed(9))).toEqual([value(0, 1.35, 1), value(0.12, 1.35, 1), value(-0.12, 0.65, 1)].map((own) => own - value(0, 1, 0)).concat((value(-0.24, 1, 1) - value(0, 1, 0)) * 0.35).map((own) => own.toFixed(9)));
  });
});

describe('points of volatility', () => {
  test('run straight between two times, and stay level before the first and after the last', () => {
    const table = [{ days: 10, up: 0.3, down: 0.2 }, { days: 30, up: 0.1, down: 0.1 }];
    expect([0, 10, 20, 30, 400].map((days) => pointsAt(table, days / 365)).map(({ up, down }) => [up.toFixed(9), down.toFixed(9)])).toEqual([
      ['0.300000000', '0.200000000'], ['0.300000000', '0.200000000'], ['0.200000000', '0.150000000'], ['0.100000000', '0.100000000'], ['0.100000000', '0.100000000'],
    ]);
    expect(pointsAt([], 1)).toEqual({ up: 0, down: 0 });
  });

  test('never take a volatility below 0', () => {
    const reach = volatilityReach({ up: 0.5, down: 0.3, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'short', points: [{ days: 0, up: 0.3, down: 0.3 }] }, 0.1);
    expect([movedVolatility(0.2, 'down', reach.points, 1), movedVolatility(0.2, 'up', reach.points, 1)]).toEqual([0, 0.5]);
  });
});

test('futures that hedge each other: the smaller side, longs and shorts of one expiry netted first', () => {
  const model: ScenarioModel = { ...modelOf('deribit.legacy'), contingencies: [{ kind: 'hedgedFutures', maintenance: 0.02, initial: 0 }] };
  const unit = book({ perpetuals: [perpetual(-60)], futures: [{ id: 'a', quantity: 100, expiry: 0 }, { id: 'b', quantity: -10, expiry: 0 }, { id: 'c', quantity: -40, expiry: 1 }] });
  // 90 long against 100 short, in coin.
  expect(scenarioMargin(unit, model).asked[0]?.maintenance).toBeCloseTo(0.02 * 90, 12);
});
