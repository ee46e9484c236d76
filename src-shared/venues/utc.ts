import { type EpochMs, epochMs } from '../num/units.ts';

/**
 * A date of the Gregorian calendar as epoch milliseconds, by arithmetic alone: parameter sets read no clock.
 *
 * @param month 1 to 12
 * @param hour  UTC
 */
export function utc(year: number, month: number, day: number, hour = 0): EpochMs {
  // Years that start in March put the leap day last.
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * m + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return epochMs((era * 146_097 + dayOfEra - 719_468) * 86_400_000 + hour * 3_600_000);
}
