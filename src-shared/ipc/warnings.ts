import type { Stage } from '../domain/stage.ts';
import type { EpochMs } from '../num/units.ts';

/** How long an alert may be put off, in minutes: what a window offers, the most, and the most of what is critical or worse. */
export const SNOOZE = { offered: [15, 60], most: 240, mostUrgent: 15 } as const;

/** How alerts are told. Quiet hours are by this machine's clock, from `from` to before `to`, over midnight where `to` is the smaller. */
export type WarningSettings = Readonly<{
  /** The same matter is told again only this long after it was told last; what rose meanwhile waits. */
  cooldownMinutes: number;
  quiet: Readonly<{ on: boolean; from: number; to: number }>;
  /** `volume` in percent. */
  sound: Readonly<{ on: boolean; volume: number }>;
  /** `redact`: stage and kind alone leave, no account, figure or name. */
  webhook: Readonly<{ on: boolean; redact: boolean }>;
}>;

export const USUAL_WARNINGS: WarningSettings = {
  cooldownMinutes: 5, quiet: { on: false, from: 22 * 60, to: 7 * 60 }, sound: { on: true, volume: 60 }, webhook: { on: false, redact: true },
};

/** Longest address of a webhook. */
export const WEBHOOK_LIMIT = 500;

/** An account whose alerts up to `stage` are put off. */
export type AccountSnoozeView = Readonly<{ accountId: string; stage: Stage; until: EpochMs }>;

/** How alerts are told, and what came of it. */
export type WarningsView = Readonly<{
  settings: WarningSettings;
  /** Open alerts by stage, all of them: `alerts` holds the worst. */
  open: Readonly<Record<Stage, number>>;
  snoozes: readonly AccountSnoozeView[];
  /** Quiet hours hold now. */
  quiet: boolean;
  /** Rules that are on. */
  rules: number;
  /** `host` null: no address is set; the rest of the address is a secret that no window is sent. */
  webhook: Readonly<{ host: string | null; /** Null: nothing was sent yet. */ last: Readonly<{ at: EpochMs; fault: string | null }> | null }>;
  /** Why this system shows no notification; null while none failed. */
  notificationFault: string | null;
}>;
