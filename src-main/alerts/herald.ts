import type { AlertView } from '#shared/ipc/view.ts';
import type { WarningSettings } from '#shared/ipc/warnings.ts';
import type { Clock } from '../hub/engineHost.ts';
import type { AlertCentre } from './alertCentre.ts';
import { attend, type Moment, resumedAttention } from './attention/attention.ts';
import { isQuiet } from './attention/quietHours.ts';
import { bySeverity } from './grouping.ts';

/** One alert that is told now. `again`: it was told before, and is still not acknowledged. */
export type Notice = Readonly<{ alert: AlertView; again: boolean }>;

/** Decides which open alerts are told, and when; those of one moment together, worst first. */
export type Herald = Readonly<{
  /** @returns what is told now, after the listeners were */
  beat: () => readonly Notice[];
  quiet: () => boolean;
  onNotices: (listener: (notices: readonly Notice[]) => void) => () => void;
}>;

type Options = Readonly<{ centre: Pick<AlertCentre, 'watched' | 'view'>; clock: Clock; settings: () => WarningSettings; /** Minute of the day on this machine's clock. */ minuteOfDay?: (wall: number) => number }>;

const localMinute = (wall: number): number => new Date(wall).getHours() * 60 + new Date(wall).getMinutes();

export function createHerald({ centre, clock, settings, minuteOfDay = localMinute }: Options): Herald {
  const listeners = new Set<(notices: readonly Notice[]) => void>();
  const quiet = (): boolean => isQuiet(settings().quiet, minuteOfDay(clock.wall()));
  const moment = (): Moment => ({ now: clock.monotonic(), quiet: quiet(), cooldownMs: settings().cooldownMinutes * 60_000 });
  let attention = resumedAttention(centre.watched(), moment());

  return {
    beat: () => {
      const { after, calls } = attend(attention, centre.watched(), moment());
      attention = after;
      if (calls.length === 0) return [];
      const again = new Map(calls.map((call) => [call.id, call.again]));
      const notices = bySeverity(calls.flatMap(({ id }) => centre.view(id) ?? [])).map((alert) => ({ alert, again: again.get(alert.id) === true }));
      for (const listener of listeners) {
        try {
          listener(notices);
        } catch (error) {
          console.error('Alerts could not be told:', error);
        }
      }
      return notices;
    },
    quiet,
    onNotices: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
