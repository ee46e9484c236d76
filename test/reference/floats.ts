import { Decimal } from '#shared/num/units.ts';
import type { Inputs } from './adapter.ts';
import { number } from './inputs.ts';

const FRACTION = /^(-?\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;

/** A number of a case in float64; `1/12` is a fraction and `3 %` a share. */
export function floatOf(inputs: Inputs, key: string): number {
  const value = inputs[key];
  if (typeof value === 'string') {
    const parts = FRACTION.exec(value);
    if (parts !== null) return Number(parts[1]) / Number(parts[2]);
    if (value.endsWith('%')) return number({ [key]: value.slice(0, -1).trim() }, key).div(100).toNumber();
  }
  return number(inputs, key).toNumber();
}

export function floatsOf(inputs: Inputs, key: string): readonly number[] {
  return listOf(inputs, key).map((item) => floatOf({ item }, 'item'));
}

/** Rows of two numbers each. */
export function pairsOf(inputs: Inputs, key: string): readonly (readonly [number, number])[] {
  return listOf(inputs, key).map((row) => {
    const [left, right] = floatsOf({ row }, 'row');
    if (left === undefined || right === undefined) throw new TypeError(`input ${key} has a row of fewer than two numbers`);
    return [left, right];
  });
}

function listOf(inputs: Inputs, key: string): readonly unknown[] {
  const value = inputs[key];
  if (!Array.isArray(value)) throw new TypeError(`input ${key} is not a list`);
  return value;
}

/** A figure as far as float64 is sure of it. */
export const figure = (value: number): Decimal => new Decimal(value.toPrecision(14));

/** A figure at the decimals at which the cases of its kind print it. */
export const printed = (value: number, decimals: number): Decimal => new Decimal(value).toDecimalPlaces(decimals);

/** A share as the cases print it: percent with one decimal, and none that says nothing. */
export const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;
