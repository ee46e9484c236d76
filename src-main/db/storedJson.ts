import { type DecimalText, isDecimalText } from '#shared/num/units.ts';

/** JSON columns, read back with their types checked: a damaged cell is an error that names it, never a guess. */

function read<T>(text: string, what: string, isValue: (value: unknown) => value is T): T {
  const value: unknown = JSON.parse(text);
  if (!isValue(value)) throw new Error(`the stored ${what} is damaged`);
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isDecimalMap = (value: unknown): value is Record<string, DecimalText> =>
  isObject(value) && Object.values(value).every((item) => typeof item === 'string' && isDecimalText(item));
const isNumberMap = (value: unknown): value is Record<string, number> => isObject(value) && Object.values(value).every((item) => typeof item === 'number');

export const readTextList = (text: string, what: string): readonly string[] => read(text, what, isTextList);
export const readDecimalMap = (text: string, what: string): Readonly<Record<string, DecimalText>> => read(text, what, isDecimalMap);
export const readNumberMap = (text: string, what: string): Readonly<Record<string, number>> => read(text, what, isNumberMap);

/** Drops the columns that are NULL: an absent field is absent, not null. */
export function present<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], null> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the filter is what makes the type true
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as { [K in keyof T]: Exclude<T[K], null> };
}
