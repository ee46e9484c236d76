import { evenMoves, FAR_MOVES, gridOf, scaledTails } from '../margin/grids.ts';
import type { ScenarioModel } from '../margin/scenarioPreset.ts';
import type { ScenarioPreset } from './preset.ts';

const SOURCE = 'Deribit API, private/simulate sample of June 2024; help page on portfolio margin';
const UNSURE = [
  { field: 'tailDampener', why: 'its unit of account and its place after the scaling are not published' },
  { field: 'combination', why: 'the delta shock above 20,000,000 USD of delta is not published and is left out' },
  { field: 'volatility.powerShort', why: 'read from a deck, reproduced on no published option' },
] as const;

/** Table of Deribit's portfolio margin. `annualised` and `dampener` differ by settlement currency. */
export function pmeModel(money: 'quote' | 'coin', range: number, annualised: number, dampener: number, volatility: Readonly<{ up: number; down: number; minimumUp: number }>): ScenarioModel {
  return {
    money, grid: [...gridOf(evenMoves(range, 4), ['up', 'none', 'down']), ...scaledTails(FAR_MOVES, range, 1)],
    volatility: { ...volatility, powerShort: 0.3, powerLong: 0.13, floorDays: 1, pivot: 'short' }, skew: null, marks: 'undiscounted', discount: null, basis: null,
    futuresClamp: range, tailDampener: dampener, offsets: 'zero', contingencies: [{ kind: 'roll', annualised, floor: 0.01 }],
    combination: { initialFactor: 1, maintenanceFactor: 0.8, contingencies: 'inside', peg: null, minimumDelta: null },
  };
}

const VOLATILITY = { up: 0.5, down: 0.25, minimumUp: 0.5 } as const;

export const DERIBIT_PRESETS: readonly ScenarioPreset[] = [
  { id: 'deribit.pme.btc', name: 'Deribit portfolio margin, settled in BTC', source: SOURCE, validFrom: '2024-06-17', confidence: 'inferred', unsure: UNSURE, model: pmeModel('coin', 0.16, 0.075, 100_000, VOLATILITY) },
  { id: 'deribit.pme.usdc', name: 'Deribit portfolio margin, settled in USDC', source: SOURCE, validFrom: '2024-06-17', confidence: 'inferred', unsure: UNSURE, model: pmeModel('quote', 0.16, 0.1, 25_000, VOLATILITY) },
  {
    id: 'deribit.legacy', name: 'Deribit portfolio margin before 2023', source: 'Deribit docs, older copies', validFrom: '2020-01-01', confidence: 'secondary', unsure: [{ field: 'volatility.powerShort', why: 'copies differ between 0.3 and 0.5' }],
    model: {
      ...pmeModel('coin', 0.15, 0, 0, { up: 0.45, down: 0.3, minimumUp: 0 }), grid: gridOf(evenMoves(0.15, 5), ['up', 'none', 'down']), futuresClamp: null, offsets: 'keep',
      contingencies: [{ kind: 'grossFutures', maintenance: 0.006, initial: 0 }, { kind: 'nakedShorts', maintenance: 0.01, initial: 0 }],
      combination: { initialFactor: 1.2, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null },
    },
  },
];
