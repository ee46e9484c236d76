/**
 * Decimal text to screen text. Nothing here goes through a float: Intl formats decimal strings exactly, and its
 * rounding mode is always said, because a figure must never look safer than it is.
 */

/** `toward danger` depends on the figure: a margin ratio rounds up, a buffer down, a distance toward zero. */
export type RoundingMode = 'halfEven' | 'ceil' | 'floor' | 'trunc';

export const MINUS = '\u2212';
/** Does not apply. */
export const NONE = '\u2014';
export const UNKNOWN = '?';
const NARROW_SPACE = '\u00a0';

type Sign = 'negative' | 'exceptZero';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(decimals: number, mode: RoundingMode, sign: Sign, percent: boolean): Intl.NumberFormat {
  const key = `${decimals} ${mode} ${sign} ${percent}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', {
    style: percent ? 'percent' : 'decimal',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: mode,
    signDisplay: sign,
  });
  formats.set(key, made);
  return made;
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

function render(text: string, decimals: number, mode: RoundingMode, sign: Sign, percent: boolean): string {
  if (!isNumeric(text)) return UNKNOWN;
  return numberFormat(decimals, mode, sign, percent).format(text).replace('-', MINUS).replace('%', `${NARROW_SPACE}%`);
}

/** "−1,234.50": fixed decimals, true minus, no negative zero. */
export function amountText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return render(text, decimals, mode, 'negative', false);
}

/** The digits that a figure lacks to the longest fraction of its column: drawn unseen, they line the decimals up. */
export function padText(decimals: number, columnDecimals: number): string | undefined {
  if (columnDecimals <= decimals) return undefined;
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
  return render(text, decimals, mode, 'exceptZero', false);
}

/** A fraction as a percentage: "13.4 %". */
export function percentText(text: string, decimals: number, mode: RoundingMode = 'halfEven'): string {
  return render(text, decimals, mode, 'negative', true);
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
  return `${shown >= 100 ? '>99' : shown.toFixed(1)}σ`;
}

/** −1, 0 or 1, from the text itself. */
export function signOf(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

/** The full figure for a title: grouped, every decimal kept. */
export function exactText(text: string): string {
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return decimals > 40 ? text.replace('-', MINUS) : amountText(text, decimals);
}
