import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';

export type WindowState = Readonly<{ bounds: Rectangle; maximized: boolean; fullScreen: boolean }>;

/** Wide enough for every column of the main screen; centred and cut to the display when it is first placed. */
export const SMALLEST = { width: 760, height: 480 } as const;
const FIRST = { width: 1440, height: 900 } as const;
/** No display is this far out: such figures are damage. */
const FARTHEST = 100_000;

/** The state that was kept; null when there is none, or none that can be read: then the window opens as on the first day. */
export function readWindowState(file: string): WindowState | null {
  try {
    return parseWindowState(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) console.error(`${file} does not hold a window's place: ${String(error)}`);
    return null;
  }
}

/** @throws RangeError naming the field */
function parseWindowState(value: unknown): WindowState {
  const record = recordOf(value, 'the file');
  const bounds = recordOf(record['bounds'], 'bounds');
  return {
    bounds: { x: pixels(bounds, 'x'), y: pixels(bounds, 'y'), width: pixels(bounds, 'width'), height: pixels(bounds, 'height') },
    maximized: record['maximized'] === true,
    fullScreen: record['fullScreen'] === true,
  };
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new RangeError(`${what} must be an object`);
  return { ...value };
}

function pixels(record: Readonly<Record<string, unknown>>, name: string): number {
  const value = record[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > FARTHEST) throw new RangeError(`bounds.${name} must be a whole number of pixels`);
  return value;
}

/** Whole or not at all. A place that cannot be kept is not worth stopping for. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch (error) {
    console.error(`The window's place was not kept: ${String(error)}`);
  }
}

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/**
 * Where a window goes: wholly on the display that it covers most, or in the middle of the first one when its own is gone.
 *
 * @param wanted the kept bounds, or null on the first day
 * @param areas  work areas of the displays, the primary one first; at least one
 */
export function placeOn(areas: readonly [Rectangle, ...Rectangle[]], wanted: Rectangle | null): Rectangle {
  const [primary] = areas;
  const kept = wanted === null ? null : areas.map((area) => ({ area, covered: overlap(area, wanted) })).reduce((best, next) => (next.covered > best.covered ? next : best));
  const area = kept !== null && kept.covered > 0 ? kept.area : primary;
  const width = Math.min(Math.max(wanted?.width ?? FIRST.width, SMALLEST.width), area.width);
  const height = Math.min(Math.max(wanted?.height ?? FIRST.height, SMALLEST.height), area.height);
  const at = wanted !== null && kept !== null && kept.covered > 0 ? wanted : { x: area.x + Math.round((area.width - width) / 2), y: area.y + Math.round((area.height - height) / 2) };
  return { x: between(at.x, area.x, area.x + area.width - width), y: between(at.y, area.y, area.y + area.height - height), width, height };
}
