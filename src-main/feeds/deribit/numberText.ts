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

/** What a JSON number may consist of. */
const isNumberCode = (code: number): boolean => (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 43 || code === 101 || code === 69;

/**
 * The text of a number as the frame writes it, found by its key: a double may have lost digits of it.
 *
 * @param key with its quotes
 * @returns null when the frame's first such key has another value, or is not written plainly
 */
export function sourceOf(frame: string, key: string, value: number): string | null {
  const from = valueAfter(frame, key);
  let to = from;
  while (isNumberCode(frame.charCodeAt(to))) to += 1;
  const source = frame.slice(from, to);
  return to > from && Number(source) === value ? source : null;
}

/** Where the value of a key starts; the length of the frame when it has no such key. The text may be a value elsewhere. */
function valueAfter(frame: string, key: string): number {
  for (let at = frame.indexOf(key); at >= 0; at = frame.indexOf(key, at + 1)) {
    const colon = afterSpaces(frame, at + key.length);
    if (frame[colon] === ':') return afterSpaces(frame, colon + 1);
  }
  return frame.length;
}

function afterSpaces(frame: string, from: number): number {
  let at = from;
  while (frame[at] === ' ') at += 1;
  return at;
}
