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

/** The text times ten to the power of `places`, exactly: ("70.5", -2) is "0.705". Null when that has too many digits. */
export const shiftedText = (text: DecimalText, places: number): DecimalText | null => plainText(`${text}e${places}`);

/** A number, outside quotes, of sixteen characters or more: only such a one may have more digits than a double keeps. */
const LONG_NUMBER = /[:,[]\s*-?[\d.]{16}/;

/**
 * A frame without loss: its JSON numbers as doubles where these keep every digit, else as their own source text.
 *
 * @returns undefined when it is no JSON, or nested deeper than can be followed
 */
export function parseLossless(frame: string): unknown {
  try {
    if (!LONG_NUMBER.test(frame)) return JSON.parse(frame) as unknown;
    return JSON.parse(frame, (_key, value: unknown, context?: Readonly<{ source?: string }>) => (typeof value === 'number' ? context?.source ?? value : value)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** No name, number or sentence that is read is longer: what follows is cut off, so that no pattern is ever looked for in a megabyte of words. */
const LONGEST_TEXT = 2048;

/** The same with every number as text, so that numbers and their texts are read alike; long texts are cut. */
export function parseExact(frame: string): unknown {
  try {
    return textual(parseLossless(frame));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Puts the text of each number into its place. Only what was just parsed is changed, and nobody else holds it. */
function textual(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  if (!isFields(value)) return value;
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (typeof field === 'number') value[key] = String(field);
    else if (typeof field === 'string' && field.length > LONGEST_TEXT) value[key] = field.slice(0, LONGEST_TEXT);
    else if (typeof field === 'object' && field !== null && key !== '__proto__') textual(field);
  }
  return value;
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
