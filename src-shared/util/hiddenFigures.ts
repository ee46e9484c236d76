/** What stands in the place of a figure that privacy hides: always as wide, whatever it hides. */
export const MASK = '•••••';

/** A number by itself in a sentence of the terminal's, with its sign: no part of a name, date, time, version or address. */
const NUMBER = String.raw`(?<![\p{L}\p{N}_.,:/@#-])[-\u2212+]?\d+(?:,\d{3})*(?:\.\d+)?(?![\p{L}\p{N}_:/@-]|[.,]\d`;
const STANDING = new RegExp(`${NUMBER})`, 'gu');
/** Neither percent, σ, a multiple nor a span of time: these tell no amount. */
const AMOUNT = new RegExp(String.raw`${NUMBER}|[ \u00a0\u202f]?(?:[%σ×]|(?:ms|s|min|h|d)(?!\p{L})))`, 'gu');

/**
 * A sentence with its numbers in another writing: "add 1,200.00 USDT" and "margin ratio 52.1 %", but not
 * "BTC-27DEC24-60000-C" or "14:02 UTC".
 *
 * @param write gets decimal text without sign and grouping
 */
export function writeFigures(sentence: string, write: (figure: string) => string): string {
  return sentence.replaceAll(STANDING, (found) => {
    const sign = /^[-\u2212+]/.exec(found)?.[0] ?? '';
    return `${sign}${write(found.slice(sign.length).replaceAll(',', ''))}`;
  });
}

/** A sentence with no amount left to read: "add ••••• USDT". Percent, σ and spans of time stay. */
export const maskFigures = (sentence: string): string => sentence.replaceAll(AMOUNT, MASK);
