import type { WarningSettings } from '#shared/ipc/warnings.ts';

/** Whether quiet hours hold at a minute of the day, 0 to 1439; over midnight where the end is the smaller. From and to alike: never. */
export function isQuiet({ on, from, to }: WarningSettings['quiet'], minute: number): boolean {
  if (!on) return false;
  return from < to ? minute >= from && minute < to : from > to && (minute >= from || minute < to);
}
