import { type EpochMs, epochMs } from '#shared/num/units.ts';

/** A JSON object as it came from outside: every field unknown. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** No sentence of a venue is read or shown further. */
const LONGEST_WORDS = 1000;

/** A string or number as text, cut where it is longer than any sentence. Anything else, an object with a hostile `toString` say, is "?". */
export const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_WORDS) : '?');

/** The last instant that a Date can hold. */
const LAST_TIME = 8.64e15;

/** A venue's time: whole ms since 1970, as a number or its text. @returns null for anything else */
export function timeOf(value: unknown): EpochMs | null {
  const time = typeof value === 'string' ? Number(value) : value;
  return typeof time === 'number' && Number.isInteger(time) && time > 0 && time <= LAST_TIME ? epochMs(time) : null;
}
