import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the platform keeps an application's data: XDG_DATA_HOME or ~/.local/share on Linux, APPDATA on Windows,
 * ~/Library/Application Support on macOS. Its specification tells to ignore an XDG_DATA_HOME that is not absolute.
 *
 * @param platform as `process.platform` names it; paths are joined by its rules, whatever this runs on
 */
export function dataFolder(environment: Environment, platform: string, home: string): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Plimsoll');
  if (platform === 'win32') return win32.join(environment['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Plimsoll');
  const xdg = environment['XDG_DATA_HOME'];
  return posix.join(xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'plimsoll');
}

/** The database file in that folder. */
export function databasePath(environment: Environment, platform: string, home: string): string {
  return databasePathIn(dataFolder(environment, platform, home), platform);
}

/** The database file in a folder that the user named. */
export function databasePathIn(folder: string, platform: string = process.platform): string {
  return (platform === 'win32' ? win32 : posix).join(folder, 'plimsoll.db');
}
