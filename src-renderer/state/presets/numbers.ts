import type { Fault } from '#shared/domain/failure.ts';
import { Decimal } from '#shared/num/units.ts';
import type { Unit } from './words.ts';

const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,14})?$/;
const DIGITS = 12;

/** A number as it stands in a field. Shares in percent, without the last digits that a division in float64 made up. */
export function numberText(value: number, unit: Unit): string {
  const exact = new Decimal(Number(value.toPrecision(DIGITS)));
  return (unit === 'percent' ? exact.times(100) : exact).toFixed();
}

/** What a field says, or the fault of it. */
export function numberOf(typed: string, unit: Unit, path: string): Readonly<{ value: number } | { fault: Fault }> {
  const text = typed.trim().replace('\u2212', '-').replace(/\s*%$/, '');
  if (!NUMBER.test(text)) return { fault: { path, message: typed.trim() === '' ? 'is empty; expected a number such as 12.5' : `is "${typed.trim().slice(0, 30)}"; expected a number such as 12.5` } };
  const exact = new Decimal(text.replace(/^\+/, ''));
  return { value: (unit === 'percent' ? exact.div(100) : exact).toNumber() };
}
