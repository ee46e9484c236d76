import type { DecimalText } from '#shared/num/units.ts';

const FORM = /^(-?)(\d+)(?:\.(\d+))?$/;

const isSum = (text: string): text is DecimalText => FORM.test(text);

/**
 * The exact sum of plain decimals, to the last digit: what the engine has for the same rows.
 *
 * @returns null when one of them is unknown, or is no plain decimal; "0" of none
 */
export function exactSum(texts: readonly (string | null)[]): DecimalText | null {
  let sum = 0n;
  let places = 0;
  for (const text of texts) {
    const parts = text === null ? null : FORM.exec(text);
    if (parts === null) return null;
    const [, sign = '', whole = '0', fraction = ''] = parts;
    if (fraction.length > places) {
      sum *= 10n ** BigInt(fraction.length - places);
      places = fraction.length;
    }
    const units = BigInt(whole + fraction.padEnd(places, '0'));
    sum += sign === '-' ? -units : units;
  }
  const text = plain(sum, places);
  return isSum(text) ? text : null;
}

function plain(sum: bigint, places: number): string {
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
