import type { Bound, PositionView, TotalsView } from '#shared/ipc/view.ts';
import { flagWord } from './flagWord.ts';

/** The room that each column needs, in digits, so that its width is kept while digits change. */
export type ColumnChars = Readonly<{ symbol: number; size: number; entry: number; mark: number; notional: number; pnl: number; margin: number; liquidation: number }>;

export type ColumnDecimals = Readonly<{ price: number; size: number; sum: number; money: number }>;

/** A comma or point is this much of a digit wide. */
const SEPARATOR = 0.42;

/** "12,345.60": seven digits and two separators. */
function charsOf(text: string | null, decimals: number): number {
  if (text === null) return 1;
  const digits = (text.startsWith('-') ? text.slice(1) : text).split('.', 1)[0]?.length ?? 1;
  return digits + SEPARATOR * Math.floor((digits - 1) / 3) + (decimals > 0 ? SEPARATOR + decimals : 0);
}

const liquidationText = ({ liquidation }: PositionView): string | null =>
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
    size: 1 + longest((row) => charsOf(row.size, decimals.size)),
    entry: longest((row) => charsOf(row.entryPrice, decimals.price)),
    mark: longest((row) => charsOf(row.mark.value, decimals.price)),
    notional: Math.max(totalChars(notional, decimals.sum, bounds['notional']), longest((row) => charsOf(row.notional, decimals.sum))),
    pnl: 1 + Math.max(totalChars(unrealizedPnl, decimals.money, bounds['unrealizedPnl']), longest((row) => charsOf(row.unrealizedPnl, decimals.money))),
    margin: Math.max(totalChars(maintenanceMargin, decimals.money, bounds['maintenanceMargin']), longest((row) => charsOf(row.maintenanceMargin, decimals.money))),
    liquidation: longest((row) => charsOf(liquidationText(row), decimals.price)),
  };
}

/** The wider of two, column by column: a column that has grown stays as wide. The same object when nothing grew. */
export function widest(kept: ColumnChars, next: ColumnChars): ColumnChars {
  const wider = (key: keyof ColumnChars): number => Math.max(kept[key], next[key]);
  const grown: ColumnChars = {
    symbol: wider('symbol'), size: wider('size'), entry: wider('entry'), mark: wider('mark'), notional: wider('notional'), pnl: wider('pnl'), margin: wider('margin'), liquidation: wider('liquidation'),
  };
  return COLUMNS.every((key) => grown[key] === kept[key]) ? kept : grown;
}

const COLUMNS = ['symbol', 'size', 'entry', 'mark', 'notional', 'pnl', 'margin', 'liquidation'] as const satisfies readonly (keyof ColumnChars)[];
