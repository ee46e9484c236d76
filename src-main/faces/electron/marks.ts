import { app } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import { createAwake } from './awake.ts';
import { showBadge } from './badge.ts';
import type { ChoiceFile } from './desktopChoices.ts';
import { followStanding, type Standing } from './standing.ts';
import { createTray, type TrayMark } from './tray.ts';

export type Marks = Readonly<{ standing: () => Standing; hasTray: () => boolean }>;

type Options = Readonly<{ choices: ChoiceFile; platform: NodeJS.Platform; /** Brings the window to the front. */ show: () => void }>;

/** What the system shows of the terminal while no window does: the tray, the badge, and that the machine stays awake while someone relies on it. */
export async function showMarks(port: TerminalPort, { choices, platform, show }: Options): Promise<Marks> {
  const awake = createAwake();
  let tray: TrayMark | null = null;
  const draw = (standing: Standing): void => {
    tray?.draw(standing);
    showBadge(standing, platform);
    awake.set(standing.armed && choices.get().keepAwake);
  };
  const pause = ({ accountIds }: Standing, minutes: number): void => {
    for (const accountId of accountIds) port.call('alert/snoozeAccount', [{ accountId, minutes }]).catch((error: unknown) => console.error(`Alerts were not paused: ${String(error)}`));
  };
  const standing = await followStanding(port, draw);
  const setKeepAwake = (keepAwake: boolean): void => {
    choices.set({ keepAwake });
    draw(standing());
  };
  tray = createTray({ show, pause, keepsAwake: () => choices.get().keepAwake, setKeepAwake }, platform, standing());
  // On Windows the mark is on the window.
  app.on('browser-window-created', () => showBadge(standing(), platform));
  return { standing, hasTray: () => tray !== null };
}
