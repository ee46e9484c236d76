import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { moneyDecimals } from './money.ts';

type Named = Readonly<{ figure: FigureRef; label: string }>;
type NameOf<F extends string> = readonly (readonly [F, string])[];

const ACCOUNT: NameOf<Extract<FigureRef, { of: 'account' }>['figure']> = [
  ['marginRatio', 'Margin ratio'], ['buffer', 'Buffer'], ['adjustedEquity', 'Adjusted equity'], ['equity', 'Equity'], ['maintenanceMargin', 'Maintenance margin'], ['initialMargin', 'Initial margin'],
  ['freeMargin', 'Free margin'], ['orderMargin', 'Order margin'], ['notional', 'Notional'], ['unrealizedPnl', 'Unrealized P&L'], ['optionValue', 'Worth of options'], ['leverage', 'Leverage'], ['venueRatio', "Venue's own ratio"],
];

const ROW: NameOf<Extract<FigureRef, { of: 'row' }>['figure']> = [
  ['maintenanceMargin', 'Maintenance margin'], ['initialMargin', 'Initial margin'], ['maintenanceShare', 'Share of maintenance margin'], ['unrealizedPnl', 'Unrealized P&L'], ['notional', 'Notional'],
  ['size', 'Size'], ['liquidationPrice', 'Liquidation price'], ['distance', 'Distance to liquidation'], ['venueLiquidationPrice', "Venue's liquidation price"], ['withoutThis.marginRatio', 'Margin ratio without this'],
];

const COLLATERAL: NameOf<Extract<FigureRef, { of: 'collateral' }>['figure']> = [
  ['adjustedValue', 'Counts as'], ['value', 'Value'], ['weight', 'Weight'], ['haircutCost', 'Haircut'], ['liquidationPrice', 'Liquidation price'],
];

/** The figures of the same thing, by name: one dialog shows any of them. */
export function figuresBeside(ref: FigureRef): readonly Named[] {
  if (ref.of === 'account') return ACCOUNT.map(([figure, label]) => ({ figure: { of: 'account', figure }, label }));
  if (ref.of === 'row') return ROW.map(([figure, label]) => ({ figure: { of: 'row', row: ref.row, figure }, label }));
  return COLLATERAL.map(([figure, label]) => ({ figure: { of: 'collateral', line: ref.line, figure }, label }));
}

const RATIOS: ReadonlySet<string> = new Set(['marginRatio', 'venueRatio', 'maintenanceShare', 'distance', 'withoutThis.marginRatio', 'weight']);

/** How a figure is written: a fraction as a percentage, money with the decimals of its currency. */
export const isRatio = ({ figure }: FigureRef): boolean => RATIOS.has(figure);

/** Decimals of a step: money as money, other values by what they hold, at most eight. */
export const stepDecimals = (unit: string | null, money: string): number | null => (unit === money ? moneyDecimals(money) : null);
