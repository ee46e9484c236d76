import { openText } from './format.ts';
import { presentation } from './presentation.ts';

/** Ages and times as words. All take epoch ms of the terminal's clock; none reads the page's clock. */

/** "<1 s", "11 s", "3 min", "2 h", "4 d": whole units, rounded down, so that a live age does not flicker. */
export function ageText(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 1) return '<1 s';
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** How long something takes: "40 s", "12 min 40 s", "3 h 5 min", "12 d 4 h". */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const hours = Math.floor(seconds / 3600);
  return hours < 48 ? `${hours} h ${Math.floor((seconds % 3600) / 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "8 s", "12 min", "3.1 h", "4 d": how long until, in the room of a cell; "now" once it is due. */
export function shortSpanText(ms: number): string {
  if (ms <= 0) return 'now';
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.ceil(ms / 1000)} s`;
  if (minutes < 100) return `${Math.floor(minutes)} min`;
  return minutes < 2880 ? `${openText((Math.floor(minutes / 6) / 10).toFixed(1), 1)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** "in 8 s", rounded up; "now" once it is due. */
export function untilText(ms: number): string {
  return ms <= 0 ? 'now' : `in ${Math.ceil(ms / 1000)} s`;
}

/** "14:02:39" in UTC. */
export function clockText(at: number): string {
  return iso(at).slice(11, 19);
}

/** "14:02 UTC". */
export const minuteText = (at: number): string => `${iso(at).slice(11, 16)} UTC`;

/** "2026-11-24 14:02:39 UTC", or the date as the user's language writes it. */
export function momentText(at: number): string {
  return `${dayText(at, { year: 'numeric', month: 'short', day: 'numeric' }) ?? iso(at).slice(0, 10)} ${clockText(at)} UTC`;
}

/** "14:02:31" today, "23 Nov 14:02" before. */
export function sinceText(at: number, now: number): string {
  const then = iso(at);
  if (then.slice(0, 10) === iso(now).slice(0, 10)) return clockText(at);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(then.slice(5, 7)) - 1] ?? '';
  return `${dayText(at, { month: 'short', day: 'numeric' }) ?? `${Number(then.slice(8, 10))} ${month}`} ${then.slice(11, 16)}`;
}

const days = new Map<string, Intl.DateTimeFormat>();

/** A day in the user's language; null where none was chosen, or the date is out of range. */
function dayText(at: number, parts: Readonly<{ year?: 'numeric'; month: 'short'; day: 'numeric' }>): string | null {
  const { locale } = presentation();
  if (locale === null || Number.isNaN(new Date(at).getTime())) return null;
  const key = `${locale} ${parts.year ?? ''}`;
  const made = days.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' });
  days.set(key, made);
  return made.format(at);
}

/** A date out of range must not take the screen down. */
function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '????-??-??T??:??:??' : date.toISOString();
}
