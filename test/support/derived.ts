import { expect } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { type AccountEngine, createAccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import { evaluateTree } from '#shared/engine/derivation/evaluateTree.ts';
import { everyFigure } from '#shared/engine/derivation/everyFigure.ts';
import type { FigureRef } from '#shared/engine/derivation/figureRef.ts';
import type { DerivationNode } from '#shared/engine/derivation/node.ts';
import { type Decimal, price, toText } from '#shared/num/units.ts';

export function engineOf({ portfolio, prices }: ParsedPortfolio): AccountEngine {
  const engine = createAccountEngine(portfolio);
  for (const [symbol, { value }] of prices.mark) engine.setMark(symbol, price(value));
  for (const [asset, { value }] of prices.index) engine.setIndex(asset, price(value));
  return engine;
}

const textOf = (value: Decimal | null | undefined): string | null => (value == null ? null : toText(value));

/** A figure as the engine says it, read without anything of the derivation. */
export function saidBy(engine: AccountEngine, evaluation: AccountEvaluation, ref: FigureRef): string | null {
  switch (ref.of) {
    case 'account': {
      const pool = evaluation.pools.find(({ id }) => id === ref.pool);
      if (ref.figure === 'venueRatio') return textOf((pool ?? evaluation).venueRatio.value);
      if (ref.figure === 'isolatedMargin') return textOf(evaluation.isolatedMargin?.value);
      return textOf((pool ?? evaluation).totals[ref.figure].value);
    }
    case 'row': return rowSaid(evaluation, ref);
    case 'collateral': {
      const own = evaluation.collateral[ref.line];
      if (own === undefined) return null;
      const { line, terms, liquidation } = own;
      if (ref.figure === 'liquidationPrice') return priceOf(liquidation, ref.side);
      if (ref.figure === 'weight') return textOf(line.weight?.toDecimalPlaces(24));
      if (ref.figure === 'haircutCost') return terms === null || terms.adjustedValue === null ? null : textOf(terms.value.minus(terms.adjustedValue));
      return textOf(terms?.[ref.figure]);
    }
    case 'underlying': {
      const own = evaluation.underlyings.find(({ asset }) => asset === ref.asset);
      if (own === undefined) return null;
      if (ref.figure === 'netSize') return textOf(own.netSize);
      if (ref.figure === 'liquidationPrice') return priceOf(own.liquidation, ref.side);
      return textOf(own.distance?.[ref.figure === 'distance' ? 'fraction' : 'money']);
    }
    case 'jointMove': {
      const move = evaluation.jointMove[ref.figure];
      if (move.status === 'move') return textOf(move.move);
      return move.status === 'range' && ref.side !== undefined ? textOf(move[ref.side]) : null;
    }
    case 'orders': return textOf(engine.orderMargin(ref.symbol));
  }
}

function rowSaid(evaluation: AccountEvaluation, { row: id, figure, side }: Extract<FigureRef, { of: 'row' }>): string | null {
  const own = evaluation.rows.find(({ row }) => row.id === id);
  if (own === undefined) return null;
  const { row, mark, terms, withoutThis, moving, liquidation, distance } = own;
  switch (figure) {
    case 'size': return row.option !== null ? textOf(row.option.size) : row.leg.settlement !== 'inverse' ? textOf(row.leg.quantity) : textOf(mark === null ? null : row.leg.quantity.div(mark).toDecimalPlaces(24));
    case 'maintenanceShare': return textOf(own.maintenanceShare);
    case 'withoutThis.adjustedEquity': return textOf(withoutThis?.adjustedEquity);
    case 'withoutThis.maintenanceMargin': return textOf(withoutThis?.maintenanceMargin);
    case 'withoutThis.marginRatio': return textOf(withoutThis?.marginRatio);
    case 'liquidationPrice': return priceOf(moving.liquidation, side);
    case 'distance': return textOf(moving.distance?.fraction);
    case 'distanceMoney': return textOf(moving.distance?.money);
    case 'venueLiquidationPrice': return priceOf(liquidation, side);
    case 'venueDistance': return textOf(distance?.fraction);
    case 'venueDistanceMoney': return textOf(distance?.money);
    default: return textOf(terms?.[figure]);
  }
}

function priceOf(liquidation: AccountEvaluation['rows'][number]['liquidation'], side: 'lower' | 'upper' | undefined): string | null {
  if (liquidation.status === 'price') return textOf(liquidation.price);
  return liquidation.status === 'range' && side !== undefined ? textOf(liquidation[side]) : null;
}

/** Every node of a tree, the tree itself first. */
export const nodesOf = (tree: DerivationNode): readonly DerivationNode[] => [tree, ...tree.parts.flatMap(nodesOf)];

export const leavesOf = (tree: DerivationNode): readonly DerivationNode[] => nodesOf(tree).filter(({ op }) => op === 'input' || op === 'parameter' || op === 'constant');

/** A tree as one line: operations with their parts, leaves by their value. */
export const spelled = ({ op, value, parts }: DerivationNode): string => (parts.length === 0 ? value ?? '?' : `${op}(${parts.map(spelled).join(' ')})`);

/** Every figure of an account follows from its tree, to the last digit, and every node says what its parts give. */
export function derives(engine: AccountEngine): void {
  const evaluation = engine.evaluate();
  for (const ref of everyFigure(engine, evaluation)) {
    const derivation = derivationOf(engine, ref, evaluation);
    const name = JSON.stringify(ref);
    expect(derivation, name).not.toBeNull();
    if (derivation === null) continue;
    const exported: DerivationNode = JSON.parse(JSON.stringify(derivation.tree));
    expect({ name, value: derivation.value, evaluated: textOf(evaluateTree(exported)), agrees: derivation.agrees }, name)
      .toEqual({ name, value: saidBy(engine, evaluation, ref), evaluated: saidBy(engine, evaluation, ref), agrees: true });
    for (const node of nodesOf(exported)) {
      if (node.value !== textOf(evaluateTree(node))) expect.fail(`${name}: ${node.name} says ${node.value}, its parts give ${textOf(evaluateTree(node))}`);
    }
  }
}
