import { z } from 'zod';
import { type DecimalText, type EpochMs, epochMs, isDecimalText } from '../num/units.ts';

/** Field types of our documents, with messages that say what is wrong and what is expected. */

type Issue = Readonly<{ input?: unknown }>;

/** What was found, short and on one line. Lists and objects are only named: they may be nested without end. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value);
  return visible(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** "is missing" for an absent field, else what was found, then what is expected. */
export const expected = (what: string) => (issue: Issue): string =>
  issue.input === undefined ? `is missing; expected ${what}` : `is ${shown(issue.input)}; expected ${what}`;

/** Words in quotes, for "expected one of …". */
export const quotedList = (words: readonly string[], between: string): string => words.map((word) => `"${word}"`).join(between);

const DECIMAL = 'a decimal in quotes with at most 24 digits before and after the point, such as "12.5"';

/** A decimal that also passes `holds`; `what` completes "expected a decimal in quotes …". */
export function decimal(what = '', holds: (value: number) => boolean = () => true) {
  const message = what === '' ? DECIMAL : `a decimal in quotes ${what}`;
  return z.custom<DecimalText>((value) => typeof value === 'string' && isDecimalText(value) && holds(Number(value)), {
    error: (issue) => expected(typeof issue.input === 'string' && isDecimalText(issue.input) ? message : DECIMAL)(issue),
  });
}

export const positive = (): ReturnType<typeof decimal> => decimal('above 0', (value) => value > 0);
export const notNegative = (): ReturnType<typeof decimal> => decimal('of 0 or more', (value) => value >= 0);
export const fraction = (): ReturnType<typeof decimal> => decimal('from 0 to 1', (value) => value >= 0 && value <= 1);
export const positiveFraction = (): ReturnType<typeof decimal> => decimal('above 0 and at most 1', (value) => value > 0 && value <= 1);
export const feeRate = (): ReturnType<typeof decimal> => decimal('from -0.1 to 0.1', (value) => Math.abs(value) <= 0.1);
export const priceText = (): ReturnType<typeof decimal> => decimal('above 0 and below 1e15', (value) => value > 0 && value < 1e15);
export const nonZero = (): ReturnType<typeof decimal> => decimal('other than 0', (value) => value !== 0);

/** From 0.01 to 10000, so that a margin stays within what sums are exact for. */
export const leverage = (): ReturnType<typeof decimal> => decimal('from 0.01 to 10000', (value) => value >= 0.01 && value <= 10_000);

/** Control and direction-changing characters, and halves of surrogate pairs. */
const HIDDEN = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Text with its hidden characters written out, so that it stays on its line and reads as it is. */
export const visible = (text: string): string =>
  text.replaceAll(new RegExp(HIDDEN, 'gu'), (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 100 && !HIDDEN.test(value) && value !== '__proto__';

/** Non-empty text without hidden characters, of bounded length. */
export function name(what: string) {
  return z.custom<string>(isName, { error: expected(`${what}: text of 1 to 100 characters without control characters`) });
}

/** Words that stand beside asset names in `equityParts` of a snapshot. */
const RESERVED = new Set(['unrealizedPnl', 'optionValue', 'accrued']);

export function assetName() {
  return z.custom<string>((value) => isName(value) && !RESERVED.has(value), { error: expected('an asset: text of 1 to 100 characters without control characters') });
}

/** Free text of bounded length. */
export const remark = () =>
  z.custom<string>((value) => typeof value === 'string' && value.length <= 500 && value.isWellFormed(), { error: expected('text of at most 500 characters') });

export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: expected(quotedList(values, ' or ')) });
}

/** A number of JSON that passes `holds`; `what` completes "expected a number …". */
export function number(what: string, holds: (value: number) => boolean) {
  return z.custom<number>((value) => typeof value === 'number' && Number.isFinite(value) && holds(value), { error: expected(`a number ${what}`) });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar, without a time. */
export const day = () =>
  z.custom<string>((value) => typeof value === 'string' && DAY.test(value) && isOnTheCalendar(`${value}T00:00Z`), { error: expected('a day such as "2020-03-12"') });

const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

/** Date.parse turns 30 February into 1 or 2 March; such a day is refused. */
function isOnTheCalendar(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 16));
}

/** ISO 8601 UTC, kept as epoch milliseconds. */
export const time = () =>
  z.custom<string>((value) => typeof value === 'string' && ISO_UTC.test(value) && isOnTheCalendar(value), {
    error: expected('a time in UTC such as "2026-11-22T00:00:00Z"'),
  }).transform((text): EpochMs => epochMs(Date.parse(text)));

/** A strict object: an unknown field is a fault that names it. */
export function record<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : expected('an object')(issue)) });
}

export function list<T extends z.ZodType>(item: T) {
  return z.array(item, { error: expected('a list') });
}

/** A map by name, as a record of own fields. */
export const byName = <T extends z.ZodType>(value: T) => z.record(name('a name'), value, { error: expected('an object') });
