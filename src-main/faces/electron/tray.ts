import { app, Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import type { Stage } from '#shared/domain/stage.ts';
import { stageImage } from './stageImage.ts';
import type { Standing } from './standing.ts';

const WORDS: Readonly<Record<Stage, string>> = { calm: 'Calm', watch: 'Watch', warning: 'Warning', danger: 'Danger', critical: 'Critical', liquidating: 'Liquidating' };

export type TrayActs = Readonly<{ show: () => void; /** 0 minutes ends it. */ pause: (standing: Standing, minutes: number) => void; keepsAwake: () => boolean; setKeepAwake: (on: boolean) => void }>;

export type TrayMark = Readonly<{
  /** Shows the worst stage by its shape and its word. */
  draw: (standing: Standing) => void;
}>;

/**
 * The mark in the system's tray. Some Linux desktops have none: the window is reached by starting the app again there.
 *
 * @returns null when the system refuses one
 */
export function createTray(acts: TrayActs, platform: NodeJS.Platform, standing: Standing): TrayMark | null {
  const mac = platform === 'darwin';
  const imageOf = (stage: Stage) => stageImage(stage, { ink: !mac && nativeTheme.shouldUseDarkColors ? 255 : 0, template: mac });
  let shown = standing;
  try {
    const tray = new Tray(imageOf(standing.worst));
    const draw = (next: Standing): void => {
      shown = next;
      tray.setImage(imageOf(next.worst));
      tray.setToolTip(`Plimsoll: ${WORDS[next.worst]}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(next, acts)));
    };
    tray.on('click', acts.show);
    nativeTheme.on('updated', () => draw(shown));
    draw(standing);
    return { draw };
  } catch (error) {
    console.error(`This system has no tray (${String(error)}); closing the window quits.`);
    return null;
  }
}

/** Without a name or an amount: anyone may see it. */
export function trayTemplate(standing: Standing, acts: TrayActs): MenuItemConstructorOptions[] {
  const { worst, armed, accountIds, snoozedIds } = standing;
  const isPaused = accountIds.length > 0 && accountIds.every((accountId) => snoozedIds.includes(accountId));
  return [
    { label: `Worst stage: ${WORDS[worst]}`, enabled: false },
    { type: 'separator' },
    { label: 'Show Plimsoll', click: acts.show },
    isPaused ? { label: 'Resume alerts', click: () => acts.pause(standing, 0) } : { label: 'Pause alerts for 1 h', enabled: accountIds.length > 0, toolTip: 'A higher stage is told all the same', click: () => acts.pause(standing, 60) },
    { label: armed && acts.keepsAwake() ? 'Keep the computer awake while watching (now)' : 'Keep the computer awake while watching', type: 'checkbox', checked: acts.keepsAwake(), click: ({ checked }) => acts.setKeepAwake(checked) },
    { type: 'separator' },
    { label: 'Quit Plimsoll', click: () => app.quit() },
  ];
}
