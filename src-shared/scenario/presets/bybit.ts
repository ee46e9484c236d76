import { evenMoves, gridOf } from '../margin/grids.ts';
import type { ScenarioPreset } from './preset.ts';

export const BYBIT_PRESETS: readonly ScenarioPreset[] = [{
  id: 'bybit.pm.btc', name: 'Bybit portfolio margin, BTC', source: 'Bybit API, sample answer of portfolio margin; help page on portfolio margin of 2024-09-04', validFrom: '2024-09-04', confidence: 'inferred',
  unsure: [
    { field: 'volatility', why: 'read off the 33 option values of one sample at 185 days, within 0.0013 USD; days under a floor of 1 are assumed, and other coins are wider' },
    { field: 'contingencies.grossFutures', why: '0.03 % is implied by the sample' },
    { field: 'contingencies.nakedShorts', why: 'the rate of net short options is not published; 1 % is assumed, and taken by strike' },
    { field: 'contingencies.deltaSpread', why: '45 % is a secondary figure, of a range of 45 to 60 %; that it is by the year, and the nearest expiries pair first, is assumed' },
    { field: 'contingencies.vegaSpread', why: '0.03 % is a secondary figure; that it is a change of volatility a day is our reading' },
    { field: 'contingencies', why: 'the spread of USDT and USDC is left out, as its rate is not published' },
    { field: 'holdings', why: 'hedged spot is said to join with its losses alone; it counts here up to the delta that it hedges, gains too' },
  ],
  model: {
    money: 'quote', grid: gridOf(evenMoves(0.1, 5), ['up', 'none', 'down']), skew: null, marks: 'undiscounted', discount: null, basis: null, futuresClamp: null, tailDampener: 0, offsets: 'keep', holdings: 'hedging',
    volatility: { up: 0.24, down: 0.2, powerShort: 0.3, powerLong: 0.3, floorDays: 1, minimumUp: 0, pivot: 'short' },
    contingencies: [{ kind: 'grossFutures', maintenance: 0.0003, initial: 0 }, { kind: 'nakedShorts', maintenance: 0.01, initial: 0 }, { kind: 'deltaSpread', annualised: 0.45 }, { kind: 'vegaSpread', perDay: 0.0003 }],
    combination: { initialFactor: 1.2, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null },
  },
}];
