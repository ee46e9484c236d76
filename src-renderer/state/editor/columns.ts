/** The small tables of the editor, in the order they stand. */
export const GRIDS = ['positions', 'collateral', 'orders', 'instruments'] as const;
export type GridId = (typeof GRIDS)[number];

export type EditColumn = Readonly<{
  /** The field of the document, and the name under which a cell is kept. */
  field: string;
  label: string;
  /** `price`: stands in the document's prices, and empty leaves the price that is there. */
  kind: 'text' | 'figure' | 'choice' | 'price';
  /** Of a choice, the usual one first. */
  options?: readonly string[];
  /** What an empty cell means. */
  hint?: string;
  /** Other heads that a spreadsheet may give it. */
  aliases?: readonly string[];
}>;

const POSITIONS: readonly EditColumn[] = [
  { field: 'symbol', label: 'Symbol', kind: 'text', aliases: ['instrument', 'market', 'pair', 'ticker', 'contract'] },
  { field: 'contracts', label: 'Contracts', kind: 'figure', hint: '− is short', aliases: ['size', 'quantity', 'qty', 'amount', 'position'] },
  { field: 'entryPrice', label: 'Entry price', kind: 'figure', aliases: ['entry', 'average', 'avg price', 'average price', 'open price', 'entryprice'] },
  { field: 'mark', label: 'Mark', kind: 'price', hint: 'as it is', aliases: ['mark price', 'last', 'price'] },
  { field: 'marginMode', label: 'Margin', kind: 'choice', options: ['cross', 'isolated'], aliases: ['margin mode', 'mode', 'marginmode'] },
  { field: 'isolatedMargin', label: 'Isolated margin', kind: 'figure', aliases: ['isolatedmargin', 'position margin'] },
  { field: 'leverage', label: 'Leverage', kind: 'figure', hint: 'venue', aliases: ['lev'] },
  { field: 'positionSide', label: 'Hedge leg', kind: 'choice', options: ['both', 'long', 'short'], aliases: ['positionside', 'position side', 'leg'] },
];

const COLLATERAL: readonly EditColumn[] = [
  { field: 'asset', label: 'Asset', kind: 'text', aliases: ['coin', 'currency', 'token', 'symbol'] },
  { field: 'amount', label: 'Amount', kind: 'figure', hint: '− is a debt', aliases: ['balance', 'quantity', 'qty', 'total', 'size', 'wallet balance'] },
  { field: 'price', label: 'Price', kind: 'price', hint: 'as it is', aliases: ['index', 'index price', 'mark'] },
  { field: 'weight', label: 'Weight', kind: 'figure', hint: 'venue', aliases: ['collateral weight', 'collateral ratio', 'haircut weight'] },
  { field: 'location', label: 'Place', kind: 'text', hint: 'none', aliases: ['location', 'where', 'wallet'] },
];

const ORDERS: readonly EditColumn[] = [
  { field: 'symbol', label: 'Symbol', kind: 'text', aliases: ['instrument', 'market', 'pair', 'ticker'] },
  { field: 'contracts', label: 'Contracts', kind: 'figure', hint: '− sells', aliases: ['size', 'quantity', 'qty', 'amount'] },
  { field: 'price', label: 'Price', kind: 'figure', aliases: ['limit', 'limit price', 'order price'] },
  { field: 'reduceOnly', label: 'Reduce only', kind: 'choice', options: ['no', 'yes'], aliases: ['reduceonly', 'reduce'] },
];

const INSTRUMENTS: readonly EditColumn[] = [
  { field: 'symbol', label: 'Symbol', kind: 'text' },
  { field: 'kind', label: 'Kind', kind: 'choice', options: ['perpetual', 'future', 'option', 'spot'], aliases: ['type'] },
  { field: 'settlement', label: 'Settlement', kind: 'choice', options: ['linear', 'inverse', 'quanto'] },
  { field: 'base', label: 'Base', kind: 'text', aliases: ['underlying'] },
  { field: 'quote', label: 'Quote', kind: 'text' },
  { field: 'settle', label: 'Settles in', kind: 'text', aliases: ['settle', 'settlement currency'] },
  { field: 'contractSize', label: 'Contract size', kind: 'figure', aliases: ['contractsize', 'multiplier', 'size'] },
  { field: 'expiry', label: 'Expiry, UTC', kind: 'text', hint: 'none', aliases: ['expiry', 'expires'] },
  { field: 'maintenanceMarginRate', label: 'Maint. rate', kind: 'figure', hint: 'unknown', aliases: ['maintenance rate', 'mmr', 'maintenance margin rate'] },
  { field: 'initialMarginRate', label: 'Initial rate', kind: 'figure', hint: 'unknown', aliases: ['initial rate', 'imr', 'initial margin rate'] },
];

export const COLUMNS: Readonly<Record<GridId, readonly EditColumn[]>> = { positions: POSITIONS, collateral: COLLATERAL, orders: ORDERS, instruments: INSTRUMENTS };

export const columnOf = (grid: GridId, field: string): EditColumn | undefined => COLUMNS[grid].find((column) => column.field === field);

/** The first cell of a row: what says which row it is, and where a fault of the whole row is shown. */
export const leadOf = (grid: GridId): string => COLUMNS[grid][0]?.field ?? '';
