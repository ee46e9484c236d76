import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineGreeks, sumGreeks } from '#shared/scenario/margin/greeks.ts';
import { unitHedges } from '#shared/scenario/margin/hedges.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { type Tradable, withTrade } from '#shared/scenario/margin/tradable.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { book, books, option, SPOT } from './units.ts';

const model = (SCENARIO_PRESETS[0] as { model: ScenarioModel }).model;
const { quantity: _none, ...call } = option({ id: 'call', strike: 105 });
const { quantity: _neither, ...put } = option({ id: 'put', sign: -1, strike: 80, expiry: 1 });
const perpetual = (lot: number): Tradable => ({ kind: 'perpetual', lot, line: { id: 'p', price: SPOT } });
const tradables = (lot: number): readonly Tradable[] => [perpetual(lot), { kind: 'option', lot, line: call }, { kind: 'option', lot, line: put }];
const greeksOf = (unit: RiskUnit) => sumGreeks(lineGreeks(unit)) ?? expect.fail('no Greeks');
const marginOf = (unit: RiskUnit): number => scenarioMargin(unit, model).maintenance;

describe('hedges of a unit', () => {
  test('leave none of their Greek but for half a lot, trade whole lots, and are the trades they say', () => {
    fc.assert(fc.property(books, fc.constantFrom(1e-6, 0.1, 1), (unit, lot) => {
      for (const { kind, trades, after } of unitHedges(unit, model, tradables(lot))) {
        const again = trades.reduce((own, { id, quantity }) => withTrade(own, tradables(lot).find(({ line }) => line.id === id) ?? expect.fail(id), quantity), unit);
        expect(again).toEqual(after);
        for (const { quantity } of trades) expect(Math.abs(quantity / lot - Math.round(quantity / lot))).toBeLessThan(1e-6);
        if (kind !== 'leastMargin') expect(Math.abs(greeksOf(after).delta)).toBeLessThanOrEqual(lot * 0.5 + 1e-9);
        if (kind === 'gamma' || kind === 'vega') {
          const [traded] = trades;
          const one = greeksOf(withTrade(book(), tradables(lot).find(({ line }) => line.id === traded?.id) ?? expect.fail('option'), 1))[kind];
          expect(Math.abs(greeksOf(after)[kind])).toBeLessThanOrEqual(lot * 0.5 * one + 1e-9);
        }
      }
    }), { numRuns: 60 });
  });

  test('the least margin is below that of now and of every other size of the perpetual', () => {
    fc.assert(fc.property(books, fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 20 }), (unit, sizes) => {
      const least = unitHedges(unit, model, tradables(0.01)).find(({ kind }) => kind === 'leastMargin')?.after ?? unit;
      const floor = marginOf(least);
      expect(floor).toBeLessThanOrEqual(marginOf(unit));
      for (const size of sizes) expect(marginOf(withTrade(unit, perpetual(0.01), size))).toBeGreaterThanOrEqual(floor - 0.02 * SPOT);
    }), { numRuns: 60 });
  });

  test('of two options the one that leaves the lower margin is taken', () => {
    const unit = book({ options: [option({ id: 'short', quantity: -10, strike: 100 })] });
    const found = unitHedges(unit, model, tradables(0.001)).find(({ kind }) => kind === 'gamma') ?? expect.fail('none');
    const other = unitHedges(unit, model, tradables(0.001).filter(({ line }) => line.id !== found.trades[0]?.id)).find(({ kind }) => kind === 'gamma') ?? expect.fail('none');
    expect(marginOf(found.after)).toBeLessThan(marginOf(other.after));
  });

  test('without a perpetual the delta of an option hedge stays, and there is none of delta alone', () => {
    const unit = book({ options: [option({ quantity: -10 })] });
    expect(unitHedges(unit, model, tradables(0.1).slice(1)).map(({ kind, trades }) => [kind, trades.length])).toEqual([['gamma', 1], ['vega', 1]]);
  });

  test('a trade that closes a line leaves none, and what is neutral has no hedge', () => {
    const unit = book({ options: [option({ id: 'call', strike: 105, quantity: -3 })] });
    const gamma = unitHedges(unit, model, tradables(1)).find(({ kind, trades }) => kind === 'gamma' && trades[0]?.id === 'call');
    expect(gamma?.after).toMatchObject({ options: [], perpetuals: [] });
    expect(unitHedges(book(), model, tradables(1))).toEqual([]);
  });
});
