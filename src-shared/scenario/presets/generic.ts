import { evenMoves, gridOf } from '../margin/grids.ts';
import type { Cell, ScenarioModel } from '../margin/scenarioPreset.ts';
import type { ScenarioPreset } from './preset.ts';

/** Scan parameters: `range` and `volatility` as shares, the extreme move as a multiple of the range at the share of its loss that counts. */
export type SpanTerms = Readonly<{ range: number; volatility: number; lookAheadDays: number; extremeMultiple: number; cover: number }>;

/** Sixteen scenarios in the order of a risk array: still, ± 1/3, ± 2/3, ± 1 of the range at volatility up and down, then the extreme move both ways at volatility as it is. */
export function spanModel({ range, volatility, lookAheadDays, extremeMultiple, cover }: SpanTerms): ScenarioModel {
  const moves = [0, 1, -1, 2, -2, 3, -3].map((thirds) => (thirds / 3) * range);
  const extremes = [1, -1].map((side): Cell => ({ move: side * extremeMultiple * range, volatility: 'none', weight: cover }));
  return {
    money: 'quote', grid: [...gridOf(moves, ['up', 'down']), ...extremes].map((cell) => (lookAheadDays === 0 ? cell : { ...cell, days: lookAheadDays })),
    volatility: { up: volatility, down: volatility, powerShort: 0, powerLong: 0, floorDays: 1, minimumUp: 0, pivot: 'short' }, skew: null, marks: 'undiscounted', discount: null, basis: null, futuresClamp: null, tailDampener: 0, offsets: 'keep', contingencies: [],
    combination: { initialFactor: 1.1, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null },
  };
}

/** Models of no venue: the shape that clearing houses share, and one to start an own model from. */
export const GENERIC_PRESETS: readonly ScenarioPreset[] = [
  {
    id: 'span.generic', name: 'SPAN-like, 16 scenarios', source: 'CME, SPAN methodology: the scenarios; the range is ours', validFrom: '2026-11-25', confidence: 'assumed',
    unsure: [
      { field: 'grid', why: 'the range is set by product: 15 % is assumed; the extreme move is twice the range at 35 %, three times at 33 % on other products' },
      { field: 'volatility', why: 'the range is set by product: 35 % is assumed' },
      { field: 'contingencies', why: 'charges between months, the minimum of short options and credits between products are set by product and left out' },
      { field: 'combination.initialFactor', why: 'the ratio of an exchange: 1.1 is assumed' },
    ],
    model: spanModel({ range: 0.15, volatility: 0.35, lookAheadDays: 1, extremeMultiple: 2, cover: 0.35 }),
  },
  {
    id: 'generic.scenario', name: 'Generic scenario margin', source: 'no venue: a plain grid to start an own model from', validFrom: '2026-11-25', confidence: 'assumed',
    unsure: [{ field: 'grid', why: 'every figure of this model is assumed: 15 % in steps of 3 % at three volatilities' }],
    model: {
      money: 'quote', grid: gridOf(evenMoves(0.15, 5), ['up', 'none', 'down']), skew: null, marks: 'undiscounted', discount: null, basis: null, futuresClamp: null, tailDampener: 0, offsets: 'keep',
      volatility: { up: 0.45, down: 0.3, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'short' },
      contingencies: [{ kind: 'grossFutures', maintenance: 0.005, initial: 0 }, { kind: 'nakedShorts', maintenance: 0.01, initial: 0 }],
      combination: { initialFactor: 1.2, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null },
    },
  },
];
