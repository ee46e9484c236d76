import { type DecimalText, isDecimalText } from '#shared/num/units.ts';

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

const SCALES = [[2, 1e2], [4, 1e4], [8, 1e8]] as const;
const ZEROS = ['', '0', '00', '000', '0000', '00000', '000000', '0000000'] as const;

/**
 * The shortest decimal text that is this double, as `String` gives it, without an exponent where there are few decimals.
 * One that is a whole number of hundredths, say, is written from that number, which costs a fraction of finding its digits:
 * up to fifteen digits no other text so short is the same double.
 */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size < 1e7 && !Number.isInteger(value)) {
    for (const [decimals, scale] of SCALES) {
      const scaled = Math.round(size * scale);
      if (scaled / scale === size) return fractionText(value < 0, Math.trunc(size), scaled, scale, decimals);
    }
  }
  return String(value);
}

function fractionText(isNegative: boolean, whole: number, scaled: number, scale: number, decimals: number): string {
  let [fraction, places] = [scaled - whole * scale, decimals];
  while (fraction % 10 === 0) {
    fraction /= 10;
    places -= 1;
  }
  const digits = String(fraction);
  return `${isNegative ? '-' : ''}${whole}.${ZEROS[places - digits.length] ?? ''}${digits}`;
}

/** A hundredth, exactly: "70.5" is "0.705". Null when that has too many digits. */
export function hundredthText(text: DecimalText): DecimalText | null {
  const sign = text.startsWith('-') ? 1 : 0;
  const dot = text.indexOf('.');
  const point = dot < 0 ? text.length : dot;
  const fraction = dot < 0 ? '' : text.slice(dot + 1);
  const whole = text.slice(sign, point);
  const moved = `${sign === 0 ? '' : '-'}${whole.length > 2 ? whole.slice(0, -2) : '0'}.${whole.length > 1 ? whole.slice(-2) : `0${whole}`}${fraction}`;
  return isDecimalText(moved) ? moved : null;
}
