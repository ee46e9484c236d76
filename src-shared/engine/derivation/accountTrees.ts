import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import type { Certainty, Figure, Totals } from '../figures.ts';
import type { Decimal } from '../../num/units.ts';
import { sum, sumOfKnown } from './build.ts';
import type { HeadlineFigure } from './figureRef.ts';
import type { DerivationNode } from './node.ts';
import { poolParts } from './rowTrees.ts';
import { addingFor, collateralSum, poolTotal, shareTree, venueRatioTree } from './totalTrees.ts';

/** What the engine says of a figure, and the tree that it should follow from. */
export type Found = Readonly<{ value: Decimal | null; certainty: Certainty; tree: DerivationNode; engine: PoolEngine }>;

/** Figures of all pools together; every other headline is of one pool. */
const OF_ALL = ['equity', 'notional', 'unrealizedPnl', 'optionValue', 'leverage'] as const;
type OfAll = (typeof OF_ALL)[number];
const isOfAll = (figure: HeadlineFigure): figure is OfAll => OF_ALL.some((name) => name === figure);

/** @param pool id; undefined for the figure as the headline shows it */
export function headlineOf({ pools }: AccountEngine, evaluation: AccountEvaluation, figure: HeadlineFigure, pool: string | undefined): Found | null {
  const engine = pools.find((own) => own.pool.id === (pool ?? evaluation.binding));
  const evaluated = evaluation.pools.find(({ id }) => id === (pool ?? evaluation.binding));
  if (engine === undefined || evaluated === undefined) return null;
  if (figure === 'isolatedMargin') return isolatedMargin(pools, evaluation, engine);
  if (figure === 'venueRatio') return venueRatio(engine, evaluated.totals, pool === undefined ? evaluation.venueRatio.value : evaluated.venueRatio.value);
  if (pool !== undefined || pools.length === 1 || !isOfAll(figure)) {
    const own = pool === undefined ? evaluation.totals[figure] : evaluated.totals[figure];
    return { ...own, engine, tree: poolTotal(poolParts(engine), figure, addingFor(own.certainty !== 'unknown')) };
  }
  return ofAllPools(pools, evaluation.totals[figure], figure, engine);
}

function ofAllPools(pools: readonly PoolEngine[], own: Figure, figure: OfAll, engine: PoolEngine): Found {
  const add = addingFor(own.certainty !== 'unknown');
  const unit = engine.book.valuationCurrency;
  const of = (name: Exclude<OfAll, 'leverage'>, words: string): DerivationNode => sum(words, pools.map((each) => {
    const tree = poolTotal(poolParts(each), name, add);
    return { ...tree, name: `${tree.name} of ${each.pool.id}` };
  }), unit);
  if (figure === 'leverage') return { ...own, engine, tree: shareTree('leverage', of('notional', 'notional'), of('equity', 'equity')) };
  return { ...own, engine, tree: of(figure, figure === 'unrealizedPnl' ? 'unrealized P&L' : figure === 'optionValue' ? 'worth of options' : figure) };
}

function isolatedMargin(pools: readonly PoolEngine[], { isolatedMargin: own }: AccountEvaluation, engine: PoolEngine): Found | null {
  if (own === null) return null;
  const add = addingFor(own.certainty !== 'unknown');
  const margins = pools.filter(({ pool }) => pool.kind === 'isolated').map((each) => ({ ...collateralSum(poolParts(each), add), name: `margin of ${each.pool.id}` }));
  return { ...own, engine, tree: sum('isolated margin', margins, engine.book.valuationCurrency) };
}

function venueRatio(engine: PoolEngine, { marginRatio, adjustedEquity, maintenanceMargin }: Totals, value: Decimal | null): Found {
  const { rules } = engine.book;
  const isKnown = rules.ratioForm === 'requirementOverEquity' ? marginRatio.certainty !== 'unknown' : adjustedEquity.value !== null && maintenanceMargin.value !== null;
  return { value, certainty: isKnown ? marginRatio.certainty : 'unknown', engine, tree: venueRatioTree(poolParts(engine), rules, isKnown ? sumOfKnown : sum) };
}
