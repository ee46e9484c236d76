import { type DecimalText, isDecimalText } from '#shared/num/units.ts';

/** Doubles carry 15 significant digits faithfully, whatever the decimal. */
const FAITHFUL_DIGITS = 15;

/** Plain decimal text of a JSON number's source or of a double: `1e-10` → `0.0000000001`. Null when it has no such form. */
export function plainText(source: string): DecimalText | null {
  if (isDecimalText(source)) return source;
  const match = /^(-?)(\d{1,24})(?:\.(\d{1,24}))?[eE]([+-]?\d{1,2})$/.exec(source);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : point >= digits.length ? digits + '0'.repeat(point - digits.length) : `${digits.slice(0, point)}.${digits.slice(point)}`;
  const text = sign + padded;
  return isDecimalText(text) ? text : null;
}

/** True when the shortest text of a double is certain to be what the venue wrote. */
export function isFaithful(value: number): boolean {
  const text = String(value);
  let digits = 0;
  let significant = false;
  for (const character of text) {
    if (character === 'e') break;
    if (character < '0' || character > '9') continue;
    if (character !== '0') significant = true;
    if (significant) digits += 1;
  }
  return digits <= FAITHFUL_DIGITS;
}
