import type { JsonObject } from './json.ts';

/** Digits and points in a row: only a number of so many may have more digits than a double keeps. */
const LONG = 16;
const [QUOTE, MINUS, POINT, ZERO, NINE] = [34, 45, 46, 48, 57];
/** A number as JSON writes it, with what ends it. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*[,\]}])/y;
/** What stands before a value. */
const BEFORE: ReadonlySet<string> = new Set([':', ',', '[', ' ', '\n', '\r', '\t']);

/**
 * A frame without loss: its JSON numbers as doubles where these keep every digit, else as their own source text.
 *
 * @returns undefined when it is no JSON, or nested deeper than can be followed
 */
export function parseLossless(frame: string): unknown {
  try {
    if (longRunIn(frame, 0) < 0) return JSON.parse(frame) as unknown;
    // Where a quote may stand within a text, only the parser itself knows what is a number.
    if (frame.includes('\\')) return JSON.parse(frame, bySource) as unknown;
    return JSON.parse(withQuotes(frame)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const LONG_SOURCE = /[\d.]{16}/;
const bySource = (_key: string, value: unknown, context?: Readonly<{ source?: string }>): unknown => (typeof value === 'number' && context?.source !== undefined && LONG_SOURCE.test(context.source) ? context.source : value);

function isNumeral(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === POINT;
}

/** Looks at every sixteenth character: a row of as many cannot lie between two of them. @returns where the next long row begins that no quote stands before; -1 for none */
function longRunIn(frame: string, from: number): number {
  for (let at = from + LONG - 1; at < frame.length; at += LONG) {
    if (!isNumeral(frame.charCodeAt(at))) continue;
    let start = at;
    while (start > from && isNumeral(frame.charCodeAt(start - 1))) start -= 1;
    const end = endOfRun(frame, at);
    if (end - start >= LONG && frame.charCodeAt(start - 1) !== QUOTE) return start;
    at = end;
  }
  return -1;
}

function endOfRun(frame: string, from: number): number {
  let end = from;
  while (isNumeral(frame.charCodeAt(end))) end += 1;
  return end;
}

/** @returns where the number ends that begins at `start`; `start` itself when none does */
function endOfNumber(frame: string, start: number): number {
  NUMBER.lastIndex = start;
  return BEFORE.has(frame.charAt(start - 1)) && NUMBER.test(frame) ? NUMBER.lastIndex : start;
}

/** Long numbers become texts; what only looks like one, within a text, stays. @param frame without a backslash, so that every quote begins or ends a text */
function withQuotes(frame: string): string {
  let quoted = '';
  let [done, quote, inText] = [0, frame.indexOf('"'), false];
  for (let run = longRunIn(frame, 0); run >= 0; run = longRunIn(frame, endOfRun(frame, run))) {
    const start = frame.charCodeAt(run - 1) === MINUS ? run - 1 : run;
    const end = endOfNumber(frame, start);
    for (; quote >= 0 && quote < start; quote = frame.indexOf('"', quote + 1)) inText = !inText;
    if (inText || end === start) continue;
    quoted += `${frame.slice(done, start)}"${frame.slice(start, end)}"`;
    done = end;
  }
  return quoted + frame.slice(done);
}

/** No name, number or sentence that is read is longer: what follows is cut off, so that no pattern is ever looked for in a megabyte of words. */
const LONGEST_TEXT = 2048;

/** The same with long texts cut. What is not read is not walked through: a frame without long texts costs nothing more. */
export function parseBounded(frame: string): unknown {
  const json = parseLossless(frame);
  return mayHaveLongText(frame) ? walked(json, cut) : json;
}

/** The same with every number as text, so that numbers and their texts are read alike. */
export const parseExact = (frame: string): unknown => walked(parseLossless(frame), textual);

/** An answer or notice with its numbers as texts, in place. @returns an empty one when it is nested deeper than can be followed */
export const inTexts = (json: JsonObject): JsonObject => (walked(json, textual) === undefined ? {} : json);

/** Looks for a stretch without a quote, from quote to quote in long steps. */
function mayHaveLongText(frame: string): boolean {
  if (frame.length <= LONGEST_TEXT) return false;
  if (frame.includes('\\')) return true;
  for (let at = 0; at + LONGEST_TEXT < frame.length;) {
    const quote = frame.lastIndexOf('"', at + LONGEST_TEXT);
    if (quote < at) return true;
    at = quote + 1;
  }
  return false;
}

type Change = (value: unknown) => unknown;

const cut: Change = (value) => (typeof value === 'string' && value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value);
const textual: Change = (value) => (typeof value === 'number' ? String(value) : cut(value));

function walked(json: unknown, change: Change): unknown {
  try {
    return changed(json, change);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Puts each changed value into its place. Only what was just parsed is changed, and nobody else holds it. */
function changed(value: unknown, change: Change): unknown {
  if (!isFields(value)) return change(value);
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (typeof field === 'string' || typeof field === 'number') value[key] = change(field);
    else if (typeof field === 'object' && field !== null && key !== '__proto__') changed(field, change);
  }
  return value;
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
