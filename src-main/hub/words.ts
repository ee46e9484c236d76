import type { Evaluation, UnderlyingEvaluation } from '#shared/engine/evaluate.ts';
import type { AtWorst } from '#shared/engine/interval/atWorst.ts';
import { stageOf, type StageTest } from '#shared/engine/stage.ts';
import { stageRank } from '#shared/domain/stage.ts';

/** `52.1 %`, rounded up: a ratio is never shown safer than it is, and 100 % only from 1 on. */
export function percentUp(fraction: number): string {
  const tenths = Math.ceil(fraction * 1000 - 1e-9) / 10;
  return `${(fraction < 1 ? Math.min(99.9, tenths) : tenths).toFixed(1)} %`;
}

/** `18.4 %`, rounded down: a distance is never shown longer than it is. */
export const percentDown = (fraction: number): string => `${(Math.floor(fraction * 1000 + 1e-9) / 10).toFixed(1)} %`;

/** `2.9σ`, rounded down. */
export const sigmasDown = (sigmas: number): string => `${(Math.floor(sigmas * 10 + 1e-9) / 10).toFixed(1)}σ`;

const byLeast = (underlyings: readonly UnderlyingEvaluation[], of: (candidate: UnderlyingEvaluation) => number | null): UnderlyingEvaluation | null =>
  underlyings.reduce<UnderlyingEvaluation | null>((best, candidate) => {
    const value = of(candidate);
    const least = best === null ? null : of(best);
    return value !== null && (least === null || value < least) ? candidate : best;
  }, null);

/** An evaluation, with what old prices may make of it where they are old. */
export type Judged = Evaluation & Readonly<{ atWorst?: AtWorst }>;

/** Which figure decided the stage: "margin ratio 52.1 %", "SOL 2.9σ from liquidation". Empty when none did. */
export function stageReason(evaluation: Judged, test: StageTest | null): string {
  const worst = evaluation.atWorst === undefined ? null : stageOf(evaluation.atWorst.inputs);
  if (evaluation.atWorst !== undefined && worst !== null && stageRank(worst.stage) > stageRank(stageOf(evaluation.stageInputs).stage)) return worstReason(evaluation, evaluation.atWorst, worst.test);
  const { ratio, liquidating } = evaluation.stageInputs;
  if (test === null) return '';
  if (test === 'ratio') return ratio === null ? 'no adjusted equity is left' : liquidating ? `margin ratio ${percentUp(ratio)}, at or beyond liquidation` : `margin ratio ${percentUp(ratio)}`;
  if (test === 'distance') {
    const near = byLeast(evaluation.underlyings, ({ distance }) => distance?.fraction.abs().toNumber() ?? null);
    return near?.distance == null ? 'close to liquidation' : `${near.asset} ${percentDown(near.distance.fraction.abs().toNumber())} from liquidation`;
  }
  const near = byLeast(evaluation.underlyings, ({ distance }) => distance?.sigmas ?? null);
  return near?.distance?.sigmas == null ? 'close to liquidation' : `${near.asset} ${sigmasDown(near.distance.sigmas)} from liquidation`;
}

/** What only the bad end of an old price asks for is said to be no more than possible. */
function worstReason({ underlyings }: Evaluation, { inputs: { ratio, liquidating }, ends }: AtWorst, test: StageTest | null): string {
  if (test === 'ratio') return ratio === null ? 'adjusted equity may be used up' : `margin ratio up to ${percentUp(ratio)}${liquidating ? ', at or beyond liquidation' : ''}`;
  const seen = underlyings.flatMap(({ asset, distance }) => (distance === null ? [] : [{ asset, distance: distance.fraction.abs().toNumber(), sigmas: distance.sigmas }]));
  const all = [...ends, ...seen];
  if (test === 'distance') {
    const near = all.toSorted((a, b) => a.distance - b.distance)[0];
    return near === undefined ? 'perhaps close to liquidation' : `${near.asset} perhaps ${percentDown(near.distance)} from liquidation`;
  }
  const near = all.flatMap(({ asset, sigmas }) => (sigmas === null ? [] : [{ asset, sigmas }])).toSorted((a, b) => a.sigmas - b.sigmas)[0];
  return near === undefined ? 'perhaps close to liquidation' : `${near.asset} perhaps ${sigmasDown(near.sigmas)} from liquidation`;
}
