import { type DecimalText, type EpochMs, isDecimalText } from '#shared/num/units.ts';

/** JSON columns, read back with their types checked: a damaged cell is an error that names it, never a guess. */

export function readJson<T>(text: string, what: string, isValue: (value: unknown) => value is T): T {
  const value: unknown = JSON.parse(text);
  if (!isValue(value)) throw new Error(`the stored ${what} is damaged`);
  return value;
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
export const isDecimal = (value: unknown): value is DecimalText => typeof value === 'string' && isDecimalText(value);
const isDecimalMap = (value: unknown): value is Record<string, DecimalText> =>
  isObject(value) && Object.values(value).every(isDecimal);
const isNumberMap = (value: unknown): value is Record<string, number> => isObject(value) && Object.values(value).every((item) => typeof item === 'number');
const isBackupNote = (value: unknown): value is BackupNote => isObject(value) && typeof value['path'] === 'string' && typeof value['at'] === 'number';

/** The last copy that was made of the database. */
export type BackupNote = Readonly<{ path: string; at: EpochMs }>;

export const readTextList = (text: string, what: string): readonly string[] => readJson(text, what, isTextList);
export const readDecimalMap = (text: string, what: string): Readonly<Record<string, DecimalText>> => readJson(text, what, isDecimalMap);
export const readNumberMap = (text: string, what: string): Readonly<Record<string, number>> => readJson(text, what, isNumberMap);
export const readBackupNote = (text: string): BackupNote => readJson(text, 'note of the last backup', isBackupNote);
