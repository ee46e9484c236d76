import { Decimal } from '#shared/num/units.ts';
import type { Inputs } from './adapter.ts';

/** Reads the inputs of a case. A missing or wrong one is a fault of the adapter, told with its name. */
export function isInputs(value: unknown): value is Inputs {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

const isNumber = (value: unknown): value is string | number => (typeof value === 'string' || typeof value === 'number') && NUMBER.test(String(value));

export function number(inputs: Inputs, key: string): Decimal {
  const value = inputs[key];
  if (!isNumber(value)) throw new TypeError(`input ${key} is ${JSON.stringify(value)}, not a number`);
  return new Decimal(String(value).replace(/^\+/, ''));
}

export const numberOr = <T>(inputs: Inputs, key: string, otherwise: T): Decimal | T => (inputs[key] === undefined || inputs[key] === null ? otherwise : number(inputs, key));

export function text(inputs: Inputs, key: string): string {
  const value = inputs[key];
  if (typeof value !== 'string') throw new TypeError(`input ${key} is ${JSON.stringify(value)}, not a text`);
  return value;
}

export function record(inputs: Inputs, key: string): Inputs {
  const value = inputs[key];
  if (!isInputs(value)) throw new TypeError(`input ${key} is not a record`);
  return value;
}

export function records(inputs: Inputs, key: string): readonly Inputs[] {
  const value = inputs[key];
  if (!Array.isArray(value) || !value.every(isInputs)) throw new TypeError(`input ${key} is not a list of records`);
  return value;
}

/** Rows of a table of numbers; `inf` is null. */
export function table(inputs: Inputs, key: string): readonly (readonly (Decimal | null)[])[] {
  const value = inputs[key];
  if (!Array.isArray(value)) throw new TypeError(`input ${key} is not a table`);
  return value.map((row: unknown) => {
    if (!Array.isArray(row)) throw new TypeError(`input ${key} has a row that is no list`);
    return row.map((cell: unknown) => {
      if (cell === 'inf' || cell === null) return null;
      if (!isNumber(cell)) throw new TypeError(`input ${key} has the cell ${JSON.stringify(cell)}`);
      return new Decimal(String(cell));
    });
  });
}

/** + 1 for long or buy, − 1 for short or sell. */
export function sideOf(inputs: Inputs): 1 | -1 {
  const side = text(inputs, 'side').toLowerCase();
  if (side === 'long' || side === 'buy') return 1;
  if (side === 'short' || side === 'sell') return -1;
  throw new TypeError(`input side is "${side}"`);
}
