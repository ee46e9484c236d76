import { evenMoves, gridOf } from '../margin/grids.ts';
import type { ScenarioPreset } from './preset.ts';

export const DEDERI_PRESETS: readonly ScenarioPreset[] = [{
  id: 'dederi.pm', name: 'Dederi portfolio margin', source: 'wiki.dederi.io, RiskControlRules/portfolio_margin', validFrom: '2024-06-01', confidence: 'stated',
  unsure: [
    { field: 'volatility', why: 'a range with two powers is described, its figures are not; those of Deribit before 2023 are assumed' },
    { field: 'combination', why: 'the factor of initial margin is not published; 1.2 is assumed' },
    { field: 'validFrom', why: 'the page has no date; this one is ours' },
  ],
  model: {
    money: 'quote', grid: gridOf(evenMoves(0.15, 5), ['up', 'none', 'down']), skew: null, marks: 'undiscounted', discount: null, basis: null, futuresClamp: null, tailDampener: 0, offsets: 'keep',
    volatility: { up: 0.45, down: 0.3, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'short' },
    contingencies: [{ kind: 'grossFutures', maintenance: 0.006, initial: 0 }],
    combination: { initialFactor: 1.2, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null },
  },
}];
