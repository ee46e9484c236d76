import type { Json } from '#shared/document/canonicalJson.ts';
import { snapshotCsv } from '#shared/document/csv.ts';
import type { Snapshot } from '#shared/document/snapshot.ts';

const FORMATS = ['json', 'csv', 'table'] as const;
export type Format = (typeof FORMATS)[number];
export const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text);

export function formatSnapshot(snapshot: Snapshot, format: Format): string {
  if (format === 'json') return JSON.stringify(snapshot, null, 2);
  return format === 'csv' ? snapshotCsv(snapshot) : snapshotTable(snapshot);
}

type Fields = { readonly [key: string]: Json | undefined };
const isFields = (value: Json | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: Json | undefined): value is readonly Fields[] => Array.isArray(value) && value.every(isFields);

const BOUND_SIGNS = new Map<Json | undefined, string>([['atLeast', '≥ '], ['atMost', '≤ ']]);

/** Headlines, positions and underlyings for a person; every figure is in the JSON form in full. */
function snapshotTable(snapshot: Snapshot): string {
  const account = isFields(snapshot['account']) ? snapshot['account'] : {};
  const totals = isFields(snapshot['totals']) ? snapshot['totals'] : {};
  const bounds = isFields(totals['bounds']) ? totals['bounds'] : {};
  const headlines = Object.entries(totals).flatMap(([name, value]) => (isFields(value) ? [] : [[name, value === null && bounds[name] === undefined ? 'none' : `${BOUND_SIGNS.get(bounds[name]) ?? ''}${shown(value)}`]]));
  const missing = isRows(snapshot['unknown']) ? snapshot['unknown'].map((row) => `unknown: ${shown(row['missing'])}`) : [];
  const rows = isRows(snapshot['positions']) ? snapshot['positions'] : [];
  const positions = rows.map((row) => [
    shown(row['symbol']), rowKind(row), shown(row['contracts']), shown(row['markPrice']), shown(row['unrealizedPnl']), shown(row['maintenanceMargin']), liquidation(row['liquidationPrice']), distanceOf(row),
  ]);
  const underlyings = isRows(snapshot['underlyings']) ? snapshot['underlyings'].map((row) => [shown(row['asset']), liquidation(row['liquidationPrice'])]) : [];
  const joint = isFields(snapshot['jointMove']) ? Object.entries(snapshot['jointMove']).map(([target, value]) => [target, move(value)]) : [];
  return [
    [shown(account['name']), shown(account['venue']), shown(account['valuationCurrency']), shown(snapshot['asOf'])].filter((word) => word !== '?').join(' · '),
    '', aligned(headlines), '', aligned([['underlying', 'liquidates the account at'], ...underlyings]), '', aligned([['all marks together', 'move'], ...joint]), '',
    aligned([['position', 'kind', 'contracts', 'mark', 'unrealized P&L', 'maintenance', 'venue’s liquidation', 'distance'], ...positions]),
    ...(missing.length === 0 ? [] : ['', ...missing]),
  ].join('\n');
}

/** Which side of a hedge, and whether it has a margin of its own. */
function rowKind(row: Fields): string {
  const side = row['positionSide'] === 'both' ? '' : `${shown(row['positionSide'])} `;
  return `${side}${shown(row['marginMode'])}`;
}

function move(value: Json | undefined): string {
  if (!isFields(value)) return '?';
  if (value['status'] === 'move') return shown(value['move']);
  return value['status'] === 'range' ? `${shown(value['lower'])} or ${shown(value['upper'])}` : shown(value['status']);
}

/** "—" where no price liquidates, "?" where it is unknown. */
function distanceOf(row: Fields): string {
  if (isFields(row['distance'])) return shown(row['distance']['fraction']);
  return isFields(row['liquidationPrice']) && row['liquidationPrice']['status'] === 'none' ? '—' : '?';
}

function liquidation(value: Json | undefined): string {
  if (!isFields(value)) return '—';
  if (value['status'] === 'price') return shown(value['price']);
  return value['status'] === 'range' ? `${shown(value['lower'])} or ${shown(value['upper'])}` : shown(value['status']);
}

/** Long quotients are cut for the eye. */
function shown(value: Json | undefined): string {
  if (value === null || value === undefined) return '?';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^-?\d+\.\d{9,}$/.test(text) ? text.slice(0, text.indexOf('.') + 9) : text;
}

/** Columns as wide as their widest cell, the first to the left and the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}
