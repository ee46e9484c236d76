import type { OptionQuote, QuoteTick, VenueGreeks } from '#shared/domain/tick.ts';
import { type DecimalText, type EpochMs, isDecimalText, isPriceText } from '#shared/num/units.ts';
import { isoTime } from './isoTime.ts';
import { timeOf } from './json.ts';
import { doubleText, hundredthText, plainText } from './numberText.ts';

/** A field of a frame: its path, for the report of what is malformed, and what it holds. */
export type Field = readonly [path: string, value: unknown];

/** An underlying as a venue's symbol names it; `multiplier` units of `base` are what a price is per. */
export type Pair = Readonly<{ base: string; quote: string; multiplier?: DecimalText }>;

export type QuoteFields = Readonly<{
  mark?: Field;
  index?: Field;
  last?: Field;
  funding?: Field;
  nextFunding?: Field;
  option?: OptionFields;
}>;

export type OptionFields = Readonly<{
  markVolatility?: Field;
  bidVolatility?: Field;
  askVolatility?: Field;
  /** Volatilities are in percent. */
  percent?: boolean;
  underlyingPrice?: Field;
  underlyingName?: unknown;
  greeks?: Readonly<Partial<Record<keyof VenueGreeks, unknown>>>;
  coinGreeks?: Readonly<Partial<Record<keyof VenueGreeks, unknown>>>;
}>;

/** Words for "no value" that some venue writes where a number belongs. */
const WORDS: ReadonlySet<string> = new Set(['', '--', 'expired', 'N/A']);
/** What is a number, and yet can be no price. */
const UNUSABLE = /^(?:[+-]?(?:NaN|Infinity|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?))$/i;

/** What a field gives that holds no number. */
const [NOTHING, BAD, MALFORMED] = [0, 1, 2];
type Read = DecimalText | number;

/**
 * A number as text (or as a JSON number that a double holds). Numbers with more digits than that must come as their
 * own text (`parseBounded`).
 */
function readNumber(value: unknown): Read {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value !== 'string' && typeof value !== 'number') return MALFORMED;
  const source = typeof value === 'string' ? value : doubleText(value);
  if (isDecimalText(source)) return source;
  if (WORDS.has(source)) return NOTHING;
  return plainText(source) ?? (UNUSABLE.test(source) ? BAD : MALFORMED);
}

function readPrice(value: unknown): Read {
  if (typeof value === 'number') return value > 0 && value < 1e15 ? plainText(doubleText(value)) ?? BAD : BAD;
  const read = readNumber(value);
  return typeof read === 'string' && !isPriceText(read) ? BAD : read;
}

/** A value for which the venue writes zero when it has none. */
export function noneIfZero(value: unknown): unknown {
  if (typeof value === 'string') return startsAboveZero(value) || value === '' || Number(value) !== 0 ? value : null;
  return value === 0 ? null : value;
}

/** Most numbers need not be read to know that they are not zero. */
function startsAboveZero(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 49 && code <= 57;
}

/** The same for a negative number ("-1.0" for a missing quote). */
export const noneIfNegative = (value: unknown): unknown => ((typeof value === 'string' || typeof value === 'number') && Number(value) < 0 ? null : value);

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const priceIn = (field: Field | undefined): Read => (field === undefined ? NOTHING : readPrice(field[1]));

/**
 * One instrument's quote from the fields of a frame. It is written out field by field: with names in a loop it takes twice as long.
 *
 * @param pair of the index, when it is known
 * @returns the tick; the path of the first field that is of the wrong form; or null when nothing of use is said
 */
