const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to the UTC day of an instant in epoch milliseconds. */
export const utcDay = (at: number): number => Math.floor(at / DAY_MS);

/** Milliseconds until that UTC day is over; above 0. */
export const leftOfDay = (at: number): number => (utcDay(at) + 1) * DAY_MS - at;

/** "2026-11-24". */
export const utcDayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The day that "2026-11-24" names; null for any other text, and for a day that no calendar has. */
export function readUtcDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || utcDayText(utcDay(at)) !== text ? null : utcDay(at);
}
