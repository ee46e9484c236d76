import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { type JointMoves, withoutRow } from '#shared/engine/contribution/withoutRow.ts';
import type { Shock } from '#shared/engine/contribution/shock.ts';
import type { HedgeLossView, StressLineView, StressView } from '#shared/ipc/riskView.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { Decimal, type EpochMs, toText } from '#shared/num/units.ts';
import { type Episode, EPISODES } from '#shared/scenario/stress/episodes.ts';
import type { AccountFacts } from '../accountHost.ts';
import { rowWords } from '../insight/figures.ts';
import { moveView } from '../rowViews.ts';
import { episodeMoves, shockOf } from './episodeMoves.ts';
import { conditionLines } from './conditions.ts';
import { deleveragedLine } from './deleveraged.ts';
import { fundingLine } from './funding.ts';
import { haltableOf, haltLine } from './halt.ts';
import { marketOf, marketView } from './market.ts';
import { reverseView } from './reverse.ts';
import { stressedBy } from './stressed.ts';
import { volatilityStress } from './volatilityStress.ts';

/** What would break an account: computed when it is asked, nothing is changed by it. @param ownOf the scenarios that the user saved, against what the account is now */
export function stressView(host: AccountFacts, at: EpochMs, suppose: SupposeSpec, ownOf: (now: AccountEvaluation) => StressView['own']): StressView {
  const engine = host.engine();
  const now = engine.evaluate();
  const reverse = reverseView(engine);
  const days = EPISODES.toReversed().map((episode) => dayOf(engine, now, episode));
  return {
    asOf: at, valuationCurrency: engine.book.valuationCurrency, market: marketView(marketOf(largestPool(engine), assetsOf(engine))), reverse,
    own: ownOf(now), episodes: days.map(({ line }) => line), conditions: conditionLines(engine, now), hedgeLoss: hedgeLosses(engine, now),
    supposed: [fundingLine(host, engine, now, suppose), haltLine(engine, now, suppose.halted)].filter((line) => line !== null), haltable: haltableOf(engine),
    volatility: volatilityStress(host, at, reverse, suppose.sigmaTimes), deleveraged: days.flatMap(({ line, shock }) => deleveragedLine(engine, now, line, shock, suppose.deleveraged) ?? []),
  };
}

/** The market that an account is told against is that of its largest pool: parameters are the account's. */
export function largestPool({ pools, book }: AccountEngine): AccountEngine['pools'][number] {
  const [first, ...rest] = pools;
  if (first === undefined) throw new Error(`an account in ${book.valuationCurrency} has no pool`);
  return rest.reduce((best, own) => (own.book.rows.length > best.book.rows.length ? own : best), first);
}

/** Every asset that an account gains or loses by. */
export const assetsOf = ({ pools }: AccountEngine): readonly string[] => [...new Set(pools.flatMap(({ book }) => book.assets))];

function dayOf(engine: AccountEngine, now: AccountEvaluation, episode: Episode): Readonly<{ line: StressLineView; shock: Shock }> {
  const { portfolio: { venue, parameters }, book } = engine;
  const moves = episodeMoves(episode, book, assetsOf(engine), { venue, stablecoins: parameters.stablecoins });
  const told = moves.filter(({ move }) => move !== 0).map(({ asset, move, source }) => ({ asset, move: toText(new Decimal(move)), source }));
  const shock = shockOf(moves);
  return { shock, line: { id: episode.id, name: episode.name, note: episode.date, moves: told, after: stressedBy(engine, now, shock) } };
}

/** Rows without which the joint move that liquidates is nearer: what deleveraging of a winner would take away. Worst first. */
function hedgeLosses(engine: AccountEngine, now: AccountEvaluation): readonly HedgeLossView[] {
  const before = nearestOf(now.jointMove);
  if (before === null || engine.book.rows.length < 2) return [];
  const losses = engine.book.rows.flatMap((row) => {
    const without = withoutRow(engine, row.id);
    if (without.status === 'unknown') return [];
    const after = nearestOf(without.after);
    return after !== null && after.lt(before) ? [{ after, view: { rowId: row.id, name: rowWords(row.position), before: moveView(without.before.liquidation), after: moveView(without.after.liquidation) } }] : [];
  });
  return losses.toSorted((left, right) => left.after.comparedTo(right.after)).map(({ view }) => view);
}

function nearestOf({ liquidation }: JointMoves): Decimal | null {
  if (liquidation.status === 'move') return liquidation.move.abs();
  return liquidation.status === 'range' ? Decimal.min(liquidation.lower.abs(), liquidation.upper.abs()) : null;
}
