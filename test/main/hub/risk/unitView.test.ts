import { expect, test } from 'vitest';
import { finished } from '#shared/util/pieces.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { unitViewPieces } from '../../../../src-main/hub/risk/unitView.ts';
import { book, option } from '../../../shared/scenario/margin/units.ts';

const [{ model }] = SCENARIO_PRESETS as [typeof SCENARIO_PRESETS[number]];
const view = (unit: RiskUnit) => finished(unitViewPieces({ asset: 'BTC', unit, names: new Map(), lacking: [], assumed: [], settled: 0, legs: [], sigma: 0.035, sigmaSource: 'here', tradables: [] }, model, { equity: 1e6, others: 0 }));

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
