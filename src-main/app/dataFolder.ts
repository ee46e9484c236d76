import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the platform keeps an application's data: XDG_DATA_HOME (absolute, as its specification asks) or
 * ~/.local/share on Linux, APPDATA on Windows, ~/Library/Application Support on macOS.
 */
export function dataFolder(environment: Environment, platform: string, home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Plimsoll');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Plimsoll');
  const xdg = environment['XDG_DATA_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'plimsoll');
}

export const databasePathIn = (folder: string): string => join(folder, 'plimsoll.db');
