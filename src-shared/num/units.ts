import { Decimal as Base } from 'decimal.js';

/**
 * The only Decimal in the product: 80 significant digits, half-even, never reconfigured.
 * A term is at most size · price · rate / leverage, below 1e24 · 1e15 · 1e15 · 100, and carries at most 18 decimals: 80
 * digits make every sum of thousands of them exact, whatever passed the guard.
 */
export const Decimal = Base.clone({ precision: 80, rounding: Base.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = Base;

declare const unit: unique symbol;
type Unit<T, U extends string> = T & { readonly [unit]: U };

/** An amount of a currency, signed. */
export type Money = Unit<Decimal, 'Money'>;
/** Quote per one base, > 0. */
export type Price = Unit<Decimal, 'Price'>;
/** Base units, + long, − short. */
export type Size = Unit<Decimal, 'Size'>;
/** A fraction: 0.05 is 5 %. */
export type Ratio = Unit<Decimal, 'Ratio'>;
/** Plain decimal text: "-0.000000001", never "1e-9". */
export type DecimalText = Unit<string, 'DecimalText'>;
/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = Unit<number, 'EpochMs'>;

/** The form that every decimal from outside must have. Anything else is refused before a Decimal is made. */
export const DECIMAL_FORM = /^-?\d{1,24}(?:\.\d{1,24})?$/;

/** Exclusive bounds that keep sums exact. */
const PRICE_LIMIT = new Decimal('1e15');
const AMOUNT_LIMIT = new Decimal('1e24');

/** True when the text is a plain decimal of at most 24 digits before and after the point: `DECIMAL_FORM`, at less than the cost of a pattern. */
export function isDecimalText(text: string): text is DecimalText {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  const point = endOfDigits(text, start);
  if (point === start || point - start > MOST_DIGITS) return false;
  if (point === text.length) return true;
  const end = text.charCodeAt(point) === POINT ? endOfDigits(text, point + 1) : 0;
  return end === text.length && end > point + 1 && end - point - 1 <= MOST_DIGITS;
}

const [MINUS, POINT, ZERO_CODE, NINE_CODE] = [45, 46, 48, 57];
const MOST_DIGITS = 24;

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < ZERO_CODE || code > NINE_CODE) return at;
    at += 1;
  }
  return at;
}

function guarded(text: string, what: string): Decimal {
  if (!isDecimalText(text)) throw new RangeError(`${what} must be a plain decimal, was ${JSON.stringify(text.slice(0, 60))}`);
  return new Decimal(text);
}

/** @throws RangeError when the text is no plain decimal */
export const money = (text: string): Money => guarded(text, 'money') as Money;

/** @throws RangeError when the text is no plain decimal or the value is 1e24 or more */
export function size(text: string): Size {
  return asSize(guarded(text, 'size'));
}

/** @throws RangeError when the text is no plain decimal */
export const ratio = (text: string): Ratio => guarded(text, 'ratio') as Ratio;

/** True for decimal text that is a usable price: 0 < value < 1e15. */
export function isPriceText(text: string): text is DecimalText {
  if (!isDecimalText(text)) return false;
  // Few digits before the point, and the first of them no zero: no need to read the number.
  const first = text.charCodeAt(0);
  if (first > ZERO_CODE && endOfDigits(text, 0) <= 15) return true;
  const value = Number(text);
  return value > 0 && value < 1e15;
}

/** @throws RangeError when the text is no plain decimal, or not in (0, 1e15) */
export function price(text: string): Price {
  const value = guarded(text, 'price');
  if (value.lte(0) || value.gte(PRICE_LIMIT)) throw new RangeError(`price must lie between 0 and 1e15, was ${text}`);
  return value as Price;
}

export const epochMs = (value: number): EpochMs => value as EpochMs;

/** Names a computed amount: price · size has no unit until someone says so. */
export const asMoney = (value: Decimal): Money => value as Money;
export const asPrice = (value: Decimal): Price => value as Price;

/** @throws RangeError when |value| is 1e24 or more: beyond it sums would not be exact */
export function asSize(value: Decimal): Size {
  if (value.abs().gte(AMOUNT_LIMIT)) throw new RangeError('size must be below 1e24');
  return value as Size;
}

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);

/** The decimals that every additive term is rounded to, half-even, as it is made. */
const TERM_DECIMALS = 18;

/** An additive term: rounded to 18 decimals, half-even, so that any order of adding gives the same sum. */
export const term = (value: Decimal): Money => asMoney(value.toDecimalPlaces(TERM_DECIMALS, Base.ROUND_HALF_EVEN));

/** A quotient as it is shown and exported: 24 decimals, half-even. */
export const quotient = (value: Decimal): Decimal => value.toDecimalPlaces(24, Base.ROUND_HALF_EVEN);

/** Plain text without exponent and without a negative zero. */
export function toText(value: Decimal): DecimalText {
  return (value.isZero() ? '0' : value.toFixed()) as DecimalText;
}

/** Whether a smaller value is `toward` danger decides the direction when a figure is cut to fewer decimals. */
export type Rounding = 'half-even' | 'up' | 'down';

const MODES = { 'half-even': Base.ROUND_HALF_EVEN, up: Base.ROUND_CEIL, down: Base.ROUND_FLOOR } as const;

/** Text with a fixed number of decimals; the rounding is always said. */
export function toFixedText(value: Decimal, decimals: number, rounding: Rounding): DecimalText {
  const rounded = value.toDecimalPlaces(decimals, MODES[rounding]);
  return (rounded.isZero() ? new Decimal(0) : rounded).toFixed(decimals) as DecimalText;
}
