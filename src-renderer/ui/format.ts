/**
 * Decimal text to screen text. Nothing here goes through a float: Intl formats decimal strings exactly, and its
 * rounding mode is always said, because a figure must never look safer than it is.
 */

import { MASK } from '#shared/util/hiddenFigures.ts';
import { presentation } from './presentation.ts';

/** `toward danger` depends on the figure: a margin ratio rounds up, a buffer down, a distance toward zero. */
export type RoundingMode = 'halfEven' | 'ceil' | 'floor' | 'trunc';

export const MINUS = '\u2212';
/** Does not apply. */
export const NONE = '\u2014';
export const UNKNOWN = '?';
const NARROW_SPACE = '\u00a0';

type Sign = 'negative' | 'exceptZero';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(decimals: number, mode: RoundingMode, sign: Sign, percent: boolean, locale: string): Intl.NumberFormat {
  const key = `${decimals} ${mode} ${sign} ${percent} ${locale}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, {
    style: percent ? 'percent' : 'decimal',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: mode,
    signDisplay: sign,
    useGrouping: 'always',
    // The bundled font has tabular figures for these.
    numberingSystem: 'latn',
  });
  formats.set(key, made);
  return made;
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** Marks of direction, which some languages put around signs. */
const DIRECTION = /[\u200e\u200f\u061c]/g;

function render(text: string, decimals: number, mode: RoundingMode, sign: Sign, percent: boolean): string {
  if (!isNumeric(text)) return UNKNOWN;
  const { locale } = presentation();
  const shown = numberFormat(decimals, mode, sign, percent, locale ?? 'en-US').format(text).replace(DIRECTION, '').replace('-', MINUS);
  return percent ? `${shown.replace(/\s*%\s*/, '')}${NARROW_SPACE}%` : shown;
}

/** Privacy hides a figure, and its sign with it; what is unknown stays so. */
const hidden = (text: string): boolean => presentation().masked && isNumeric(text);

/** "−1,234.50": fixed decimals, true minus, no negative zero. Privacy hides it: what may be read by anyone is `openText`. */
export function amountText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return hidden(text) ? MASK : openText(text, decimals, mode);
}

/** A figure that privacy leaves to be read: a price of the market, a multiple, a count. */
export function openText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return render(text, decimals, mode, 'negative', false);
}

/** The digits that a figure lacks to the longest fraction of its column: drawn unseen, they line the decimals up. */
export function padText(decimals: number, columnDecimals: number): string | undefined {
  if (columnDecimals <= decimals || presentation().masked) return undefined;
  return `${decimals === 0 ? '.' : ''}${'0'.repeat(columnDecimals - decimals)}`;
}

/** At least `digits` significant digits, whole units always: "6,450", "0.11236". Rounded in the last of them. */
export function significantText(text: string, digits: number, mode: RoundingMode): string {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const units = whole.replace(/^0+/, '').length;
  const leading = units > 0 ? -units : fraction.length - fraction.replace(/^0+/, '').length;
  return amountText(text, Math.min(8, Math.max(0, digits + leading)), mode);
}

/** As `amountText`, with "+" before what is above zero. */
export function signedText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return hidden(text) ? MASK : render(text, decimals, mode, 'exceptZero', false);
}

/** A fraction as a percentage: "13.4 %". */
export function percentText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return render(text, decimals, mode, 'negative', true);
}

/** As `percentText`, with "+" before what is above zero. */
export function signedPercentText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return render(text, decimals, mode, 'exceptZero', true);
}

/** The distance to a level: toward zero, so that it never looks farther than it is. */
export function distanceText(fraction: string, decimals = 1): string {
  return render(fraction, decimals, 'trunc', 'exceptZero', true);
}

/**
 * A margin ratio: rounded up, so that 66.64 % shows as the 66.7 % it is about to be; but 100 % is said only when it is
 * reached, because 100 % means liquidation: below it the figure gets one more decimal, then "<100 %".
 */
export function ratioText(text: string): string {
  const rounded = percentText(text, 1, 'ceil');
  if (rounded !== percentText('1', 1) || isAtLeastOne(text)) return rounded;
  const finer = percentText(text, 2, 'ceil');
  return finer === percentText('1', 2) ? `<100${NARROW_SPACE}%` : finer;
}

/** Exact: a decimal text is ≥ 1 when its whole part is not zero and it has no minus. */
function isAtLeastOne(text: string): boolean {
  return /^0*[1-9]/.test(text);
}

/** "2.3σ", rounded down: a float by contract. */
export function sigmaText(sigmas: number): string {
  const shown = Math.floor(sigmas * 10) / 10;
  return `${shown >= 100 ? '>99' : openText(shown.toFixed(1), 1)}σ`;
}

/** −1, 0 or 1, from the text itself. */
export function signOf(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

/** The full figure for a title: grouped, every decimal kept. Privacy hides it. */
export function exactText(text: string): string {
  return hidden(text) ? MASK : openExactText(text);
}

/** The same of a figure that privacy leaves to be read. */
export function openExactText(text: string): string {
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return decimals > 40 ? text.replace('-', MINUS) : openText(text, decimals);
}

/** The exact figure for a test to read from the page; privacy takes it away. */
export const exactData = (text: string): string | undefined => (presentation().masked ? undefined : text);
