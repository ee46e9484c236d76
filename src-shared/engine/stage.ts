import { type Stage, stageAt, stageRank } from '../domain/stage.ts';

/** One step of the ladder: the worst of the four tests decides. Ratios and distances are fractions. */
export type StageLevel = Readonly<{ stage: Stage; ratio: number; sigmas: number; distance: number; firstPassage: number }>;

/** FEATURES 5.3, proposed defaults; liquidating is decided by exact comparison, not here. */
export const STAGE_LEVELS: readonly StageLevel[] = [
  { stage: 'watch', ratio: 0.5, sigmas: 4, distance: 0.3, firstPassage: 0.0001 },
  { stage: 'warning', ratio: 2 / 3, sigmas: 3, distance: 0.15, firstPassage: 0.003 },
  { stage: 'danger', ratio: 5 / 6, sigmas: 2, distance: 0.08, firstPassage: 0.05 },
  { stage: 'critical', ratio: 0.95, sigmas: 1, distance: 0.03, firstPassage: 0.3 },
];

/** A level is left only this far beyond it: 2 percentage points of the ratio, a tenth of a distance. */
const CLEARING = { ratio: 0.02, distance: 1.1 } as const;
/** … and for this long. */
export const CLEARING_HOLD_MS = 30_000;

/** What the tests read. A test whose input is null is left out. */
export type StageInputs = Readonly<{
  /** Adjusted equity ≤ maintenance margin, with margin > 0: exact. */
  liquidating: boolean;
  /** maintenance margin / adjusted equity. */
  ratio: number | null;
  /** Nearest liquidation of an underlying, in daily standard deviations, ≥ 0. */
  sigmas: number | null;
  /** Nearest liquidation of an underlying as a fraction of its price, ≥ 0. */
  distance: number | null;
}>;

export type StageTest = 'ratio' | 'sigmas' | 'distance' | 'firstPassage';
export type StageVerdict = Readonly<{ stage: Stage; test: StageTest | null }>;

/** The chance that a driftless diffusion travels `sigmas` within one day, either in 0 … 1: 2Φ(−sigmas). */
export function firstPassage(sigmas: number): number {
  return complementaryError(sigmas / Math.SQRT2);
}

/** erfc for x ≥ 0; relative error below 1.2e-7 (Numerical Recipes, erfcc). */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const series = [1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const sum = series.reduceRight((total, coefficient) => total * t + coefficient, 0);
  return t * Math.exp(-x * x - 1.26551223 + t * sum);
}

/** The stage that the inputs alone ask for, and the test that decided. */
export function stageOf(inputs: StageInputs): StageVerdict {
  return judge(inputs, (level) => level);
}

/** The stage that remains when every level must be cleared with its margin: never below `stageOf`. */
export function clearedStageOf(inputs: StageInputs): StageVerdict {
  if (inputs.ratio !== null && inputs.ratio >= 1 - CLEARING.ratio) return { stage: 'liquidating', test: 'ratio' };
  return judge(inputs, clearingLevel);
}

/** What must hold for a stage to be left: the ratio below, σ and price distance above. Liquidation is left by the ratio alone. */
export function clearingOf(stage: Stage): StageLevel | null {
  if (stage === 'liquidating') return { stage, ratio: 1 - CLEARING.ratio, sigmas: 0, distance: 0, firstPassage: 1 };
  const level = STAGE_LEVELS.find((candidate) => candidate.stage === stage);
  return level === undefined ? null : clearingLevel(level);
}

/** A level moved to where it counts as left. */
function clearingLevel(level: StageLevel): StageLevel {
  return {
    stage: level.stage,
    ratio: level.ratio - CLEARING.ratio,
    sigmas: level.sigmas * CLEARING.distance,
    distance: level.distance * CLEARING.distance,
    firstPassage: level.firstPassage / CLEARING.distance,
  };
}

function judge(inputs: StageInputs, move: (level: StageLevel) => StageLevel): StageVerdict {
  if (inputs.liquidating) return { stage: 'liquidating', test: 'ratio' };
  for (const level of STAGE_LEVELS.toReversed().map(move)) {
    if (inputs.ratio !== null && inputs.ratio >= level.ratio) return { stage: level.stage, test: 'ratio' };
    if (inputs.sigmas !== null && inputs.sigmas <= level.sigmas) return { stage: level.stage, test: 'sigmas' };
    if (inputs.distance !== null && inputs.distance <= level.distance) return { stage: level.stage, test: 'distance' };
    if (inputs.sigmas !== null && firstPassage(inputs.sigmas) >= level.firstPassage) return { stage: level.stage, test: 'firstPassage' };
  }
  return { stage: 'calm', test: null };
}

/** The stage of an account over time. */
export type StageState = Readonly<{
  stage: Stage;
  /** Since when a lower stage has been asked for without pause, and the worst asked for since. */
  lowering: Readonly<{ since: number; to: Stage }> | null;
  /** The stage when the data was last fresh: stale data may raise it by one at most. */
  freshStage: Stage;
}>;

/** An account seen for the first time: whatever its inputs say, stale or not. */
export function firstStage(inputs: StageInputs): StageState {
  const { stage } = stageOf(inputs);
  return { stage, lowering: null, freshStage: stage };
}

/** A stage taken up again after a restart. */
export const resumedStage = (stage: Stage): StageState => ({ stage, lowering: null, freshStage: stage });

/**
 * The next stage: raised at once, lowered only after the clearing margin has held for 30 s. Stale inputs raise by one
 * stage at most over the last fresh one and never lower.
 *
 * @param at    ms on a clock that only rises
 * @param stale some input is stale, disconnected, suspect or unknown
 */
export function nextStage(state: StageState, inputs: StageInputs, at: number, stale: boolean): StageState {
  const asked = stageRank(stageOf(inputs).stage);
  const limit = stale ? Math.min(asked, stageRank(state.freshStage) + 1) : asked;
  if (limit > stageRank(state.stage)) {
    const stage = stageAt(limit);
    return { stage, lowering: null, freshStage: stale ? state.freshStage : stage };
  }
  if (stale) return { ...state, lowering: null };
  const cleared = stageRank(clearedStageOf(inputs).stage);
  if (cleared >= stageRank(state.stage)) return { ...state, lowering: null, freshStage: state.stage };
  const to = stageAt(Math.max(cleared, state.lowering === null ? 0 : stageRank(state.lowering.to)));
  const since = state.lowering?.since ?? at;
  if (at - since >= CLEARING_HOLD_MS) return { stage: to, lowering: null, freshStage: to };
  return { stage: state.stage, lowering: { since, to }, freshStage: state.stage };
}
