import { toText } from '../../num/units.ts';
import type { AccountEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import { type Found, headlineOf } from './accountTrees.ts';
import { collateralFigure, jointFigure, underlyingFigure } from './assetFigures.ts';
import { constant, none } from './build.ts';
import { evaluateTree } from './evaluateTree.ts';
import type { Derivation, FigureRef } from './figureRef.ts';
import { reserveTree } from './reserveTree.ts';
import { rowFigure } from './rowFigures.ts';

/**
 * The tree of named terms that a figure follows from, down to prices, quantities and parameters. Made on demand, from the
 * account as it stands now; no tick pays for it.
 *
 * @param evaluation of the same account at the same prices
 * @returns null when the account has no such figure
 * @source docs/margin-models.md, "Derivation"
 */
export function derivationOf(engine: AccountEngine, figure: FigureRef, evaluation: AccountEvaluation = engine.evaluate()): Derivation | null {
  const found = foundOf(engine, evaluation, figure);
  if (found === null) return null;
  const { value, certainty, engine: { book } } = found;
  // What the engine does not say, the tree must not say either.
  const tree = value === null && found.tree.value !== null ? none(`${found.tree.name}: not given`, [found.tree]) : found.tree;
  const text = value === null ? null : toText(value);
  const evaluated = evaluateTree(tree);
  return { figure, value: text, certainty, agrees: text === (evaluated === null ? null : toText(evaluated)), parameterSet: book.parameters.id, tree };
}

function foundOf(engine: AccountEngine, evaluation: AccountEvaluation, ref: FigureRef): Found | null {
  switch (ref.of) {
    case 'account': return headlineOf(engine, evaluation, ref.figure, ref.pool);
    case 'row': return rowFigure(engine, evaluation, ref.row, ref.figure, ref.side);
    case 'collateral': return collateralFigure(engine, evaluation, ref.line, ref.figure, ref.side);
    case 'underlying': return underlyingFigure(engine, evaluation, ref.asset, ref.figure, ref.side);
    case 'jointMove': return jointFigure(engine, evaluation, ref.figure, ref.side);
    case 'orders': return orderMargin(engine, ref.symbol);
  }
}

/** What the open orders of a symbol reserve, in the cross pool that holds them. */
function orderMargin({ pools, orderMargin: marginOf }: AccountEngine, symbol: string): Found | null {
  const engine = pools.find(({ pool, book }) => pool.kind === 'cross' && (book.holdings.get(symbol)?.orders.length ?? 0) > 0);
  const holding = engine?.book.holdings.get(symbol);
  if (engine === undefined || holding === undefined) return null;
  const value = marginOf(symbol);
  return { value, certainty: value === null ? 'unknown' : 'exact', engine, tree: reserveTree(engine, holding) ?? constant(0, `order margin of ${symbol}: its orders reserve nothing`) };
}
