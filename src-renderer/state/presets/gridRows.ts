import type { Fault } from '#shared/domain/failure.ts';
import { isRecord } from './json.ts';
import { numberOf, numberText } from './numbers.ts';

export const VOLATILITY_MOVES = ['up', 'none', 'down', 'linear', 'absolute'] as const;
export type VolatilityMoveName = (typeof VOLATILITY_MOVES)[number];

/** All scenarios of one move of the price, as they are typed: in percent; an empty share is no scenario, empty days are none. `key` tells rows apart while they are typed. */
export type GridRow = Readonly<{ key: number; move: string; days: string; weights: Readonly<Record<VolatilityMoveName, string>> }>;

const EMPTY: GridRow['weights'] = { up: '', none: '', down: '', linear: '', absolute: '' };

export const newRow = (key: number): GridRow => ({ key, move: '', days: '', weights: { ...EMPTY, up: '100', none: '100', down: '100' } });

/** The grid of a document by its moves, in its order; what is no scenario is left out. */
export function rowsOf(grid: unknown): readonly GridRow[] {
  const cells = (Array.isArray(grid) ? grid : []).flatMap((own: unknown) => {
    const volatility = isRecord(own) ? VOLATILITY_MOVES.find((name) => name === own['volatility']) : undefined;
    if (!isRecord(own) || volatility === undefined || typeof own['move'] !== 'number' || typeof own['weight'] !== 'number') return [];
    return [{ move: numberText(own['move'], 'percent'), days: typeof own['days'] === 'number' && own['days'] !== 0 ? numberText(own['days'], 'days') : '', volatility, weight: numberText(own['weight'], 'percent') }];
  });
  return [...Map.groupBy(cells, ({ move, days }) => `${move} ${days}`).values()].flatMap((own, key) => {
    const [first] = own;
    return first === undefined ? [] : [{ key, move: first.move, days: first.days, weights: { ...EMPTY, ...Object.fromEntries(own.map(({ volatility, weight }) => [volatility, weight])) } }];
  });
}

/** Even steps of a range, at three volatilities each. @param each steps on a side */
export function evenRows(range: number, each: number): readonly GridRow[] {
  return Array.from({ length: 2 * each + 1 }, (_, at): GridRow => ({ ...newRow(at), move: numberText((range * (at - each)) / each, 'percent') }));
}

type CellPlace = Readonly<{ row: number; volatility: VolatilityMoveName }>;

/** The scenarios that rows say, where each stands, and what is no number. Paths are those of the cells in the document. */
export function cellsOf(rows: readonly GridRow[]): Readonly<{ cells: readonly Readonly<Record<string, unknown>>[]; places: readonly CellPlace[]; faults: readonly Fault[] }> {
  const places = rows.flatMap(({ weights }, row) => VOLATILITY_MOVES.filter((volatility) => weights[volatility].trim() !== '').map((volatility): CellPlace => ({ row, volatility })));
  const faults: Fault[] = [];
  const read = (text: string, unit: 'percent' | 'days', path: string): number => {
    const found = numberOf(text, unit, path);
    if ('value' in found) return found.value;
    faults.push(found.fault);
    return 0;
  };
  const cells = places.map(({ row, volatility }, at) => {
    const { move = '', days = '', weights = EMPTY } = rows[row] ?? {};
    const cell = { move: read(move, 'percent', `model.grid.${at}.move`), volatility, weight: read(weights[volatility], 'percent', `model.grid.${at}.weight`) };
    return days.trim() === '' ? cell : { ...cell, days: read(days, 'days', `model.grid.${at}.days`) };
  });
  return { cells, places, faults };
}