export function readQuote({ venue, symbol, eventAt, pair }: Readonly<{ venue: string; symbol: string; eventAt: EpochMs | null; pair: Pair | null }>, fields: QuoteFields): QuoteTick | string | null {
  const tick: Writable<QuoteTick> = { kind: 'quote', venue, symbol, eventAt };
  const [mark, index, last] = [priceIn(fields.mark), priceIn(fields.index), priceIn(fields.last)];
  if (mark === MALFORMED || index === MALFORMED || last === MALFORMED) return (mark === MALFORMED ? fields.mark : index === MALFORMED ? fields.index : fields.last)?.[0] ?? null;
  if (typeof mark === 'string') tick.markPrice = mark;
  if (typeof index === 'string') tick.indexPrice = index;
  if (typeof last === 'string') tick.lastPrice = last;
  if (fields.funding !== undefined) {
    const read = readNumber(fields.funding[1]);
    // One that is finer than any figure here is left out: it must not cost the mark.
    if (read === MALFORMED || (read === BAD && !Number.isFinite(Number(fields.funding[1])))) return fields.funding[0];
    if (typeof read === 'string') tick.fundingRate = read;
  }
  if (pair !== null && index !== NOTHING) {
    tick.indexBase = pair.base;
    tick.indexQuote = pair.quote;
    if (pair.multiplier !== undefined) tick.indexMultiplier = pair.multiplier;
  }
  const nextFundingAt = fields.nextFunding === undefined ? null : instantOf(fields.nextFunding[1]);
  if (nextFundingAt !== null) tick.nextFundingAt = nextFundingAt;
  const option = fields.option === undefined ? null : readOption(fields.option);
  if (typeof option === 'string') return option;
  if (option !== null) tick.option = option;
  const bad = mark === BAD || index === BAD || last === BAD;
  if (bad) tick.bad = [...(mark === BAD ? ['markPrice'] as const : []), ...(index === BAD ? ['indexPrice'] as const : []), ...(last === BAD ? ['lastPrice'] as const : [])];
  const says = bad || mark !== NOTHING || index !== NOTHING || last !== NOTHING || tick.fundingRate !== undefined || nextFundingAt !== null || option !== null;
  return says ? tick : null;
}

/** A time in ms, as a number or its text, or in ISO form. "0" and what is neither is none. */
export function instantOf(value: unknown): EpochMs | null {
  return typeof value === 'string' && value.includes('T') ? timeOf(isoTime(value)) : timeOf(value);
}

/** A volatility of zero is no quote; an underlying of zero is none. */
const quotedIn = (field: Field | undefined): Read => (field === undefined ? NOTHING : readPrice(noneIfZero(field[1])));

/** @returns the path of a volatility or price that is of the wrong form; null when nothing is said; Greeks that are none are left out */
function readOption(fields: OptionFields): OptionQuote | string | null {
  const { percent = false, underlyingName } = fields;
  const option: Writable<OptionQuote> = {};
  const [mark, bid, ask, underlying] = [quotedIn(fields.markVolatility), quotedIn(fields.bidVolatility), quotedIn(fields.askVolatility), quotedIn(fields.underlyingPrice)];
  if (mark === MALFORMED || bid === MALFORMED || ask === MALFORMED || underlying === MALFORMED) {
    return (mark === MALFORMED ? fields.markVolatility : bid === MALFORMED ? fields.bidVolatility : ask === MALFORMED ? fields.askVolatility : fields.underlyingPrice)?.[0] ?? null;
  }
  const [markVolatility, bidVolatility, askVolatility] = [fractionOf(mark, percent), fractionOf(bid, percent), fractionOf(ask, percent)];
  if (markVolatility !== null) option.markVolatility = markVolatility;
  if (bidVolatility !== null) option.bidVolatility = bidVolatility;
  if (askVolatility !== null) option.askVolatility = askVolatility;
  if (typeof underlying === 'string') option.underlyingPrice = underlying;
  const named = typeof underlyingName === 'string' && underlyingName !== '';
  if (named) option.underlyingName = underlyingName;
  const [own, coin] = [readGreeks(fields.greeks), readGreeks(fields.coinGreeks)];
  if (own !== null) option.greeks = own;
  if (coin !== null) option.coinGreeks = coin;
  const says = markVolatility !== null || bidVolatility !== null || askVolatility !== null || typeof underlying === 'string' || named || own !== null || coin !== null;
  return says ? option : null;
}

function fractionOf(read: Read, percent: boolean): DecimalText | null {
  if (typeof read !== 'string') return null;
  return percent ? hundredthText(read) : read;
}

function readGreeks(fields: OptionFields['greeks']): VenueGreeks | null {
  if (fields === undefined) return null;
  const [delta, gamma, vega, theta, rho] = [readNumber(fields.delta), readNumber(fields.gamma), readNumber(fields.vega), readNumber(fields.theta), readNumber(fields.rho)];
  const greeks: Writable<VenueGreeks> = {};
  if (typeof delta === 'string') greeks.delta = delta;
  if (typeof gamma === 'string') greeks.gamma = gamma;
  if (typeof vega === 'string') greeks.vega = vega;
  if (typeof theta === 'string') greeks.theta = theta;
  if (typeof rho === 'string') greeks.rho = rho;
  const says = typeof delta === 'string' || typeof gamma === 'string' || typeof vega === 'string' || typeof theta === 'string' || typeof rho === 'string';
  return says ? greeks : null;
}
