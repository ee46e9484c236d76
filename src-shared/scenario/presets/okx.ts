import { evenMoves, gridOf } from '../margin/grids.ts';
import type { Cell, MinimumCharge, ScenarioModel } from '../margin/scenarioPreset.ts';
import type { ScenarioPreset } from './preset.ts';

const SOURCE = 'OKX help, adjustment of portfolio margin parameters of 2025-01-02; the rule for the whole from its page on portfolio margin';

/** Raw charges of BTC and ETH up to which a multiple holds, in USD. */
const TIERS: MinimumCharge['tiers'] = [[0, 1], [250_000, 2], [500_000, 4], [1_000_000, 6], [2_000_000, 8], [3_000_000, 10], [4_000_000, 12]].map(([from = 0, multiple = 1]) => ({ from, multiple }));

const UNSURE = [
  { field: 'volatility.points', why: 'only the 30 points at expiry are stated; they are taken for later expiries too, which asks too much rather than too little' },
  { field: 'volatility.up', why: 'the table of changes in percent is not published; 50 % up and 25 % down at 30 days, the range of Deribit, are assumed' },
  { field: 'grid', why: 'half of the loss in the extreme move is secondary, its unchanged volatility an assumption; theta decay is taken as the loss of a day without a move' },
  { field: 'contingencies.roll', why: 'basis (MR4) is taken on the delta of each expiry, as its offsets are not published' },
  { field: 'contingencies.vegaSpread', why: 'vega by term (MR3) is not published; the rate of Bybit, 0.03 points a day, is assumed' },
  { field: 'contingencies.interest', why: 'interest rate (MR5) is not published; a shift of one point is assumed' },
  { field: 'combination.minimumCharge', why: 'its base rate is read off one example of June 2024, 3,020 USDT on 10 BTC, and taken for options as well; that a multiple holds for the whole charge is assumed' },
  { field: 'holdings', why: 'that a holding counts up to the delta it hedges follows from “spot in use”; the depeg charge (MR9) needs the settle currency of each row and is left out' },
] as const;

/** Seven prices at three volatilities, a day without a move, and the extreme move both ways at half. The worst of them is max(MR1, MR2, MR6). */
function okxModel(moves: readonly number[], extreme: number, annualised: number): ScenarioModel {
  const further: readonly Cell[] = [{ move: 0, volatility: 'none', weight: 1, days: 1 }, { move: -extreme, volatility: 'none', weight: 0.5 }, { move: extreme, volatility: 'none', weight: 0.5 }];
  return {
    money: 'quote', grid: [...gridOf(moves, ['up', 'none', 'down']), ...further], skew: null, marks: 'undiscounted', discount: null, basis: null, futuresClamp: null, tailDampener: 0, offsets: 'keep', holdings: 'hedging',
    volatility: { up: 0.5, down: 0.25, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'short', points: [{ days: 0, up: 0.3, down: 0.3 }] },
    contingencies: [{ kind: 'roll', annualised, floor: 0 }, { kind: 'vegaSpread', perDay: 0.0003 }, { kind: 'interest', shift: 0.01 }],
    combination: { initialFactor: 1.3, maintenanceFactor: 1, contingencies: 'inside', peg: null, minimumDelta: null, minimumCharge: { futures: 0.0045, options: 0.0045, tiers: TIERS } },
  };
}

const OTHER_TIERS = [...UNSURE, { field: 'combination.minimumCharge.tiers', why: 'the tiers of BTC and ETH: others were not recorded' }] as const;

export const OKX_PRESETS: readonly ScenarioPreset[] = [
  { id: 'okx.pm.btc-eth', name: 'OKX portfolio margin, BTC and ETH', source: SOURCE, validFrom: '2025-01-15', confidence: 'stated', unsure: UNSURE, model: okxModel(evenMoves(0.12, 3), 0.24, 0.05) },
  { id: 'okx.pm.mid', name: 'OKX portfolio margin, SOL, XRP and nine more', source: SOURCE, validFrom: '2025-01-15', confidence: 'stated', unsure: OTHER_TIERS, model: okxModel(evenMoves(0.18, 3), 0.36, 0.15) },
  { id: 'okx.pm.others', name: 'OKX portfolio margin, others', source: SOURCE, validFrom: '2025-01-15', confidence: 'stated', unsure: OTHER_TIERS, model: okxModel([-0.25, -0.16, -0.08, 0, 0.08, 0.16, 0.25], 0.5, 0.3) },
];
