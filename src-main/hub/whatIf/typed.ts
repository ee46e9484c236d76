import { Decimal, type DecimalText, isDecimalText, isPriceText } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';

/** Text as a person types it, read strictly: a fault is one sentence that names the field. */

/** What is wrong with one field of a change. */
export type FieldFault = Readonly<{ field: string; message: string }>;

const plain = (text: string): string => text.trim().replace(/^\u2212/, '-').replace(/^\+/, '');

const shown = (text: string): string => (text.trim() === '' ? 'is empty' : `is "${text.trim()}"`);

type Field = Readonly<{ field: string; name: string }>;

/** A number that holds what is expected of it. @param expected completes "expected …" */
export function typedNumber(text: string, { field, name }: Field, expected: string, holds: (value: Decimal) => boolean): Result<DecimalText, FieldFault> {
  const value = plain(text);
  return isDecimalText(value) && holds(new Decimal(value)) ? ok(value) : err({ field, message: `${name} ${shown(text)}; expected ${expected}.` });
}

export const contracts = (text: string): Result<DecimalText, FieldFault> =>
  typedNumber(text, { field: 'contracts', name: 'Contracts' }, 'a number other than 0, with a minus for short, such as 12.5 or -3', (value) => !value.isZero());

export const amount = (text: string): Result<DecimalText, FieldFault> =>
  typedNumber(text, { field: 'amount', name: 'Amount' }, 'a number, such as 1500 or -0.25', (value) => value.abs().lt('1e24'));

/** Something that moves: not 0. */
export const movedAmount = (text: string): Result<DecimalText, FieldFault> =>
  typedNumber(text, { field: 'amount', name: 'Amount' }, 'a number other than 0, with a minus for what is taken out, such as 1500 or -0.25', (value) => !value.isZero() && value.abs().lt('1e24'));

export function price(text: string, field: Field = { field: 'price', name: 'Price' }): Result<DecimalText, FieldFault> {
  const value = plain(text);
  return isPriceText(value) ? ok(value) : err({ field: field.field, message: `${field.name} ${shown(text)}; expected a number above 0, such as 153.4.` });
}

export const entryPrice = (text: string): Result<DecimalText, FieldFault> => price(text, { field: 'entryPrice', name: 'Entry price' });

/** Nothing typed is nothing said. */
function maybe(text: string, valueOf: (text: string) => Result<DecimalText, FieldFault>): Result<DecimalText | null, FieldFault> {
  return text.trim() === '' ? ok(null) : valueOf(text);
}

export const leverage = (text: string): Result<DecimalText | null, FieldFault> =>
  maybe(text, (own) => typedNumber(own, { field: 'leverage', name: 'Leverage' }, 'nothing, or a number from 0.01 to 10000', (value) => value.gte('0.01') && value.lte(10_000)));

export const isolatedMargin = (text: string): Result<DecimalText | null, FieldFault> =>
  maybe(text, (own) => typedNumber(own, { field: 'isolatedMargin', name: 'Isolated margin' }, 'a number of 0 or more', (value) => value.gte(0) && value.lt('1e24')));

export const weight = (text: string): Result<DecimalText | null, FieldFault> =>
  maybe(text, (own) => typedNumber(own, { field: 'weight', name: 'Weight' }, "nothing for the venue's, or a number from 0 to 1, such as 0.95", (value) => value.gte(0) && value.lte(1)));

/** A move in percent as a fraction; null when none was typed. A price cannot fall by all of itself. */
export function percent(text: string, field: Field): Result<Decimal | null, FieldFault> {
  if (text.trim() === '') return ok(null);
  const value = typedNumber(text.replace(/\s*%\s*$/, ''), field, 'a percentage above -100 and at most 1000, such as -20', (own) => own.gt(-100) && own.lte(1000));
  return value.ok ? ok(new Decimal(value.value).div(100)) : value;
}
