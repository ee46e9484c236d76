import type { AccountEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import type { RowEvaluation } from '../evaluate.ts';
import type { CollateralFigure, FigureRef, HeadlineFigure, RowFigure, UnderlyingFigure } from './figureRef.ts';

const HEADLINES: readonly HeadlineFigure[] = [
  'equity', 'adjustedEquity', 'initialMargin', 'maintenanceMargin', 'orderMargin', 'freeMargin', 'buffer', 'marginRatio', 'initialMarginRatio', 'leverage',
  'notional', 'unrealizedPnl', 'optionValue', 'venueRatio',
];
const ROW: readonly RowFigure[] = [
  'size', 'notional', 'unrealizedPnl', 'initialMargin', 'maintenanceMargin', 'maintenanceShare', 'liquidationPrice', 'distance', 'distanceMoney',
  'venueLiquidationPrice', 'venueDistance', 'venueDistanceMoney', 'withoutThis.adjustedEquity', 'withoutThis.maintenanceMargin', 'withoutThis.marginRatio',
];
const COLLATERAL: readonly CollateralFigure[] = ['value', 'weight', 'haircutCost', 'adjustedValue', 'liquidationPrice'];
const UNDERLYING: readonly UnderlyingFigure[] = ['netSize', 'liquidationPrice', 'distance', 'distanceMoney'];
const SIDES = ['lower', 'upper'] as const;

type End = Readonly<{ side?: 'lower' | 'upper' }>;

/** A price that is a range has two ends; every other figure one. */
const endsOf = (figure: string, status: string): readonly End[] => (figure.toLowerCase().endsWith('liquidationprice') && status === 'range' ? SIDES.map((side) => ({ side })) : [{}]);

/** Every figure of an account that has a derivation; a range has one for each end. */
export function everyFigure(engine: AccountEngine, evaluation: AccountEvaluation): readonly FigureRef[] {
  return [
    ...HEADLINES.map((figure): FigureRef => ({ of: 'account', figure })),
    ...(evaluation.isolatedMargin === null ? [] : [{ of: 'account', figure: 'isolatedMargin' } as const]),
    ...(evaluation.pools.length === 1 ? [] : evaluation.pools.flatMap(({ id }) => HEADLINES.map((figure): FigureRef => ({ of: 'account', figure, pool: id })))),
    ...evaluation.rows.flatMap(rowFigures),
    ...evaluation.collateral.flatMap(({ liquidation }, line) => COLLATERAL.flatMap((figure) => endsOf(figure, liquidation.status).map((end): FigureRef => ({ of: 'collateral', line, figure, ...end })))),
    ...[...new Set(engine.portfolio.orders.map(({ symbol }) => symbol))].map((symbol): FigureRef => ({ of: 'orders', symbol, figure: 'orderMargin' })),
    ...evaluation.underlyings.flatMap(({ asset, liquidation }) => UNDERLYING.flatMap((figure) => endsOf(figure, liquidation.status).map((end): FigureRef => ({ of: 'underlying', asset, figure, ...end })))),
    ...(['liquidation', 'bankruptcy'] as const).flatMap((figure) => (evaluation.jointMove[figure].status === 'range' ? SIDES.map((side) => ({ side })) : [{}]).map((end): FigureRef => ({ of: 'jointMove', figure, ...end }))),
  ];
}

const rowFigures = ({ row, liquidation, moving }: RowEvaluation): readonly FigureRef[] => ROW.flatMap((figure) => {
  const { status } = figure === 'liquidationPrice' ? moving.liquidation : liquidation;
  return endsOf(figure, status).map((end): FigureRef => ({ of: 'row', row: row.id, figure, ...end }));
});
