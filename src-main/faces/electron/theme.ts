import { nativeTheme } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import type { Settings } from '#shared/ipc/settings.ts';

/** The page's ground colours: what a window shows before its page is drawn. */
const GROUND = { dark: '#0b1015', light: '#eef2f5' } as const;

export function groundColour(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

/** Native menus and dialogs, and the window's ground, wear the theme that the user chose for the page. */
export async function followTheme(port: TerminalPort): Promise<void> {
  const apply = ({ theme }: Settings): void => {
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
  };
  port.subscribe((push) => {
    if (push.terminal !== undefined) apply(push.terminal.settings);
  });
  apply((await port.call('terminal/state', [])).terminal.settings);
}
