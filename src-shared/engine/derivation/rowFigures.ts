import { type Decimal, quotient } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import type { RowEvaluation } from '../evaluate.ts';
import type { Distance, Liquidation } from '../liquidation.ts';
import { sizeAt } from '../row.ts';
import type { Found } from './accountTrees.ts';
import { none } from './build.ts';
import type { RowFigure } from './figureRef.ts';
import type { DerivationNode } from './node.ts';
import { type Asked, placeTree, proRataTree, type Side, withoutPrice } from './placeTrees.ts';
import { type PoolParts, poolParts, rowInitial, rowMaintenance, rowNotional, type RowParts, rowProfit, rowSize } from './rowTrees.ts';
import { assetWalk, symbolWalk } from './walks.ts';
import { ratioWithout, shareOfMargin, withoutIsolated, withoutRow, type WithoutTrees } from './withoutTrees.ts';

/** The number that a liquidation says, of the side that is asked for, else the nearer one. */
export function saidPrice(liquidation: Liquidation, distance: Distance | null, side: Side): Decimal | null {
  if (liquidation.status === 'price') return liquidation.price;
  if (liquidation.status !== 'range') return null;
  const wanted = side ?? (distance !== null && distance.fraction.gt(0) ? 'upper' : 'lower');
  return liquidation[wanted];
}

type Of = Readonly<{ parts: PoolParts; row: RowParts; evaluated: RowEvaluation; without: () => WithoutTrees }>;

export function rowFigure({ pools }: AccountEngine, evaluation: AccountEvaluation, id: string, figure: RowFigure, side: Side): Found | null {
  const evaluated = evaluation.rows.find(({ row }) => row.id === id);
  const engine = pools.find(({ book }) => book.rows.some((row) => row.id === id));
  if (evaluated === undefined || engine === undefined) return null;
  const parts = poolParts(engine);
  const row = parts.rows.find((own) => own.row.id === id);
  if (row === undefined) return null;
  const binding = engine.pool.kind === 'isolated' ? pools.find(({ pool }) => pool.id === evaluation.binding) : undefined;
  return figureOf(engine, { parts, row, evaluated, without: () => (binding === undefined ? withoutRow(parts, row) : withoutIsolated(parts, row, poolParts(binding))) }, figure, side);
}

function figureOf(engine: PoolEngine, of: Of, figure: RowFigure, side: Side): Found {
  const { parts, row, without, evaluated: { terms, withoutThis, maintenanceShare, mark, row: held } } = of;
  const found = (value: Decimal | null | undefined, tree: DerivationNode): Found => ({ value: value ?? null, certainty: value == null ? 'unknown' : 'exact', tree, engine });
  switch (figure) {
    case 'size': {
      const size = sizeAt(held, mark);
      return found(size === null || held.leg.settlement !== 'inverse' ? size : quotient(size), rowSize(row));
    }
    case 'notional': return found(terms?.notional, rowNotional(engine, row));
    case 'unrealizedPnl': return found(terms?.unrealizedPnl, rowProfit(engine, row));
    case 'initialMargin': return found(terms?.initialMargin, rowInitial(engine, row));
    case 'maintenanceMargin': return found(terms?.maintenanceMargin, rowMaintenance(engine, row));
    case 'maintenanceShare': return found(maintenanceShare, shareOfMargin(parts, row));
    case 'withoutThis.adjustedEquity': return found(withoutThis?.adjustedEquity, without().adjustedEquity);
    case 'withoutThis.maintenanceMargin': return found(withoutThis?.maintenanceMargin, without().maintenanceMargin);
    case 'withoutThis.marginRatio': return { ...found(withoutThis?.marginRatio, ratioWithout(without())), certainty: withoutThis === null ? 'unknown' : 'exact' };
    case 'liquidationPrice': return moving(of, 'price', side);
    case 'distance': return moving(of, 'fraction', side);
    case 'distanceMoney': return moving(of, 'money', side);
    case 'venueLiquidationPrice': return byVenue(of, 'price', side);
    case 'venueDistance': return byVenue(of, 'fraction', side);
    case 'venueDistanceMoney': return byVenue(of, 'money', side);
  }
}

/** Everything on the underlying moves with the mark. */
function moving({ parts, row, evaluated: { moving: { liquidation, distance } } }: Of, asked: Asked, side: Side): Found {
  return placed(parts.engine, liquidation, distance, asked, side, () => placeTree(assetWalk(parts, row.row.instrument.base), row.mark, asked, side));
}

/** By the venue's own convention for a row. */
function byVenue(of: Of, asked: Asked, side: Side): Found {
  const { parts, row, evaluated: { liquidation, distance } } = of;
  const { rowPrice } = parts.engine.book.rules;
  if (rowPrice === 'underlying') return placed(parts.engine, liquidation, distance, asked, side, () => placeTree(assetWalk(parts, row.row.instrument.base), row.mark, asked, side));
  return placed(parts.engine, liquidation, distance, asked, side, () => (
    rowPrice === 'proRata' ? proRataTree(parts, row, asked) : placeTree(symbolWalk(parts, row.row.instrument.symbol), row.mark, asked, side)
  ));
}

/** A figure of a liquidation: its tree where there is a price, else the reason why there is none. */
export function placed(engine: PoolEngine, liquidation: Liquidation, distance: Distance | null, asked: Asked, side: Side, make: () => DerivationNode | null): Found {
  const without = withoutPrice(liquidation, asked);
  if (without !== null) return { value: null, certainty: liquidation.status === 'unknown' ? 'unknown' : 'exact', tree: without, engine };
  const value = asked === 'price' ? saidPrice(liquidation, distance, side) : distance?.[asked] ?? null;
  return { value, certainty: 'exact', tree: make() ?? none('no move was found'), engine };
}
