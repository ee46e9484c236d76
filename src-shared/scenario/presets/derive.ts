import { gridOf, tailsOf } from '../margin/grids.ts';
import type { Cell, ScenarioModel } from '../margin/scenarioPreset.ts';
import type { ScenarioPreset } from './preset.ts';

const SOURCE = 'Derive v2-scripts, mainnet parameters, December 2025';

/** Moves down from + range to − range by a quarter of it, ±range with volatility up only, the rest up, flat and down. */
function regular(range: number, step: number): readonly Cell[] {
  const inner = [3, 2, 1, 0, -1, -2, -3].map((place) => place * step);
  return [{ move: range, volatility: 'up', weight: 1 }, ...gridOf(inner, ['down', 'none', 'up']), { move: -range, volatility: 'up', weight: 1 }];
}

const TILTS: readonly Cell[] = [{ move: 0, volatility: 'linear', weight: 1 }, { move: 0, volatility: 'absolute', weight: 1 }];

type Scale = Readonly<{
  step: number; tails: readonly (readonly [number, number])[]; up: number; down: number; minimumUp: number; initialFactor: number; maintenanceFactor: number;
  perpetual: readonly [number, number]; naked: readonly [number, number];
}>;

const second = ({ step, tails, up, down, minimumUp, initialFactor, maintenanceFactor, perpetual, naked }: Scale): ScenarioModel => ({
  money: 'quote', grid: [...regular(4 * step, step), ...tailsOf(tails), ...TILTS], marks: 'discounted', futuresClamp: null, tailDampener: 0, offsets: 'keep',
  volatility: { up, down, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp, pivot: 'short' },
  skew: { linearCap: 0.25, linearBase: -0.1, absoluteCap: 0.25, absoluteBase: -0.1, minimum: 0.01, width: 4, volatility: 0.6, volatilityScale: -0.1 },
  discount: { positive: { factor: 0.98, multiple: 1, add: 0.1 }, negative: { factor: 1.02, multiple: 1, add: 0.1 } },
  basis: { up: step, down: -step, add: 0.5, multiple: 2 },
  contingencies: [
    { kind: 'perpetuals', maintenance: perpetual[0], initial: perpetual[1] }, { kind: 'nakedShorts', maintenance: naked[0], initial: naked[1] },
    { kind: 'haircuts' }, { kind: 'oracle', threshold: 0.55, rate: 1, split: 'each' },
  ],
  combination: { initialFactor, maintenanceFactor, contingencies: 'outside', peg: { threshold: 0.99, factor: 4 }, minimumDelta: null },
});

const UNSURE_SECOND = [
  { field: 'discount', why: 'recorded as short 0.98 and long 1.02; the labels look swapped, and their rate multiples were not recorded' },
  { field: 'skew.volatilityScale', why: 'of the test set; the mainnet value was not recorded' },
] as const;

/** The second portfolio margin model of Derive, and the first one. */
export const DERIVE_PRESETS: readonly ScenarioPreset[] = [
  {
    id: 'derive.pmrm2.btc-eth', name: 'Derive portfolio margin 2, BTC and ETH', source: SOURCE, validFrom: '2025-12-01', confidence: 'stated', unsure: UNSURE_SECOND,
    model: second({
      step: 0.045, tails: [[-0.66, 0.21], [-0.33, 0.42], [0.5, 0.2772], [1, 0.1386], [2, 0.0693], [3, 0.0462], [4, 0.034_65], [5, 0.027_72]], up: 0.5, down: 0.3, minimumUp: 0.4,
      initialFactor: 1, maintenanceFactor: 0.8, perpetual: [0.03, 0.01], naked: [0.003, 0.002],
    }),
  },
  {
    id: 'derive.pmrm2.sol', name: 'Derive portfolio margin 2, SOL', source: SOURCE, validFrom: '2025-12-01', confidence: 'stated', unsure: UNSURE_SECOND,
    model: second({
      step: 0.0675, tails: [[-0.66, 0.36], [-0.33, 0.72], [0.5, 0.48], [1, 0.24], [2, 0.12], [3, 0.08], [4, 0.06], [5, 0.048]], up: 0.6, down: 0.3, minimumUp: 0.6,
      initialFactor: 1.1, maintenanceFactor: 0.9, perpetual: [0.05, 0.01], naked: [0.015, 0.005],
    }),
  },
  {
    id: 'derive.pmrm2.hype', name: 'Derive portfolio margin 2, HYPE', source: SOURCE, validFrom: '2025-12-01', confidence: 'stated', unsure: UNSURE_SECOND,
    model: second({
      step: 0.0825, tails: [[-0.66, 0.49], [0.5, 0.66], [1, 0.33], [2, 0.165], [3, 0.11], [4, 0.0825], [5, 0.066]], up: 0.65, down: 0.3, minimumUp: 0.6,
      initialFactor: 1.15, maintenanceFactor: 0.95, perpetual: [0.075, 0.025], naked: [0.0175, 0.0075],
    }),
  },
  {
    id: 'derive.pmrm1', name: 'Derive portfolio margin 1', source: SOURCE, validFrom: '2025-12-01', confidence: 'stated', unsure: [],
    model: {
      money: 'quote', grid: regular(0.18, 0.045), skew: null, marks: 'undiscounted', futuresClamp: null, tailDampener: 0, offsets: 'keep',
      volatility: { up: 0.5, down: 0.275, powerShort: 0.3, powerLong: 0.13, floorDays: 1, minimumUp: 0, pivot: 'short' },
      discount: { positive: { factor: 0.95, multiple: 1, add: 0.12 }, negative: null }, basis: { up: 0.045, down: -0.045, add: 0.5, multiple: 2 },
      contingencies: [
        { kind: 'perpetuals', maintenance: 0.03, initial: 0 }, { kind: 'holdings', maintenance: 0.03, initial: 0 }, { kind: 'nakedShorts', maintenance: 0.015, initial: 0 },
        { kind: 'oracle', threshold: 0.55, rate: 1, split: 'withSpot' },
      ],
      combination: { initialFactor: 1.25, maintenanceFactor: 1, contingencies: 'inside', peg: { threshold: 0.99, factor: 4 }, minimumDelta: null },
    },
  },
];
