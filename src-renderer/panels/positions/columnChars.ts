import type { Bound, PositionView, TotalsView } from '#shared/ipc/view.ts';
import { flagWord } from './flagWord.ts';

/** The room that columns need, in digits by key, so that their width is kept while digits change. */
export type ColumnChars = Readonly<Record<string, number>>;

export type ColumnDecimals = Readonly<{ price: number; size: number; contracts: number; sum: number; money: number }>;

/** A comma or point is this much of a digit wide. */
const SEPARATOR = 0.42;

/** "12,345.60": seven digits and two separators. */
function charsOf(text: string | null, decimals: number): number {
  if (text === null) return 1;
  const digits = (text.startsWith('-') ? text.slice(1) : text).split('.', 1)[0]?.length ?? 1;
  return digits + SEPARATOR * Math.floor((digits - 1) / 3) + (decimals > 0 ? SEPARATOR + decimals : 0);
}

const liquidationText = (liquidation: PositionView['liquidation']): string | null =>
  liquidation.status === 'price' ? liquidation.price : liquidation.status === 'range' ? liquidation.upper : null;

/** A longer name is cut with an ellipsis. */
const LONGEST_NAME = 28;

const nameChars = ({ symbol, positionSide, marginMode, flags }: PositionView): number =>
  symbol.length + (positionSide === 'both' ? 0 : 6) + (marginMode === 'isolated' ? 8 : 0) + (flags[0] === undefined ? 0 : 1 + flagWord(flags[0]).length);

/** Letters of a name are wider than digits. */
const LETTER = 1.08;
/** The total is bold, and may be a bound with its sign. */
const totalChars = (text: string | null, decimals: number, bound: Bound | undefined): number => charsOf(text, decimals) * 1.06 + (bound === undefined ? 0 : 1.8);

/** One place of sign for what is signed. */
export function columnChars(rows: readonly PositionView[], totals: TotalsView, decimals: ColumnDecimals): ColumnChars {
  const { notional, unrealizedPnl, maintenanceMargin, bounds } = totals;
  const longest = (of: (row: PositionView) => number): number => rows.reduce((most, row) => Math.max(most, of(row)), 0);
  return {
    symbol: Math.min(LONGEST_NAME, 2 + LETTER * longest(nameChars)),
    underlying: Math.min(12, LETTER * longest((row) => row.base.length)),
    size: 1 + longest((row) => charsOf(row.size, decimals.size)),
    contracts: 1 + longest((row) => charsOf(row.contracts, decimals.contracts)),
    entry: longest((row) => charsOf(row.entryPrice, decimals.price)),
    mark: longest((row) => charsOf(row.mark.value, decimals.price)),
    notional: Math.max(totalChars(notional, decimals.sum, bounds['notional']), longest((row) => charsOf(row.notional, decimals.sum))),
    pnl: 1 + Math.max(totalChars(unrealizedPnl, decimals.money, bounds['unrealizedPnl']), longest((row) => charsOf(row.unrealizedPnl, decimals.money))),
    initial: longest((row) => charsOf(row.initialMargin, decimals.money)) + 1,
    margin: Math.max(totalChars(maintenanceMargin, decimals.money, bounds['maintenanceMargin']), longest((row) => charsOf(row.maintenanceMargin, decimals.money))),
    liquidation: longest((row) => charsOf(liquidationText(row.liquidation), decimals.price)),
    venueLiquidation: longest((row) => charsOf(liquidationText(row.venueLiquidation), decimals.price)),
  };
}

/** The wider of two, column by column: a column that has grown stays as wide. The same object when nothing grew. */
export function widest(kept: ColumnChars, next: ColumnChars): ColumnChars {
  const keys = Object.keys(next);
  if (keys.every((key) => (kept[key] ?? -1) >= (next[key] ?? 0))) return kept;
  return { ...kept, ...Object.fromEntries(keys.map((key) => [key, Math.max(kept[key] ?? 0, next[key] ?? 0)])) };
}
