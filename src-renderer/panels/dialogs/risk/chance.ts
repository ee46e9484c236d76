import { openText, percentText } from '../../../ui/format.ts';

/** A chance in percent, rounded up: "12.4 %", "<0.1 %" for what is not 0. */
export function chanceText(probability: number): string {
  if (probability === 0) return 'none seen';
  if (probability < 0.001) return '<0.1 %';
  return percentText(plain(probability), 1, 'ceil');
}

/** "6 h", "2.5 days". */
export function hoursText(hours: number): string {
  const [value, unit] = hours < 48 ? [hours, 'h'] : [hours / 24, 'days'];
  return `${openText(plain(value), Number.isInteger(value) ? 0 : 1)} ${unit}`;
}

/** As `hoursText`, and "40 min", "8 s" for what is shorter; more than a year is not told apart. */
export function durationText(hours: number): string {
  if (hours > 24 * 365) return 'more than a year';
  if (hours >= 1) return hoursText(hours);
  return hours >= 1 / 60 ? `${openText(plain(hours * 60), 0)} min` : `${openText(plain(hours * 3600), 0, 'ceil')} s`;
}

/** "5.1 σ", rounded down: never further away than it is. */
export const sigmasText = (sigmas: number): string => `${openText(plain(Math.floor(sigmas * 10) / 10), 1)} σ`;

/** "σ × 2", "σ × 1.25". */
export const sigmaTimesText = (times: number): string => `σ × ${openText(plain(times), Number.isInteger(times) ? 0 : 2)}`;

/** A float as plain decimals. */
export const plain = (value: number): string => (Number.isFinite(value) ? value.toFixed(12) : '');
