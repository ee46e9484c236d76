import type { Fault } from '#shared/domain/failure.ts';
import { columnOf, type GridId, leadOf } from './columns.ts';
import type { Composed, Draft } from './draft.ts';

/** A fault in its place: a cell of a row, or the account's name, or the document as a whole. */
export type PlacedFault = Readonly<{ grid: GridId; key: number; field: string; message: string }>;
export type PlacedFaults = Readonly<{ cells: readonly PlacedFault[]; name: readonly string[]; others: readonly string[]; /** Symbols that no instrument describes. */ undescribed: readonly string[] }>;

export const NO_FAULTS: PlacedFaults = { cells: [], name: [], others: [], undescribed: [] };

const PLACE = /^(collateral|positions|orders|instruments)\.(\d+)(?:\.(.+))?$/;
const NO_INSTRUMENT = /^is (.+), which has no instrument; expected/;

/** Puts the faults of a document where they are in the draft that it was made of. */
export function placedFaults(faults: readonly Fault[], draft: Draft, { keys }: Composed): PlacedFaults {
  const cells: PlacedFault[] = [];
  const name: string[] = [];
  const others: string[] = [];
  const undescribed: string[] = [];
  for (const { path, message } of faults) {
    const [, at = '', place = '', field = ''] = PLACE.exec(path) ?? [];
    const grid = gridOf(at);
    const key = grid === null ? undefined : keys[grid][Number(place)];
    const unknown = NO_INSTRUMENT.exec(message)?.[1];
    if (unknown !== undefined) undescribed.push(unknown);
    const priced = pricedCells(path, draft);
    if (path === 'name') name.push(inWords(message));
    else if (grid !== null && key !== undefined) cells.push({ grid, key, field: fieldOf(grid, field), message: unknown === undefined ? inWords(message) : 'is not known here; describe it under Instruments, or correct it' });
    else if (priced.length > 0) cells.push(...priced.map((cell) => ({ ...cell, message: inWords(message) })));
    else others.push(`${path} ${inWords(message)}`);
  }
  return { cells, name, others, undescribed };
}

const gridOf = (word: string): GridId | null => (word === 'collateral' || word === 'positions' || word === 'orders' || word === 'instruments' ? word : null);

/** The column of a path within a row: `tiers.0.initialMarginRate` is one cell. What has no column is said of the whole row. */
function fieldOf(grid: GridId, path: string): string {
  const field = path.split('.').findLast((part) => columnOf(grid, part) !== undefined);
  return field ?? leadOf(grid);
}

/** A price stands in the row of its symbol or asset. */
function pricedCells(path: string, { grids }: Draft): readonly Omit<PlacedFault, 'message'>[] {
  const matches = (name: string | undefined, kind: string): boolean => name !== undefined && name !== '' && (path === `prices.${kind}.${name}` || path === `prices.${kind}.${name}.value`);
  return [
    ...grids.positions.filter(({ cells }) => (cells['mark'] ?? '') !== '' && matches(cells['symbol'], 'mark')).map(({ key }) => ({ grid: 'positions', key, field: 'mark' }) as const),
    ...grids.collateral.filter(({ cells }) => (cells['price'] ?? '') !== '' && matches(cells['asset'], 'index')).map(({ key }) => ({ grid: 'collateral', key, field: 'price' }) as const),
  ];
}

/** The sentences are of documents: a cell has no quotes, and a field is called a column here. */
const inWords = (message: string): string =>
  message.replace(/ in quotes, or \{.*$/, '').replace('a decimal in quotes', 'a figure').replace('a decimal', 'a figure').replace(' in quotes', '')
    .replace(' with positionSide ', ' on the hedge leg ').replace('marginMode "isolated"', 'isolated margin').replace('times contractSize', 'times the contract size').replace('positionSide', 'hedge leg').replace('asOf', 'today');
