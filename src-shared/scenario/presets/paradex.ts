import { FAR_MOVES, tailsOf } from '../margin/grids.ts';
import type { Cell } from '../margin/scenarioPreset.ts';
import type { ScenarioPreset } from './preset.ts';

const inner = [0.12, 0.08, 0.04, 0, -0.04, -0.08, -0.12].flatMap((move): readonly Cell[] => [{ move, volatility: 'up', weight: 1 }, { move, volatility: 'down', weight: 1 }]);
const WEIGHTS = [0.24, 0.48, 0.32, 0.16, 0.08, 0.0533, 0.04, 0.032];

export const PARADEX_PRESETS: readonly ScenarioPreset[] = [{
  id: 'paradex.pm', name: 'Paradex portfolio margin', source: 'docs.paradex.trade, risk/portfolio-margin', validFrom: '2025-06-01', confidence: 'stated',
  unsure: [{ field: 'combination', why: 'fee and funding provisions are the account’s own and are left out' }],
  model: {
    money: 'quote', grid: [{ move: 0.16, volatility: 'up', weight: 1 }, ...inner, { move: -0.16, volatility: 'up', weight: 1 }, ...tailsOf(FAR_MOVES.map((move, place) => [move, WEIGHTS[place] ?? 0]))],
    volatility: { up: 0.4, down: 0.22, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'long' }, skew: null, marks: 'undiscounted', discount: null, basis: null,
    futuresClamp: null, tailDampener: 0, offsets: 'keep', contingencies: [],
    combination: { initialFactor: 1, maintenanceFactor: 0.5, contingencies: 'outside', peg: null, minimumDelta: { net: 0.02, hedged: 0.01 } },
  },
}];
