import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { Shock } from '#shared/engine/contribution/shock.ts';
import { type JointMoves, withoutRow } from '#shared/engine/contribution/withoutRow.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import type { StressLineView, StressView } from '#shared/ipc/riskView.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';
import { daysWith, type Episode } from '#shared/scenario/stress/episodes.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { each, type Pieces } from '#shared/util/pieces.ts';
import { rowWords } from '../insight/figures.ts';
import { moveView } from '../rowViews.ts';
import { assetsOf } from './assets.ts';
import { conditionLines } from './conditions.ts';
import { deleveragedLine } from './deleveraged.ts';
import { episodeMoves, shockOf } from './episodeMoves.ts';
import { fundingLine } from './funding.ts';
import { haltableOf, haltLine } from './halt.ts';
import { askedOf, type OwnScenarios, ownScenarios } from './ownScenarios.ts';
import { reverseView } from './reverse.ts';
import { stressedBy } from './stressed.ts';

/** All of it that is the engine asked again, and nothing else. */
export type StressParts = Pick<StressView, 'reverse' | 'own' | 'episodes' | 'conditions' | 'supposed' | 'haltable' | 'deleveraged' | 'hedgeLoss'>;

/** What the user saved that every account is put through: scenarios, and days of the past beside those that ship. */
export type Saved = Readonly<{ own: OwnScenarios; days: readonly Episode[] }>;

/** About how many pieces it takes: one's own scenarios, days of the past twice, what is supposed, and the account without each row. */
export const stressPiecesOf = (rows: number, { own: { base, scenarios }, days }: Saved): number => (base === null ? 0 : askedOf(scenarios).length) + 2 * daysWith(days).length + 3 + rows;

/** `rates`: funding as the venue told it last, by symbol; `paths`: its options when they move. */
export type Stressing = Readonly<{ suppose: SupposeSpec; rates: ReadonlyMap<string, DecimalText>; paths: OptionPaths; saved: Saved; /** What σ and correlations were measured as; null: those put down by hand. */ measured: MeasuredMarket | null }>;

export function* stressParts(engine: AccountEngine, { suppose, rates, paths, saved, measured }: Stressing): Pieces<StressParts> {
  const now = engine.evaluate();
  const reverse = reverseView(engine, paths, measured);
  yield;
  const own = yield* ownScenarios(saved.own, now);
  const days = yield* each(daysWith(saved.days).toReversed(), (episode) => dayOf(engine, now, episode, paths));
  const deleveraged = yield* each(days, ({ line, shock }) => deleveragedLine(engine, now, { episode: line, shock, count: suppose.deleveraged, paths }));
  const conditions = conditionLines(engine, now, paths);
  yield;
  const supposed = [fundingLine(engine, now, suppose, (symbol) => { const rate = rates.get(symbol); return rate === undefined ? null : new Decimal(rate); }), haltLine(engine, now, suppose.halted)];
  yield;
  return {
    reverse, own, episodes: days.map(({ line }) => line), conditions, supposed: supposed.filter((line) => line !== null), haltable: haltableOf(engine),
    deleveraged: deleveraged.filter((line) => line !== null), hedgeLoss: yield* hedgeLosses(engine, now),
  };
}

function dayOf(engine: AccountEngine, now: AccountEvaluation, episode: Episode, paths: OptionPaths): Readonly<{ line: StressLineView; shock: Shock }> {
  const { portfolio: { venue, parameters }, book } = engine;
  const moves = episodeMoves(episode, book, assetsOf(engine), { venue, stablecoins: parameters.stablecoins });
  const told = moves.filter(({ move }) => move !== 0).map(({ asset, move, source }) => ({ asset, move: toText(new Decimal(move)), source }));
  const shock = shockOf(moves);
  return { shock, line: { id: episode.id, name: episode.name, note: episode.own === true ? `${episode.date}, your own` : episode.date, moves: told, after: stressedBy(engine, now, shock, paths) } };
}

/** Rows without which the joint move that liquidates is nearer: what deleveraging of a winner would take away. Worst first. */
function* hedgeLosses(engine: AccountEngine, now: AccountEvaluation): Pieces<StressView['hedgeLoss']> {
  const { liquidation } = now.jointMove;
  if (liquidation.status === 'unknown') return liquidation;
  const before = nearestOf(now.jointMove);
  if (before === null || engine.book.rows.length < 2) return { status: 'known', losses: [] };
  const losses = yield* each(engine.book.rows, (row) => {
    const without = withoutRow(engine, row.id, now);
    if (without.status === 'unknown') return [];
    const after = nearestOf(without.after);
    return after !== null && after.lt(before) ? [{ after, view: { rowId: row.id, name: rowWords(row.position), before: moveView(without.before.liquidation), after: moveView(without.after.liquidation) } }] : [];
  });
  return { status: 'known', losses: losses.flat().toSorted((left, right) => left.after.comparedTo(right.after)).map(({ view }) => view) };
}

function nearestOf({ liquidation }: JointMoves): Decimal | null {
  if (liquidation.status === 'move') return liquidation.move.abs();
  return liquidation.status === 'range' ? Decimal.min(liquidation.lower.abs(), liquidation.upper.abs()) : null;
}
