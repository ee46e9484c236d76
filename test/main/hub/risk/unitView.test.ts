import { expect, test } from 'vitest';
import { finished } from '#shared/util/pieces.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { black76Price } from '#shared/scenario/pricing/black76.ts';
import { SCENARIO_PRESETS, shippedPreset } from '#shared/scenario/presets/registry.ts';
import { unitViewPieces } from '../../../../src-main/hub/risk/unitView.ts';
import { book, option } from '../../../shared/scenario/margin/units.ts';

const [{ model }] = SCENARIO_PRESETS as [typeof SCENARIO_PRESETS[number]];
const view = (unit: RiskUnit, asked = model, beside = { equity: 1e6, others: 0 }) => finished(unitViewPieces({ asset: 'BTC', unit, names: new Map(), lacking: [], assumed: [], settled: 0, legs: [], sigma: 0.035, sigmaSource: 'here', tradables: [] }, asked, beside));

test('the margin without a line is the model asked again, of a large book for the hundred lines that weigh most', () => {
  const unit = book({ options: Array.from({ length: 110 }, (_, at) => option({ id: `o${at}`, quantity: -1 - at, strike: 90 + (at % 20) })) });
  const { lines, maintenance } = view(unit);
  const asked = lines.filter(({ without }) => without !== null);
  expect(asked).toHaveLength(100);
  const least = Math.min(...asked.map(({ profit }) => Math.abs(Number(profit))));
  for (const { profit } of lines.filter(({ without }) => without === null)) expect(Math.abs(Number(profit))).toBeLessThanOrEqual(least);
  const last = lines.find(({ id }) => id === 'o109');
  const again = scenarioMargin({ ...unit, options: unit.options.filter(({ id }) => id !== 'o109') }, model).maintenance;
  expect(Number(last?.without)).toBeCloseTo(again - Number(maintenance), 6);
});

/** A book of everything after a move, line by line, without the program's own way to move one. */
function movedBook(unit: RiskUnit, move: number, volatility: number): RiskUnit {
  const to = (price: number): number => price * (1 + move);
  return book({
    spot: to(unit.spot), expiries: unit.expiries.map((own) => ({ ...own, open: to(own.open), forward: to(own.forward) })), futures: unit.futures,
    options: unit.options.map((own) => ({ ...own, volatility: own.volatility * (1 + volatility) })), perpetuals: unit.perpetuals.map((own) => ({ ...own, price: to(own.price) })),
    holdings: unit.holdings.map((own) => (own.moves ? { ...own, value: to(own.value), oracleValue: to(own.oracleValue) } : own)),
  });
}

const worthOf = (unit: RiskUnit): number =>
  unit.options.reduce((sum, own) => { const at = unit.expiries[own.expiry]; return sum + own.quantity * black76Price(own.sign, at?.open ?? Number.NaN, own.strike, own.volatility * Math.sqrt(at?.years ?? Number.NaN)); }, 0)
  + unit.perpetuals.reduce((sum, { quantity, price }) => sum + quantity * price, 0) + unit.futures.reduce((sum, { quantity, expiry }) => sum + quantity * (unit.expiries[expiry]?.open ?? Number.NaN), 0) + unit.holdings.reduce((sum, { value }) => sum + value, 0);

const HELD = { value: 900, oracleValue: 900, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 };
const BESIDE = { equity: 300, others: 130 };

test.each(['derive.pmrm2.btc-eth', 'paradex.pm', 'deribit.pme.btc', 'okx.pm.btc-eth'])('every cell of the heat map under %s is the model asked by itself: equity, requirement and ratio', (id) => {
  const { model: asked } = shippedPreset(id);
  const unit = book({
    options: [option({ id: 'c', quantity: -12, strike: 105 }), option({ id: 'p', sign: -1, quantity: 7, strike: 92, expiry: 1, volatility: 0.8 })],
    perpetuals: [{ id: 'perp', quantity: 6, price: 101 }], futures: [{ id: 'f', quantity: -3, expiry: 1 }], holdings: [{ id: 'held:BTC', ...HELD }, { id: 'held:USD', ...HELD, value: 300, moves: false }],
  });
  const { heat: { moves, volatilities, equities, requirements, ratios } } = view(unit, asked, BESIDE);
  expect([moves.length, volatilities.length]).toEqual([13, 6]);
  expect(ratios.flat()).toContain(null);
  for (const [row, move] of moves.entries()) {
    for (const [column, volatility] of volatilities.entries()) {
      const after = movedBook(unit, move, volatility);
      const equity = BESIDE.equity + worthOf(after) - worthOf(unit);
      const requirement = BESIDE.others + scenarioMargin(after, asked).maintenance * (asked.money === 'coin' ? after.spot : 1);
      expect(Number(equities[row]?.[column]), `equity at ${move}, ${volatility}`).toBeCloseTo(equity, 6);
      expect(Number(requirements[row]?.[column]), `requirement at ${move}, ${volatility}`).toBeCloseTo(requirement, 6);
      if (equity > 0) expect(ratios[row]?.[column], `ratio at ${move}, ${volatility}`).toBeCloseTo(requirement / equity, 6);
      else expect(ratios[row]?.[column]).toBeNull();
    }
  }
});
