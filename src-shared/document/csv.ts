import { isDecimalText } from '../num/units.ts';
import { harmless } from '../util/spreadsheet.ts';
import type { Json } from './canonicalJson.ts';
import type { Snapshot } from './snapshot.ts';

/** One RFC 4180 cell. Numbers are written as they are; text is quoted, and a formula is made harmless with an apostrophe. */
export function csvCell(value: string): string {
  if (isDecimalText(value)) return value;
  const safe = harmless(value);
  return safe === '' ? '' : `"${safe.replaceAll('"', '""')}"`;
}

const HEADER = ['section', 'item', 'figure', 'value'] as const;
/** Inputs, not figures: they are whole in the JSON form. */
const LEFT_OUT = new Set(['portfolio', 'parameters']);

/** A snapshot as one figure a line: section, what it is of, its name, its value. Unknown is an empty cell. */
export function snapshotCsv(snapshot: Snapshot): string {
  const rows: string[][] = [[...HEADER]];
  for (const [section, content] of Object.entries(snapshot)) {
    if (LEFT_OUT.has(section)) continue;
    if (isList(content)) for (const [at, item] of content.entries()) flatten(item, [], (path, value) => rows.push([section, nameOf(item, at), path, value]));
    else flatten(content, [], (path, value) => rows.push([section, '', path, value]));
  }
  return `${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json | undefined } => typeof value === 'object' && value !== null && !Array.isArray(value);

function nameOf(item: Json, at: number): string {
  if (!isRecord(item)) return String(at);
  const name = item['symbol'] ?? item['asset'] ?? item['missing'] ?? item['id'];
  const side = item['positionSide'];
  return typeof name === 'string' ? `${name}${typeof side === 'string' && side !== 'both' ? ` ${side}` : ''}` : String(at);
}

function flatten(value: Json | undefined, path: readonly string[], add: (path: string, value: string) => void): void {
  if (isRecord(value)) for (const [key, field] of Object.entries(value)) flatten(field, [...path, key], add);
  else add(path.join('.'), value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
}
