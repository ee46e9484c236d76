import type { OptionQuote, PriceField, QuoteTick, VenueGreeks } from '#shared/domain/tick.ts';
import { type DecimalText, type EpochMs, isPriceText } from '#shared/num/units.ts';
import { timeOf } from './json.ts';
import { plainText, shiftedText } from './numberText.ts';

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
const NONE: ReadonlySet<unknown> = new Set([undefined, null, '', '--', 'expired', 'N/A']);
/** What is a number, and yet can be no price. */
const UNUSABLE = /^(?:[+-]?(?:NaN|Infinity|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?))$/i;

type Read = Readonly<{ kind: 'none' | 'bad' | 'malformed' }> | Readonly<{ kind: 'value'; text: DecimalText }>;
const NOTHING: Read = { kind: 'none' };
const BAD: Read = { kind: 'bad' };
const MALFORMED: Read = { kind: 'malformed' };

/**
 * A number as text (or as a JSON number that a double holds). Numbers with more digits than that must come as their
 * own text (`parseExact`).
 */
function readNumber(value: unknown): Read {
  if (NONE.has(value)) return NOTHING;
  if (typeof value !== 'string' && typeof value !== 'number') return MALFORMED;
  const source = String(value);
  const text = plainText(source);
  if (text !== null) return { kind: 'value', text };
  return UNUSABLE.test(source) ? BAD : MALFORMED;
}

function readPrice(value: unknown): Read {
  const read = readNumber(value);
  return read.kind === 'value' && !isPriceText(read.text) ? BAD : read;
}

/** A value for which the venue writes zero when it has none. */
export const noneIfZero = (value: unknown): unknown => ((typeof value === 'string' || typeof value === 'number') && value !== '' && Number(value) === 0 ? null : value);

/** The same for a negative number ("-1.0" for a missing quote). */
export const noneIfNegative = (value: unknown): unknown => ((typeof value === 'string' || typeof value === 'number') && Number(value) < 0 ? null : value);

const PRICES: readonly Readonly<{ from: 'mark' | 'index' | 'last'; to: PriceField }>[] = [{ from: 'mark', to: 'markPrice' }, { from: 'index', to: 'indexPrice' }, { from: 'last', to: 'lastPrice' }];

/**
 * One instrument's quote from the fields of a frame.
 *
 * @param pair of the index, when it is known
 * @returns the tick; the path of the first field that is of the wrong form; or null when nothing of use is said
 */
export function readQuote(head: Readonly<{ venue: string; symbol: string; eventAt: EpochMs | null; pair: Pair | null }>, fields: QuoteFields): QuoteTick | string | null {
  const { venue, symbol, eventAt, pair } = head;
  const texts: Partial<Record<PriceField | 'fundingRate', DecimalText>> = {};
  const bad: PriceField[] = [];
  for (const { from, to } of PRICES) {
    const field = fields[from];
    if (field === undefined) continue;
    const read = readPrice(field[1]);
    if (read.kind === 'malformed') return field[0];
    if (read.kind === 'bad') bad.push(to);
    if (read.kind === 'value') texts[to] = read.text;
  }
  if (fields.funding !== undefined) {
    const read = readNumber(fields.funding[1]);
    // One that is finer than any figure here is left out: it must not cost the mark.
    if (read.kind === 'malformed' || (read.kind === 'bad' && !Number.isFinite(Number(fields.funding[1])))) return fields.funding[0];
    if (read.kind === 'value') texts.fundingRate = read.text;
  }
  const option = fields.option === undefined ? {} : readOption(fields.option);
  if (typeof option === 'string') return option;
  const nextFundingAt = fields.nextFunding === undefined ? null : instantOf(fields.nextFunding[1]);
  const hasOption = Object.keys(option).length > 0;
  if (Object.keys(texts).length === 0 && bad.length === 0 && !hasOption && nextFundingAt === null) return null;
  return {
    kind: 'quote', venue, symbol, ...texts, eventAt,
    ...((texts.indexPrice === undefined && !bad.includes('indexPrice')) || pair === null ? {} : { indexBase: pair.base, indexQuote: pair.quote, ...(pair.multiplier === undefined ? {} : { indexMultiplier: pair.multiplier }) }),
    ...(nextFundingAt === null ? {} : { nextFundingAt }),
    ...(hasOption ? { option } : {}),
    ...(bad.length > 0 ? { bad } : {}),
  };
}

/** A time in ms, as a number or its text, or in ISO form. "0" and what is neither is none. */
export function instantOf(value: unknown): EpochMs | null {
  if (typeof value === 'string' && value.includes('T')) return timeOf(Date.parse(value));
  return timeOf(value);
}

/** @returns the path of a volatility or price that is of the wrong form; Greeks that are none are left out */
function readOption({ percent = false, underlyingName, greeks, coinGreeks, ...fields }: OptionFields): OptionQuote | string {
  const texts: Partial<Record<'markVolatility' | 'bidVolatility' | 'askVolatility' | 'underlyingPrice', DecimalText>> = {};
  for (const name of ['markVolatility', 'bidVolatility', 'askVolatility', 'underlyingPrice'] as const) {
    const field = fields[name];
    if (field === undefined) continue;
    // A volatility of zero is no quote; an underlying of zero is none.
    const read = readPrice(noneIfZero(field[1]));
    if (read.kind === 'malformed') return field[0];
    const text = read.kind !== 'value' ? null : percent && name !== 'underlyingPrice' ? shiftedText(read.text, -2) : read.text;
    if (text !== null) texts[name] = text;
  }
  const [own, coin] = [readGreeks(greeks), readGreeks(coinGreeks)];
  return {
    ...texts,
    ...(typeof underlyingName === 'string' && underlyingName !== '' ? { underlyingName } : {}),
    ...(own === null ? {} : { greeks: own }),
    ...(coin === null ? {} : { coinGreeks: coin }),
  };
}

function readGreeks(fields: OptionFields['greeks']): VenueGreeks | null {
  if (fields === undefined) return null;
  const texts: Partial<Record<keyof VenueGreeks, DecimalText>> = {};
  for (const name of ['delta', 'gamma', 'vega', 'theta', 'rho'] as const) {
    const read = readNumber(fields[name]);
    if (read.kind === 'value') texts[name] = read.text;
  }
  return Object.keys(texts).length === 0 ? null : texts;
}
